package import Formula
package import Optimizers

// Names: of things there are, of things to be, and of files.

extension Grammar where Value == Located<String> {
  /// One of the names there are.
  ///
  /// - Parameters:
  ///   - place: what help calls it.
  ///   - example: one that fits.
  ///   - missing: what is wrong where there is none, with the place.
  ///   - names: what there is, for completion.
  /// - Returns: the grammar of such a name; whether there is one of it is for its command to say.
  package static func name(
    _ place: String, example: String,
    missing: @escaping @Sendable (SourceRange) -> Diagnostic,
    among names: @escaping @Sendable (Session) -> [String]
  ) -> Grammar {
    Grammar(.place(place, example: example)) { reader throws(Diagnostic) in
      if reader.isAtEnd { reader.expect(.names(names(reader.session))) }
      guard let word = reader.freeWord() else { throw missing(reader.place) }
      return Located(String(word.text), at: word.range)
    }
  }

  /// A name that a person gives: letters, digits, and signs that part words.
  package static func newName(example: String) -> Grammar {
    Grammar(.place("NAME", example: example)) { reader throws(Diagnostic) in
      guard !reader.isAtEnd, String(reader.rest.text).isPlainWord else {
        throw .expectedPlainName(at: reader.place, hint: reader.example)
      }
      let word = reader.rest
      reader.advance(to: word.range.upper)
      return Located(String(word.text), at: word.range)
    }
  }
}

extension Grammar where Value == Recipe {
  /// An optimizer.
  package static func optimizer(_ example: String = "gd") -> Grammar<Recipe> {
    Grammar<Located<Recipe>>.located(optimizer: example).map(\.value)
  }
}

extension Grammar where Value == Located<Recipe> {
  package static func located(optimizer example: String = "gd") -> Grammar {
    Grammar(.place("OPTIMIZER", example: example)) { reader throws(Diagnostic) in
      if reader.isAtEnd { reader.expect(.names(reader.session.library.names)) }
      let start = reader.rest.upTo(reader.rest.range.lower)
      let word = reader.optimizerWord() ?? start
      return Located(try reader.session.knownRecipe(word), at: word.range)
    }
  }
}

// MARK: - Files

/// The path of a file, as it was typed.
package struct FileArgument: Sendable {
  package let path: String
  package let range: SourceRange

  /// What stands behind the last dot of the name, in lower case.
  package var ending: String { FileArgument.ending(of: path) }

  package static func ending(of path: some StringProtocol) -> String {
    let name = path.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }
}

extension Grammar where Value == FileArgument {
  /// A file to be read.
  package static func reading(_ place: String, example: String) -> Grammar {
    file(place, example: example).needing(.readsFiles)
  }

  /// A file to be written.
  package static func writing(_ place: String, example: String) -> Grammar {
    file(place, example: example).needing(.writesFiles)
  }

  /// A path; one with blanks stands in quotes.
  private static func file(_ place: String, example: String) -> Grammar {
    Grammar(.place(place, example: example)) { reader throws(Diagnostic) in
      if reader.isAtEnd { reader.expect(.file) }
      let isQuoted = reader.rest.text.first == "\""
      guard let word = reader.freeWord(), !word.isEmpty else {
        if isQuoted, reader.isCompleting { reader.expect(.file) }
        throw isQuoted
          ? .openQuote(at: reader.place) : .expectedFile(at: reader.place, hint: reader.example)
      }
      return FileArgument(path: String(word.text), range: word.range)
    }
  }
}

extension ArgumentReader {
  /// What the file that comes next ends in.
  package var nextEnding: String {
    var copy = self
    return FileArgument.ending(of: copy.freeWord()?.text ?? "")
  }
}
