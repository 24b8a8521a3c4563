import Formula
import Optimizers

extension CommandTable {
  static let diff = Command(
    "diff", .recipes, "show two recipes side by side", brief: "two recipes",
    takes: Grammar<(Recipe, Recipe?)>.sequence(
      Grammar<Recipe>.optimizer("rmsprop"), Grammar<Recipe?>.optional(.optimizer("adagrad"))
    ).located,
    details: """
      The first line in which they differ is marked. Where there is a walk, each line has the \
      numbers of one step from the state at hand; what both know, such as lr, has its value now. \
      With one name it is held against the optimizer in use.
      """,
    examples: ["diff rmsprop adagrad", "diff gd"], related: ["compare", "recipe"]
  ) { session, given, host throws(Diagnostic) in try session.diff(given, host) }
}

extension Session {
  func diff(_ given: Located<(Recipe, Recipe?)>, _ host: Host) throws(Diagnostic) -> Outcome {
    let (named, second) = given.value
    // With one name it is held against the optimizer in use.
    guard let other = second ?? recipe else { throw .expectedTwoOptimizers(at: given.range) }
    let (left, right) = second == nil ? (other, named) : (named, other)
    host.emit(.difference(try difference(left, right)))
    return .done
  }

  private func difference(_ left: Recipe, _ right: Recipe) throws(Diagnostic) -> DifferenceReport {
    let (leftStep, rightStep) = (try step(left), try step(right))
    var origin: DifferenceReport.Origin?
    if let walk, let gradient = walk.gradientHere {
      let row = walk.current
      origin = DifferenceReport.Origin(
        step: row.step, parameters: parameters, point: row.point, gradient: gradient,
        objective: row.objective ?? .nan)
    }
    return DifferenceReport(
      left: side(left, leftStep), right: side(right, rightStep),
      rows: DifferenceReport.rows(lines(left, leftStep), lines(right, rightStep)), origin: origin)
  }

  /// The row that a recipe's step from the state at hand would leave; nil without a function or
  /// where the recipe has a name of a parameter.
  ///
  /// What the recipe shares with the one in use, hyper-parameters and states, has its value now.
  private func step(_ recipe: Recipe) throws(Diagnostic) -> Row? {
    guard let walk, objective != nil else { return nil }
    return try walk.trial(of: recipe, hypers: sharedHypers(recipe), seed: seed)
  }

  /// A recipe's own values, those of the optimizer in use where it has them too.
  private func sharedHypers(_ recipe: Recipe) -> [Name: Double] {
    var result = recipe.standardValues
    for hyper in recipe.hypers {
      guard let value = hypers[hyper.name], hyper.interval.contains(value) else { continue }
      result[hyper.name] = value
    }
    return result
  }

  private func side(_ recipe: Recipe, _ row: Row?) -> DifferenceReport.Side {
    let values = sharedHypers(recipe)
    return DifferenceReport.Side(
      recipe: recipe, hypers: recipe.hypers.map { ($0.name, values[$0.name] ?? $0.standard) },
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
