import System

/// How numbers are written for people and for machines.
package enum NumberFormat: Hashable, Sendable {
  /// The fewest digits that read back as the same double.
  case roundTrip
  /// At most so many significant digits, trailing zeros dropped, as C's `%g`.
  case significant(Int)

  /// Six significant digits: enough to follow a step by hand.
  package static let short = NumberFormat.significant(6)

  /// A number as text: `8`, `0.316228`, `1e-08`, `nan`, `-inf`.
  package func text(_ value: Double) -> String {
    guard value.isFinite else {
      return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
    }
    switch self {
    case .roundTrip:
      let text = value.description
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    case .significant(let digits):
      return NumberText.significant(value, digits: digits)
    }
  }
}
