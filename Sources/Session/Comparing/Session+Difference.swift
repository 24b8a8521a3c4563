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
      numbers of one step from the state at hand; what both know, such as lr, has its value now. \
      With one name it is held against the optimizer in use. Values behind them are given to both, \
      whatever each calls what they mean; without any it says which defaults differ.
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
    let values = (
      try values(of: left, beside: right, shared), try values(of: right, beside: left, shared)
    )
    host.emit(.difference(try difference(left, right, values)))
    guard shared == nil else { return .done }
    for pair in SharedValues.differingDefaults(left, right) {
      host.emit(
        .note(
          NoteReport(
            """
            \(pair.left.meaning): \(left.name) begins with \(pair.left.name) = \
            \(number: pair.left.standard, "left"), \(right.name) with \(pair.right.name) = \
            \(number: pair.right.standard, "right")
            """)))
    }
    return .done
  }

  /// The values that a recipe is held against another with: those given to both, the optimizer's in
  /// use where nothing is given, and its own.
  private func values(of recipe: Recipe, beside other: Recipe, _ shared: SharedValues?)
    throws(Diagnostic) -> [Name: Double]
  {
    guard let shared else { return sharedHypers(recipe) }
    var result = recipe.standardValues
    for line in recipe.schedules { result[line.target] = nil }
    for assignment in shared.assignments {
      let own = SharedValues.hyper(assignment.name, of: recipe, beside: other)
      guard let own else {
        // One that neither has is a slip.
        guard SharedValues.hyper(assignment.name, of: other, beside: recipe) != nil else {
          throw .unknownHyper(
            assignment.name, of: recipe.name, among: recipe.hypers.map(\.name.text),
            at: assignment.nameRange)
        }
        continue
      }
      var named = assignment
      named.name = own.name
      result[own.name] = try hyper(named, of: recipe)
    }
    return result
  }

  private func difference(
    _ left: Recipe, _ right: Recipe, _ values: (left: [Name: Double], right: [Name: Double])
  ) throws(Diagnostic) -> DifferenceReport {
    let (leftStep, rightStep) = (try step(left, values.left), try step(right, values.right))
    var origin: DifferenceReport.Origin?
    if let walk, let gradient = walk.gradientHere {
      let row = walk.current
      origin = DifferenceReport.Origin(
        step: row.step, parameters: parameters, point: row.point, gradient: gradient,
        objective: row.objective ?? .nan)
    }
    return DifferenceReport(
      left: side(left, leftStep, values.left), right: side(right, rightStep, values.right),
      rows: DifferenceReport.rows(lines(left, leftStep), lines(right, rightStep)), origin: origin)
  }

  /// The row that a recipe's step from the state at hand would leave; nil without a function or
  /// where the recipe has a name of a parameter.
  ///
  /// What the recipe shares with the one in use, hyper-parameters and states, has its value now.
  private func step(_ recipe: Recipe, _ values: [Name: Double]) throws(Diagnostic) -> Row? {
    guard let walk, objective != nil else { return nil }
    return try walk.trial(of: recipe, hypers: values, seed: seed)
  }

  /// A recipe's own values, those of the optimizer in use where it has them too: of what a formula
  /// sets, that of the next step.
  private func sharedHypers(_ recipe: Recipe) -> [Name: Double] {
    var result = recipe.standardValues
    let next = objective == nil ? nil : walk?.preview()
    for hyper in recipe.hypers {
      guard let value = hypers[hyper.name] ?? next?[hyper.name]?.first,
        hyper.interval.contains(value)
      else { continue }
      result[hyper.name] = value
    }
    return result
  }

  private func side(_ recipe: Recipe, _ row: Row?, _ values: [Name: Double])
    -> DifferenceReport.Side
  {
    DifferenceReport.Side(
      recipe: recipe, hypers: recipe.settings(values),
      objective: row?.objective)
  }

  private func lines(_ recipe: Recipe, _ row: Row?) -> [DifferenceReport.Line] {
    recipe.lines.map {
      DifferenceReport.Line(target: $0.target, formula: $0.formula, values: row?[$0.target])
    }
  }
}

extension Diagnostic {
  static func expectedTwoOptimizers(at range: SourceRange) -> Diagnostic {
    Diagnostic("two optimizers should follow", at: range, hint: "diff rmsprop adagrad")
  }
}
