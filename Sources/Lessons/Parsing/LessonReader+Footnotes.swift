import Formula
import Session

extension LessonReader {
  /// A block's text shows no more notes, however they lead to one another.
  private static let mostNotes = 50

  /// The notes that marks led to since they were last asked for, and those that these lead to.
  mutating func notes() -> [Prose.Block] {
    guard !isInNote, !footnoteMarks.isEmpty else { return [] }
    isInNote = true
    let (start, end) = (formulaSearchStart, formulaSearchEnd)
    defer { (isInNote, formulaSearchStart, formulaSearchEnd) = (false, start, end) }
    var blocks: [Prose.Block] = []
    var shown: Set<Int> = []
    while let number = footnoteMarks.first {
      footnoteMarks.removeFirst()
      guard footnotes.indices.contains(number - 1), shown.count < Self.mostNotes,
        shown.insert(number).inserted
      else { continue }
      (formulaSearchStart, formulaSearchEnd) = (0, 0)
      var content: [Prose.Block] = []
      for piece in pieces(of: footnotes[number - 1].children) {
        switch piece {
        case .block(let block, _): content.append(block)
        case .item(let item): reportLoss(LessonMessages.noteTooMuch(at: opening(of: item.range)))
        }
      }
      blocks.append(.list(start: number, items: [content]))
    }
    return blocks
  }

  /// Warns of notes that no mark leads to, which are never shown.
  mutating func checkNotes(of document: MarkdownNode, fromLine firstLine: Int) {
    let starts = Set(footnotes.map { lines.line(of: $0.range.lower) })
    let hidden = Set(
      document.literalRanges.flatMap {
        // fits: the greater of the two is the end
        lines.line(of: $0.lower)...max(lines.line(of: $0.upper), lines.line(of: $0.lower))
      })
    // fits: the greater of the two is the end
    for line in firstLine..<max(lines.count, firstLine) where !starts.contains(line) {
      let range = lines.trimmingEnd(lines.range(ofLine: line))
      let text = lines.text(range).trimmingBlanks()
      guard text.hasPrefix("[^"), let mark = text.footnoteMark, text.contains("\(mark):"),
        !hidden.contains(line)
      else { continue }
      report(LessonMessages.noteUnused(mark, at: range))
    }
  }

  /// Warns of marks that lead to no note, which cmark takes for text.
  mutating func checkMarks(in text: String, at range: SourceRange) {
    guard let mark = text.footnoteMark else { return }
    let line = lines.range(ofLine: lines.line(of: range.lower))
    // fits: a line's range is in order
    let start = lines.bytes[line.lower..<line.upper].firstRange(of: Array(mark.utf8))?.lowerBound
    let place = start.map { SourceRange($0, $0 + mark.utf8.count) } ?? line
    report(LessonMessages.noteMissing(mark, at: place))
  }

  /// The first line of something, without the blanks behind it.
  func opening(of range: SourceRange) -> SourceRange {
    let line = lines.range(ofLine: lines.line(of: range.lower))
    return lines.trimmingEnd(SourceRange(range.lower, max(line.upper, range.lower)))
  }
}

extension String {
  /// The first `[^name]` in a text.
  fileprivate var footnoteMark: String? {
    guard let open = firstRange(of: "[^") else { return nil }
    let rest = self[open.upperBound...]
    guard let close = rest.firstIndex(of: "]"), close > rest.startIndex,
      !rest[..<close].contains(where: \.isWhitespace)
    else { return nil }
    return String(self[open.lowerBound...close])
  }
}

extension MarkdownNode {
  /// Where code and HTML stand, in which marks mean nothing.
  fileprivate var literalRanges: [SourceRange] {
    switch kind {
    case .code, .html: [range]
    default: children.flatMap(\.literalRanges)
    }
  }
}
