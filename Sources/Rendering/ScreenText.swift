import Formula

/// What of a text may go to a screen.
enum ScreenText {
  /// The text without what could steer the terminal, in ASCII where that is the alphabet.
  ///
  /// Line breaks and tabs become blanks. Invisible characters go: without their controls, escape
  /// sequences are just letters, and without overrides of direction text reads as it is stored.
  static func clean(_ text: String, _ alphabet: Notation.Alphabet) -> String {
    guard !text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) else { return text }
    var result = String.UnicodeScalarView()
    var isRaised = false
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\t" || scalar.properties.isWhitespace && scalar != "\r" {
        result.append(" ")
      } else if isInvisible(scalar) || alphabet == .ascii && isPartOfScript(scalar) {
        continue
      } else if alphabet == .ascii, !scalar.isASCII {
        let digit = superscripts[scalar]
        if digit != nil, !isRaised { result.append("^") }
        isRaised = digit != nil
        result.append(contentsOf: (digit ?? ascii(scalar)).unicodeScalars)
        continue
      } else {
        result.append(scalar)
      }
      isRaised = false
    }
    return String(result)
  }

  /// Controls, overrides of direction, and the selectors that change how a character looks.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if isPartOfScript(scalar) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate: return true
    default: return 0xFE00...0xFE0F ~= scalar.value
    }
  }

  /// Joiners, marks of direction and the selector of emoji, without which words are misspelled.
  static func isPartOfScript(_ scalar: Unicode.Scalar) -> Bool {
    0x200C...0x200F ~= scalar.value || scalar.value == 0x061C || scalar.value == 0xFE0F
  }

  /// The nearest that ASCII has to a character.
  private static func ascii(_ scalar: Unicode.Scalar) -> String {
    if let word = substitutes[scalar] { return word }
    let name = Name(String(scalar)).ascii
    if name.utf8.allSatisfy({ $0 < 0x80 }), scalar.properties.isAlphabetic { return name }
    return scalar.properties.canonicalCombiningClass == .notReordered ? "?" : ""
  }

  private static let superscripts: [Unicode.Scalar: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁻": "-",
  ]

  private static let substitutes: [Unicode.Scalar: String] = [
    // Formulas.
    "−": "-", "·": "*", "×": "*", "÷": "/", "√": "sqrt", "∂": "d", "≤": "<=", "≥": ">=",
    "≠": "!=", "≈": "~=", "±": "+/-", "∞": "inf", "∇": "grad ", "Σ": "sum", "∑": "sum",
    // Typography.
    "…": "...", "→": "->", "←": "<-", "⇒": "=>", "–": "-", "—": "-", "‘": "'", "’": "'",
    "“": "\"", "”": "\"", "„": "\"", "•": "-", "│": "|", "─": "-", "°": " degrees", "½": "1/2",
    "✓": "+", "✗": "x",
    // Accents of names: m̂ is m_hat.
    "\u{302}": "_hat", "\u{303}": "_tilde", "\u{304}": "_bar",
  ]
}
