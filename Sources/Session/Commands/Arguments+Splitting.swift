import Formula

// Lists and tails of commands whose parts are not all formulas: `gd lr = 0.1, adagrad for 50 steps`.

extension SourceSlice {
  /// The parts between commas that stand in no bracket.
  func splitAtCommas() -> [SourceSlice] {
    var result: [SourceSlice] = []
    var start = text.startIndex
    var depth = 0
    for index in text.indices {
      depth += "([".contains(text[index]) ? 1 : ")]".contains(text[index]) ? -1 : 0
      guard depth == 0, text[index] == "," else { continue }
      result.append(part(start..<index))
      start = text.index(after: index)
    }
    return result + [part(start..<text.endIndex)]
  }

  /// What stands before the first of some words, the word, and what follows it.
  ///
  /// - Parameter words: words that count where white space is around them.
  /// - Returns: everything, without a word, where none occurs.
  func split(at words: Set<String>) -> (head: SourceSlice, word: SourceSlice?, tail: SourceSlice) {
    var rest = self
    while !rest.isEmpty {
      let (word, next) = rest.firstWord
      if words.contains(String(word.text)) {
        return (part(text.startIndex..<word.text.startIndex), word, next)
      }
      rest = next
    }
    return (self, nil, rest)
  }

  /// What stands before the first occurrence of a sign, and what follows it; nil where it has none.
  func split(atSign sign: String) -> (left: SourceSlice, right: SourceSlice)? {
    guard let found = text.firstRange(of: sign) else { return nil }
    return (part(text.startIndex..<found.lowerBound), part(found.upperBound..<text.endIndex))
  }

  /// A part of the text, without the white space around it.
  private func part(_ range: Range<Substring.Index>) -> SourceSlice {
    let text = text
    let lower = self.range.lower + text[..<range.lowerBound].utf8.count
    return between(lower, lower + text[range].utf8.count).trimmed
  }
}
