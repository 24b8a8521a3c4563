// Conversions, sums and products that can't trap.
//
// Whatever a person types or a file holds comes to whole numbers through here: `Int(clamping:)`
// where the nearest will do (a dot of a picture), `Int(counting:)` where there has to be such a
// number (steps, rows), saturating sums and products for sizes that are then compared with a limit,
// and a range that is empty where its ends are crossed. The last extensions make the compiler
// refuse the unchecked conversions of doubles; `Scripts/list-unchecked` looks for what it can't see.

extension FixedWidthInteger {
  /// The nearest whole number towards zero, at the ends of the range for what lies beyond it.
  ///
  ///     Int(clamping: 2.9)              // 2
  ///     Int(clamping: -Double.infinity) // Int.min
  ///     UInt64(clamping: -1.5)          // 0
  ///
  /// - Parameter value: any number; not-a-number becomes 0.
  package init(clamping value: Double) {
    if let whole = Self(exactly: value.rounded(.towardZero)) {
      self = whole
    } else {
      self = value.isNaN ? 0 : value < 0 ? .min : .max
    }
  }
}

extension Int {
  /// The greatest count a person may ask for: so many steps take days, and sums of counts stay far
  /// from overflow.
  package static let greatestCount = 1_000_000_000_000

  /// A number as a count of something, nil for what is not a whole number from 0 to
  /// ``greatestCount``.
  package init?(counting value: Double) {
    guard let count = Int(exactly: value), 0...Int.greatestCount ~= count else { return nil }
    self = count
  }
}

extension UInt64 {
  /// A number as a seed, nil for what is not a whole number from 0 up to 2⁵³: beyond that,
  /// neighbouring seeds would be the same double.
  package init?(seed value: Double) {
    guard value < 0x1p53 else { return nil }
    self.init(exactly: value)
  }
}

// MARK: - Arithmetic

extension FixedWidthInteger {
  /// The sum, or the end of the range that it goes beyond.
  package func saturatingSum(_ other: Self) -> Self {
    let (sum, overflows) = addingReportingOverflow(other)
    return !overflows ? sum : other < 0 ? .min : .max
  }

  /// The product, or the end of the range that it goes beyond.
  package func saturatingProduct(_ other: Self) -> Self {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return !overflows ? product : (self < 0) == (other < 0) ? .max : .min
  }
}

extension Sequence where Element: FixedWidthInteger {
  /// How many there are in a grid with these sides, 1 for none; saturating.
  package func saturatingProduct() -> Element { reduce(1) { $0.saturatingProduct($1) } }
}

extension Range where Bound: Strideable {
  /// From one place up to another, empty where that is not above it.
  package init(from lower: Bound, to upper: Bound) {
    self = lower..<Swift.max(lower, upper)
  }
}

// MARK: - What the compiler refuses

extension Int {
  /// Traps for what is not finite and for what is too large.
  @available(*, deprecated, message: "use Int(clamping:), Int(counting:) or Int(exactly:)")
  package init(_ value: Double) { self.init(clamping: value) }
}

extension Int32 {
  /// Traps for what is not finite and for what is too large.
  @available(*, deprecated, message: "use Int32(clamping:) or Int32(exactly:)")
  package init(_ value: Double) { self.init(clamping: value) }
}

extension UInt64 {
  /// Traps for what is not finite, for what is negative and for what is too large.
  @available(*, deprecated, message: "use UInt64(seed:), UInt64(clamping:) or UInt64(exactly:)")
  package init(_ value: Double) { self.init(clamping: value) }
}
