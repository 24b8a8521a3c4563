import Formula

/// The numbers between two ends, either of which may belong to it or not: `[0, 1)`.
package struct Interval: Hashable, Sendable {
  package var lower: Double
  package var upper: Double
  package var includesLower: Bool
  package var includesUpper: Bool

  /// Every number but not-a-number.
  package static let everything = Interval(
    lower: -.infinity, upper: .infinity, includesLower: true, includesUpper: true)

  /// Two numbers and what lies between them.
  init(from lower: Double, through upper: Double) {
    self.init(lower: lower, upper: upper, includesLower: true, includesUpper: true)
  }

  package func contains(_ value: Double) -> Bool {
    (includesLower ? value >= lower : value > lower)
      && (includesUpper ? value <= upper : value < upper)
  }

  /// The interval as one writes it.
  package var text: String {
    let format = NumberFormat.roundTrip
    return (includesLower ? "[" : "(") + format.text(lower) + ", " + format.text(upper)
      + (includesUpper ? "]" : ")")
  }

  /// Reads `[0, 1)`.
  ///
  /// - Parameters:
  ///   - text: the interval and white space around it.
  ///   - offset: where the text begins in its source.
  /// - Throws: a ``Diagnostic`` where an end is no formula. The interval is nil where the text is
  ///   none.
  init?(_ text: some StringProtocol, offset: Int) throws(Diagnostic) {
    let trimmed = text.drop { $0.isWhitespace }
    let start = offset + text.utf8.count - trimmed.utf8.count
    guard let open = trimmed.first, "[(".contains(open),
      let end = trimmed.lastIndex(where: { !$0.isWhitespace }), "])".contains(trimmed[end]),
      let comma = trimmed.firstIndex(of: ",")
    else { return nil }
    let inner = trimmed.index(after: trimmed.startIndex)
    let second = trimmed.index(after: comma)
    guard inner < comma, second < end else { return nil }
    let left = try Parser.expression(trimmed[inner..<comma], offset: start + 1)
    let right = try Parser.expression(
      trimmed[second..<end], offset: start + trimmed[..<second].utf8.count)
    guard case .scalar(let lower) = try left.value(), case .scalar(let upper) = try right.value()
    else { return nil }
    self.init(
      lower: lower, upper: upper, includesLower: open == "[", includesUpper: trimmed[end] == "]")
  }

  private init(lower: Double, upper: Double, includesLower: Bool, includesUpper: Bool) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }
}
