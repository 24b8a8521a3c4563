package import Formula
package import Optimizers

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
  package func setting(_ assignment: Assignment, of recipe: Recipe) throws(Diagnostic)
    -> Recipe.Setting
  {
    let own = ownNames(of: recipe)
    let formula = try definitions.writtenOut(assignment.formula, except: { own.contains($0) })
    guard recipe.hyper(assignment.name) != nil,
      recipe.changes(formula, parameters: parameters + blocks.map(\.name))
    else { return .number(try hyper(assignment, of: recipe)) }
    return .formula(formula)
  }

  /// The names that mean a recipe's own quantities or the parameters in its formulas, and never a
  /// definition.
  func ownNames(of recipe: Recipe) -> Set<Name> {
    Set(
      Recipe.reserved + recipe.hypers.map(\.name) + recipe.states.map(\.name)
        + recipe.lines.map(\.target) + parameters + blocks.map(\.name))
  }

  /// The recipe with a formula for a hyper-parameter.
  ///
  /// - Throws: a ``Diagnostic`` where the formula can't be one.
  func scheduled(_ recipe: Recipe, _ name: Name, by formula: Expression) throws(Diagnostic)
    -> Recipe
  {
    try recipe.scheduling(
      name, by: formula, parameters: parameters + blocks.map(\.name))
  }

  /// Lets a formula set a hyper-parameter from here on.
  ///
  /// - Parameters:
  ///   - name: the hyper-parameter.
  ///   - formula: the formula.
  ///   - recipe: the recipe in use.
  ///   - host: told where the formula begins out of range.
  /// - Throws: a ``Diagnostic`` where the formula can't be one.
  mutating func schedule(
    _ name: Name, by formula: Expression, of recipe: Recipe, _ host: Host
  ) throws(Diagnostic) {
    let next: (value: Double?, step: Int)
    if var walk {
      try walk.schedule(name, by: formula)
      let row = walk.preview()
      next = (row[name]?.first, row.step)
      setup.recipe = walk.machine.recipe
      position.walk = walk
    } else {
      setup.recipe = try scheduled(recipe, name, by: formula)
      next = (setup.recipe?.firstValue(of: name, hypers), 1)
    }
    setup.hypers[name] = nil
    if let remark = recipe.remark(on: name, next.value, step: next.step) {
      host.emit(.note(NoteReport(remark, tone: .warning)))
    }
  }
}

extension Recipe {
  /// What is to be said of a value that a formula gives a hyper-parameter; nothing where it lies in
  /// its range.
  ///
  /// It is said and not refused: the formula may have been in range where it was typed, and come
  /// out of it where a walk begins anew.
  func remark(on name: Name, _ value: Double?, step: Int) -> NoteReport.Content? {
    guard let value, value.isFinite, let hyper = hyper(name), !hyper.toleratesInStep(value) else {
      return nil
    }
    return """
      \(name.text) will be \(number: value, "value") in step \(count: step, "step"), and its range \
      is \(hyper.interval.text)
      """
  }
}
