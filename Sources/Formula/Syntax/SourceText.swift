/// A named text that ranges point into: a line typed, a recipe, a lesson.
package struct SourceText: Hashable, Sendable {
  /// A file's path, or a word for where the text came from; empty for the prompt.
  package var name: String
  package var text: String

  package init(name: String = "", _ text: String) {
    self.name = name
    self.text = text
  }

  /// A place counted as people count: lines and columns from 1, columns in characters.
  package struct Location: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// Where a UTF-8 offset stands; an offset past the end is the end.
  package func location(of offset: Int) -> Location {
    let start = lineStart(of: offset)
    let line = text.utf8.prefix(start).reduce(into: 1) { if $1 == UInt8(ascii: "\n") { $0 += 1 } }
    return Location(line: line, column: slice(SourceRange(start, offset)).count + 1)
  }

  /// The range of the line that holds `offset`, without its line break.
  package func lineRange(of offset: Int) -> SourceRange {
    let start = lineStart(of: offset)
    let line = text.utf8.dropFirst(start).prefix { $0 != UInt8(ascii: "\n") }
    let hasReturn = line.last == UInt8(ascii: "\r") && line.endIndex < text.utf8.endIndex
    return SourceRange(start, start + line.count - (hasReturn ? 1 : 0))
  }

  /// The text of a range, cut to what there is.
  package func slice(_ range: SourceRange) -> Substring {
    let utf8 = text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: max(range.lower, 0), limitedBy: utf8.endIndex)
    guard let lower, range.upper > range.lower else { return "" }
    let upper =
      utf8.index(lower, offsetBy: range.upper - max(range.lower, 0), limitedBy: utf8.endIndex)
      ?? utf8.endIndex
    return text[lower..<upper]
  }

  private func lineStart(of offset: Int) -> Int {
    let before = Array(text.utf8.prefix(max(offset, 0)))
    return (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
  }
}
