import Rendering

/// Where a prompt and the line behind it come to stand in a window of some width.
///
/// libedit knows this and doesn't tell, so it is worked out again here, by the same rules.
struct LineLayout: Hashable {
  /// The row of the cursor, counted from the prompt's first.
  private(set) var cursorRow = 0
  /// The last row.
  private(set) var lastRow = 0

  /// Lays out a text.
  ///
  /// - Parameters:
  ///   - text: The visible characters of the prompt and those of the line.
  ///   - cursor: How many of them stand before the cursor.
  ///   - columns: The width of the window.
  init(_ text: [Unicode.Scalar], cursor: Int, columns: Int) {
    let rows = Self.rows(of: text, columns: columns)
    lastRow = rows.last ?? 0
    cursorRow = rows[cursor]
  }

  /// Lays out a text that a terminal has wrapped anew since it was drawn.
  ///
  /// A row that runs into the next moves with the window's width. A row that ended in a blank
  /// doesn't: libedit leaves the blank out and starts the next row by itself.
  ///
  /// - Parameters:
  ///   - text: The visible characters of the prompt and those of the line.
  ///   - cursor: How many of them stand before the cursor.
  ///   - drawn: The width of the window when the text was drawn.
  ///   - columns: Its width now.
  init(_ text: [Unicode.Scalar], cursor: Int, drawn: Int, columns: Int) {
    let rows = Self.rows(of: text, columns: drawn)
    let broken = text.enumerated().map { index, scalar in
      scalar == " " && rows[index] != rows[index + 1] ? "\n" : scalar
    }
    self.init(broken, cursor: cursor, columns: columns)
  }

  /// The row of every character and, at the end, that of a cursor behind the last.
  private static func rows(of text: [Unicode.Scalar], columns: Int) -> [Int] {
    var rows: [Int] = []
    var row = 0
    var column = 0
    for scalar in text {
      if scalar == "\n" {
        rows.append(row)
        row += 1
        column = 0
        continue
      }
      let width = width(of: scalar, at: column)
      if scalar != "\t", width <= columns, column + width > columns {
        row += 1
        column = 0
      }
      rows.append(row)
      column += width
      row += column / columns
      column %= columns
    }
    return rows + [row]
  }

  /// The columns libedit gives a character: it shows controls as `^A`, and tabs as spaces.
  private static func width(of scalar: Unicode.Scalar, at column: Int) -> Int {
    switch scalar.value {
    case 0x09: 8 - column % 8
    case 0..<0x20, 0x7F: 2
    default: DisplayWidth.columns(scalar)
    }
  }
}
