import Formula
import Session

extension TextRenderer {
  /// What is wrong, the line with a caret below the place, and a way out.
  ///
  ///     error: z has no starting value
  ///       minimize x^2 + 10z from x=4
  ///                        ^
  ///       give every parameter a start: … from x=4, z=1
  ///
  /// In a file the first line begins with its name, the line and the column.
  func lines(_ report: ErrorReport) -> [StyledText] {
    let diagnostic = report.diagnostic
    let isError = diagnostic.severity == .error
    var head = styled("\(diagnostic.severity.rawValue): ", isError ? .error : .warning)
    if !report.source.name.isEmpty {
      let place = report.location
      head = styled("\(report.source.name):\(place.line):\(place.column): ", .heading) + head
    }
    // An error's first line stays whole, so that an editor finds the place in it.
    var lines = [head + styled(diagnostic.message)]
    if let range = diagnostic.range { lines += excerpt(report.source, range) }
    if let hint = diagnostic.hint { lines += paragraph(hint).indented(by: TextRenderer.margin) }
    return lines
  }

  /// The line a range begins in, cut to the width around the range, and the caret.
  private func excerpt(_ source: SourceText, _ range: SourceRange) -> [StyledText] {
    let line = source.lineRange(of: range.lower)
    let upper = min(max(range.upper, range.lower), line.upper)
    let before = styled(String(source.slice(SourceRange(line.lower, range.lower))))
    let marked = styled(String(source.slice(SourceRange(range.lower, upper))))
    let after = styled(String(source.slice(SourceRange(upper, line.upper))))

    // Of a long line the place itself goes first, then what stands before it.
    let marks = min(max(marked.width, 1), room)
    var left = before
    let roomBefore = max(room - marks - min(after.width, room / 4), 0)
    if left.width > roomBefore { left = before.end(of: roomBefore, mark: ellipsis) }
    let rest = room - left.width
    let right = (marked + after).cut(to: rest, mark: ellipsis)
    let caret = "^" + String(repeating: "~", count: min(marks, max(rest, 1)) - 1)
    return [left + right, .spaces(left.width) + styled(caret, .error)]
      .indented(by: TextRenderer.margin)
  }
}
