package import Formula
package import Optimizers

/// An optimizer with the hyper-parameters it is to have.
package struct OptimizerChoice: Sendable {
  package var recipe: Recipe
  /// Where its name stands.
  package var range: SourceRange
  /// Every hyper-parameter's value.
  package var hypers: [Name: Double]
  /// Those that were given, in their order.
  package var given: [Name] = []
  /// What is to be said of how the arguments were understood.
  package var remarks: [NoteReport.Content] = []
}

extension Grammar where Value == OptimizerChoice {
  /// `rmsprop lr = 0.1, beta = 0.9`.
  package static var optimizerChoice: Grammar { choice(isInList: false) }

  /// One optimizer of several: a comma may be followed by another hyper-parameter of the same one
  /// or by the next.
  fileprivate static func choice(isInList: Bool) -> Grammar {
    Grammar(
      .sequence([
        .place("OPTIMIZER", example: "gd"),
        .optional(.place("NAME = NUMBER, …", example: "lr = 0.1")),
      ])
    ) { reader throws(Diagnostic) in
      let recipe = try Grammar<Located<Recipe>>.located().read(&reader)
      let isCalled = reader.rest.text.hasPrefix("(") && reader.sign("(")
      if !isInList { _ = reader.comma() }
      var arguments: [OptimizerArgument] = []
      var goesOn = reader.isAtArgument && (!isInList || !reader.rest.text.hasPrefix(","))
      if isCalled { goesOn = !reader.rest.text.hasPrefix(")") }
      if reader.isAtEnd { reader.expectHypers(of: recipe.value) }
      while goesOn {
        if reader.isAtEnd { reader.expectHypers(of: recipe.value) }
        arguments.append(try OptimizerArgument(&reader, of: recipe.value))
        let behind = reader
        goesOn =
          reader.comma() && (!isInList || isCalled || reader.isAtHyper(of: recipe.value))
          || reader.isAtHyper(of: recipe.value)
        if !goesOn {
          if reader.isAtEnd { reader.expectHypers(of: recipe.value) }
          let noted = reader
          reader = behind
          reader.adoptExpectations(of: noted)
        }
      }
      if isCalled, !reader.sign(")") { throw .expectedClosing(at: reader.place) }
      // What is only begun is not judged.
      guard !reader.isCompleting else {
        return OptimizerChoice(
          recipe: recipe.value, range: recipe.range, hypers: recipe.value.standardValues)
      }
      return try reader.session.choice(recipe, arguments)
    }
  }
}

extension Grammar where Value == [OptimizerChoice] {
  /// `gd lr = 0.05, adagrad lr = 0.5`.
  package static var optimizerList: Grammar { .list(.choice(isInList: true)) }
}

extension ArgumentReader {
  fileprivate mutating func expectHypers(of recipe: Recipe) {
    expect(.assigned(recipe.hypers.map { "\($0.name.text)=" }))
  }

  /// Whether another hyper-parameter comes next, with a sign of assignment or without.
  fileprivate func isAtHyper(of recipe: Recipe) -> Bool {
    var copy = self
    return copy.assignedName(orAmong: recipe.hypers.map(\.name)) != nil
  }
}

// MARK: - How long walks go

/// When several walks end.
package enum WalkLength: Sendable {
  case steps(Int)
  /// As many steps as take so many evaluations of f and ∂f together.
  case evaluations(Int)
  case until(Expression, limit: Int?)
}

extension Grammar where Value == (Expression, Int?) {
  /// `until f < 1e-6 max 500`.
  package static var until: Grammar {
    .word(
      "until",
      before: .sequence(
        .formula("CONDITION", example: "f < 1e-3"), .option("max", .count(example: "500"))))
  }
}

extension Grammar where Value == Int {
  /// `for 50 steps`; the last word may be left out.
  package static var forSteps: Grammar {
    Grammar<(Int, Void)>.word(
      "for",
      before: .sequence(
        Grammar<Int>.count(example: "50").endingAlso(at: "step"),
        Grammar<Void>(.word("steps"), begins: { _ in true }) { reader in
          _ = reader.word("steps") || reader.word("step")
        })
    ).map { $0.0 }
  }
}

extension Grammar where Value == WalkLength {
  /// `for 50 steps`, `for 2000 evaluations`; without a word behind it the number is one of steps.
  package static var forLength: Grammar {
    Grammar<(Int, Bool)>.word(
      "for",
      before: .sequence(
        Grammar<Int>.count(example: "50").endingAlso(at: "step").endingAlso(at: "evaluation"),
        Grammar<Bool>(.choice([.word("steps"), .word("evaluations")]), begins: { _ in true }) {
          reader in
          if reader.word("evaluations") || reader.word("evaluation") { return true }
          _ = reader.word("steps") || reader.word("step")
          return false
        })
    ).map { $0.1 ? .evaluations($0.0) : .steps($0.0) }
  }
}
