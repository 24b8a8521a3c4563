/// Makes a heading into a name, the way web pages name the places of their headings.
package enum Slug {
  /// Letters and digits in lower case, other runs as one hyphen.
  ///
  ///     Slug.make("What RMSprop remembers: E[g²]")   // "what-rmsprop-remembers-e-g²"
  package static func make(_ title: String) -> String {
    title.lowercased()
      .split { !($0.isLetter || $0.isNumber || $0 == "_") }
      .joined(separator: "-")
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  func trimmingBlanks(atStart: Bool = true) -> String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    let start = atStart ? drop(while: isBlank) : self[...]
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(start[...last])
  }
}
