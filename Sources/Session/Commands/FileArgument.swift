import Formula

/// The name of a file, what follows it, and whether it may take the place of another.
struct FileArgument {
  /// The path as it was typed.
  let path: String
  let range: SourceRange
  /// What stands between the path and `force`.
  let rest: Arguments
  let mayReplace: Bool

  /// Reads `FILE … [force]`; a name with blanks stands in quotes.
  ///
  /// - Throws: a ``Diagnostic`` where there is no name.
  init(_ arguments: Arguments, example: String) throws(Diagnostic) {
    guard !arguments.isEmpty else { throw .expectedFile(example, at: arguments.range) }
    var (word, rest) = arguments.splitWord()
    if arguments.text.first == "\"" {
      let inner = arguments.text.dropFirst()
      guard let end = inner.firstIndex(of: "\""), end > inner.startIndex else {
        throw .openQuote(at: arguments.range)
      }
      word = Arguments(text: inner[..<end], offset: arguments.offset + 1)
      rest = arguments.rest(after: arguments.text[...end])
    }
    path = String(word.text)
    range = word.range
    let end = rest.text.endIndex
    let last = rest.text.lastIndex { $0.isWhitespace }.map { rest.text.index(after: $0) }
    mayReplace = rest.text[(last ?? rest.text.startIndex)..<end] == "force"
    let kept = rest.text[..<(mayReplace ? last ?? rest.text.startIndex : end)]
    let trimmed = kept.lastIndex { !$0.isWhitespace }.map { kept[...$0] } ?? kept.prefix(0)
    self.rest = Arguments(text: trimmed, offset: rest.offset)
  }

  /// What stands behind the last dot of the name, in lower case.
  var ending: String {
    let name = path.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }
}
