import CEditline
import System

// fits throughout (conversion): a line that is typed has fewer than 2³¹ characters

/// An open libedit, and what its callbacks need to find again.
///
/// A class, because libedit keeps a pointer to it.
final class EditingSession {
  private(set) var editor: OpaquePointer?
  private var decoder: KeyDecoder
  private(set) var prompt = Prompt("")
  private(set) var completer: LineEditor.Completer?
  private var watch: (() -> Bool)?
  private var wasAbandoned = false
  private var wasWoken = false
  /// The width the line was drawn for.
  var columns = 80
  let usesEscapes = TerminalInfo.understandsEscapes(Environment.value("TERM"))

  private(set) var lastLineWasPasted = false
  /// The line when a key was last waited for.
  var seenLine: [Unicode.Scalar] = []

  init?(program: String, historySize: Int) {
    // The encoding has to be adopted before libedit looks which bytes are letters.
    decoder = KeyDecoder(acceptsUTF8: Locale.isUTF8)
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
    guard let editor, Locale.isUTF8 || line.utf8.allSatisfy({ $0 < 0x80 }) else {
      return
    }
    downhill_editline_add_history(editor, line)
  }

  func readLine(
    prompt: Prompt, watch: (() -> Bool)?, completer: @escaping LineEditor.Completer
  ) -> LineEditor.Input {
    guard let editor else { return .endOfInput }
    self.prompt = prompt
    self.completer = completer
    self.watch = watch
    defer { (self.completer, self.watch) = (nil, nil) }
    downhill_editline_set_prompt(editor, Self.terminated(prompt.marked))

    (wasAbandoned, wasWoken, seenLine) = (false, false, [])
    columns = TerminalInfo.current().columns
    Interrupt.clear()
    SignalNoting.start()
    // libedit shows the prompt first: a ^D pressed at the sight of it would get lost.
    downhill_editline_set_raw(editor, true)
    bracketPastes(true)
    var count: CInt = 0
    let line = downhill_editline_read_line(editor, &count)
    bracketPastes(false)
    SignalNoting.stop()
    lastLineWasPasted = decoder.isPasting

    if let line {
      return .line(Self.text(of: line, count: Int(count)))
    }
    // A search that is given up has already left the line; a key has not.
    if count == 0 { leaveLine() }
    return wasWoken ? .woken : wasAbandoned ? .interrupted : .endOfInput
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

  static func terminated(_ scalars: some Sequence<Unicode.Scalar>) -> [UInt32] {
    scalars.map(\.value) + [0]
  }

  // MARK: - Keys

  /// How often a watch is asked, in milliseconds.
  private static let watchInterval = 200

  private func readCharacter(into character: UnsafeMutablePointer<UInt32>) -> CInt {
    redrawCombiningLetters()
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
    let isWatching = milliseconds < 0 && watch != nil
    while true {
      let wait = isWatching ? EditingSession.watchInterval : milliseconds
      switch TerminalInput.wait(wait) {
      case .signal:
        if handleSignals() { return .abandoned }
      case .timeout:
        guard isWatching else { return .nothing }
        // A line that was begun is not to be lost.
        guard currentLine().scalars.isEmpty, let watch, watch() else { continue }
        wasWoken = true
        return .abandoned
      case .input:
        switch TerminalInput.next() {
        case .byte(let byte): return .byte(byte)
        case .nothing: continue
        case .end: return .end
        }
      case .failure:
        return .end
      }
    }
  }

  /// Deals with the signals that have come, and says whether the line is to be given up.
  private func handleSignals() -> Bool {
    if Signal.interrupt.take() { return true }
    for signal in Signal.endings where signal.take() {
      stepAside { signal.raiseDefault() }
    }
    if Signal.suspend.take() {
      leaveLine()
      stepAside { Signal.suspend.raiseDefault() }
      redraw()
    }
    if Signal.resume.take() {
      // Someone else stopped the program; the shell has taken the terminal's modes meanwhile.
      stepAside {}
      returnToPrompt()
      redraw()
    }
    if Signal.windowChange.take(), let editor {
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
    _ = Signal.resume.take()
    downhill_editline_set_raw(editor, true)
    bracketPastes(true)
  }
}
