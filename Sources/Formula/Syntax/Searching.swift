// Swift's own ways to find text in text bring its regular expressions into the program: 1.3 MB.

extension Collection where Element: Equatable {
  /// Where something first stands whole, in texts character by character.
  ///
  ///     "0.1..0.5".firstRange(of: "..")      // the two dots
  ///
  /// - Complexity: O(*n*·*m*) of their lengths, and O(*n*) of most texts.
  package func firstRange(of wanted: some Collection<Element>) -> Range<Index>? {
    var start = startIndex
    while true {
      var (end, place) = (start, wanted.startIndex)
      while place != wanted.endIndex, end != endIndex, self[end] == wanted[place] {
        formIndex(after: &end)
        wanted.formIndex(after: &place)
      }
      // fits: the end came from the start by going on
      if place == wanted.endIndex { return start..<end }
      if end == endIndex { return nil }
      formIndex(after: &start)
    }
  }
}

extension StringProtocol {
  /// Whether words stand in it; none always do.
  ///
  /// A single letter is looked for as such, and a file that has Swift's own ways takes those.
  @_disfavoredOverload
  package func contains(_ words: some StringProtocol) -> Bool { firstRange(of: words) != nil }
}

extension String {
  /// Puts one text in place of another wherever that stands, from left to right.
  ///
  /// - Parameters:
  ///   - old: what is replaced; one of no characters is nowhere.
  ///   - new: what comes instead, and isn't looked through.
  /// - Returns: the text with the new in place of the old.
  package func replacing(_ old: String, with new: String) -> String {
    if old.isEmpty { return self }
    var (result, rest) = ("", self[...])
    while let found = rest.firstRange(of: old) {
      result += rest[..<found.lowerBound] + new
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}
