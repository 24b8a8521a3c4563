import Formula
import Session

/// A line of a code block, without the blanks at its ends.
struct CodeLine {
  var slice: SourceSlice
  /// How many blanks stand before it.
  var indent: Int
  /// Whether a blank line stands before it.
  var isBehindBlank: Bool

  var isIndented: Bool { indent > 0 }
}

extension LessonReader {
  /// A code block: commands, an exercise, or only something to read.
  mutating func code(
    _ text: String, info: String, fence: MarkdownNode.Fence?, range: SourceRange
  ) -> [Piece] {
    let firstLine = lines.line(of: range.lower)
    let opening = lines.trimmingEnd(
      SourceRange(range.lower, lines.range(ofLine: firstLine).upper))
    let words = info.split { $0 == " " || $0 == "\t" }.map(String.init)
    let isDollars = lines.text(opening) == MathFences.marks
    let unread = [Piece.item(Item(kind: .unread(.commands), range: range))]
    if let fence, !isDollars, !isClosed(fence, range) {
      reportLoss(LessonMessages.fenceNotClosed(at: opening))
      return unread
    }
    if fence != nil, words.first == MathFences.language {
      let source = text.hasSuffix("\n") ? String(text.dropLast()) : text
      return [.block(.math(trimmingLineEnds(source)), range)]
    }
    guard let fence, let language = words.first, ["downhill", "recipe"].contains(language) else {
      var pieces: [Piece] = []
      if let language = words.first,
        let nearest = Spelling.nearest(to: language, among: ["downhill", "recipe"])
      {
        reportLoss(
          LessonMessages.unknownLanguage(
            language, nearest: nearest, at: place(of: language, in: opening)))
        pieces = unread
      }
      let shown = text.hasSuffix("\n") ? String(text.dropLast()) : text
      return [.block(.code(trimmingLineEnds(shown), language: words.first ?? ""), range)] + pieces
    }

    let code = codeLines(text, after: firstLine)
    if let line = code.first(where: { $0.slice.text.hasPrefix("```") }) {
      reportLoss(LessonMessages.fenceInside(at: line.slice.range))
      return unread
    }
    switch Array(words.dropFirst()) {
    case [] where language == "recipe":
      let statements = recipes(code, opening: opening)
      return statements.isEmpty ? [] : [.item(Item(kind: .statements(statements), range: range))]
    case let extra where language == "recipe":
      reportLoss(LessonMessages.recipeBlockWord(extra[0], at: place(of: extra[0], in: opening)))
      return unread
    case []:
      let statements = statements(code)
      return statements.isEmpty ? [] : [.item(Item(kind: .statements(statements), range: range))]
    case ["try"]:
      let exercise = exercise(code, range: range, opening: opening)
      return [.item(exercise ?? Item(kind: .unread(.question), range: range))]
    case ["output"]:
      let output = output(code, fence: fence, range: range)
      return [.item(Item(kind: .output(output), range: range))]
    case let extra:
      let word = extra.first { $0 != "try" && $0 != "output" } ?? extra[1]
      reportLoss(LessonMessages.unknownBlockWord(word, at: place(of: word, in: opening)))
      return unread
    }
  }

  /// The lines of a code block, found again in the file.
  ///
  /// What cmark gives has lost the marks of quotes and the indentation of lists, so each line is
  /// the end of the file's line.
  private func codeLines(_ text: String, after fenceLine: Int) -> [CodeLine] {
    var found: [CodeLine] = []
    var isBehindBlank = false
    let content = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in content.enumerated() {
      let bytes = Array(line.utf8)
      let length =
        (bytes.lastIndex { !$0.isBlank } ?? -1) + 1 - bytes.prefix(while: \.isBlank).count
      guard length > 0 else {
        isBehindBlank = true
        continue
      }
      let end = lines.trimmingEnd(lines.range(ofLine: fenceLine + 1 + index)).upper
      let range = SourceRange(end - length, end)
      found.append(
        CodeLine(
          slice: SourceSlice(source, at: range), indent: bytes.prefix(while: \.isBlank).count,
          isBehindBlank: isBehindBlank))
      isBehindBlank = false
    }
    return found
  }

  /// Whether a block ends with its closing marks rather than with the text around it.
  private func isClosed(_ fence: MarkdownNode.Fence, _ range: SourceRange) -> Bool {
    let last = lines.line(of: range.upper)
    guard last > lines.line(of: range.lower) else { return false }
    let line = lines.trimmingEnd(lines.range(ofLine: last))
    let marks = lines.bytes[line.lower..<line.upper].drop { $0 != fence.character }
    return marks.count >= fence.length && marks.allSatisfy { $0 == fence.character }
  }

  private func place(of word: String, in range: SourceRange) -> SourceRange {
    let length = word.utf8.count
    // fits: the greater of the two is the end
    let starts = range.lower..<max(range.upper - length + 1, range.lower)
    // fits: a word has a length
    let start = starts.last { lines.bytes[$0..<($0 + length)].elementsEqual(word.utf8) }
    return start.map { SourceRange($0, $0 + length) } ?? range
  }

  private func trimmingLineEnds(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).trimmingBlanks(atStart: false) }
      .joined(separator: "\n")
  }
}
