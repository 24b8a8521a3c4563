import Formula

/// The name of a file, what follows it, and whether it may take the place of another.
struct FileArgument {
  /// The path as it was typed.
  let path: String
  let range: SourceRange
  /// What stands between the path and `force`.
  let rest: SourceSlice
  let mayReplace: Bool

  /// Reads `FILE … [force]`; a name with blanks stands in quotes.
  ///
  /// - Throws: a ``Diagnostic`` where there is no name.
  init(_ arguments: SourceSlice, example: String) throws(Diagnostic) {
    guard !arguments.isEmpty else { throw .expectedFile(example, at: arguments.range) }
    var (word, rest) = arguments.firstWord
    if arguments.text.first == "\"" {
      guard let (inside, behind) = arguments.quoted, !inside.isEmpty else {
        throw .openQuote(at: arguments.range)
      }
      (word, rest) = (inside, behind)
    }
    path = String(word.text)
    range = word.range
    let last = rest.text.split { $0.isWhitespace }.last ?? ""
    mayReplace = last == "force"
    self.rest = mayReplace ? rest.upTo(rest.range.upper - last.utf8.count).trimmed : rest
  }

  /// What stands behind the last dot of the name, in lower case.
  var ending: String {
    let name = path.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }
}
