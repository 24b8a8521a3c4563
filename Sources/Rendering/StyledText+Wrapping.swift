extension StyledText {
  /// The text in lines of at most `width` columns, broken at blanks.
  ///
  /// A word that is wider than a line is broken where the line ends.
  func wrapped(to width: Int) -> [StyledText] {
    guard self.width > width else { return [self] }
    let width = max(width, 1)
    var lines: [StyledText] = []
    var line = StyledText()
    for word in words.flatMap({ $0.width > width ? $0.loosened.words : [$0] }) {
      if !line.isEmpty, line.width + 1 + word.width > width {
        lines.append(line)
        line = StyledText()
      }
      if !line.isEmpty { line += .spaces(1) }
      for piece in word.pieces(of: width) {
        if !line.isEmpty, line.width + piece.width > width {
          lines.append(line)
          line = StyledText()
        }
        line += piece
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// A formula's text held together but before the signs of a sum and of a comparison.
  var withFirmTerms: StyledText {
    var depth = 0
    return mapSpans { text in
      let characters = Array(text)
      return String(
        characters.indices.map { place in
          let character = characters[place]
          depth += "([".contains(character) ? 1 : ")]".contains(character) ? -1 : 0
          let next = place + 1 < characters.count ? characters[place + 1] : " "
          let isFirm = depth > 0 || !"+−-<>=≈~≤≥≠!".contains(next)
          return character == " " && isFirm ? StyledText.firmBlank : character
        })
    }
  }

  /// The runs without blanks; one may have several styles.
  private var words: [StyledText] {
    var words: [StyledText] = []
    var word = StyledText()
    for span in spans {
      for (index, part) in span.text.split(separator: " ", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0, !word.isEmpty {
          words.append(word)
          word = StyledText()
        }
        if !part.isEmpty { word += StyledText(cleanText: String(part), span.style) }
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// Itself, or its characters one by one where it is wider than a line.
  private func pieces(of width: Int) -> [StyledText] {
    self.width > width ? characters : [self]
  }
}
