import Formula
import Optimizers
import RealModule

// The values of hyper-parameters that the numbers tell: a learning rate by the first step, and by all of
// them to more digits; others by the first two.

extension WalkTrial {
  // MARK: - What is left

  /// What walks leave less what was given, of each column in each step from the first, in units of the last
  /// digit; nan where nothing is given.
  func residuals(_ hypers: [[Name: Double]], upTo steps: Int) -> [[Double]] {
    let columns = observations.columns.indices
    let none = [Double](repeating: .nan, count: steps.saturatingProduct(columns.count))
    var residuals = hypers.map { _ in none }
    trials.walk(hypers, steps: steps, feeding: observations.gradients) { walk, step, place in
      for column in columns {
        // fits: a place for each column and step
        residuals[walk][(step - 1) * columns.count + column] =
          residual(column, place, at: step) ?? .nan
      }
      return true
    }
    return residuals
  }

  /// The same of the first step, of the column that tells most.
  private func firstResiduals(_ hypers: [[Name: Double]]) -> [Double] {
    guard let column = tellingColumn else { return hypers.map { _ in .nan } }
    return residuals(hypers, upTo: 1).map { $0[column] }
  }

  private func residual(_ column: Int, _ place: Trials.Place, at step: Int) -> Double? {
    observations.number(column, at: step).map { given in
      (value(of: observations.columns[column].subject, at: place) - given)
        / observations.slack(column, at: step)
    }
  }

  /// The column that moves by the most units of its last digit in the first step.
  private var tellingColumn: Int? {
    observations.columns.indices.compactMap { index -> (size: Double, index: Int)? in
      guard let given = observations.number(index, at: 1) else { return nil }
      let before = observations.number(index, at: 0) ?? given
      return (abs(given - before) / observations.slack(index, at: 1), index)
    }.max { $0.size < $1.size }?.index
  }

  // MARK: - Rates

  /// A learning rate with which the first step leads where the numbers say.
  private struct ToldRate {
    var rate: Double
    /// By how many units of the last digit the step would change if the rate changed by its whole.
    var units: Double

    /// The rates that lead as far, but for so many units.
    func range(within slack: Double) -> ClosedRange<Double>? {
      // fits: the rate is positive
      rate > 0 && units > slack ? rate * (1 - slack / units)...rate * (1 + slack / units) : nil
    }
  }

  /// The values of a learning rate with which the first step leads where the numbers say, the roundest
  /// first.
  ///
  /// - Parameters:
  ///   - name: the learning rate.
  ///   - hypers: the values of the others, several times.
  /// - Returns: the rates for each.
  func rates(_ name: Name, _ hypers: [[Name: Double]]) -> [[Double]] {
    toldRates(name, hypers).map { told in
      told.flatMap { $0.range(within: 1)?.roundest(upTo: 5) ?? [$0.rate] }
    }
  }

  /// The learning rate with which the first step leads where the numbers say, the least of several, for each
  /// of some values of the others; nan where none does.
  func exactRates(_ name: Name, _ hypers: [[Name: Double]]) -> [Double] {
    toldRates(name, hypers).map { $0.first?.rate ?? .nan }
  }

  /// The learning rates with which all steps lead where the numbers say, as far as that can be seen from two
  /// with which the first step does.
  ///
  /// - Parameters:
  ///   - name: the learning rate.
  ///   - hypers: the values of the others, several times.
  /// - Returns: the rates for each, the roundest first; none where there is no such rate.
  func fineRates(_ name: Name, _ hypers: [[Name: Double]]) -> [[Double]] {
    var rates = [[Double]](repeating: [], count: hypers.count)
    // The first step tells a rate, and what a second tells may be but that.
    guard observations.stepCount > 2 else { return rates }
    var open = zip(hypers, toldRates(name, hypers)).enumerated().flatMap { index, pair in
      // Two numbers of the first step are rounded.
      pair.1.compactMap { told in
        told.range(within: 2).map { RateRange(owner: index, hypers: pair.0, rates: $0) }
      }
    }
    // Few are left after the second step.
    for steps in [2] + Array(repeating: observations.stepCount, count: WalkTrial.narrowings) {
      open = narrowed(open, name, upTo: steps)
    }
    for range in open { rates[range.owner] += range.rates.roundest(upTo: 7) }
    return rates
  }

  /// How often a range of rates is narrowed: a walk bends less the narrower it is.
  private static let narrowings = 3

  /// The rates between two, beside some values of the others.
  private struct RateRange {
    var owner: Int
    var hypers: [Name: Double]
    var rates: ClosedRange<Double>

    /// The part of the range with which no number is off by more than its slack, if all of them change
    /// evenly from one end to the other; nil where there is none.
    func narrowed(_ low: [Double], _ high: [Double]) -> RateRange? {
      let (first, width) = (rates.lowerBound, rates.upperBound - rates.lowerBound)
      var (from, to) = (0.0, 1.0)
      for (low, high) in zip(low, high) where low.isFinite && high.isFinite {
        // They bend by a part of their change that is about the part of the rate by which that changes.
        let slack = 1 + 4 * width / first * max(abs(low), abs(high))
        let ends = [(-slack - low) / (high - low), (slack - low) / (high - low)]
        guard let least = ends.min(), let most = ends.max(), ends.allSatisfy(\.isFinite) else {
          if abs(low) > slack { return nil }
          continue
        }
        (from, to) = (max(from, least), min(to, most))
      }
      guard from <= to else { return nil }
      var result = self
      // fits: from is not beyond to
      result.rates = first + from * width...first + to * width
      return result
    }
  }

  private func narrowed(_ ranges: [RateRange], _ name: Name, upTo steps: Int) -> [RateRange] {
    let low = ranges.map { $0.hypers.setting(name, to: $0.rates.lowerBound) }
    let high = ranges.map { $0.hypers.setting(name, to: $0.rates.upperBound) }
    return zip(ranges, zip(residuals(low, upTo: steps), residuals(high, upTo: steps)))
      .compactMap { range, left in range.narrowed(left.0, left.1) }
  }

  /// The learning rates with which the first step leads where the numbers say, for each of some values of the
  /// others.
  private func toldRates(_ name: Name, _ hypers: [[Name: Double]]) -> [[ToldRate]] {
    var told = proportionalRates(name, hypers).map { $0.map { [$0] } }
    let others = hypers.indices.filter { told[$0] == nil }
    let roots = zip(others, roots(of: name, others.map { hypers[$0] }))
      .flatMap { index, roots in roots.map { (index, rate: $0) } }
    let part = 1e-4
    let beside = firstResiduals(
      roots.map { hypers[$0.0].setting(name, to: $0.rate * (1 + part)) })
    let there = firstResiduals(roots.map { hypers[$0.0].setting(name, to: $0.rate) })
    for ((index, rate), ends) in zip(roots, zip(there, beside)) {
      let units = abs(ends.1 - ends.0) / part
      told[index] = (told[index] ?? []) + [ToldRate(rate: rate, units: units.isFinite ? units : 0)]
    }
    return told.map { $0 ?? [] }
  }

  /// The learning rates by the rule of three, where θ is given and the first step is a multiple of it.
  private func proportionalRates(_ name: Name, _ hypers: [[Name: Double]]) -> [ToldRate?] {
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
  private func rate(_ rate: Double, moving first: [Double]) -> ToldRate? {
    let found = observations.columns.indices.compactMap { index -> ToldRate? in
      guard case .parameter(let part) = observations.columns[index].subject,
        let after = observations.number(index, at: 1), first[part] != 0
      else { return nil }
      let move = after - observations.start[part]
      return ToldRate(
        rate: rate * move / first[part], units: abs(move) / observations.slack(index, at: 1))
    }
    return found.max { $0.units < $1.units }
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
    let left = firstResiduals(
      hypers.flatMap { hypers in grid.map { hypers.setting(name, to: $0) } })
    for owner in hypers.indices {
      // fits: as many numbers as were worked out
      let ends = Array(zip(grid, left.dropFirst(owner * grid.count)))
      changes += zip(ends, ends.dropFirst()).compactMap { low, high in
        SignChange(from: low, to: high).map { (owner, $0) }
      }
    }
    let roots = SignChange.roots(of: changes.map(\.1), within: 1e-6) { points in
      firstResiduals(
        points.map { hypers[changes[$0.index].owner].setting(name, to: $0.place) })
    }
    var result = [[Double]](repeating: [], count: hypers.count)
    for (change, root) in zip(changes, roots) { result[change.owner].append(root) }
    return result
  }
}

extension ClosedRange<Double> {
  /// A number of the range in as few digits as will do, in more, and its middle.
  fileprivate func roundest(upTo digits: Int) -> [Double] {
    let middle = lowerBound + (upperBound - lowerBound) / 2
    // Of numbers with so many digits none in the range is nearer to its middle.
    // fits: a constant
    let numbers = (1...digits).map { middle.rounded(toDigits: $0) }.filter(contains)
    return (numbers + [middle]).reduce(into: []) { found, number in
      if !found.contains(number) { found.append(number) }
    }
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
