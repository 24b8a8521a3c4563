import Formula
import Optimizers
import RealModule

// The values of hyper-parameters that the numbers tell: a learning rate by the first step, and by the
// last one to more digits; others by the first two.

extension WalkTrial {
  // MARK: - What is left

  /// What walks leave less what was given, of each column in the first step and in the second, in units of
  /// the last digit; nan where nothing is given.
  func firstResiduals(_ hypers: [[Name: Double]]) -> [[Double]] {
    let count = observations.columns.count
    // fits: two steps of a few columns
    var residuals = hypers.map { _ in [Double](repeating: .nan, count: 2 * count) }
    trials.walk(hypers, steps: 2, feeding: observations.gradients) { walk, step, place in
      for index in 0..<count {
        // fits: a place for each column and step
        residuals[walk][(step - 1) * count + index] = residual(index, place, at: step) ?? .nan
      }
      return true
    }
    return residuals
  }

  /// What walks leave less what was given, at a step: of the column that tells most.
  private func residuals(_ hypers: [[Name: Double]], at step: Int) -> [Double] {
    var residuals = [Double](repeating: .nan, count: hypers.count)
    guard let column = tellingColumn(at: step) else { return residuals }
    trials.walk(hypers, steps: step, feeding: observations.gradients) { walk, made, place in
      if made == step { residuals[walk] = residual(column, place, at: step) ?? .nan }
      return true
    }
    return residuals
  }

  private func residual(_ column: Int, _ place: Trials.Place, at step: Int) -> Double? {
    observations.number(column, at: step).map { given in
      (value(of: observations.columns[column].subject, at: place) - given)
        / observations.slack(column, at: step)
    }
  }

  /// The column that moves by the most units of its last digit in a step.
  private func tellingColumn(at step: Int) -> Int? {
    observations.columns.indices.compactMap { index -> (size: Double, index: Int)? in
      guard let given = observations.number(index, at: step) else { return nil }
      let before = observations.number(index, at: step - 1) ?? given
      return (abs(given - before) / observations.slack(index, at: step), index)
    }.max { $0.size < $1.size }?.index
  }

  // MARK: - Rates

  /// The values of a learning rate with which the first step leads where the numbers say, the roundest
  /// first.
  ///
  /// - Parameters:
  ///   - name: the learning rate.
  ///   - hypers: the values of the others, several times.
  /// - Returns: the rates for each.
  func rates(_ name: Name, _ hypers: [[Name: Double]]) -> [[Double]] {
    var rates = proportionalRates(name, hypers).map { told in
      // As many digits as the first step tells.
      told.map { told in
        WalkTrial.rounded(told.rate).filter { abs($0 - told.rate) * told.units <= abs(told.rate) }
      }
    }
    let others = hypers.indices.filter { rates[$0] == nil }
    let roots = roots(of: name, others.map { hypers[$0] })
    let tried = zip(others, roots).flatMap { index, roots in
      roots.flatMap { WalkTrial.rounded($0) }.map { (index, $0) }
    }
    let left = residuals(tried.map { hypers[$0].setting(name, to: $1) }, at: 1)
    for ((index, rate), left) in zip(tried, left) where abs(left) <= 1 {
      rates[index] = (rates[index] ?? []) + [rate]
    }
    return rates.map { $0 ?? [] }
  }

  /// The learning rate with which the first step leads where the numbers say, the least of several, for each
  /// of some values of the others; nan where none does.
  func exactRates(_ name: Name, _ hypers: [[Name: Double]]) -> [Double] {
    var rates = proportionalRates(name, hypers).map { $0?.rate }
    let others = hypers.indices.filter { rates[$0] == nil }
    for (index, roots) in zip(others, roots(of: name, others.map { hypers[$0] })) {
      rates[index] = roots.first
    }
    return rates.map { $0 ?? .nan }
  }

  /// The learning rates that the last step tells, among those with which the first step leads where the
  /// numbers say.
  ///
  /// - Parameters:
  ///   - name: the learning rate.
  ///   - hypers: the values of the others, several times.
  /// - Returns: the rates for each, the roundest first; none where there is no such rate.
  func fineRates(_ name: Name, _ hypers: [[Name: Double]]) -> [[Double]] {
    var rates = [[Double]](repeating: [], count: hypers.count)
    let last = observations.stepCount
    guard last > 1 else { return rates }
    var open = zip(hypers.indices, proportionalRates(name, hypers)).compactMap { index, told in
      // Two numbers of the first step are rounded.
      told.flatMap { told in
        told.units > 2
          ? (index, low: told.rate * (1 - 2 / told.units), high: told.rate * (1 + 2 / told.units))
          : nil
      }
    }
    func left(_ places: [(index: Int, rate: Double)], at step: Int) -> [Double] {
      residuals(places.map { hypers[$0.index].setting(name, to: $0.rate) }, at: step)
    }
    var changes: [SignChange] = []
    // Few are left after the second step.
    for step in [2, last] {
      let low = left(open.map { ($0.0, $0.low) }, at: step)
      let high = left(open.map { ($0.0, $0.high) }, at: step)
      let kept = open.indices.filter {
        low[$0] * high[$0] <= 0 || step < last && min(abs(low[$0]), abs(high[$0])) <= 2
      }
      changes = kept.compactMap {
        SignChange(from: (open[$0].low, low[$0]), to: (open[$0].high, high[$0]))
      }
      open = kept.map { open[$0] }
    }
    let roots = SignChange.roots(of: changes, within: 1e-3) { points in
      left(points.map { (open[$0.index].0, $0.place) }, at: last)
    }
    for (place, root) in zip(open, roots) {
      rates[place.0] = WalkTrial.distinct((3...7).map { root.rounded(toDigits: $0) } + [root])
    }
    return rates
  }

  /// A number in as few digits as will do, in more, and as it is.
  private static func rounded(_ number: Double) -> [Double] {
    distinct((1...5).map { number.rounded(toDigits: $0) } + [number])
  }

  private static func distinct(_ values: [Double]) -> [Double] {
    values.indices.filter { values.firstIndex(of: values[$0]) == $0 }.map { values[$0] }
  }

  /// Whether the first step is a multiple of a learning rate.
  func isProportional(to name: Name, _ hypers: [Name: Double]) -> Bool {
    proportionalRates(name, [hypers])[0] != nil
  }

  /// The learning rates by the rule of three, where θ is given and the first step is a multiple of it.
  ///
  /// - Returns: for each of some values the rate, and how many units of the last digit the step is long
  ///   that tells it.
  private func proportionalRates(_ name: Name, _ hypers: [[Name: Double]])
    -> [(rate: Double, units: Double)?]
  {
    guard observations.givesPlaces else { return hypers.map { _ in nil } }
    let moves = moves(
      hypers + hypers.map { $0.setting(name, to: 2 * ($0[name] ?? .nan)) })
    return zip(hypers, zip(moves, moves.dropFirst(hypers.count))).map { hypers, moves in
      guard let rate = hypers[name], rate > 0, let first = moves.0, let second = moves.1,
        zip(first, second).allSatisfy({ !(abs($1 - 2 * $0) > 1e-9 * abs($1)) })
      else { return nil }
      return self.rate(rate, moving: first)
    }
  }

  /// The rate that makes of a first step the one that was given.
  private func rate(_ rate: Double, moving first: [Double]) -> (rate: Double, units: Double)? {
    let found = observations.columns.indices.compactMap { index -> (size: Double, rate: Double)? in
      guard case .parameter(let part) = observations.columns[index].subject,
        let after = observations.number(index, at: 1), first[part] != 0
      else { return nil }
      let move = after - observations.start[part]
      return (abs(move) / observations.slack(index, at: 1), rate * move / first[part])
    }
    return found.max { $0.size < $1.size }.map { ($0.rate, $0.size) }
  }

  /// How far first steps lead, one number a parameter; nil for one that can't be made.
  private func moves(_ hypers: [[Name: Double]]) -> [[Double]?] {
    var moves = [[Double]?](repeating: nil, count: hypers.count)
    trials.walk(hypers, steps: 1, feeding: observations.gradients) { walk, _, place in
      moves[walk] = observations.start.enumerated().map { place.theta($0) - $1 }
      return false
    }
    return moves
  }

  // MARK: - Roots

  /// Where the values of a learning rate are looked for that the first step isn't a multiple of: at numbers of
  /// even ratios.
  private static let rateGrid = (0...96).map { 1e-8 * Double.pow(10, Double($0) / 8) }

  /// The values of a learning rate with which the first step leads where the numbers say, for each of some values
  /// of the others.
  private func roots(of name: Name, _ hypers: [[Name: Double]]) -> [[Double]] {
    let grid = WalkTrial.rateGrid
    var changes: [(owner: Int, SignChange)] = []
    let left = residuals(
      hypers.flatMap { hypers in grid.map { hypers.setting(name, to: $0) } }, at: 1)
    for owner in hypers.indices {
      // fits: as many numbers as were worked out
      let ends = Array(zip(grid, left.dropFirst(owner * grid.count)))
      changes += zip(ends, ends.dropFirst()).compactMap { low, high in
        SignChange(from: low, to: high).map { (owner, $0) }
      }
    }
    let roots = SignChange.roots(of: changes.map(\.1), within: 1e-6) { points in
      residuals(
        points.map { hypers[changes[$0.index].owner].setting(name, to: $0.place) }, at: 1)
    }
    var result = [[Double]](repeating: [], count: hypers.count)
    for (change, root) in zip(changes, roots) { result[change.owner].append(root) }
    return result
  }
}

extension [Name: Double] {
  /// The values with one of them another.
  func setting(_ name: Name, to value: Double) -> [Name: Double] {
    var result = self
    result[name] = value
    return result
  }
}
