import Rendering
import System

/// Lets a long answer stop where the screen is full, until its reader wants to see more.
///
/// A class, since all who write to one screen have to count its rows together.
package final class Pager {
  /// How many rows were written since somebody last pressed a key.
  private var rows = 0
  /// Whether the rest of the answer isn't wanted.
  package private(set) var isStopped = false
  private let keyboard: Keyboard

  /// Shows a question, unless something was typed already, and takes it back after the reply.
  typealias Keyboard = (_ ask: (Bool) -> Void) -> KeyPress.Reply

  private static let question = "-- more: Enter goes on, q stops --"

  /// A pager for the terminal, nil where there is none or one that can't take a line back.
  package init?(_ terminal: TerminalInfo) {
    guard terminal.isInteractive,
      TerminalInfo.understandsEscapes(Environment.value("TERM"))
    else { return nil }
    keyboard = KeyPress.reply
  }

  init(keyboard: @escaping Keyboard) {
    self.keyboard = keyboard
  }

  /// Begins an answer to a line that was just typed, and has been read with that.
  package func begin() {
    rows = 1
    isStopped = false
  }

  /// Writes text of whole lines: a table or a picture that fits a screen isn't cut.
  ///
  /// - Parameters:
  ///   - text: the text, perhaps with colours.
  ///   - size: the screen as it is now.
  ///   - isUrgent: whether it is to be seen even by those who want to see no more.
  ///   - write: puts a piece on the screen.
  package func show(
    _ text: String, on size: TerminalInfo, isUrgent: Bool = false, _ write: (String) -> Void
  ) {
    if isStopped { return isUrgent ? write(text) : () }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { (text: $0, height: Pager.height($0, on: size)) }
    let height = lines.reduce(0) { $0 + $1.height }
    // The last row is the question's.
    let room = size.rows - 1
    // Behind the line that was typed there is no screen to look at first.
    if height <= room, rows > 1, height > room - rows, !goesOn(write) { return }
    var piece = ""
    for line in lines {
      if rows > 0, line.height > room - rows {
        write(piece)
        piece = ""
        guard goesOn(write) else { return }
      }
      rows += line.height
      piece += line.text + "\n"
    }
    write(piece)
  }

  /// Asks whether to go on.
  private func goesOn(_ write: (String) -> Void) -> Bool {
    switch ask(write) {
    case .goOn: rows = 0
    case .stop: isStopped = true
    case .hurry: rows = .min
    }
    return !isStopped
  }

  /// How many rows a line takes.
  private static func height(_ line: Substring, on size: TerminalInfo) -> Int {
    max((columns(line) + size.columns - 1) / size.columns, 1)
  }

  private func ask(_ write: (String) -> Void) -> KeyPress.Reply {
    keyboard { isAsked in write(isAsked ? Pager.question : "\r\u{1B}[K") }
  }

  /// The columns of a line without its colours.
  static func columns(_ line: Substring) -> Int {
    guard line.contains("\u{1B}") else { return DisplayWidth.columns(line) }
    let pieces = line.split(separator: "\u{1B}", omittingEmptySubsequences: false)
    return pieces.dropFirst().reduce(DisplayWidth.columns(pieces[0])) { width, piece in
      let end = piece.firstIndex { $0.isLetter }
      return width + DisplayWidth.columns(end.map { piece[piece.index(after: $0)...] } ?? "")
    }
  }
}
