package import Formula

/// The objectives to hand, by name.
package enum Gallery {
  /// All names, sorted.
  package static let names = EmbeddedFiles.texts.keys.filter { $0.hasSuffix(ending) }
    .map { String($0.dropLast(ending.count)) }.sorted()

  private static let ending = ".objective"

  /// The entry of a name, nil where there is none.
  ///
  /// - Throws: a ``Diagnostic`` where its text can't be read, which a test rules out.
  package static func entry(_ name: String) throws(Diagnostic) -> GalleryEntry? {
    guard let text = EmbeddedFiles.texts[name + ending] else { return nil }
    return try GalleryEntry(parsing: text)
  }
}
