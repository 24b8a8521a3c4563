import Formula
import Optimizers

@testable import Session

/// Reports that don't depend on what commands, recipes and lessons there are.
enum Samples {
  static let prose = Prose([
    .heading(level: 1, [.text("What RMSprop remembers")]),
    .paragraph([
      .text("AdaGrad adds up "), .emphasis([.text("every squared gradient")]),
      .text(" it has ever seen. "), .strong([.text("RMSprop forgets.")]),
      .text(" Its memory is "), .code("E[g²]"), .text(", and after one step it is "), .code("6.4"),
      .text(", a tenth of g². "), .text("More is in "),
      .link([.text("the lecture")], destination: "https://example.org/lecture"), .text(" and at "),
      .link([.text("https://example.org")], destination: "https://example.org"), .text("."),
      .lineBreak, .text("A line of its own — 漢字も幅を取る。"),
    ]),
    .heading(level: 3, [.text("Which of the three "), .code("shrinks"), .text(" for ever?")]),
    .list(
      start: 1,
      items: [
        [.paragraph([.text("gradient descent")])],
        [
          .paragraph([
            .text("AdaGrad, whose sum of squared gradients only ever grows, so that each step is "),
            .text("shorter than it would have been before"),
          ])
        ],
        [
          .paragraph([.text("RMSprop")]),
          .list(start: nil, items: [[.paragraph([.text("with beta = 0.9")])]]),
        ],
      ]),
    .code("E[g²]       = beta · E[g²]\n\t+ (1 − beta) · g²\n", language: ""),
    .quote([
      .paragraph([.text("Right: its sum only grows, and what is divided by it only shrinks.")]),
      .paragraph([.text("It never forgets.")]),
    ]),
    .list(
      start: nil,
      items: [
        [.paragraph([.text("One item")]), .paragraph([.text("of two paragraphs.")])],
        [.code("step\nstep", language: "downhill")],
      ]),
    .table(
      header: [[.text("optimizer")], [.text("remembers")], [.text("steps")]],
      rows: [
        [[.code("gd")], [.text("nothing")], [.text("lr·g")]],
        [
          [.code("adagrad")],
          [.text("the sum of all squared gradients, from the first step to the last")],
          [.text("lr / √G · g")],
        ],
      ]),
    .rule,
  ])

  static let help = [
    HelpReport.Section(
      title: "set up",
      entries: (1...5).map { entry("minimize\($0)", "set up a function and where to start") }),
    HelpReport.Section(
      title: "step",
      entries: [
        HelpReport.Entry(
          name: "step", short: "s", summary: "make a step: one update of all parameters",
          brief: "one update",
          forms: ["step [n]", "step g = NUMBER, …"],
          details: "Shows every quantity; more than three steps are shown as a table. With g = the "
            + "gradient is fed by hand, one number a parameter.",
          examples: ["step", "step 10"], related: ["line", "run", "back", "explain"]),
        entry("back", "go back a step, or n"),
      ]),
    HelpReport.Section(
      title: "look", entries: (1...9).map { entry("look\($0)", "look at something else") }),
    HelpReport.Section(
      title: "lessons", entries: (1...9).map { entry("lesson\($0)", "play a lesson") }),
  ]

  private static func entry(_ name: String, _ summary: String) -> HelpReport.Entry {
    HelpReport.Entry(
      name: name, short: nil, summary: summary, brief: String(summary.prefix(11)), forms: [name],
      details: "", examples: [name],
      related: [])
  }

  static let lessons = [
    LessonEntry(name: "gradient-descent", title: "Gradient descent", minutes: 10, needs: []),
    LessonEntry(
      name: "rmsprop", title: "RMSprop, one number at a time", minutes: nil,
      needs: ["gradient-descent", "adagrad"]),
  ]

  static func recipes() throws -> [Recipe] {
    let texts = [
      """
      optimizer plain
        "Walk against the gradient. That is all there is to it."
        hyper lr = 0.01 in (0, inf) "learning rate"

        step = lr * g
        θ    = θ - step

      """,
      "optimizer plain.slow\n  \"Half as far (Nobody et al. 2001).\"\n  θ = θ - g / 2\n",
      "optimizer torch.plain\n  \"As PyTorch has it.\"\n  θ = θ - g\n",
    ]
    return try texts.map { try Recipe(parsing: SourceText(name: "", $0)) }
  }
}
