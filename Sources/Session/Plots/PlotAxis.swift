import Formula
import RealModule

/// One axis of a picture: what it measures, from where to where, and how.
///
/// An axis has a length that can be reckoned with, whatever it was made from: its ends are finite
/// and at least so far apart that the places between them are different doubles.
package struct PlotAxis: Hashable, Sendable {
  package enum Scale: Hashable, Sendable { case linear, logarithmic }

  package var label: String
  package let scale: Scale
  /// Whether it counts, so that nothing stands between two whole numbers.
  package var isCount = false
  /// The ends as places on the scale: on a logarithmic one they are exponents of ten.
  let low: Double
  let high: Double

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
      guard let place = PlotAxis.place(of: value, scale) else { continue }
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

  /// A linear axis with given ends.
  package init(_ label: String, lower: Double, upper: Double) {
    self.init(label, .linear, from: lower, to: upper)
  }

  /// An axis between two places on its scale, which may be any numbers at all.
  private init(_ label: String, _ scale: Scale, from low: Double, to high: Double) {
    self.label = label
    self.scale = scale
    let bounds = PlotAxis.bounds(scale)
    // What is not a number says nothing of where an end is.
    var (low, high) = (low.isNaN ? high : low, high.isNaN ? low : high)
    if low.isNaN { (low, high) = (0, 1) }
    if low > high { swap(&low, &high) }
    low = min(max(low, bounds.lowerBound), bounds.upperBound)
    high = min(max(high, bounds.lowerBound), bounds.upperBound)
    let least = PlotAxis.leastLength(between: low, high, scale)
    if high - low < least {
      let middle = low + (high - low) / 2
      (low, high) = (middle - least, middle + least)
    }
    (self.low, self.high) = (low, high)
  }

  /// The number at the lower or left end.
  package var lower: Double { PlotAxis.value(at: low, scale) }
  /// The number at the upper or right end.
  package var upper: Double { PlotAxis.value(at: high, scale) }
}

// MARK: - Places

extension PlotAxis {
  /// Numbers beyond this size have no place in a picture: differences of them overflow.
  package static let greatest = 1e300

  /// How far out an end may be, which for the margins is somewhat further than any number.
  ///
  /// On a logarithmic axis these are the exponents of the least and the greatest double.
  private static func bounds(_ scale: Scale) -> ClosedRange<Double> {
    // fits: constants
    scale == .linear ? -4 * greatest...4 * greatest : -323...308
  }

  /// How near to each other two ends may be: nearer ones would be told apart by rounding alone.
  private static func leastLength(between low: Double, _ high: Double, _ scale: Scale) -> Double {
    scale == .linear ? max(1e-12 * max(abs(low), abs(high)), 1 / greatest) : 1e-9
  }

  /// How far from the ends a place may be told, in lengths of the axis.
  private static let furthest = 1e100

  /// A number's place on a scale, nil where it has none.
  private static func place(of value: Double, _ scale: Scale) -> Double? {
    guard abs(value) <= greatest else { return nil }
    return scale == .linear ? value : value > 0 ? Double.log10(value) : nil
  }

  private static func value(at place: Double, _ scale: Scale) -> Double {
    scale == .linear ? place : Double.pow(10, place)
  }

  /// Where a number stands between the axis's ends, from 0 to 1 and beyond; always finite.
  ///
  /// - Returns: nil for a number that has no place on the axis at all: one that is not finite, or
  ///   not positive on a logarithmic axis.
  package func fraction(_ value: Double) -> Double? {
    guard let place = PlotAxis.place(of: value, scale) else { return nil }
    let fraction = (place - low) / (high - low)
    return min(max(fraction, -PlotAxis.furthest), PlotAxis.furthest)
  }

  /// The number that stands at a part of the way from the lower end to the upper.
  package func value(at fraction: Double) -> Double {
    PlotAxis.value(at: low + (high - low) * fraction, scale)
  }
}
