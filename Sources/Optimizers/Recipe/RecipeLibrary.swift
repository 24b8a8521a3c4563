package import Formula
import HashTreeCollections
import Synchronization

/// The recipes at hand, by name: those that are a part of the program, and the learner's own.
///
/// There are many of the first kind, and a start needs few of them: a recipe's text is read when
/// its name is first asked for.
package struct RecipeLibrary: Sendable {
  /// The texts that are a part of the program, by the optimizer's name.
  private let texts: [String: String]
  // A tree, which copies share: `undo` keeps the recipes before each line.
  private var own: TreeDictionary<String, Recipe> = [:]

  /// A library of these recipes alone.
  package init(_ recipes: some Sequence<Recipe> = []) {
    texts = [:]
    for recipe in recipes { add(recipe) }
  }

  private init(texts: [String: String]) { self.texts = texts }

  /// The recipes that are a part of the program.
  package static let standard = RecipeLibrary(
    texts: Dictionary(
      uniqueKeysWithValues: EmbeddedFiles.texts.map { (String($0.dropLast(ending.count)), $1) }))

  private static let ending = ".recipe"

  /// Adds a recipe, or replaces the learner's own of that name.
  ///
  /// - Precondition: no recipe of the program has the name, see ``isBuiltIn(_:)``.
  package mutating func add(_ recipe: Recipe) {
    precondition(!isBuiltIn(recipe.name))
    own[recipe.name] = recipe
  }

  /// The library without the learner's own recipes.
  package var withoutOwn: RecipeLibrary {
    var result = self
    result.own = [:]
    return result
  }

  /// Whether a name belongs to the program, so that a learner's recipe can't have it.
  package func isBuiltIn(_ name: String) -> Bool { texts[name] != nil }

  /// The recipe of a name, nil where there is none.
  ///
  /// One of the program's that can't be read counts as missing, which a test rules out.
  package subscript(name: String) -> Recipe? { own[name] ?? (try? builtIn(name)) }

  /// Reads a recipe of the program, nil where there is none of that name.
  ///
  /// - Throws: a ``Diagnostic`` whose range points into its text.
  package func builtIn(_ name: String) throws(Diagnostic) -> Recipe? {
    guard let text = texts[name] else { return nil }
    if let known = RecipeLibrary.known.withLock({ $0[text] }) { return known }
    let recipe = try Recipe(parsing: SourceText(name: name + RecipeLibrary.ending, text))
    RecipeLibrary.known.withLock { $0[text] = recipe }
    return recipe
  }

  /// What texts of the program came to when they were read, which is the same each time.
  private static let known = Mutex<[String: Recipe]>([:])
}

// MARK: - Names

extension RecipeLibrary {
  /// All names, sorted.
  package var names: [String] { (Array(texts.keys) + own.keys).sorted() }

  /// The learner's own recipes, by name.
  package var ownRecipes: [Recipe] { own.values.sorted { $0.name < $1.name } }

  /// The names of the course's own family and of the learner's recipes, sorted.
  ///
  /// `rmsprop.centered` is a kind of `rmsprop`; `torch.rmsprop` belongs to a framework, since there
  /// is no optimizer `torch`.
  package var generalNames: [String] { names.filter { framework(of: $0) == nil } }

  /// What stands before the dot of names such as `torch.rmsprop`, sorted.
  package var frameworks: [String] { Set(names.compactMap(framework(of:))).sorted() }

  /// The names that a word picks: `torch`, `adam`, `rmsprop.momentum`.
  package func names(with word: String) -> [String] {
    names.filter { ".\($0).".contains(".\(word).") }
  }

  private func framework(of name: String) -> String? {
    let first = String(name.prefix { $0 != "." })
    return own[name] != nil || first == name || texts[first] != nil ? nil : first
  }
}
