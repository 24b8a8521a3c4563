import Formula
import RealModule

extension PlotAxis {
  /// A place on an axis that is marked with its number.
  package struct Tick: Hashable, Sendable {
    package var value: Double
    package var text: String
  }

  /// The ticks, at round numbers and in order.
  ///
  /// Every renderer asks here, each for as many as it has room for.
  ///
  /// - Parameter limit: how many there may be.
  /// - Returns: at least one tick where a round number lies between the ends, else the ends.
  package func ticks(atMost limit: Int) -> [Tick] {
    let limit = max(limit, 2)
    // Less than a decade is read like a linear axis, only that the ticks draw together.
    let isLinear = scale == .linear || high - low < 1
    let ticks = isLinear ? linearTicks(limit) : logarithmicTicks(limit)
    guard ticks.isEmpty else { return ticks }
    return [lower, upper].map { Tick(value: $0, text: NumberFormat.short.text($0)) }
  }

  private func logarithmicTicks(_ limit: Int) -> [Tick] {
    let decades = Int(clamping: (high + 1e-9).rounded(.down) - (low - 1e-9).rounded(.up)) + 1
    let factors: [Double] =
      decades * 3 <= limit ? [1, 2, 5] : decades * 2 <= limit ? [1, 3] : [1]
    var every = 1
    // fits: a screen has room for a few ticks
    while decades > limit * every { every += 1 }
    var ticks: [Tick] = []
    let exponents = Range(
      from: Int(clamping: low.rounded(.down)), to: Int(clamping: high.rounded(.up)) + 1)
    for exponent in exponents where exponent.isMultiple(of: every) {
      for factor in factors {
        let value = factor.shifted(by: exponent)
        guard let place = fraction(value), -1e-9...1 + 1e-9 ~= place else { continue }
        // The least doubles have too few digits to be the powers of ten they stand for.
        let text =
          value.isSubnormal
          ? "\(Int(clamping: factor))e\(exponent)" : NumberFormat.short.text(value)
        ticks.append(Tick(value: value, text: text))
      }
    }
    return ticks
  }

  private func linearTicks(_ limit: Int) -> [Tick] {
    let (lower, upper) = (lower, upper)
    let round = PlotAxis.roundStep(upper - lower, limit)
    let step = isCount ? max(round, 1) : round
    guard step.isNormal else { return [] }
    let (first, last) = ((lower / step - 1e-9).rounded(.up), (upper / step + 1e-9).rounded(.down))
    guard first <= last, last - first <= 2 * Double(limit) else { return [] }
    // As many digits as tell one tick from the next.
    let size = max(abs(first), abs(last), 1)
    let digits = min(max(Int(clamping: Double.log10(size)) + 3, 6), 17)
    return stride(from: first, through: last, by: 1).map { count in
      // 3·0.1 is 0.30000000000000004, and 3/10 is not; nor is there a need for −0.
      // fits: doubles
      let number = step < 1 ? count / (1 / step).rounded(toSignificant: 1) : count * step
      let value = number == 0 ? 0 : number
      return Tick(value: value, text: NumberFormat.significant(digits).text(value))
    }
  }

  /// The least of …, 0.1, 0.2, 0.5, 1, 2, 5, 10, … of which at most so many fit into a length.
  static func roundStep(_ length: Double, _ limit: Int) -> Double {
    let rough = length / Double(limit)
    let power = Double.pow(10, Double.log10(rough).rounded(.down))
    for factor in [1.0, 2, 5] where (length / (factor * power)).rounded(.down) < Double(limit) {
      return factor * power
    }
    return 10 * power
  }
}

extension Double {
  /// The number with its decimal point moved; 3 shifted by −1 is 0.3, which 3·10⁻¹ is not.
  func shifted(by exponent: Int) -> Double {
    // 10³²⁰ is no double, while 10⁻³²⁰ is one.
    if exponent < -300 { return Double("\(self)e\(exponent)") ?? 0 }
    return exponent < 0
      ? self / Double.pow(10, Double(-exponent)) : self * Double.pow(10, Double(exponent))
  }

  /// The nearest number with so many digits.
  func rounded(toSignificant digits: Int) -> Double {
    Double(NumberFormat.significant(digits).text(self)) ?? self
  }
}
