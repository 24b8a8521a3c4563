import Formula
import Optimizers
import Session

/// Exercises in telling optimizers apart: one of them made a walk over gradients that are given.
struct WalkDrills {
  private let library: RecipeLibrary

  private static let mostTries = 200
  /// Those that are told apart, with the name of what keeps the past, and why each goes as it does.
  private static let optimizers: [(name: String, decay: String?, reason: Phrase)] = [
    ("gd", nil, .walkOfGD), ("momentum", "beta", .walkOfMomentum),
    ("adagrad", nil, .walkOfAdaGrad), ("rmsprop", "beta", .walkOfRMSprop),
  ]

  init(_ library: RecipeLibrary) { self.library = library }

  func drill(seed: UInt64, number: Int) -> ChoiceDrill? {
    Dice.firstMade(seed: seed, round: number, tries: Self.mostTries) { drill(&$0, number) }
  }

  private func drill(_ dice: inout Dice, _ number: Int) -> ChoiceDrill? {
    let start = dice.pick([2.0, 3, 4, 5, 6, 7, 8])
    let lr = dice.pick([0.1, 0.2, 0.3, 0.4, 0.5])
    let first = dice.pick([1.0, 2, 3, 4])
    let gradients = [
      first, dice.pick([first, 2 * first, first / 2]), dice.pick([first, first / 2]),
    ]
    let walks = Self.optimizers.compactMap { optimizer in
      walk(
        optimizer.name, optimizer.decay.map { "\($0) = 0.9" }, from: start, lr: lr, gradients)
    }
    guard walks.count == Self.optimizers.count else { return nil }
    let right = dice.pick(Array(walks.indices))
    // Two that look alike would be a matter of luck; the longest way sets the scale.
    let reach = walks.flatMap { $0 }.map { abs($0 - start) }.max() ?? 0
    let areApart = walks.indices.allSatisfy { other in
      other == right
        || zip(walks[other], walks[right]).contains { abs($0 - $1) > 0.05 * reach }
    }
    guard areApart, reach > 0, reach < 100 else { return nil }
    let remarks = walks.indices.map { other -> NoteReport.Content in
      // fits: one of so many steps is where they part
      let step =
        zip(walks[other], walks[right])
        .enumerated().first { abs($0.element.0 - $0.element.1) > 0.01 * reach }?.offset ?? 0
      return .init(
        .walkWouldBe,
        [
          "optimizer": "\(Self.optimizers[other].name)",
          "value": "\(number: walks[other][step], "value")",
          "step": "\(count: step + 1, "step")",
        ])
    }
    let x = Name("x")
    return ChoiceDrill(
      subject: PracticeSubject.walksKey, number: number,
      story: .init(
        .walkStory,
        [
          "start": "\(number: start, "start")", "lr": "\(number: lr, "lr")",
          "decay": "\(number: 0.9, "decay")",
        ]),
      rows: [
        DrillReport.Row(.gradient, gradients), DrillReport.Row(x, walks[right]),
      ],
      choices: Self.optimizers.map { "\($0.name)" }, right: right,
      remarks: remarks,
      // How each begins, and then what rules the others out, one after the other.
      hints: [.init(.walkHint)]
        + walks.indices.filter { $0 != right }.prefix(2).map { remarks[$0] },
      reason: .init(Self.optimizers[right].reason))
  }

  /// Where an optimizer gets to after each gradient; nil where it doesn't.
  private func walk(
    _ name: String, _ decay: String?, from start: Double, lr: Double, _ gradients: [Double]
  ) -> [Double]? {
    let hypers = ["lr = \(lr.typed)"] + (decay.map { [$0] } ?? [])
    let beginning = ["params x = \(start.typed)", "use \(name) \(hypers.joined(separator: " "))"]
    guard var session = Session(after: beginning, library) else { return nil }
    var places: [Double] = []
    for gradient in gradients {
      _ = try? session.execute("step g = \(gradient.typed)", Host(emit: { _ in }))
      places += session.walk?.current.theta ?? []
    }
    return places.count == gradients.count && places.allSatisfy(\.isFinite) ? places : nil
  }
}
