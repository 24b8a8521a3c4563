package import Rendering
import System

/// What is known of the terminal the program runs in.
///
/// The facts are those of one moment: a window changes its size, so ask anew before drawing.
package struct TerminalInfo: Hashable, Sendable {
  package var inputIsTerminal: Bool
  package var outputIsTerminal: Bool
  /// The width in characters, at least 1; 80 when nothing says otherwise.
  package var columns: Int
  /// The height in characters, at least 1; 24 when nothing says otherwise.
  package var rows: Int
  /// Whether text beyond ASCII reaches the reader unharmed.
  package var isUTF8: Bool
  /// Whether colour is possible and wanted.
  package var usesColor: Bool
  /// Whether it obeys escape sequences, in colour or not.
  package var takesEscapes: Bool
  /// What characters can be made of here.
  package var cells: Graphics.Cells
  /// The colours there are where colour is used.
  package var palette: Palette

  /// Whether someone sits at the other end: both typing and reading.
  package var isInteractive: Bool { inputIsTerminal && outputIsTerminal }

  /// Weighs what the system says against what the environment says.
  ///
  /// - Parameters:
  ///   - inputIsTerminal: Whether standard input is a terminal.
  ///   - outputIsTerminal: Whether standard output is a terminal.
  ///   - window: The size the terminal reports, if it reports one.
  ///   - isUTF8: Whether the locale's encoding is UTF-8.
  ///   - environment: Looks a variable up.
  init(
    inputIsTerminal: Bool,
    outputIsTerminal: Bool,
    window: WindowSize?,
    isUTF8: Bool,
    environment: (String) -> String?
  ) {
    func size(_ reported: Int?, _ name: String, _ fallback: Int) -> Int {
      if let reported, reported > 0 { return reported }
      // fits: text, or nothing
      if let set = environment(name).flatMap({ Int($0) }), (1...10_000).contains(set) {
        return set
      }
      return fallback
    }
    let declined = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    self.inputIsTerminal = inputIsTerminal
    self.outputIsTerminal = outputIsTerminal
    self.columns = size(window?.columns, "COLUMNS", 80)
    self.rows = size(window?.rows, "LINES", 24)
    self.isUTF8 = isUTF8
    takesEscapes = outputIsTerminal && Self.understandsEscapes(environment("TERM"))
    cells = Self.cells(isUTF8: isUTF8, environment("TERM"))
    palette = Self.palette(environment("TERM"), environment("COLORTERM"))
    self.usesColor =
      outputIsTerminal && !declined && Self.understandsEscapes(environment("TERM"))
  }

  /// The terminal as it is now.
  package static func current() -> TerminalInfo {
    TerminalInfo(
      inputIsTerminal: StandardStream.input.isTerminal,
      outputIsTerminal: StandardStream.output.isTerminal,
      window: WindowSize.current,
      isUTF8: Locale.isUTF8,
      environment: Environment.value
    )
  }

  /// Whether a terminal of this name takes escape sequences.
  static func understandsEscapes(_ term: String?) -> Bool {
    guard let term else { return false }
    return !["", "dumb", "unknown"].contains(term)
  }
}
