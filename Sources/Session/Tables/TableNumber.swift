/// A cell that is written like a number, before it is known what its marks mean.
///
/// `1,234` is 1234 or 1.234: that is for the other cells of the column to tell.
struct TableNumber: Equatable {
  /// A sign between digits.
  enum Mark: Equatable {
    case point, comma
    /// An apostrophe or a blank that doesn't break, which can only part thousands.
    case other
  }

  /// What the marks between the digits can mean.
  enum Shape: Equatable {
    case plain
    /// One mark, which may be decimal, and may part thousands where three digits follow it.
    case single(Mark, mayGroup: Bool)
    /// Marks that part thousands, and perhaps another that is decimal.
    case grouped(Mark, decimal: Mark?)
  }

  var shape = Shape.plain
  private var isNegative = false
  /// The digits without marks, as far as they fit.
  private var mantissa: UInt64 = 0
  private var digitCount = 0
  private var exponent = 0
  /// How many digits follow the last mark.
  private var tailCount = 0

  /// Reads a cell without blanks around it.
  ///
  /// - Returns: nil for what isn't written like a decimal number.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = TableNumber.skipSign(bytes, &isNegative)
    var marks = Marks()
    var hasDigits = false
    while index < bytes.count {
      let byte = bytes[index]
      if let digit = byte.digit {
        hasDigits = true
        add(digit)
        marks.run += 1
        if marks.run == 1 {
          marks.startsWithZero = digit == 0 && marks.count == 0 || marks.startsWithZero
        }
        index += 1
      } else if let (mark, length) = TableNumber.mark(bytes, at: index) {
        guard marks.add(mark) else { return nil }
        index += length
      } else {
        break
      }
    }
    guard hasDigits, let shape = marks.shape else { return nil }
    self.shape = shape
    tailCount = marks.run
    guard index < bytes.count else { return }
    guard bytes[index] | 0x20 == UInt8(ascii: "e"), readExponent(bytes, from: index + 1) else {
      return nil
    }
    if case .grouped = shape { return nil }
  }

  private mutating func add(_ digit: UInt8) {
    guard digitCount > 0 || digit > 0 else { return }
    digitCount += 1
    if digitCount <= 19 { mantissa = mantissa * 10 + UInt64(truncatingIfNeeded: digit) }
  }

  private mutating func readExponent(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var isNegative = false
    var index = start
    if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < bytes.count else { return false }
    while index < bytes.count {
      guard let digit = bytes[index].digit else { return false }
      // No double is near such an exponent, whatever its digits.
      exponent = min(exponent * 10 + Int(truncatingIfNeeded: digit), 1_000_000)
      index += 1
    }
    if isNegative { exponent = -exponent }
    return true
  }

  /// Where the digits begin: behind `+`, `-` or `−`.
  private static func skipSign(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isNegative: inout Bool
  ) -> Int {
    guard let first = bytes.first else { return 0 }
    if first == UInt8(ascii: "+") { return 1 }
    isNegative = first == UInt8(ascii: "-")
    if isNegative { return 1 }
    isNegative = bytes.starts(with: [0xE2, 0x88, 0x92])
    return isNegative ? 3 : 0
  }

  private static func mark(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (Mark, length: Int)? {
    switch bytes[index] {
    case UInt8(ascii: "."): return (.point, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: "'"): return (.other, 1)
    default:
      let rest = bytes[index...]
      // ’, a blank that doesn't break, thin and narrow blanks.
      if rest.starts(with: [0xC2, 0xA0]) { return (.other, 2) }
      let long: [[UInt8]] = [[0xE2, 0x80, 0x99], [0xE2, 0x80, 0x89], [0xE2, 0x80, 0xAF]]
      return bytes[index] == 0xE2 && long.contains { rest.starts(with: $0) } ? (.other, 3) : nil
    }
  }

  /// What is known of marks while digits are read.
  private struct Marks {
    var run = 0
    var count = 0
    var startsWithZero = false
    private var first: Mark?
    /// A mark unlike the first, which must be the last.
    private var last: Mark?
    private var firstRun = 0
    private var areRunsOfThree = true

    /// Takes in a mark; false where no number can have it.
    mutating func add(_ mark: Mark) -> Bool {
      guard last == nil else { return false }
      if let first {
        areRunsOfThree = areRunsOfThree && run == 3
        if mark != first { last = mark }
      } else {
        first = mark
        firstRun = run
      }
      count += 1
      run = 0
      return true
    }

    private var mayGroup: Bool { (1...3).contains(firstRun) && !startsWithZero && areRunsOfThree }

    var shape: Shape? {
      guard let first else { return .plain }
      if let last {
        return mayGroup && last != .other ? .grouped(first, decimal: last) : nil
      }
      if count == 1, first != .other { return .single(first, mayGroup: mayGroup && run == 3) }
      return mayGroup && run == 3 ? .grouped(first, decimal: nil) : nil
    }
  }
}

// MARK: - Its value

extension TableNumber {
  /// The number, once it is known which mark is decimal.
  ///
  /// - Parameters:
  ///   - decimal: the mark that is decimal in this column; the other parts thousands.
  ///   - bytes: the cell.
  /// - Returns: the nearest double; nil where the cell doesn't go with that mark, or is beyond
  ///   what a double can hold.
  func value(decimal: Mark, of bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var power = exponent
    switch shape {
    case .plain: break
    case .single(decimal, _): power -= tailCount
    case .single(_, let mayGroup): guard mayGroup, exponent == 0 else { return nil }
    case .grouped(let group, let own):
      guard group != decimal, own == nil || own == decimal else { return nil }
      if own != nil { power -= tailCount }
    }
    guard let size = magnitude(power, of: bytes), size.isFinite, size > 0 || mantissa == 0 else {
      return nil
    }
    return isNegative ? -size : size
  }

  private func magnitude(_ power: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    // Both are doubles as they are, so that their product or quotient is the nearest double.
    if digitCount <= 15, abs(power) <= 22 {
      let scale = TableNumber.powersOfTen[abs(power)]
      return power < 0 ? Double(mantissa) / scale : Double(mantissa) * scale
    }
    let digits = bytes.prefix { $0 | 0x20 != UInt8(ascii: "e") }.filter { $0.digit != nil }
    return Double("\(String(decoding: digits, as: UTF8.self))e\(power)")
  }

  private static let powersOfTen: [Double] = (0...22).map { Double("1e\($0)") ?? .nan }

  /// Whether a whole number has more digits than a double holds, so that it is rounded.
  func isRounded(to value: Double, of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard digitCount > 15, shape == .plain, exponent == 0 else { return false }
    return digitCount > 19 || UInt64(exactly: value.magnitude) != mantissa
  }
}

extension UInt8 {
  var digit: UInt8? { self &- 48 < 10 ? self &- 48 : nil }
}
