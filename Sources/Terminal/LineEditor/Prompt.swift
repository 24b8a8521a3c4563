/// A prompt that may be coloured, in the form libedit wants it in.
struct Prompt {
  /// What is seen of it.
  private(set) var visible: [Unicode.Scalar] = []
  /// All of it, with every run of escape sequences between two markers.
  private(set) var marked: [Unicode.Scalar] = []

  private static let marker: Unicode.Scalar = "\u{1}"

  /// Takes a prompt apart.
  ///
  /// - Parameter text: Printable text and colour sequences, `ESC [ … letter`.
  init(_ text: String) {
    var inEscape = false
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.first {
      if scalar == "\u{1B}" {
        // libedit allows no two marked runs side by side: sequences that touch share one.
        if !inEscape { marked.append(Self.marker) }
        inEscape = true
        let sequence = Self.escapeSequence(scalars)
        marked += sequence
        scalars = scalars.dropFirst(sequence.count)
      } else {
        if inEscape { marked.append(Self.marker) }
        inEscape = false
        scalars.removeFirst()
        if scalar == Self.marker { continue }
        marked.append(scalar)
        visible.append(scalar)
      }
    }
    if inEscape {
      // libedit loses a run that nothing visible follows, and would leave the colour on.
      marked += [Self.marker, " "]
      visible.append(" ")
    }
  }

  private static func escapeSequence(_ scalars: Substring.UnicodeScalarView) -> [Unicode.Scalar] {
    var sequence: [Unicode.Scalar] = []
    for (index, scalar) in scalars.enumerated() {
      sequence.append(scalar)
      if index >= 2 && "\u{40}"..."\u{7E}" ~= scalar { break }
      if index == 1 && scalar != "[" { break }
    }
    return sequence
  }
}
