import Formula
import Optimizers

extension CommandTable {
  static let diff = Command(
    "diff", .recipes, "show two recipes side by side", brief: "two recipes",
    takes: Grammar<(Recipe, Recipe?, SharedValues?)>.sequence(
      Grammar<Recipe>.optimizer("rmsprop"),
      Grammar<Recipe?>.optional(Grammar<Recipe>.optimizer("adagrad").when { !$0.isAtAssignment }),
      Grammar<SharedValues?>.optional(.sharedValues)
    ).located,
    details: """
      The first line in which they differ is marked. Where there is a walk, each line has the \
      numbers of one step from the state at hand, and below stands where three steps of each lead; \
      what both know, such as lr, has its value now. With one name it is held against the optimizer \
      in use. Values behind them are given to both, whatever each calls what is for the same: as \
      rate, decay, momentum, epsilon, start or weight_decay in its recipe. Without any it says which \
      defaults differ.
      """,
    examples: [
      "diff rmsprop adagrad", "diff gd",
      "diff torch.rmsprop keras.rmsprop lr=0.01 decay=0.9 eps=1e-8",
    ],
    related: ["compare", "recipe"]
  ) { session, given, host throws(Diagnostic) in try session.diff(given, host) }
}

extension Session {
  func diff(_ given: Located<(Recipe, Recipe?, SharedValues?)>, _ host: Host)
    throws(Diagnostic) -> Outcome
  {
    let (named, second, shared) = given.value
    // With one name it is held against the optimizer in use.
    guard let other = second ?? recipe else { throw .expectedTwoOptimizers(at: given.range) }
    let (left, right) = second == nil ? (other, named) : (named, other)
    guard let shared else {
      let values = (sharedHypers(left), sharedHypers(right))
      host.emit(.difference(try difference(left, right, values)))
      for pair in SharedValues.differingDefaults(left, right) {
        host.emit(.note(NoteReport(.differing(left, pair.left, right, pair.right))))
      }
      return .done
    }
    var values = (left: left.ownValues, right: right.ownValues)
    var remarks: [NoteReport.Content] = []
    for assignment in shared.assignments {
      let pair = try SharedValues.hypers(
        called: assignment.name, in: left, right, library, at: assignment.nameRange)
      try give(assignment, to: pair.left, of: left, &values.left, &remarks)
      try give(assignment, to: pair.right, of: right, &values.right, &remarks)
    }
    host.emit(.difference(try difference(left, right, values)))
    for remark in remarks { host.emit(.note(NoteReport(remark))) }
    return .done
  }

  /// Takes a value in, under the recipe's own name for what it is for.
  private func give(
    _ assignment: Assignment, to hyper: Recipe.Hyper?, of recipe: Recipe,
    _ values: inout [Name: Double], _ remarks: inout [NoteReport.Content]
  ) throws(Diagnostic) {
    guard let hyper else {
      remarks.append("\(recipe.name) has nothing that \(assignment.name) is for")
      return
    }
    var named = assignment
    named.name = hyper.name
    values[hyper.name] = try self.hyper(named, of: recipe)
  }

  private func difference(
    _ left: Recipe, _ right: Recipe, _ values: (left: [Name: Double], right: [Name: Double])
  ) throws(Diagnostic) -> DifferenceReport {
    let (leftSteps, rightSteps) = (try steps(left, values.left), try steps(right, values.right))
    var origin: DifferenceReport.Origin?
    if let walk, let gradient = walk.gradientHere {
      let row = walk.current
      origin = DifferenceReport.Origin(
        step: row.step, parameters: parameters, point: row.point, gradient: gradient,
        objective: row.objective ?? .nan)
    }
    return DifferenceReport(
      left: side(left, leftSteps, values.left), right: side(right, rightSteps, values.right),
      rows: DifferenceReport.rows(
        lines(left, leftSteps.first), lines(right, rightSteps.first)), origin: origin)
  }

  /// The rows that a recipe's steps from the state at hand would leave; none without a function or
  /// where the recipe has a name of a parameter.
  ///
  /// What the recipe shares with the one in use, hyper-parameters and states, has its value now.
  private func steps(_ recipe: Recipe, _ values: [Name: Double]) throws(Diagnostic) -> [Row] {
    guard let walk, objective != nil else { return [] }
    return try walk.trial(
      of: recipe, hypers: values, seed: seed, steps: DifferenceReport.stepCount)
  }

  /// A recipe's own values, those of the optimizer in use where it has them too, be it by another name
  /// of the same purpose: of what a formula sets, that of the next step.
  private func sharedHypers(_ recipe: Recipe) -> [Name: Double] {
    var result = recipe.standardValues
    let next = objective == nil ? nil : walk?.preview()
    for hyper in recipe.hypers {
      let own = recipe.name == self.recipe?.name ? nil : hyper.purpose
      let name = own.flatMap { self.recipe?.hyper(for: $0)?.name } ?? hyper.name
      guard let value = hypers[name] ?? next?[name]?.first, hyper.interval.contains(value)
      else { continue }
      result[hyper.name] = value
    }
    return result
  }

  private func side(_ recipe: Recipe, _ rows: [Row], _ values: [Name: Double])
    -> DifferenceReport.Side
  {
    DifferenceReport.Side(
      recipe: recipe, hypers: recipe.settings(values),
      steps: rows.map { .init(number: $0.step, point: $0.point, objective: $0.objective ?? .nan) })
  }

  private func lines(_ recipe: Recipe, _ row: Row?) -> [DifferenceReport.Line] {
    recipe.lines.map {
      DifferenceReport.Line(target: $0.target, formula: $0.formula, values: row?[$0.target])
    }
  }
}

extension NoteReport.Content {
  fileprivate static func differing(
    _ left: Recipe, _ mine: Recipe.Hyper, _ right: Recipe, _ theirs: Recipe.Hyper
  ) -> NoteReport.Content {
    """
    \(mine.meaning): \(left.name) begins with \(mine.name) = \(number: mine.standard, "left"), \
    \(right.name) with \(theirs.name) = \(number: theirs.standard, "right")
    """
  }
}

extension Diagnostic {
  static func expectedTwoOptimizers(at range: SourceRange) -> Diagnostic {
    Diagnostic("two optimizers should follow", at: range, hint: "diff rmsprop adagrad")
  }
}

extension Recipe {
  /// The values of the hyper-parameters that no formula sets.
  fileprivate var ownValues: [Name: Double] {
    let scheduled = Set(schedules.map(\.target))
    return standardValues.filter { !scheduled.contains($0.key) }
  }
}
