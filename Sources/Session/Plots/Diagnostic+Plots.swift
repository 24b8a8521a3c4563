package import Formula

// The wording of what can be wrong with a picture.

extension Diagnostic {
  static func expectedPlot(at range: SourceRange) -> Diagnostic {
    Diagnostic("plot what?", at: range, hint: "plot f log, or plot path")
  }

  static func nothingToDraw() -> Diagnostic {
    Diagnostic("there is no number in this that a picture can show")
  }

  static func severalAcross(_ parameters: [Name], at range: SourceRange?) -> Diagnostic {
    let one = parameters.first.map { "name one parameter, as in g.\($0)" }
    return Diagnostic("the lower axis is one number a step", at: range, hint: one)
  }

  static func noGround() -> Diagnostic {
    Diagnostic(
      "there is no function to walk on", hint: "what a walk without one did: plot x, or plot y vs x"
    )
  }

  static func pickParameters(_ parameters: [Name]) -> Diagnostic {
    let names = parameters.map(\.text).prefix(6).joined(separator: ", ")
    let two = parameters.prefix(2).map(\.text).joined(separator: ", ")
    return Diagnostic(
      "a picture has room for two parameters, and here are \(parameters.count): \(names)"
        + (parameters.count > 6 ? ", …" : ""),
      hint: "pick two, as in plot path of \(two); the others are held where they are")
  }

  static func notAParameter(_ name: Name, among known: [Name], at range: SourceRange)
    -> Diagnostic
  {
    let nearest = Spelling.nearest(to: name.text, among: known.map(\.text))
    return Diagnostic(
      "\(name) is no parameter", at: range,
      hint: nearest.map { "did you mean \($0)?" }
        ?? "there are \(known.map(\.text).joined(separator: ", "))")
  }

  static func numbersOfParameter(
    _ name: Name, _ count: Int, _ given: Int, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(name) is \(count.counted("number")), and this is \(given)", at: range,
      hint: count == 1 ? "\(name) = 1" : "give \(name) a list, or name its elements")
  }

  static func expectedParameters(at range: SourceRange) -> Diagnostic {
    Diagnostic("one or two parameters should follow", at: range, hint: "plot path of x, y")
  }

  static func expectedZoom(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "how near?", at: range, hint: "zoom 4 for four times nearer, or zoom x = -1..1, y = 0..2")
  }

  static func emptyRange(at range: SourceRange) -> Diagnostic {
    Diagnostic("this range should go from a number to a greater one", at: range)
  }

  static func unknownPicture(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "what to draw is told by the file's ending, and \(name) has none that is known", at: range,
      hint: "descent.svg, descent.png or descent.pdf")
  }

  package static func notHere() -> Diagnostic {
    Diagnostic("this can't be done here", hint: "it works at the prompt")
  }
}
