import Formula

// The wording of everything that can be wrong with a formula for a hyper-parameter.

extension Diagnostic {
  static func scheduledCount(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) is how many particles there are, from the start on, and no formula of the step",
      at: range, hint: "give it a number, as in \(name) = 10")
  }

  static func scheduledByItself(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) can't be set by itself in every step", at: range,
      hint: "put its first value there, as in \(name) = 0.1*0.9^t")
  }

  static func schedulesInCircle(_ names: [Name], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(names.map(\.text).joined(separator: " and ")) would each be set by the other", at: range,
      hint: "give one of them a number first, as in set \(names.first?.text ?? "lr") = 0.1")
  }

  static func scheduledByLater(
    _ name: Name, _ read: Name, _ states: [Name], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(name) is set before \(read) in a step", at: range,
      hint: states.isEmpty
        ? "t, f, g and θ are known when a step begins"
        : "what the step before has left can be read: "
          + states.map(\.text).joined(separator: ", "))
  }

  static func scheduledByParameter(_ name: Name, _ read: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(name) is one number for all parameters, and \(read) is of one of them", at: range,
      hint: "all together make a number too, as in norm(θ) or max(abs(g))")
  }

  static func unknownInSchedule(
    _ name: Name, _ read: Name, among known: [Name], at range: SourceRange
  ) -> Diagnostic {
    let message = "there is nothing called \(read) that \(name) could be set by in every step"
    if read == .steps { return Diagnostic(message, at: range, hint: "t is the step's number") }
    let others = known.filter { $0 != name }.map(\.text)
    let nearest = Spelling.nearest(to: read.text, among: others)
    return Diagnostic(
      message, at: range,
      hint: nearest.map { "did you mean \($0)?" } ?? "there are \(others.joined(separator: ", "))")
  }

  static func scheduledByChance(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) can't be drawn at random in every step", at: range,
      hint: "a line of a recipe of your own can: optimizer mine")
  }

  static func scheduledByPrevious(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) is set as a step begins, where f and g are still those of before", at: range,
      hint: "leave prev out; states are as the step before left them")
  }

  static func scheduledShape(_ name: Name, _ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) is one number for all parameters, and this is \(shape.words)", at: range,
      hint: "reduce it, as with mean(…), norm(…) or max(…)")
  }

  static func startsFromSchedule(_ name: Name, _ state: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(state) starts from \(name), before there is a step that could set it", at: range,
      hint: "a formula of t alone has a value there: that of the first step")
  }
}
