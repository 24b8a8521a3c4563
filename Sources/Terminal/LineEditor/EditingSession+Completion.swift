import CEditline

// fits throughout (conversion): a line that is typed has fewer than 2³¹ characters

extension EditingSession {
  /// Does what TAB is pressed for.
  func complete() -> downhill_outcome {
    let (scalars, cursor) = currentLine()
    let line = String(String.UnicodeScalarView(scalars))
    let offset = scalars.prefix(cursor).reduce(0) { $0 + UTF8.width($1) }
    guard let list = completer?(line, offset) else { return downhill_outcome_beep }
    switch list.effect(in: line) {
    case .nothing:
      return downhill_outcome_beep
    case .replace(let text, let suffix):
      replace(list.replacing, of: scalars, cursor: cursor, with: text, suffix: suffix)
      return downhill_outcome_refresh
    case .list(let choices):
      show(choices)
      return downhill_outcome_nothing
    }
  }

  private func replace(
    _ range: Range<Int>, of line: [Unicode.Scalar], cursor: Int, with text: String, suffix: String
  ) {
    guard let editor else { return }
    // From UTF-8 offsets to counts of characters, which libedit moves by.
    var end = 0
    var count = 0
    var offset = 0
    for scalar in line where offset < range.upperBound {
      if offset >= range.lowerBound { count += 1 }
      offset += UTF8.width(scalar)
      end += 1
    }
    downhill_editline_move(editor, CInt(end - cursor))
    downhill_editline_delete(editor, CInt(count))
    let follows = !suffix.isEmpty && line[end...].starts(with: suffix.unicodeScalars)
    let inserted = follows ? text : text + suffix
    downhill_editline_insert(editor, Self.terminated(inserted.unicodeScalars))
    if follows { downhill_editline_move(editor, CInt(suffix.unicodeScalars.count)) }
  }

  private func show(_ choices: [String]) {
    let terminal = TerminalInfo.current()
    // The last row is the prompt's.
    let rows = ColumnList.rows(choices, columns: terminal.columns, limit: terminal.rows - 1)
    leaveLine()
    write(rows.map { $0 + "\r\n" }.joined())
    redraw()
  }
}
