/// A stretch of source text, in UTF-8 offsets from the text's start.
package struct SourceRange: Hashable, Sendable {
  package var lower: Int
  package var upper: Int

  package init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = upper
  }

  /// The smallest range that holds both.
  package func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(lower, other.lower), max(upper, other.upper))
  }

  /// The same stretch, seen from a text in which this one's text starts at `offset`.
  package func shifted(by offset: Int) -> SourceRange {
    SourceRange(lower + offset, upper + offset)
  }
}
