import Formula
import Optimizers
import RealModule

// The values of hyper-parameters that the first steps tell.

extension WalkTrial {
  /// What walks leave less what was given, at a step: of the column that tells most.
  ///
  /// - Returns: the differences in units of the last digit, nan where nothing is given of that step.
  func residuals(_ hypers: [[Name: Double]], at step: Int) -> [Double] {
    var residuals = [Double](repeating: .nan, count: hypers.count)
    trials.walk(hypers, steps: step, feeding: observations.gradients) { walk, made, place in
      if made == step { residuals[walk] = residual(place, at: step) ?? .nan }
      return true
    }
    return residuals
  }

  private func residual(_ place: Trials.Place, at step: Int) -> Double? {
    observations.columns.indices.compactMap { index -> (size: Double, residual: Double)? in
      guard let given = observations.number(index, at: step),
        let before = observations.number(index, at: step - 1)
          ?? observations.number(index, at: step)
      else { return nil }
      let slack = observations.slack(index, at: step)
      let value = value(of: observations.columns[index].subject, at: place)
      return (abs(given - before) / slack, (value - given) / slack)
    }.max { $0.size < $1.size }?.residual
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
    zip(hypers, proportionalRates(name, hypers)).map { hypers, found in
      // As many digits as the first step tells.
      if let found {
        return WalkTrial.rounded(found.rate) { values in
          values.map { abs($0 - found.rate) * found.units <= abs(found.rate) }
        }
      }
      return roots(of: name, hypers, at: 1, between: 1e-8, and: 1e4).flatMap { root in
        WalkTrial.rounded(root) { values in
          residuals(values.map { hypers.setting(name, to: $0) }, at: 1).map { abs($0) <= 1 }
        }
      }
    }
  }

  /// A number in as few digits as will do, in more, and as it is.
  private static func rounded(_ number: Double, where fit: ([Double]) -> [Bool]) -> [Double] {
    var values = (1...5).map { number.rounded(toDigits: $0) }
    values = zip(values, fit(values)).filter(\.1).map(\.0) + [number]
    return values.indices.filter { values.firstIndex(of: values[$0]) == $0 }.map { values[$0] }
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

  /// How many values are tried between two at once: they share a frame with one to spare.
  static let inner = 62

  /// The values of a hyper-parameter with which a step leads where the numbers say.
  ///
  /// They are looked for between neighbours of a grid of even ratios.
  private func roots(
    of name: Name, _ hypers: [Name: Double], at step: Int, between low: Double, and high: Double
  ) -> [Double] {
    func residuals(_ values: [Double]) -> [Double] {
      self.residuals(values.map { hypers.setting(name, to: $0) }, at: step)
    }
    let count = 97
    let ratio = Double.root(high / low, count - 1)
    var grid = [low]
    // fits: a constant
    for _ in 1..<count { grid.append(grid[grid.count - 1] * ratio) }
    let found = residuals(grid)
    return zip(zip(grid, grid.dropFirst()), zip(found, found.dropFirst())).flatMap { ends, values in
      if values.0 == 0 { return [ends.0] }
      guard values.0 * values.1 < 0 else { return [] }
      return [
        WalkTrial.root(
          from: ends.0, to: ends.1, within: 1e-15 * ends.1, inner: WalkTrial.inner, values.0,
          residuals)
      ]
    }
  }

  /// Where a function changes its sign between two numbers.
  ///
  /// - Parameters:
  ///   - low: the lesser number.
  ///   - high: the greater one.
  ///   - width: how far apart the two may be between which it is told.
  ///   - inner: how many numbers between are tried at once.
  ///   - atLow: the function's value at the lesser one.
  ///   - function: its values at some numbers.
  /// - Returns: the middle of the two.
  static func root(
    from low: Double, to high: Double, within width: Double, inner: Int, _ atLow: Double,
    _ function: ([Double]) -> [Double]
  ) -> Double {
    var (low, high) = (low, high)
    while high - low > width {
      // fits: a few
      let part = (high - low) / Double(inner + 1)
      // fits: as few
      let numbers = (1...inner).map { low + part * Double($0) }.filter { $0 > low && $0 < high }
      guard !numbers.isEmpty else { break }
      let end = function(numbers).firstIndex { !($0 * atLow > 0) } ?? numbers.count
      (low, high) = (end > 0 ? numbers[end - 1] : low, end < numbers.count ? numbers[end] : high)
    }
    return (low + high) / 2
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
