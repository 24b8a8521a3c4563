package import Formula
import Optimizers

// `use`: the optimizer, and its hyper-parameters.

extension CommandTable {
  static let use = Command(
    "use", .setUp, "choose an optimizer and its hyper-parameters", brief: "optimizer",
    takes: .optimizerChoice,
    details: """
      What is not given has the recipe's value. The walk begins anew from the start, so that \
      optimizers can be compared from the same place. A formula of t, the number of the step (1 in \
      the first), is a schedule: a line of the step, worked out anew in each; help schedules lists \
      some.
      """,
    examples: ["use rmsprop lr = 0.1", "use gd lr = 0.1*0.5^floor(t/10)", "use gd"],
    related: ["recipe", "recipes", "set"]
  ) { session, choice, host throws(Diagnostic) in try session.use(choice, host) }
}

extension Session {
  mutating func use(_ choice: OptimizerChoice, _ host: Host) throws(Diagnostic) -> Outcome {
    let recipe = choice.recipe
    for name in parameters { try recipe.check(parameter: name, at: choice.range) }
    let dropped = walk?.stepCount ?? 0
    setup.recipe = recipe
    setup.hypers = choice.hypers
    try restart()
    host.emit(.optimizer(OptimizerReport(recipe: recipe, hypers: hypers, dropped: dropped)))
    for remark in choice.remarks { host.emit(.note(NoteReport(remark))) }
    return .done
  }

  /// A hyper-parameter's new value, which has to lie in its range.
  func hyper(_ assignment: Assignment, of recipe: Recipe) throws(Diagnostic) -> Double {
    guard let hyper = recipe.hyper(assignment.name) else {
      throw .unknownHyper(
        assignment.name, of: recipe.name, among: recipe.hypers.map(\.name.text),
        at: assignment.nameRange)
    }
    let value = try number(assignment.formula)
    guard hyper.accepts(value) else {
      throw .hyperOutside(
        hyper.name, value, hyper.interval.text, meaning: hyper.meaning,
        at: assignment.formula.range)
    }
    return value
  }

  /// The single number that a formula comes to now.
  package func number(_ formula: Expression) throws(Diagnostic) -> Double {
    guard case .scalar(let number) = try value(of: formula) else {
      throw .notANumber(at: formula.range)
    }
    return number
  }
}
