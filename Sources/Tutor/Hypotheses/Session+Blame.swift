import Formula
import Optimizers
import Session

extension CommandTable {
  static let blame = Command(
    "blame", .learn, "how much of an outcome is due to one number", brief: "which step",
    takes: .blame,
    details: """
      The exact derivative of the outcome through all steps up to it, and each step's part: what a \
      little more of the number in that step alone would change. A hyper-parameter is meant with all \
      the values it had; start x is where the walk began; g.x at 3 is what step 3 found.
      """,
    examples: [
      "blame f at 5 on lr", "blame x on beta", "blame f on start y", "blame f on g.x at 3",
    ],
    related: ["what", "explain", "stability"], onlyTells: true
  ) { session, given, host throws(Diagnostic) in try session.blame(given, host) }
}

/// What is blamed, and on what.
struct Blame: Sendable {
  var outcome: Expression
  /// The step whose outcome it is, nil for the last.
  var step: Located<Int>?
  var cause: Cause

  enum Cause: Sendable {
    case start(Expression)
    case quantity(Expression, at: Located<Int>?)

    var formula: Expression {
      switch self {
      case .start(let formula), .quantity(let formula, _): formula
      }
    }
  }
}

extension Grammar where Value == Blame {
  fileprivate static var blame: Grammar {
    Grammar<(Expression, Located<Int>?, Blame.Cause)>.sequence(
      .formula("QUANTITY", example: "f"), .optional(Grammar<Located<Int>>.stepNumber.behind("at")),
      .word("on", before: .cause)
    ).map { Blame(outcome: $0, step: $1, cause: $2) }
  }
}

extension Grammar where Value == Blame.Cause {
  fileprivate static var cause: Grammar {
    .either(
      Grammar<Expression>.formula("PARAMETER", example: "x").behind("start").map { .start($0) },
      Grammar<(Expression, Located<Int>?)>.sequence(
        .formula("NAME[.PARAMETER]", example: "lr"),
        .optional(Grammar<Located<Int>>.stepNumber.behind("at"))
      ).map { .quantity($0.0, at: $0.1) })
  }
}

extension Session {
  fileprivate func blame(_ blame: Blame, _ host: Host) throws(Diagnostic) -> Outcome {
    let walk = try stepping()
    guard walk.stepCount > 0 else { throw .nothingHappened() }
    let step = try blame.step.map { step throws(Diagnostic) in try checked(step, walk) }
    let (cause, text) = try cause(blame.cause, walk)
    let sensitivity = try Sensitivity(
      of: blame.outcome, at: step ?? walk.stepCount, by: cause, in: walk, definitions,
      isInterrupted: host.isInterrupted)
    guard let sensitivity else {
      host.emit(.note(NoteReport("Stopped.", tone: .warning)))
      return .done
    }
    host.emit(
      .blame(
        BlameReport(
          blame.outcome, at: step ?? walk.stepCount, sensitivity.value, on: text,
          total: sensitivity.total, parts: sensitivity.parts, nudges: sensitivity.nudges)))
    return .done
  }

  /// What a walk's outcome may be blamed on, and how that is called.
  private func cause(_ cause: Blame.Cause, _ walk: Walk) throws(Diagnostic)
    -> (Sensitivity.Cause, String)
  {
    let formula = cause.formula
    switch (cause, formula.kind) {
    case (.start, .name(let name)):
      return (.start(try index(of: name, at: formula.range)), "start \(name)")
    case (.quantity(_, let step), .component(let parameter, of: .gradient)):
      guard let step else { throw .blamedStep(parameter, at: formula.range) }
      let part = Sensitivity.Cause.gradient(
        try index(of: parameter, at: formula.range), at: try checked(step, walk))
      return (part, "g.\(parameter) at \(step.value)")
    case (.quantity(_, let step), .name(let name)) where walk.machine.recipe.hyper(name) != nil:
      if let step { throw .blamedAlways(name, at: step.range) }
      if walk.machine.recipe.schedule(of: name) != nil {
        throw .blamedSchedule(name, at: formula.range)
      }
      return (.hyper(name), name.text)
    default:
      throw .blamedNothing(
        formula, walk.machine.recipe.hypers.map(\.name), parameters, at: formula.range)
    }
  }

  private func index(of parameter: Name, at range: SourceRange) throws(Diagnostic) -> Int {
    guard let index = parameters.firstIndex(of: parameter) else {
      throw .noParameter(parameter, parameters, at: range)
    }
    return index
  }
}
