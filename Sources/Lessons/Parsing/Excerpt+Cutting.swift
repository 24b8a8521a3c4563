import Formula

extension Excerpt {
  var isEmpty: Bool { text.isEmpty }

  /// The stretch between two UTF-8 offsets of this text.
  func cut(from lower: Int, to upper: Int? = nil) -> Excerpt {
    let utf8 = text.utf8
    let upper = max(upper ?? utf8.count, lower)
    let piece = text[
      utf8.index(utf8.startIndex, offsetBy: lower)..<utf8.index(utf8.startIndex, offsetBy: upper)]
    return Excerpt(String(piece), at: SourceRange(lower, upper).shifted(by: range.lower))
  }

  /// The text without blanks at its ends.
  func trimmed() -> Excerpt {
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { !$0.isBlank }),
      let last = bytes.lastIndex(where: { !$0.isBlank })
    else { return cut(from: bytes.count) }
    return cut(from: first, to: last + 1)
  }

  /// The first word and what follows it.
  var firstWord: (word: String, rest: Excerpt) {
    let length = text.utf8.prefix { !$0.isBlank }.count
    return (cut(from: 0, to: length).text, cut(from: length).trimmed())
  }

  /// The text up to a `#` that begins a comment: one outside quotes, after a blank or first.
  func withoutComment() -> Excerpt {
    let bytes = Array(text.utf8)
    var isQuoted = false
    for (offset, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "#"), !isQuoted, offset == 0 || bytes[offset - 1].isBlank {
        return cut(from: 0, to: offset).trimmed()
      }
    }
    return trimmed()
  }

  /// The text inside a pair of quotes that it begins with, and what follows; nil without a pair.
  func quoted() -> (inside: Excerpt, rest: Excerpt)? {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "\""),
      let end = bytes.dropFirst().firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return (cut(from: 1, to: end), cut(from: end + 1).trimmed())
  }

  /// What stands before the last word `within`, and after it: `E[g²].x within 1%`.
  func splitAtWithin() -> (before: Excerpt, within: Excerpt?) {
    let (bytes, word) = (Array(text.utf8), Array("within".utf8))
    for start in stride(from: bytes.count - word.count, through: 0, by: -1)
    where bytes[start...].starts(with: word) {
      let end = start + word.count
      guard start == 0 || bytes[start - 1].isBlank, end == bytes.count || bytes[end].isBlank else {
        continue
      }
      return (cut(from: 0, to: start).trimmed(), cut(from: end).trimmed())
    }
    return (self, nil)
  }
}
