import Formula

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One axis of a picture: what it measures, from where to where, and how.
package struct PlotAxis: Hashable, Sendable {
  package enum Scale: Hashable, Sendable { case linear, logarithmic }

  package var label: String
  package var scale: Scale
  package var lower: Double
  package var upper: Double

  /// An axis that holds some numbers, with a little room at either end.
  ///
  /// - Parameters:
  ///   - label: what is measured.
  ///   - scale: linear or logarithmic.
  ///   - values: the numbers; those that have no place on such an axis are passed over.
  ///   - margin: the room at either end, as a part of the whole.
  package init(
    _ label: String, _ scale: Scale = .linear, holding values: some Sequence<Double>,
    margin: Double = 0
  ) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values {
      let place = PlotAxis.place(of: value, scale)
      guard place.isFinite else { continue }
      (low, high) = (min(low, place), max(high, place))
    }
    if low > high { (low, high) = scale == .linear ? (0, 1) : (-1, 0) }
    if high - low <= 1e-12 * max(abs(low), abs(high)) {
      let room = scale == .logarithmic ? 0.5 : low == 0 ? 1 : abs(low) * 0.1
      (low, high) = (low - room, high + room)
    }
    let room = (high - low) * margin
    self.init(label, scale, from: low - room, to: high + room)
  }

  /// An axis between two places on its scale: on a logarithmic one they are exponents of ten.
  private init(_ label: String, _ scale: Scale, from low: Double, to high: Double) {
    self.label = label
    self.scale = scale
    lower = scale == .linear ? low : pow(10, low)
    upper = scale == .linear ? high : pow(10, high)
  }

  /// A linear axis with given ends.
  package init(_ label: String, lower: Double, upper: Double) {
    self.init(label, .linear, from: lower, to: upper)
  }

  /// Numbers beyond this size have no place in a picture: differences of them overflow.
  package static let greatest = 1e300

  private static func place(of value: Double, _ scale: Scale) -> Double {
    guard abs(value) <= greatest else { return .nan }
    return scale == .linear ? value : value > 0 ? log10(value) : .nan
  }

  /// Where a number stands between the axis's ends, from 0 to 1 and beyond.
  ///
  /// - Returns: nil for a number that has no place on the axis at all: one that is not finite, or
  ///   not positive on a logarithmic axis.
  package func fraction(_ value: Double) -> Double? {
    let (low, high) = (PlotAxis.place(of: lower, scale), PlotAxis.place(of: upper, scale))
    let place = PlotAxis.place(of: value, scale)
    return place.isFinite ? (place - low) / (high - low) : nil
  }

  /// The number that stands at a part of the way from the lower end to the upper.
  package func value(at fraction: Double) -> Double {
    let (low, high) = (PlotAxis.place(of: lower, scale), PlotAxis.place(of: upper, scale))
    let place = low + (high - low) * fraction
    return scale == .linear ? place : pow(10, place)
  }
}

// MARK: - Ticks

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
  /// - Returns: at least one tick where a round number lies between the ends.
  package func ticks(atMost limit: Int) -> [Tick] {
    let limit = max(limit, 2)
    guard scale == .logarithmic else { return linearTicks(limit) }
    let (low, high) = (log10(lower), log10(upper))
    // Less than a decade is read like a linear axis, only that the ticks draw together.
    guard high - low >= 1 else { return linearTicks(limit) }
    let decades = Int((high + 1e-9).rounded(.down) - (low - 1e-9).rounded(.up)) + 1
    let factors: [Double] =
      decades * 3 <= limit ? [1, 2, 5] : decades * 2 <= limit ? [1, 3] : [1]
    var every = 1
    while decades > limit * every { every += 1 }
    var ticks: [Tick] = []
    for exponent in Int(low.rounded(.down))...Int(high.rounded(.up))
    where exponent.isMultiple(of: every) {
      for factor in factors {
        let value = factor.shifted(by: exponent)
        guard let place = fraction(value), -1e-9...1 + 1e-9 ~= place else { continue }
        ticks.append(Tick(value: value, text: NumberFormat.short.text(value)))
      }
    }
    return ticks
  }

  private func linearTicks(_ limit: Int) -> [Tick] {
    let step = PlotAxis.roundStep(upper - lower, limit)
    let (first, last) = ((lower / step - 1e-9).rounded(.up), (upper / step + 1e-9).rounded(.down))
    guard first <= last, last - first <= Double(2 * limit) else { return [] }
    // As many digits as tell one tick from the next.
    let size = max(abs(first), abs(last), 1)
    let digits = min(max(Int(log10(size)) + 3, 6), 17)
    return stride(from: first, through: last, by: 1).map { count in
      // 3·0.1 is 0.30000000000000004, and 3/10 is not; nor is there a need for −0.
      let number = step < 1 ? count / (1 / step).rounded(toSignificant: 1) : count * step
      let value = number == 0 ? 0 : number
      return Tick(value: value, text: NumberFormat.significant(digits).text(value))
    }
  }

  /// The least of …, 0.1, 0.2, 0.5, 1, 2, 5, 10, … of which at most so many fit into a length.
  static func roundStep(_ length: Double, _ limit: Int) -> Double {
    let rough = length / Double(limit)
    let power = pow(10, log10(rough).rounded(.down))
    for factor in [1.0, 2, 5] where (length / (factor * power)).rounded(.down) < Double(limit) {
      return factor * power
    }
    return 10 * power
  }
}

extension Double {
  /// The number with its decimal point moved; 3 shifted by −1 is 0.3, which 3·10⁻¹ is not.
  func shifted(by exponent: Int) -> Double {
    exponent < 0 ? self / pow(10, Double(-exponent)) : self * pow(10, Double(exponent))
  }

  /// The nearest number with so many digits.
  func rounded(toSignificant digits: Int) -> Double {
    Double(NumberFormat.significant(digits).text(self)) ?? self
  }
}
