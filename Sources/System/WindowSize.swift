import CSystem

/// How many characters a terminal shows.
package struct WindowSize: Hashable, Sendable {
  package var columns: Int
  package var rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The size of the terminal that is standard output, nil where it is none or doesn't tell.
  package static var current: WindowSize? {
    var columns: CInt = 0
    var rows: CInt = 0
    guard downhill_window_size(StandardStream.output.rawValue, &columns, &rows) else { return nil }
    // fits: an int of C is widened
    return WindowSize(columns: Int(columns), rows: Int(rows))
  }
}

/// How the user's locale encodes characters.
package enum Locale {
  /// Whether it is UTF-8; adopting it is done once, when first asked.
  package static let isUTF8 = downhill_adopt_character_encoding()
}
