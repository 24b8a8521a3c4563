package import Formula
package import Optimizers

extension Session {
  mutating func recipe(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else {
      guard let recipe else { throw .noOptimizer(library.generalNames) }
      host.emit(.recipe(recipe))
      return .done
    }
    host.emit(.recipe(try knownRecipe(arguments)))
    return .done
  }

  mutating func recipes(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    var names = library.names
    if !arguments.isEmpty {
      names = library.names(with: String(arguments.text))
      guard !names.isEmpty else {
        throw .noRecipes(
          String(arguments.text), among: library.frameworks + library.generalNames,
          at: arguments.range)
      }
    }
    host.emit(.recipes(names.compactMap { library[$0] }))
    return .done
  }

  /// The recipe that a word names.
  func knownRecipe(_ word: SourceSlice) throws(Diagnostic) -> Recipe {
    guard let recipe = library[String(word.text)] else {
      throw .unknownOptimizer(
        String(word.text), among: library.names, shown: library.generalNames, at: word.range)
    }
    return recipe
  }

  /// Reads `rmsprop as mine`, `mine` or nothing.
  func edit(_ arguments: SourceSlice) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else { return .recipe(.edit(nil)) }
    let (word, rest) = arguments.firstWord
    let recipe = try knownRecipe(word)
    guard !rest.isEmpty else {
      guard !library.isBuiltIn(recipe.name) else { throw .builtIn(recipe.name, at: word.range) }
      return .recipe(.edit(recipe.source.text))
    }
    let (keyword, name) = rest.firstWord
    guard keyword.text == "as", !name.isEmpty else {
      throw .expectedRecipeName("edit \(recipe.name) as mine", at: rest.range)
    }
    guard !library.isBuiltIn(String(name.text)) else {
      throw .builtIn(String(name.text), at: name.range)
    }
    return .recipe(.edit(recipe.text(named: String(name.text))))
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
