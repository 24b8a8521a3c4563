/// How much room text takes on a terminal.
///
/// It follows Unicode's East Asian widths and is the same on every system and in every locale.
package enum DisplayWidth {
  /// The columns of a text without escape sequences.
  ///
  /// Controls and combining marks take none, East Asian wide characters and emoji two.
  package static func columns(_ text: some StringProtocol) -> Int {
    guard !text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) else { return text.utf8.count }
    guard text.unicodeScalars.contains(where: makesEmoji) else {
      return text.unicodeScalars.reduce(0) { $0 + columns($1) }
    }
    return text.reduce(0) { $0 + columns($1) }
  }

  /// The columns of what people see as one character: emoji that are joined are one, and a sign that
  /// is to look like one is as wide as one.
  private static func columns(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    if scalars.first?.properties.isEmoji == true, scalars.contains(where: makesEmoji) { return 2 }
    return scalars.reduce(0) { $0 + columns($1) }
  }

  private static func makesEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xFE0F || scalar.value == 0x200D
  }

  /// The columns of one character, counted alone.
  package static func columns(_ scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 0x20..<0x7F ~= scalar.value ? 1 : 0 }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    // The vowels and final consonants of Korean letters that are written apart.
    if 0x1160...0x11FF ~= scalar.value || 0xD7B0...0xD7FF ~= scalar.value { return 0 }
    if properties.isEmojiPresentation { return 0x1F1E6...0x1F1FF ~= scalar.value ? 1 : 2 }
    return wide.contains { $0 ~= scalar.value } ? 2 : 1
  }

  /// What is wide besides emoji (EastAsianWidth.txt of Unicode 16, W and F).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E,
    0x3041...0x3247, 0x3250...0x4DBF, 0x4DC0...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x16FE0...0x16FFF, 0x17000...0x18CFF, 0x18CFF...0x18DFF, 0x1AFF0...0x1B2FF,
    0x1D300...0x1D376, 0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}
