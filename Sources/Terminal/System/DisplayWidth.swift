import CEditline

/// How much room text takes on a terminal.
package enum DisplayWidth {
  /// The columns of a text without escape sequences.
  ///
  /// Combining marks take none, East Asian wide characters and emoji two.
  package static func columns(_ text: some StringProtocol) -> Int {
    text.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
      ? text.utf8.count
      : text.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  /// The columns of one character as the system counts them; 1 for what it doesn't know.
  static func columns(_ scalar: Unicode.Scalar) -> Int {
    _ = TerminalInfo.localeIsUTF8
    let width = downhill_character_width(scalar.value)
    return width < 0 ? 1 : Int(width)
  }
}
