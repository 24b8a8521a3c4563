import Formula

/// The lines between `---` and `---` at a file's start, and the line where the text goes on.
struct FrontMatterBlock {
  /// No front matter has more bytes.
  ///
  /// The limit also bounds how deep a stranger's YAML can nest.
  static let largestSize = 4096

  var yaml: SourceRange
  var nextLine: Int

  /// Finds the block.
  ///
  /// - Returns: nil when the file doesn't begin with `---`.
  /// - Throws: a diagnostic when the end is missing or the block is too large.
  init?(in lines: LineTable) throws(Diagnostic) {
    let opening = lines.trimmingEnd(lines.range(ofLine: 0))
    guard lines.text(opening) == "---" else { return nil }
    // fits: a text has a line at least
    let closing = (1..<lines.count).first { line in
      let range = lines.trimmingEnd(lines.range(ofLine: line))
      return range.upper - range.lower == 3 && ["---", "..."].contains(lines.text(range))
    }
    guard let closing else { throw LessonMessages.frontMatterNotClosed(at: opening) }
    yaml = SourceRange(lines.range(ofLine: 1).lower, lines.range(ofLine: closing).lower)
    nextLine = closing + 1
    guard yaml.upper - yaml.lower <= Self.largestSize else {
      throw LessonMessages.frontMatterTooLarge(at: opening)
    }
  }
}
