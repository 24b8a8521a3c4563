import CEditline

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An open libedit, and what its callbacks need to find again.
///
/// A class, because libedit keeps a pointer to it.
final class EditingSession {
  private var editor: OpaquePointer?
  private var decoder: KeyDecoder
  private var prompt = Prompt("")
  private var completer: LineEditor.Completer?
  private var wasAbandoned = false
  /// The width the line was drawn for.
  private var columns = 80
  private let usesEscapes = TerminalInfo.understandsEscapes(Environment.value("TERM"))

  private(set) var lastLineWasPasted = false

  init?(program: String, historySize: Int) {
    // The encoding has to be adopted before libedit looks which bytes are letters.
    decoder = KeyDecoder(acceptsUTF8: TerminalInfo.localeIsUTF8)
    let callbacks = downhill_callbacks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      read_character: { context, character in
        EditingSession.at(context).readCharacter(into: character)
      },
      complete: { context in
        EditingSession.at(context).complete()
      }
    )
    editor = downhill_editline_open(program, CInt(historySize), callbacks)
    if editor == nil { return nil }
  }

  private static func at(_ context: UnsafeMutableRawPointer) -> EditingSession {
    Unmanaged<EditingSession>.fromOpaque(context).takeUnretainedValue()
  }

  func close() {
    if let editor { downhill_editline_close(editor) }
    editor = nil
  }

  // MARK: - Lines

  /// Offers a line to the arrow keys and to searches.
  func remember(_ line: String) {
    // libedit stops at the first line of its history that the locale can't write.
    guard let editor, TerminalInfo.localeIsUTF8 || line.utf8.allSatisfy({ $0 < 0x80 }) else {
      return
    }
    downhill_editline_add_history(editor, line)
  }

  func readLine(prompt: Prompt, completer: @escaping LineEditor.Completer) -> LineEditor.Input {
    guard let editor else { return .endOfInput }
    self.prompt = prompt
    self.completer = completer
    defer { self.completer = nil }
    downhill_editline_set_prompt(editor, Self.terminated(prompt.marked))

    wasAbandoned = false
    columns = TerminalInfo.current().columns
    Interrupt.clear()
    downhill_start_noting()
    bracketPastes(true)
    var count: CInt = 0
    let line = downhill_editline_read_line(editor, &count)
    bracketPastes(false)
    downhill_stop_noting()
    lastLineWasPasted = decoder.isPasting

    if let line {
      return .line(Self.text(of: line, count: Int(count)))
    }
    // A search that is given up has already left the line; a key has not.
    if count == 0 { leaveLine() }
    return wasAbandoned ? .interrupted : .endOfInput
  }

  /// The line's text without its line break, nor the characters that stand for no text.
  private static func text(of line: UnsafePointer<UInt32>, count: Int) -> String {
    var text = String.UnicodeScalarView()
    for value in UnsafeBufferPointer(start: line, count: count) {
      guard let scalar = Unicode.Scalar(value), scalar != "\n", scalar != "\r" else { continue }
      text.append(scalar)
    }
    return String(text)
  }

  private static func terminated(_ scalars: some Sequence<Unicode.Scalar>) -> [UInt32] {
    scalars.map(\.value) + [0]
  }

  // MARK: - Keys

  private func readCharacter(into character: UnsafeMutablePointer<UInt32>) -> CInt {
    switch decoder.next(arrival) {
    case .character(let scalar):
      character.pointee = scalar.value
      return 1
    case .end:
      return 0
    case .abandoned:
      wasAbandoned = true
      return -1
    }
  }

  private func arrival(within milliseconds: Int) -> KeyDecoder.Arrival {
    while true {
      switch downhill_wait(STDIN_FILENO, CInt(milliseconds)) {
      case downhill_wake_signal:
        if handleSignals() { return .abandoned }
      case downhill_wake_timeout:
        return .nothing
      case downhill_wake_input:
        var byte: UInt8 = 0
        let received = read(STDIN_FILENO, &byte, 1)
        if received == 1 { return .byte(byte) }
        if received < 0 && (errno == EINTR || errno == EAGAIN) { continue }
        return .end
      default:
        return .end
      }
    }
  }

  /// Deals with the signals that have come, and says whether the line is to be given up.
  private func handleSignals() -> Bool {
    if downhill_take_noted(SIGINT) { return true }
    for signal in [SIGHUP, SIGTERM, SIGQUIT] where downhill_take_noted(signal) {
      stepAside { downhill_raise_default(signal) }
    }
    if downhill_take_noted(SIGTSTP) {
      leaveLine()
      stepAside { downhill_raise_default(SIGTSTP) }
      redraw()
    }
    if downhill_take_noted(SIGCONT) {
      // Someone else stopped the program; the shell has taken the terminal's modes meanwhile.
      stepAside {}
      returnToPrompt()
      redraw()
    }
    if downhill_take_noted(SIGWINCH), let editor {
      returnToPrompt()
      downhill_editline_resize(editor)
      redraw()
    }
    return false
  }

  /// Does something with the terminal as the program found it.
  private func stepAside(_ action: () -> Void) {
    guard let editor else { return }
    bracketPastes(false)
    downhill_editline_set_raw(editor, false)
    action()
    _ = downhill_take_noted(SIGCONT)
    downhill_editline_set_raw(editor, true)
    bracketPastes(true)
  }

  // MARK: - The line on the screen

  /// The line being edited, and how many of its characters stand before the cursor.
  private func currentLine() -> (scalars: [Unicode.Scalar], cursor: Int) {
    guard let editor else { return ([], 0) }
    var count: CInt = 0
    var cursor: CInt = 0
    let line = downhill_editline_current_line(editor, &count, &cursor)
    let values = UnsafeBufferPointer(start: line, count: Int(count))
    return (values.map { Unicode.Scalar($0) ?? "\u{FFFD}" }, Int(cursor))
  }

  /// Moves to a fresh row below the line.
  private func leaveLine() {
    let (line, cursor) = currentLine()
    let layout = LineLayout(
      prompt.visible + line, cursor: prompt.visible.count + cursor, columns: columns)
    write(String(repeating: "\r\n", count: layout.lastRow - layout.cursorRow + 1))
  }

  /// Moves to where the prompt begins, and clears the screen from there.
  ///
  /// By the time the program hears of a new width the terminal has wrapped the line anew.
  private func returnToPrompt() {
    guard usesEscapes else { return write("\r\n") }
    let (line, cursor) = currentLine()
    let layout = LineLayout(
      prompt.visible + line, cursor: prompt.visible.count + cursor,
      drawn: columns, columns: TerminalInfo.current().columns)
    write((layout.cursorRow > 0 ? "\u{1B}[\(layout.cursorRow)A" : "") + "\r\u{1B}[J")
  }

  private func redraw() {
    columns = TerminalInfo.current().columns
    if let editor { downhill_editline_redraw(editor) }
  }

  private func bracketPastes(_ on: Bool) {
    if usesEscapes { write(on ? "\u{1B}[?2004h" : "\u{1B}[?2004l") }
  }

  private func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        guard let start = characters.baseAddress else { return }
        downhill_write_output(start, CInt(characters.count))
      }
    }
  }
}

// MARK: - Completion

extension EditingSession {
  private func complete() -> downhill_outcome {
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
