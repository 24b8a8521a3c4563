package import Formula

/// A source with the place of an error marked in it: `2 ⟦x⟧`.
package struct Marked: CustomStringConvertible {
  package let source: String
  package let range: SourceRange
  package let description: String

  package init(_ text: String) {
    description = text
    let parts = text.split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
    let inner = parts[1].split(separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
    source = String(parts[0] + inner[0] + inner[1])
    range = SourceRange(parts[0].utf8.count, parts[0].utf8.count + inner[0].utf8.count)
  }

  /// A source with a range marked in it, for comparing two.
  package static func text(_ source: String, _ range: SourceRange?) -> String {
    guard let range else { return source }
    let utf8 = Array(source.utf8)
    return String(decoding: utf8[..<range.lower], as: UTF8.self) + "⟦"
      + String(decoding: utf8[range.lower..<range.upper], as: UTF8.self) + "⟧"
      + String(decoding: utf8[range.upper...], as: UTF8.self)
  }
}
