/// A stretch of a source: a line that was typed, a line of a file, or a piece of one.
///
/// Ranges that come out of reading it point into the source, so that an error is shown where it
/// stands, whatever was cut off before.
package struct SourceSlice: Hashable, Sendable {
  package let source: SourceText
  /// Where it stands in the source.
  package let range: SourceRange

  package init(_ source: SourceText, at range: SourceRange) {
    self.source = source
    self.range = range
  }

  /// The whole of a text.
  package init(_ source: SourceText) {
    self.init(source, at: SourceRange(0, source.text.utf8.count))
  }

  /// The whole of a text that has no name.
  package init(_ text: String) { self.init(SourceText(text)) }

  package var text: Substring { source.slice(range) }

  /// The text with blanks in place of line breaks.
  package var textOnOneLine: String { String(text.map { $0.isNewline ? " " : $0 }) }

  package var isEmpty: Bool { range.upper <= range.lower }

  package var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
}

// MARK: - Cutting

extension SourceSlice {
  /// The same source's text between two offsets in it.
  package func between(_ lower: Int, _ upper: Int) -> SourceSlice {
    SourceSlice(source, at: SourceRange(lower, max(lower, upper)))
  }

  /// What follows an offset in the source.
  package func from(_ lower: Int) -> SourceSlice { between(min(lower, range.upper), range.upper) }

  /// What stands before an offset in the source.
  package func upTo(_ upper: Int) -> SourceSlice { between(range.lower, upper) }

  /// The text without white space at its ends.
  package var trimmed: SourceSlice {
    let text = text
    guard let last = text.lastIndex(where: { !$0.isWhitespace }) else {
      return between(range.upper, range.upper)
    }
    let first = text.firstIndex { !$0.isWhitespace } ?? text.startIndex
    return between(
      range.lower + text[..<first].utf8.count, range.lower + text[...last].utf8.count)
  }

  /// The first word, up to white space, and what follows it.
  package var firstWord: (word: SourceSlice, rest: SourceSlice) {
    let length = text.prefix { !$0.isWhitespace }.utf8.count
    return (upTo(range.lower + length), from(range.lower + length).trimmed)
  }

  /// What stands before the last place where a word stands alone, and what follows it; nil without.
  package func split(atLast word: String) -> (before: SourceSlice, after: SourceSlice)? {
    let (bytes, word) = (Array(text.utf8), Array(word.utf8))
    func isApart(_ index: Int) -> Bool {
      !bytes.indices.contains(index) || [0x20, 0x09].contains(bytes[index])
    }
    for start in stride(from: bytes.count - word.count, through: 0, by: -1)
    where bytes[start...].starts(with: word) {
      let end = start + word.count
      guard isApart(start - 1), isApart(end) else { continue }
      return (upTo(range.lower + start).trimmed, from(range.lower + end).trimmed)
    }
    return nil
  }

  /// The text inside a pair of quotes that it begins with, and what follows; nil without a pair.
  package var quoted: (inside: SourceSlice, rest: SourceSlice)? {
    let bytes = Array(text.utf8)
    guard bytes.first == .quote, let end = bytes.dropFirst().firstIndex(of: .quote) else {
      return nil
    }
    return (
      between(range.lower + 1, range.lower + end), from(range.lower + end + 1).trimmed
    )
  }

  /// The text up to its comment, without white space at its ends.
  ///
  /// A comment begins with a `#` that stands in no quotes, at the beginning or behind white space:
  /// `save "a #1.downhill" # so` saves `a #1.downhill`.
  package var withoutComment: SourceSlice {
    var (isQuoted, previous) = (false, Unicode.Scalar?.none)
    var offset = range.lower
    for scalar in text.unicodeScalars {
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted, SourceSlice.beginsComment(scalar, behind: previous) {
        return upTo(offset).trimmed
      }
      previous = scalar
      offset += scalar.utf8.count
    }
    return trimmed
  }

  /// Whether a comment begins with a character that stands in no quotes.
  static func beginsComment(_ scalar: Unicode.Scalar, behind previous: Unicode.Scalar?) -> Bool {
    scalar == "#" && (previous?.properties.isWhitespace ?? true)
  }

  /// The lines, without what ends them.
  package var lines: [SourceSlice] {
    var result: [SourceSlice] = []
    var lower = range.lower
    // A return and a line feed are one character, so this goes by bytes.
    for line in text.utf8.split(separator: .lineFeed, omittingEmptySubsequences: false) {
      let length = line.last == .carriageReturn ? line.count - 1 : line.count
      result.append(between(lower, lower + length))
      lower += line.count + 1
    }
    return result
  }
}

extension UInt8 {
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
}

// MARK: - Formulas

extension SourceSlice {
  /// A parser at its beginning.
  package func parser() throws(Diagnostic) -> Parser { try Parser(text, offset: range.lower) }

  /// The whole as one formula.
  package func formula() throws(Diagnostic) -> Expression {
    try Parser.expression(text, offset: range.lower)
  }
}

/// A value that was read, and where it stands.
package struct Located<Value> {
  package var value: Value
  package var range: SourceRange

  package init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
