import Formula
import Optimizers
import Session

/// A recipe that is being typed: its lines so far, and where each of them comes from.
struct RecipeDraft: Sendable {
  /// A line as it was typed or read.
  struct Line: Sendable {
    var text: String
    /// What an error points into; nil where it is the line itself.
    var source: SourceLine?

    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
  }

  private var lines: [Line]

  init(_ first: Line) { lines = [first] }

  /// Takes a line, or says that the recipe ends with it.
  ///
  /// A blank line ends it. The one that recipes have between what they declare and their formulas
  /// doesn't, but a second one does.
  mutating func take(_ line: Line) -> Bool {
    let hasFormula = lines.contains { Recipe.setsQuantity($0.text) }
    let isEnd = line.isBlank && (hasFormula || lines.last?.isBlank == true)
    if !isEnd { lines.append(line) }
    return isEnd
  }

  var text: String { lines.map(\.text).joined(separator: "\n") }

  /// An error in the text as it is shown: in the file that the lines stand in, if it is one file.
  func error(_ diagnostic: Diagnostic) -> ErrorReport {
    guard let first = lines.first?.source,
      lines.allSatisfy({ $0.source.map { $0.source == first.source } ?? false })
    else { return ErrorReport(diagnostic, in: SourceText(text)) }
    let range = diagnostic.range ?? SourceRange(0, 0)
    var place = 0
    for line in lines {
      let end = place + line.text.utf8.count
      if range.lower <= end, let source = line.source {
        let inLine = Diagnostic(
          diagnostic.message, at: SourceRange(range.lower, min(range.upper, end)),
          hint: diagnostic.hint)
        return source.error(inLine.shifted(by: -place))
      }
      place = end + 1
    }
    return first.error(diagnostic)
  }
}
