package import Formula

/// Keeps what a stranger wrote from steering the terminal.
///
/// Control characters other than line feed and tab (C0, DEL, C1) can move the cursor, change
/// colours or worse; overrides of writing direction can make a line read as another, and signs
/// without a look can hide one. None belongs in a lesson. Joiners, marks of direction and selectors
/// of a sign's look are letters of people's scripts, and stay: U+200C to U+200F, U+061C, U+FE0F.
package enum SafeText {
  /// The text without these characters.
  package static func removingControls(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: text.unicodeScalars.lazy.filter { !isControl($0) })
    return String(kept)
  }

  /// The text with these characters made spaces, and where the first of them stands.
  ///
  /// Each byte becomes a space, so that every offset stays true. The carriage return of a line's
  /// end is made a space too, but not counted as the first.
  static func blankingControls(_ text: String) -> (text: String, first: Int?) {
    guard text.unicodeScalars.contains(where: isControl) else { return (text, nil) }
    let scalars = Array(text.unicodeScalars)
    var (blanked, offset, first) = (String.UnicodeScalarView(), 0, Int?.none)
    for (index, scalar) in scalars.enumerated() {
      let width = UTF8.width(scalar)
      if isControl(scalar) {
        blanked.append(contentsOf: repeatElement(" ", count: width))
        let endsLine = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
        if first == nil, !endsLine { first = offset }
      } else {
        blanked.append(scalar)
      }
      offset += width
    }
    return (String(blanked), first)
  }

  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0a: false
    case 0x00...0x1f, 0x7f...0x9f: true
    // Embeddings, overrides and isolates of writing direction, which reorder what others wrote.
    case 0x202a...0x202e, 0x2066...0x2069: true
    // Signs without room or look, which hide text from who searches it.
    case 0x180e, 0x200b, 0x2060...0x2065, 0x206a...0x206f, 0xfeff, 0xfff9...0xfffb: true
    // Tags: whole sentences that nobody sees.
    case 0xe0000...0xe007f: true
    default: false
    }
  }
}

extension SourceText {
  /// The text as it may be shown in an error: every offset holds, no control character is left.
  package var blankingControls: SourceText {
    SourceText(
      name: SafeText.removingControls(name), SafeText.blankingControls(text).text)
  }
}
