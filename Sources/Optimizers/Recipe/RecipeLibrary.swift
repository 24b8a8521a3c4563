package import Formula

/// The recipes at hand, by name.
package struct RecipeLibrary: Sendable {
  package private(set) var recipes: [String: Recipe] = [:]

  /// A library of these recipes.
  package init(_ recipes: some Sequence<Recipe> = []) {
    for recipe in recipes { add(recipe) }
  }

  /// The recipes that are a part of the program.
  ///
  /// - Throws: a ``Diagnostic`` if one can't be read, which a test rules out.
  package static func embedded() throws(Diagnostic) -> RecipeLibrary {
    var library = RecipeLibrary()
    for (name, text) in EmbeddedFiles.texts {
      library.add(try Recipe(parsing: SourceText(name: name, text)))
    }
    return library
  }

  package mutating func add(_ recipe: Recipe) { recipes[recipe.name] = recipe }

  package subscript(name: String) -> Recipe? { recipes[name] }

  /// All names, sorted.
  package var names: [String] { recipes.keys.sorted() }
}
