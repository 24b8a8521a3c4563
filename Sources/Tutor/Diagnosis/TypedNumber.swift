import Formula

/// A number as a person typed it: what it says, and how exactly.
package struct TypedNumber: Hashable, Sendable {
  package var value: Double
  /// Half a unit in the last place that was typed.
  package var halfUnit: Double
  /// How many significant digits were typed; a number that a formula gives has all there are.
  package var digits: Int

  /// A number that was worked out to the last digit.
  package init(exactly value: Double) {
    (self.value, halfUnit, digits) = (value, abs(value) * 1e-9, 9)
  }

  /// The number that a text comes to: digits as far as they go, or a formula, which is as exact as the
  /// least exact long decimal in it.
  package init(_ text: some StringProtocol, _ value: Double) {
    self.init(exactly: value)
    if let (digits, halfUnit) = TypedNumber.precision(of: text) {
      (self.digits, self.halfUnit) = (digits, halfUnit)
      return
    }
    // 54.28 was rounded by whoever typed it; 0.9 may be what it says.
    var worst = 0.0
    for word in text.split(whereSeparator: { !$0.isNumber && $0 != "." }) {
      guard let (digits, halfUnit) = TypedNumber.precision(of: word), digits >= 3,
        word.contains("."), let number = Double(String(word)), number != 0
      else { continue }
      worst = max(worst, halfUnit / number)
    }
    guard worst > 0 else { return }
    halfUnit = max(halfUnit, worst * abs(value))
    digits = max(3, 1 - (2 * worst).decade)
  }

  /// The digits of a decimal number and half a unit of the last one; nil for another text.
  private static func precision(of text: some StringProtocol) -> (digits: Int, halfUnit: Double)? {
    var rest = text.drop { "+-− ".contains($0) }
    var exponent = 0
    if let mark = rest.lastIndex(where: { "eE".contains($0) }) {
      guard let power = Int(rest[rest.index(after: mark)...]), abs(power) < 300 else { return nil }
      exponent = power
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }),
      parts.contains(where: { !$0.isEmpty })
    else { return nil }
    let digits = parts.joined().drop { $0 == "0" }.count
    let decimals = parts.count == 2 ? parts[1].count : 0
    guard decimals < 300 else { return nil }
    // fits: both are less than 300
    return (max(digits, 1), halfUnit(at: exponent - decimals))
  }

  /// Half a unit of the last digit, had the number so many; 0 for 0, which has none.
  func halfUnit(ofDigits count: Int) -> Double {
    guard value != 0 else { return 0 }
    // fits: a double has some 300 decimals, and no more than 17 digits
    return TypedNumber.halfUnit(at: value.decade - (count - 1))
  }

  /// Half a unit of the digit that stands for so many powers of ten.
  private static func halfUnit(at place: Int) -> Double {
    // fits: less than 600 places either way
    (place >= 0 ? Double.tenTo(place) : 1 / Double.tenTo(-place)) / 2
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

extension TypedNumber {
  /// How far a rounding may be from a number, as a part of it, to say more than its size: 1 is no
  /// rounding of 0.6 that anybody would make.
  static let roughest = 0.05

  /// Whether it may be a number rounded to the digits typed, and says more of it than its size.
  func isRounding(of number: Double) -> Bool {
    let distance = abs(value - number)
    // 0.38 is as far from 0.375 as half a unit, but for what rounding does to their difference.
    return distance <= halfUnit * (1 + 1e-9) && distance <= TypedNumber.roughest * abs(number)
  }

  /// Whether three digits say it, however many were typed: 0, 169, 0.4000 and 2/5.
  var isShort: Bool {
    digits < 4 || abs(value - value.rounded(toDigits: 3)) <= 1e-9 * abs(value)
  }
}
