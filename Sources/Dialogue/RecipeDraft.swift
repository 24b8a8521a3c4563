import Formula
import Optimizers
import Session

/// A recipe that is being typed: its lines so far, and where each of them comes from.
struct RecipeDraft: Sendable {
  private var lines: [Conversation.Line]
  /// The line with a mistake, in whose place the next one is put.
  private var faulty: Int?
  /// Whether any of them sets a quantity.
  private var hasFormula: Bool

  init(_ first: Conversation.Line) {
    lines = [first]
    hasFormula = Recipe.setsQuantity(first.slice)
  }

  /// How many lines there are.
  var count: Int { lines.count }

  /// Whether a line is waited for in place of one with a mistake.
  var isMending: Bool { faulty != nil }

  /// Takes a line, or says that the recipe ends with it.
  ///
  /// A blank line ends it, or the word `end`. The one that recipes have between what they declare and
  /// their formulas doesn't, but a second one does.
  mutating func take(_ line: Conversation.Line) -> Bool {
    if let faulty {
      lines[faulty] = line
      self.faulty = nil
      return true
    }
    let isBlank = line.slice.isBlank && (hasFormula || lines.last?.slice.isBlank == true)
    // Whoever knows other languages may say so.
    let isEnd = isBlank || hasFormula && line.slice.trimmed.text == "end"
    if !isEnd { lines.append(line) }
    hasFormula = hasFormula || Recipe.setsQuantity(line.slice)
    return isEnd
  }

  /// Waits for another line in place of the one that an error points to.
  ///
  /// - Returns: the line; nil where the error points to none that was typed.
  mutating func mend(_ error: Diagnostic) -> String? {
    guard let range = error.range, isTyped else { return nil }
    var place = 0
    for (index, line) in lines.enumerated() {
      let end = place + line.slice.text.utf8.count
      if range.lower <= end {
        // The first line, with the name, is there to stay.
        guard index > 0 else { return nil }
        faulty = index
        return String(line.slice.text)
      }
      place = end + 1
    }
    return nil
  }

  /// Whether every line was typed just now.
  var isTyped: Bool { lines.allSatisfy(\.isTyped) }

  var text: String { lines.map(\.slice.text).joined(separator: "\n") }

  /// An error in the text as it is shown: in the file that the lines stand in, if it is one file.
  func error(_ diagnostic: Diagnostic) -> ErrorReport {
    guard let first = lines.first,
      lines.allSatisfy({ !$0.isTyped && $0.slice.source == first.slice.source })
    else { return ErrorReport(diagnostic, in: SourceText(text)) }
    let range = diagnostic.range ?? SourceRange(0, 0)
    var place = 0
    for line in lines {
      let end = place + line.slice.text.utf8.count
      if range.lower <= end {
        let inLine = Diagnostic(
          diagnostic.message, at: SourceRange(range.lower, min(range.upper, end)),
          hint: diagnostic.hint)
        return line.error(inLine.shifted(by: line.slice.range.lower - place))
      }
      place = end + 1
    }
    return first.error(diagnostic)
  }
}
