import Formula

/// Compares recorded output with what is printed now.
///
/// Numbers are compared by value, to the six digits that people see, and spacing not at all: a
/// column that grew is no difference.
enum OutputComparison {
  /// A number, or a character that is neither part of one nor a blank.
  enum Token: Hashable {
    case number(Double)
    case character(Character)

    func matches(_ other: Token) -> Bool {
      guard case .number(let left) = self, case .number(let right) = other else {
        return self == other
      }
      return left == right || abs(left - right) <= 1e-6 * max(abs(left), abs(right))
        || NumberFormat.short.text(left) == NumberFormat.short.text(right)
    }
  }

  static func isSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (tokens(left), tokens(right))
    return left.count == right.count && zip(left, right).allSatisfy { $0.matches($1) }
  }

  /// Where two texts begin to differ: the lines' places in each.
  typealias Difference = (old: Int, new: Int)

  /// Where the first line that differs stands.
  ///
  /// - Parameters:
  ///   - old: the recorded lines; an ellipsis among them stands for lines that don't matter.
  ///   - new: the lines that are printed now.
  /// - Returns: its places in both; nil where none differs.
  static func firstDifference(_ old: [String], _ new: [String]) -> Difference? {
    let stretches = old.indices.split(
      omittingEmptySubsequences: false, whereSeparator: { PrintedOutput.isEllipsis(old[$0]) })
    guard stretches.count > 1 else { return difference(old, new) }
    var place = 0
    for (index, stretch) in stretches.enumerated() {
      let lines = old[stretch]
      // Behind the last ellipsis the end is wanted; elsewhere the next place with such lines.
      let isLast = index == stretches.count - 1
      let end = new.count - lines.count
      guard end >= place else { return (stretch.first ?? old.count, new.count) }
      // fits: the end was seen to be no less
      let starts = index == 0 ? place...place : isLast ? end...end : place...end
      let start = starts.first { start in
        zip(lines, new[start...]).allSatisfy { isSame($0, $1) }
      }
      guard let start else {
        let offset = zip(lines, new[starts.upperBound...]).prefix { isSame($0, $1) }.count
        return (lines.startIndex + offset, starts.upperBound + offset)
      }
      place = start + lines.count
    }
    return nil
  }

  private static func difference(_ old: [String], _ new: [String]) -> Difference? {
    if isSame(old.joined(separator: "\n"), new.joined(separator: "\n")) { return nil }
    let place =
      zip(old, new).enumerated().first { !isSame($1.0, $1.1) }?.offset ?? min(old.count, new.count)
    return (place, place)
  }

  static func tokens(_ text: String) -> [Token] {
    var (tokens, rest) = ([Token](), text[...])
    while let first = rest.first {
      if let length = numberLength(rest.utf8), let value = Double(rest.utf8.prefix(length).text) {
        tokens.append(.number(value))
        rest = rest[rest.utf8.index(rest.startIndex, offsetBy: length)...]
      } else {
        if !first.isWhitespace { tokens.append(.character(first == "−" ? "-" : first)) }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  /// How many bytes of a text are a number without a sign: `12`, `0.5`, `1e-08`.
  private static func numberLength(_ text: Substring.UTF8View) -> Int? {
    func digits(_ start: Substring.UTF8View) -> Int {
      start.prefix { (48...57).contains($0) }.count
    }
    var length = digits(text)
    guard length > 0 else { return nil }
    if text.dropFirst(length).first == UInt8(ascii: ".") {
      let fraction = digits(text.dropFirst(length + 1))
      if fraction > 0 { length += 1 + fraction }
    }
    let exponent = text.dropFirst(length)
    guard let mark = exponent.first, mark | 0x20 == UInt8(ascii: "e") else { return length }
    let sign = exponent.dropFirst().first.map { "+-".utf8.contains($0) } == true ? 1 : 0
    let power = digits(exponent.dropFirst(1 + sign))
    return power > 0 ? length + 1 + sign + power : length
  }
}

extension Substring.UTF8View {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
