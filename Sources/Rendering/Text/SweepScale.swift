import Formula
import Session

/// How bad a cell is among those of a sweep, from 0 for the best to 1: on a scale of ratios, since
/// a good learning rate is better by powers of ten.
struct SweepScale {
  private let lower: Double
  private let upper: Double
  /// Whether it goes by ratios.
  let isLogarithmic: Bool

  /// More powers of ten than this make no difference to the eye.
  private static let decades = 12.0

  init(_ report: SweepReport) {
    let values = report.cells.compactMap { cell -> Double? in
      if case .value(let value) = cell, value.isFinite { value } else { nil }
    }
    let least = values.min() ?? 0
    // What f was at the start is the mark for a walk that got nowhere.
    let most = report.condition == nil ? report.startValue : (values.max() ?? 1) * 1.001
    isLogarithmic = most > 0 && least >= 0
    upper = isLogarithmic ? SweepScale.log10(most) : most
    lower =
      isLogarithmic
      ? max(SweepScale.log10(least), upper - SweepScale.decades) : least
  }

  /// Whether the cells differ at all.
  var hasRange: Bool { upper > lower }

  /// From 0 to 1 for what came to an end, nil for what didn't.
  func badness(_ cell: SweepReport.Cell) -> Double? {
    guard case .value(let value) = cell, value.isFinite else { return nil }
    guard hasRange else { return 0 }
    let place = isLogarithmic ? SweepScale.log10(value) : value
    return min(max((place - lower) / (upper - lower), 0), 1)
  }

  /// The value at a part of the scale.
  func value(at part: Double) -> Double {
    let place = lower + (upper - lower) * part
    guard isLogarithmic else { return place }
    let power = Expression(.binary(.power, .number(10), .number(place)))
    guard case .scalar(let value)? = try? power.value() else { return .nan }
    return value
  }

  private static func log10(_ value: Double) -> Double {
    let formula = Expression(.call(.log, [.number(value)]))
    guard case .scalar(let log)? = try? formula.value() else { return .nan }
    return log / 2.302585092994046
  }
}
