import CEditline
import Rendering
import System

// fits throughout (conversion, length): a line that is typed has fewer than 2³¹ characters

// The line on the screen, where libedit draws it and other things have to find their place.

extension EditingSession {
  /// The line being edited, and how many of its characters stand before the cursor.
  func currentLine() -> (scalars: [Unicode.Scalar], cursor: Int) {
    guard let editor else { return ([], 0) }
    var count: CInt = 0
    var cursor: CInt = 0
    let line = downhill_editline_current_line(editor, &count, &cursor)
    let values = UnsafeBufferPointer(start: line, count: Int(count))
    return (values.map { Unicode.Scalar($0) ?? "\u{FFFD}" }, Int(cursor))
  }

  /// Moves to a fresh row below the line.
  func leaveLine() {
    let (line, cursor) = currentLine()
    let layout = LineLayout(
      prompt.visible + line, cursor: prompt.visible.count + cursor, columns: columns)
    write(String(repeating: "\r\n", count: layout.lastRow - layout.cursorRow + 1))
  }

  /// Moves to where the prompt begins, and clears the screen from there.
  ///
  /// By the time the program hears of a new width the terminal has wrapped the line anew.
  func returnToPrompt() {
    guard usesEscapes else { return write("\r\n") }
    let (line, cursor) = currentLine()
    let layout = LineLayout(
      prompt.visible + line, cursor: prompt.visible.count + cursor,
      drawn: columns, columns: TerminalInfo.current().columns)
    write((layout.cursorRow > 0 ? "\u{1B}[\(layout.cursorRow)A" : "") + "\r\u{1B}[J")
  }

  /// Draws a line anew that has changed around a letter with a mark on it, as m̂ is.
  ///
  /// libedit draws what has changed by columns, and such a mark takes none: it would stay on the
  /// screen when it has gone from the line.
  func redrawCombiningLetters() {
    let line = currentLine().scalars
    defer { seenLine = line }
    guard line != seenLine, usesEscapes,
      (line + seenLine).contains(where: { DisplayWidth.columns($0) == 0 && $0.value >= 0x300 })
    else { return }
    let isLonger = line.count > seenLine.count
    // A mark that was added at the end is on the screen already.
    guard !isLonger || !line.starts(with: seenLine) else { return }
    returnToPrompt()
    redraw()
  }

  func redraw() {
    columns = TerminalInfo.current().columns
    if let editor { downhill_editline_redraw(editor) }
  }

  func bracketPastes(_ on: Bool) {
    if usesEscapes { write(on ? "\u{1B}[?2004h" : "\u{1B}[?2004l") }
  }

  func write(_ text: String) { StandardStream.writeBehindBuffers(text) }
}
