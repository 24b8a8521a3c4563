package import Formula
package import Optimizers

extension CommandTable {
  static let recipe = Command(
    "recipe", .recipes, "show an optimizer's recipe", brief: "how it goes",
    takes: Grammar<Recipe?>.optional(.optimizer()),
    details: """
      Without a name it is the optimizer in use. What is shown can be pasted back, with another \
      name behind optimizer.
      """,
    examples: ["recipe rmsprop", "recipe"], related: ["recipes", "optimizer", "use"]
  ) { session, recipe, host throws(Diagnostic) in try session.recipe(recipe, host) }

  static let recipes = Command(
    "recipes", .recipes, "list the optimizers", brief: "list them",
    takes: Grammar<Located<String>?>.optional(
      .name(
        "WORD", example: "torch", missing: { .noRecipes("", among: [], at: $0) },
        among: { $0.library.frameworks + $0.library.generalNames })),
    details: """
      A word picks those that have it in their name: a framework, as torch, or a kind, as adam.
      """,
    examples: ["recipes", "recipes torch", "recipes adam"], related: ["recipe", "use"]
  ) { session, word, host throws(Diagnostic) in try session.recipes(word, host) }

  static let optimizer = Command(
    "optimizer", .recipes, "write an optimizer of your own", brief: "your own",
    takes: Grammar<Located<String>>(.place("NAME", example: "mine")) { reader throws(Diagnostic) in
      guard !reader.isAtEnd else {
        throw .expectedRecipeName(at: reader.place, hint: reader.example)
      }
      let name = reader.rest
      reader.advance(to: name.range.upper)
      return Located(String(name.text), at: name.range)
    }.needing(.talk),
    details: """
      The lines that follow are its recipe, up to a blank one: hyper NAME = NUMBER, state NAME = \
      NUMBER, and formulas in the order in which a step computes them, the last of them θ = … \
      hyper rho = 0.9 in [0, 1) as decay also says which numbers it may be, and what it is for: rate, \
      decay, momentum, epsilon, start or weight_decay. A second recipe of the same name takes the \
      place of the first.
      """,
    examples: ["optimizer mine"], related: ["recipe", "edit", "load", "use"]
  ) { _, _, _ throws(Diagnostic) in .recipe(.lines) }

  static let edit = Command(
    "edit", .recipes, "change a recipe in an editor", brief: "in editor",
    takes: Grammar<(Located<Recipe>, Located<String>?)?>.optional(
      .sequence(.located(optimizer: "rmsprop"), .copyName)
    ).needing(.editor),
    details: """
      It opens the editor that VISUAL or EDITOR names, else nano or vi. Alone, it opens the last recipe that had \
      a mistake in it.
      """,
    examples: ["edit rmsprop as mine", "edit mine"], related: ["optimizer", "load", "recipe"]
  ) { session, given, _ throws(Diagnostic) in try session.edit(given) }
}

extension Grammar where Value == Located<String>? {
  /// `as mine`, or nothing.
  fileprivate static var copyName: Grammar {
    Grammar(
      .optional(.sequence([.word("as"), .place("NAME", example: "mine")])),
      begins: { $0.isAt("as") }
    ) { reader throws(Diagnostic) in
      guard !reader.isAtEnd else {
        reader.expect(.word("as"))
        return nil
      }
      let start = reader.place
      guard reader.word("as"), let name = reader.freeWord() else {
        throw .expectedRecipeName(at: start, hint: reader.example)
      }
      return Located(String(name.text), at: name.range)
    }
  }
}

extension Session {
  func recipe(_ named: Recipe?, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let recipe = named ?? recipe else { throw .noOptimizer(library.generalNames) }
    host.emit(.recipe(recipe))
    return .done
  }

  func recipes(_ word: Located<String>?, _ host: Host) throws(Diagnostic) -> Outcome {
    var names = library.names
    if let word {
      names = library.names(with: word.value)
      guard !names.isEmpty else {
        throw .noRecipes(
          word.value, among: library.frameworks + library.generalNames, at: word.range)
      }
    }
    host.emit(.recipes(names.compactMap { library[$0] }))
    return .done
  }

  /// The recipe that a word names.
  func knownRecipe(_ word: SourceSlice) throws(Diagnostic) -> Recipe {
    guard let recipe = library.name(meaning: word.text).flatMap({ library[$0] }) else {
      throw .unknownOptimizer(
        String(word.text), among: library.names, shown: library.generalNames,
        at: phrase(beginning: word).range)
    }
    return recipe
  }

  /// A word, or the name of several words that it begins: `gradient descent`.
  private func phrase(beginning word: SourceSlice) -> SourceSlice {
    let rest = SourceSlice(word.source).from(word.range.lower)
    let small = rest.text.lowercased()
    let names = Habits.optimizers.keys.filter { $0.contains(" ") && small.hasPrefix($0) }
    guard let longest = names.max(by: { $0.count < $1.count }) else { return word }
    return rest.upTo(rest.range.lower + longest.utf8.count)
  }

  /// The text to be edited: a copy under a new name, a recipe itself, or the last faulty one.
  func edit(_ given: (recipe: Located<Recipe>, newName: Located<String>?)?)
    throws(Diagnostic) -> Outcome
  {
    guard let (recipe, newName) = given else { return .recipe(.edit(nil)) }
    let name = newName ?? Located(recipe.value.name, at: recipe.range)
    guard !library.isBuiltIn(name.value) else { throw .builtIn(name.value, at: name.range) }
    return .recipe(
      .edit(newName == nil ? recipe.value.source.text : recipe.value.text(named: name.value)))
  }
}

// MARK: - The learner's own

extension Session {
  /// Takes a recipe of the learner's own into the library; one of the same name goes.
  ///
  /// A walk that uses the old one goes on with it until the next `use`.
  ///
  /// - Parameters:
  ///   - source: the recipe's text.
  ///   - host: takes the report.
  /// - Returns: the recipe.
  /// - Throws: a ``Diagnostic`` with a range in the text; the session is then as it was.
  @discardableResult
  package mutating func learn(_ source: SourceText, _ host: Host) throws(Diagnostic) -> Recipe {
    let recipe = try Recipe(parsing: source)
    guard !library.isBuiltIn(recipe.name) else {
      throw .builtIn(recipe.name, at: recipe.nameRange)
    }
    let isNew = library[recipe.name] == nil
    library.add(recipe)
    let isInUse = self.recipe?.name == recipe.name
    host.emit(
      .note(
        NoteReport(
          "\(recipe.name) is \(isNew ? "ready" : "replaced")"
            + (isInUse ? "; the walk goes on with the old one until you" : ":")
            + " use \(recipe.name)", tone: .good)))
    return recipe
  }
}
