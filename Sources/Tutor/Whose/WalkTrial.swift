import Formula
import Optimizers
import RealModule

/// A recipe that may have made some numbers, compiled to be tried with many values.
struct WalkTrial {
  let recipe: Recipe
  private let machine: Machine
  let observations: Observations

  /// How a walk goes with the numbers.
  enum Result {
    case agrees
    /// The first number that is another one.
    case parts(Parting)
  }

  struct Parting: Hashable, Sendable {
    var step: Int
    var subject: Observations.Subject
    var value: Double
    var given: Double
  }

  /// Nil where the recipe can't have made them.
  init?(
    _ recipe: Recipe, _ observations: Observations, _ objective: Objective?,
    _ blocks: [ParameterBlock]
  ) {
    guard recipe.population == nil, !recipe.isRandom, !recipe.lines.isEmpty,
      objective != nil || !observations.gradients.isEmpty,
      let machine = try? Machine(recipe: recipe, objective: objective, blocks: blocks)
    else { return nil }
    self.recipe = recipe
    self.machine = machine
    self.observations = observations
  }

  func walk(_ hypers: [Name: Double]) -> Walk? {
    try? Walk(machine, from: observations.start, hypers: hypers, checkpointBudget: 0)
  }

  /// Makes the next step of a walk as the numbers had it.
  func step(_ walk: inout Walk) {
    let fed = observations.gradients
    walk.step(feeding: fed.indices.contains(walk.stepCount) ? fed[walk.stepCount] : nil)
  }

  /// Holds the walk with some values against the numbers, up to the first that is another.
  func result(_ hypers: [Name: Double]) -> Result {
    guard var walk = walk(hypers) else {
      return .parts(Parting(step: 0, subject: .objective, value: .nan, given: .nan))
    }
    // fits: one step at least
    for step in 1...max(observations.stepCount, 1) {
      self.step(&walk)
      if let parting = parting(walk.current, step) { return .parts(parting) }
    }
    return .agrees
  }

  private func parting(_ row: Row, _ step: Int) -> Parting? {
    for (index, column) in observations.columns.enumerated() {
      guard let given = observations.number(index, at: step) else { continue }
      let value = value(of: column.subject, in: row)
      guard observations.agrees(value, index, at: step) else {
        return Parting(step: step, subject: column.subject, value: value, given: given)
      }
    }
    return nil
  }

  private func value(of subject: Observations.Subject, in row: Row) -> Double {
    switch subject {
    case .parameter(let index): row.point[index]
    case .objective: row.objective ?? .nan
    case .gradient: .nan
    }
  }

  // MARK: - Fitting

  /// What a walk leaves less what was given, at a step: of the column that tells most.
  ///
  /// - Returns: the difference in units of the last digit, nil where nothing is given of that step.
  func residual(_ hypers: [Name: Double], at step: Int) -> Double? {
    guard var walk = walk(hypers) else { return nil }
    for _ in 0..<step { self.step(&walk) }
    let row = walk.current
    return observations.columns.indices.compactMap { index -> (size: Double, residual: Double)? in
      guard let given = observations.number(index, at: step),
        let before = observations.number(index, at: step - 1)
          ?? observations.number(index, at: step)
      else { return nil }
      let slack = observations.slack(index, at: step)
      let value = value(of: observations.columns[index].subject, in: row)
      return (abs(given - before) / slack, (value - given) / slack)
    }.max { $0.size < $1.size }?.residual
  }

  /// The values of a learning rate with which the first step leads where the numbers say, the roundest
  /// first.
  func rates(_ name: Name, _ hypers: [Name: Double]) -> [Double] {
    // As many digits as the first step tells.
    if let (root, units) = proportionalRate(name, hypers) {
      return WalkTrial.rounded(root) { abs($0 - root) * units <= abs(root) }
    }
    return roots(of: name, hypers, at: 1, between: 1e-8, and: 1e4).flatMap { root in
      WalkTrial.rounded(root) { value in
        (residual(hypers.setting(name, to: value), at: 1)?.magnitude ?? .infinity) <= 1
      }
    }
  }

  /// A number in as few digits as will do, in more, and as it is.
  private static func rounded(_ number: Double, where fits: (Double) -> Bool) -> [Double] {
    let values = (1...5).map { number.rounded(toDigits: $0) }.filter(fits) + [number]
    return values.indices.filter { values.firstIndex(of: values[$0]) == $0 }.map { values[$0] }
  }

  /// The learning rate by the rule of three, where θ is given and the first step is a multiple of it.
  ///
  /// - Returns: the rate, and how many units of the last digit the step is long that tells it.
  private func proportionalRate(_ name: Name, _ hypers: [Name: Double])
    -> (rate: Double, units: Double)?
  {
    guard let rate = hypers[name], rate > 0, let first = moves(hypers) else { return nil }
    guard let second = moves(hypers.setting(name, to: 2 * rate)) else { return nil }
    for (one, two) in zip(first, second) where abs(two - 2 * one) > 1e-9 * abs(two) { return nil }
    let found = observations.columns.indices.compactMap { index -> (size: Double, rate: Double)? in
      guard case .parameter(let part) = observations.columns[index].subject,
        let before = observations.number(index, at: 0),
        let after = observations.number(index, at: 1), first[part] != 0
      else { return nil }
      let move = after - before
      return (abs(move) / observations.slack(index, at: 1), rate * move / first[part])
    }
    return found.max { $0.size < $1.size }.map { ($0.rate, $0.size) }
  }

  /// How far the first step leads, one number a parameter; nil where θ isn't given.
  private func moves(_ hypers: [Name: Double]) -> [Double]? {
    guard observations.givesPlaces, var walk = walk(hypers) else { return nil }
    step(&walk)
    return zip(walk.current.point, observations.start).map { $0 - $1 }
  }

  /// The values of a hyper-parameter with which a step leads where the numbers say.
  ///
  /// They are looked for between neighbours of a grid of even ratios, by halves.
  func roots(
    of name: Name, _ hypers: [Name: Double], at step: Int, between low: Double, and high: Double
  ) -> [Double] {
    func residual(_ value: Double) -> Double {
      self.residual(hypers.setting(name, to: value), at: step) ?? .nan
    }
    let count = 97
    let ratio = Double.root(high / low, count - 1)
    var found: [Double] = []
    var (left, before) = (low, residual(low))
    // fits: a constant
    for _ in 1..<count {
      let right = left * ratio
      let after = residual(right)
      if before == 0 { found.append(left) }
      if before * after < 0 {
        found.append(WalkTrial.root(from: left, to: right, before, residual))
      }
      (left, before) = (right, after)
    }
    return found
  }

  /// Where a function changes its sign between two numbers, by halves.
  static func root(
    from low: Double, to high: Double, halves: Int = 60, _ atLow: Double,
    _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<halves {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { break }
      if function(middle) * atLow > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

extension [Name: Double] {
  /// The values with one of them another.
  func setting(_ name: Name, to value: Double) -> [Name: Double] {
    merging([name: value]) { $1 }
  }
}
