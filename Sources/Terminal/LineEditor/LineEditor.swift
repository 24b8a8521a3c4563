import CEditline

/// Reads lines from a terminal, with editing, history, search and completion.
///
/// The keys are libedit's: emacs keys to begin with, and whatever `~/.editrc` says. While a line
/// is edited the editor deals with the signals of the terminal: ^C gives the line up, ^Z stops
/// the program with the terminal in order, and a new size of the window redraws the line.
///
///     var editor = LineEditor(program: "downhill", history: .standard())
///     switch editor.readLine(prompt: "downhill> ") { line, cursor in … } {
///     case .line(let line): …
///     case .interrupted: …
///     case .endOfInput: …
///     }
package struct LineEditor: ~Copyable {
  /// What a person did at the prompt.
  package enum Input: Hashable, Sendable {
    /// Typed a line; it comes without its line break.
    case line(String)
    /// Pressed ^C; the line is gone and the cursor stands on a fresh one.
    case interrupted
    /// Pressed ^D on an empty line, or went away.
    case endOfInput
    /// Nothing: while the line was empty, what was watched for came about.
    case woken
  }

  /// Says what could stand at the cursor, given the line and the cursor's UTF-8 offset in it.
  package typealias Completer = (_ line: String, _ cursor: Int) -> CompletionList?

  private let session: EditingSession
  private let history: HistoryFile?
  private var lastLine: String?

  /// Opens an editor on standard input and output, which should both be terminals.
  ///
  /// Fails when the terminal can't be had at all.
  ///
  /// - Parameters:
  ///   - program: The name that picks lines out of `~/.editrc`.
  ///   - history: Where lines are kept across runs; nil keeps them for this run only.
  package init?(program: String, history: HistoryFile?) {
    let limit = history?.limit ?? HistoryFile.defaultLimit
    guard let session = EditingSession(program: program, historySize: limit) else { return nil }
    self.session = session
    self.history = history
    for line in history?.load() ?? [] {
      session.remember(line)
      lastLine = line
    }
  }

  deinit {
    session.close()
  }

  /// Whether the last line came out of a paste.
  ///
  /// A pasted blank line is a gap between two commands; a typed one is a request.
  package var lastLineWasPasted: Bool { session.lastLineWasPasted }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - prompt: What stands before the line; it may hold colours.
  ///   - remembers: Whether the line goes into the history.
  ///   - watch: Asked several times a second while nothing is typed; true ends the wait. By default
  ///     nothing does.
  ///   - completer: Answers a press of TAB; by default with nothing.
  /// - Returns: What was done at the prompt.
  package mutating func readLine(
    prompt: String,
    remembers: Bool = true,
    watch: (() -> Bool)? = nil,
    completer: Completer = { _, _ in nil }
  ) -> Input {
    let input = withoutActuallyEscaping(completer) { completer in
      guard let watch else {
        return session.readLine(prompt: Prompt(prompt), watch: nil, completer: completer)
      }
      return withoutActuallyEscaping(watch) { watch in
        session.readLine(prompt: Prompt(prompt), watch: watch, completer: completer)
      }
    }
    if remembers, case .line(let line) = input { remember(line) }
    return input
  }

  private mutating func remember(_ line: String) {
    guard line != lastLine, line.contains(where: { !$0.isWhitespace }) else { return }
    lastLine = line
    session.remember(line)
    history?.append(line)
  }
}
