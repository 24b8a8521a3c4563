import Formula
import Optimizers

// A hyper-parameter's number, or the formula that sets it in every step.

extension Session {
  /// What an assignment makes of a hyper-parameter.
  ///
  /// A formula that reads t, or anything else that a step changes, is worked out in every step; any
  /// other is a number, worked out now.
  ///
  /// - Parameters:
  ///   - assignment: what was typed.
  ///   - recipe: the recipe whose hyper-parameter it is.
  /// - Returns: the number, which lies in its range, or the formula, with definitions written out.
  /// - Throws: a ``Diagnostic`` where it is neither.
  func setting(_ assignment: Assignment, of recipe: Recipe) throws(Diagnostic) -> Recipe.Setting {
    let own = Set(
      Recipe.reserved + recipe.hypers.map(\.name) + recipe.states.map(\.name)
        + recipe.lines.map(\.target) + parameters + blocks.map(\.name))
    let formula = try definitions.writtenOut(assignment.formula, except: { own.contains($0) })
    guard recipe.hyper(assignment.name) != nil,
      recipe.changes(formula, parameters: parameters + blocks.map(\.name))
    else { return .number(try hyper(assignment, of: recipe)) }
    return .formula(formula)
  }

  /// The recipe with a formula for a hyper-parameter.
  ///
  /// - Parameters:
  ///   - recipe: the recipe.
  ///   - assignment: what was typed.
  ///   - formula: the formula it comes to.
  ///   - hypers: the hyper-parameters that are numbers.
  /// - Returns: the recipe with that formula.
  /// - Throws: a ``Diagnostic`` where the formula can't be one, or begins out of range.
  func scheduled(
    _ recipe: Recipe, _ assignment: Assignment, by formula: Expression, _ hypers: [Name: Double]
  ) throws(Diagnostic) -> Recipe {
    let result = try recipe.scheduling(
      assignment.name, by: formula, parameters: parameters + blocks.map(\.name))
    if let first = result.firstValue(of: assignment.name, hypers) {
      try check(first, of: assignment, in: recipe, step: 1)
    }
    return result
  }

  /// Lets a formula set a hyper-parameter from here on.
  mutating func schedule(_ assignment: Assignment, by formula: Expression, of recipe: Recipe)
    throws(Diagnostic)
  {
    let name = assignment.name
    guard var walk else {
      setup.recipe = try scheduled(recipe, assignment, by: formula, hypers)
      setup.hypers[name] = nil
      return
    }
    try walk.schedule(name, by: formula)
    let next = walk.preview()
    if let value = next[name]?.first, objective != nil || value.isFinite {
      try check(value, of: assignment, in: recipe, step: next.step)
    }
    setup.recipe = walk.machine.recipe
    setup.hypers[name] = nil
    position.walk = walk
  }

  private func check(_ value: Double, of assignment: Assignment, in recipe: Recipe, step: Int)
    throws(Diagnostic)
  {
    guard value.isFinite, let hyper = recipe.hyper(assignment.name),
      !hyper.toleratesInStep(value)
    else { return }
    throw .scheduleOutside(hyper, value, step: step, at: assignment.formula.range)
  }
}

extension Diagnostic {
  fileprivate static func scheduleOutside(
    _ hyper: Recipe.Hyper, _ value: Double, step: Int, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(hyper.name) would be \(NumberFormat.short.text(value)) in step \(step)", at: range,
      hint: "\(hyper.name) lies in \(hyper.interval.text): \(hyper.meaning)")
  }
}
