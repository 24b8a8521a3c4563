import Formula
import Rendering
import Session
import System
import Terminal

/// Where reports are shown: a terminal as wide as it is now, a pipe, or a reader of JSON.
struct Screen {
  /// The version that the banner and `--version` name.
  static let version = "0.1"

  private let format: OutputFormat
  private let isInteractive: Bool
  /// What makes long answers wait, at a terminal and for people alone.
  private let pager: Pager?
  /// Whether something couldn't be written, as on a full disk.
  var hasFailed: Bool { shared.hasFailed }
  private let shared = SharedState()
  /// What a person chose.
  var settings: Settings {
    get { shared.settings }
    nonmutating set { shared.settings = newValue }
  }

  init(_ terminal: TerminalInfo, format: OutputFormat) {
    self.format = format
    isInteractive = terminal.outputIsTerminal
    pager = format == .text ? Pager(terminal) : nil
  }

  /// The window may have changed since the last line.
  private var renderer: TextRenderer {
    let terminal = TerminalInfo.current()
    let isColoured =
      switch settings.colour {
      case .auto: terminal.usesColor
      case .on: true
      case .off: false
      }
    return TextRenderer(
      width: settings.width ?? terminal.columns,
      alphabet: terminal.isUTF8 ? .unicode : .ascii, isColoured: isColoured,
      numbers: .significant(settings.digits),
      graphics: terminal.graphics)
  }

  var banner: String { renderer.banner(version: Screen.version) }

  func page(_ page: UsagePage) -> String { renderer.text(page) }

  func prompt(_ text: String) -> String { renderer.prompt(text) }

  /// Whether somebody wanted to see no more of the answer.
  var isCutShort: Bool { pager?.isStopped ?? false }

  /// Begins the answer to a line that was typed.
  func beginAnswer() { pager?.begin() }

  /// Shows a report; what went wrong goes to standard error unless a program reads it or somebody sits at
  /// the terminal.
  func show(_ report: Report) {
    let isError = if case .error = report { true } else { false }
    if let pager {
      let size = TerminalInfo.current()
      format.write(report, as: renderer, isInterrupted: Screen.isStopped) {
        pager.show($0, on: size, isUrgent: isError) { write($0) }
      }
    } else {
      format.write(report, as: renderer, isInterrupted: Screen.isStopped) {
        write($0, toErrors: isError && format == .text && !isInteractive)
      }
    }
  }

  /// Rows that are still to come are not waited for after ^C.
  private static func isStopped() -> Bool { Interrupt.isPending }

  /// Whether what is on the screen can be replaced: not in a pipe, nor for a program that reads.
  var canMove: Bool {
    let terminal = TerminalInfo.current()
    return terminal.isInteractive && terminal.takesEscapes && format == .text
  }

  var columns: Int { TerminalInfo.current().columns }

  /// Draws a picture over the last one, from the upper left corner on.
  func replace(with report: Report) {
    let lines = renderer.text(report).split(separator: "\n", omittingEmptySubsequences: false)
    // fits: a screen has a row at least
    let shown = lines.prefix(TerminalInfo.current().rows - 1)
    write("\u{1B}[H" + shown.map { $0 + "\u{1B}[K\r\n" }.joined() + "\u{1B}[J")
  }

  func write(_ text: String, toErrors: Bool = false) {
    do {
      try (toErrors ? StandardStream.errors : .output).write(text)
    } catch {
      shared.hasFailed = true
    }
  }
}

/// What all copies of a screen have in common: a class, since they write to one place.
private final class SharedState {
  var hasFailed = false
  var settings = Settings()
}
