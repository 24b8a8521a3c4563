import Formula
import Optimizers
import Session

extension Identification {
  /// Steps that classes are told apart by, beyond those given.
  private static let stepsAhead = 30

  /// What was found, with recipes that make one walk in one class.
  func report(tried: Int) -> WhoseReport {
    let names = blocks.names
    var report = WhoseReport(steps: observations[0].stepCount, tried: tried)
    var classes: [(fit: RecipeSearch.Fit, walk: [[Double]], equals: [WhoseReport.Equal])] = []
    for fit in fits {
      let trail = trail(of: fit)
      if let index = classes.firstIndex(where: { Identification.areSame($0.walk, trail) }) {
        let name = fit.recipe.name
        if classes[index].fit.recipe.name != name,
          !classes[index].equals.contains(where: { $0.optimizer == name })
        {
          classes[index].equals.append(WhoseReport.Equal(name, fit.switches))
        }
      } else {
        classes.append((fit, trail, []))
      }
    }
    report.fits = classes.map { found in
      var fit = WhoseReport.Fit(
        found.fit.recipe.name, found.fit.recipe.settings(found.fit.hypers), slip: found.fit.slip)
      (fit.switches, fit.equals, fit.untold) = (
        found.fit.switches, found.equals, found.fit.untold
      )
      return fit
    }
    report.isThin =
      observations[0].evidence < fits.map(\.bits).min() ?? Observations.safeEvidence
    if classes.count > 1 {
      report.telling = Identification.telling(
        classes[0].walk, classes[1].walk, names, after: report.steps)
    }
    let named = Set(report.fits.filter { $0.slip == nil }.flatMap(\.names))
    report.misses = misses.filter { !named.contains($0.recipe.name) }.map { miss in
      let quantity: Name =
        if case .parameter(let index) = miss.parting.subject { names[index] } else { .objective }
      return WhoseReport.Miss(
        miss.recipe.name, miss.recipe.settings(miss.hypers), step: miss.parting.step,
        quantity: quantity, value: miss.parting.value, given: miss.parting.given)
    }
    return report
  }

  /// Where a fit's steps lead, those given and some more.
  private func trail(of fit: RecipeSearch.Fit) -> [[Double]] {
    let observations = observations[0]
    guard let trial = WalkTrial(fit.recipe, observations, objective, blocks),
      var walk = trial.walk(fit.hypers)
    else { return [] }
    let ahead = objective == nil ? 0 : Identification.stepsAhead
    // fits: a walk has steps
    return (0..<max(observations.stepCount + ahead, 0)).map { _ in
      trial.step(&walk)
      return walk.current.point
    }
  }

  /// Whether two walks are one but for roundings.
  private static func areSame(_ left: [[Double]], _ right: [[Double]]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { pair in
        zip(pair.0, pair.1).allSatisfy { abs($0 - $1) <= 1e-9 * max(abs($0), abs($1), 1e-9) }
      }
  }

  /// The first number that two walks make differently in six digits.
  private static func telling(
    _ left: [[Double]], _ right: [[Double]], _ names: [Name], after last: Int
  ) -> WhoseReport.Telling? {
    for (index, pair) in zip(left, right).enumerated() {
      for (part, numbers) in zip(pair.0, pair.1).enumerated()
      where index >= last
        && NumberFormat.short.text(numbers.0) != NumberFormat.short.text(numbers.1)
      {
        return WhoseReport.Telling(
          step: index + 1, quantity: names[part], first: numbers.0, second: numbers.1)
      }
    }
    return nil
  }
}

extension RecipeSearch.Fit {
  /// The switches that aren't as the recipe has them, in its own words.
  fileprivate var switches: [WhoseReport.Switch] {
    recipe.hypers.compactMap { hyper in
      guard let value = hypers[hyper.name], value != hyper.standard,
        let words = recipe.words(of: hyper, at: value)
      else { return nil }
      return WhoseReport.Switch(
        words, "set \(hyper.name.ascii) = \(NumberFormat.short.text(value))")
    }
  }
}
