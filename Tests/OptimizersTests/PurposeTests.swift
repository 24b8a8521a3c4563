import Formula
import TestSupport
import Testing

@testable import Optimizers

/// What recipes declare their hyper-parameters to be for, held against what the rules do with them.
struct PurposeTests {
  /// A hyper-parameter of a recipe that comes with the program.
  struct Declared: CustomStringConvertible, Sendable {
    var recipe: Recipe
    var hyper: Recipe.Hyper
    var description: String { "\(recipe.name) \(hyper.name)" }
  }

  static let all: [Declared] = RecipeLibrary.standard.names.compactMap {
    RecipeLibrary.standard[$0]
  }.flatMap { recipe in recipe.hypers.map { Declared(recipe: recipe, hyper: $0) } }

  static func declared(_ purpose: Recipe.Purpose) -> [Declared] {
    all.filter { $0.hyper.purpose == purpose }
  }

  // MARK: - Every shipped recipe

  /// A gradient at a place; weights that shrink by themselves are left alone.
  private static let (place, gradient) = ([4.0, -1.0], [2.0, -0.5])

  /// A walk that is fed gradients, with some hyper-parameters' values.
  private func walk(
    _ recipe: Recipe, _ gradients: [[Double]], _ values: [Name: Double] = [:]
  ) throws -> Walk {
    var hypers = recipe.standardValues.merging(values) { $1 }
    if let decay = recipe.hyper(for: .weightDecay), values[decay.name] == nil {
      hypers[decay.name] = 0
    }
    let function = recipe.asksForObjective ? "x^2 + y^2" : nil
    var walk = try Walk(recipe, minimizing: function, from: ["x", "y"], Self.place, hypers: hypers)
    for gradient in gradients { walk.step(feeding: gradient) }
    return walk
  }

  private func move(_ walk: Walk) -> [Double] {
    zip(walk.current.point, walk.start).map { $0 - $1 }
  }

  /// Optax' Rprop makes the first step in the second; Keras' Ftrl forgets a part of θ at first, as
  /// large as its sum of squares begins.
  @Test(arguments: declared(.rate))
  func theFirstStepIsAMultipleOfARate(_ given: Declared) throws {
    let rate = given.hyper.standard
    let start = given.recipe.name == "keras.ftrl" ? given.recipe.hyper(for: .start)?.name : nil
    let none: [Name: Double] = start.map { [$0: 0] } ?? [:]
    let count = given.recipe.name == "optax.rprop" ? 2 : 1
    let gradients = [[Double]](repeating: Self.gradient, count: count)
    let twofold = none.merging([given.hyper.name: 2 * rate]) { $1 }
    let (once, twice) = (
      move(try walk(given.recipe, gradients, none)),
      move(try walk(given.recipe, gradients, twofold))
    )
    for (once, twice) in zip(once, twice) {
      #expect(once != 0)
      #expect(abs(twice - 2 * once) <= 1e-9 * abs(once))
    }
  }

  /// The states after a step, by name, with θ's numbers side by side.
  private func states(_ walk: Walk) -> [Name: [Double]] {
    Dictionary(
      uniqueKeysWithValues: walk.machine.recipe.states.map {
        ($0.name, walk.current[$0.name] ?? [])
      }
    )
  }

  /// The states of which a hyper-parameter says how much is kept: without a gradient they shrink by
  /// it, or they stay as they are where it is almost 1.
  private func kept(_ given: Declared) throws -> Set<Name> {
    let (name, keep) = (given.hyper.name, 0.75)
    let before = states(try walk(given.recipe, [Self.gradient], [name: keep]))
    let after = states(try walk(given.recipe, [Self.gradient, [0, 0]], [name: keep]))
    let start = states(try walk(given.recipe, []))
    let still = states(try walk(given.recipe, [Self.gradient], [name: 1.0.nextDown]))
    func agree(_ left: [Double]?, _ right: [Double]?, times factor: Double = 1) -> Bool {
      guard let left, let right else { return false }
      return zip(left, right).allSatisfy { abs($0 - factor * $1) <= 1e-12 * abs($1) + 1e-14 }
    }
    return Set(
      before.keys.filter { state in
        before[state] != start[state]
          && (agree(after[state], before[state], times: keep) || agree(still[state], start[state]))
      })
  }

  /// The states that turn, or not, with the sign of the gradient.
  private func states(of given: Declared, turning: Bool) throws -> Set<Name> {
    let there = states(try walk(given.recipe, [Self.gradient]))
    let back = states(try walk(given.recipe, [Self.gradient.map { -$0 }]))
    return Set(
      there.filter { state, numbers in
        zip(numbers, back[state] ?? []).allSatisfy {
          // Some memories begin with a little more than 0.
          abs($0 - (turning ? -$1 : $1)) <= 1e-4 * abs($0)
        }
      }.keys)
  }

  @Test(arguments: declared(.decay))
  func aDecayKeepsAMemoryThatDoesNotTurnWithTheGradient(_ given: Declared) throws {
    let found = try kept(given).intersection(try states(of: given, turning: false))
    #expect(!found.isEmpty)
  }

  @Test(arguments: declared(.momentum))
  func aMomentumKeepsAMemoryThatTurnsWithTheGradient(_ given: Declared) throws {
    let found = try kept(given).intersection(try states(of: given, turning: true))
    #expect(!found.isEmpty)
  }

  @Test(arguments: declared(.epsilon))
  func anEpsilonIsAddedUnderARootOrInADivisor(_ given: Declared) throws {
    let formulas = given.recipe.states.map(\.start) + given.recipe.lines.map(\.formula)
    var isSummand = false
    for formula in formulas {
      formula.forEach { node in
        guard case .binary(.add, let left, let right) = node.kind else { return }
        if [left, right].contains(where: { $0.kind == .name(given.hyper.name) }) {
          isSummand = true
        }
      }
    }
    #expect(isSummand)
    // As a divisor's part it makes steps shorter; Adadelta's is in the dividend too, and LAMB gives
    // its steps a length of their own. RAdam divides from the sixth step on.
    let gradients = [[Double]](repeating: Self.gradient, count: 8)
    let (small, large) = (
      move(try walk(given.recipe, gradients)),
      move(try walk(given.recipe, gradients, [given.hyper.name: 1e6]))
    )
    let isOther = ["adadelta", "lamb"].contains { given.recipe.name.contains($0) }
    for (small, large) in zip(small, large) { #expect((abs(large) < abs(small)) || isOther) }
  }

  @Test(arguments: declared(.start))
  func aStartIsWhatAMemoryBeginsWith(_ given: Declared) throws {
    let begun = states(try walk(given.recipe, [], [given.hyper.name: 0.625]))
    #expect(begun.values.contains([0.625, 0.625]))
  }

  @Test(arguments: declared(.weightDecay))
  func aWeightDecayMovesWhatHasNoGradient(_ given: Declared) throws {
    let name = given.hyper.name
    #expect(move(try walk(given.recipe, [[0, 0]], [name: 0])) == [0, 0])
    for (move, place) in zip(move(try walk(given.recipe, [[0, 0]], [name: 0.5])), Self.place) {
      #expect(move * place < 0)
    }
  }

  /// What is called as others call a thing, and is said to mean the same, declares it.
  @Test(arguments: all)
  func whatMeansTheSameIsDeclaredTheSame(_ given: Declared) {
    let twins = Self.all.filter {
      $0.hyper.name == given.hyper.name && $0.hyper.meaning == given.hyper.meaning
    }
    #expect(twins.allSatisfy { $0.hyper.purpose == given.hyper.purpose })
  }

  /// What every framework and course has is declared in each of its recipes.
  @Test(arguments: RecipeLibrary.standard.names)
  func aRuleThatFollowsTheGradientDeclaresItsLearningRate(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    // Adadelta has none; the others search for theirs in every step.
    let isWithout = [
      "adadelta", "gd.backtracking", "gd.exact", "gd.parabola", "newton.damped",
    ].contains(name)
    let follows = recipe.lines.contains { $0.formula.names.contains(.gradient) }
    if follows, !isWithout { #expect(recipe.hyper(for: .rate) != nil) }
  }

  // MARK: - Reading

  private static func inRecipe(_ lines: String, _ message: String, _ hint: String? = nil)
    -> MarkedError
  {
    MarkedError("optimizer a\n\(lines)\n  θ = θ - g\n", message, hint)
  }

  @Test(arguments: [
    inRecipe(
      "hyper k = 1 ⟦as⟧", "what it is for should follow as",
      "one of rate, decay, momentum, epsilon, start, weight_decay"),
    inRecipe(
      "hyper k = 1 in [0, 2] ⟦as⟧ \"how\"", "what it is for should follow as",
      "one of rate, decay, momentum, epsilon, start, weight_decay"),
    inRecipe(
      "hyper k = 1 as ⟦rats⟧", "rats is nothing that a hyper-parameter is for here",
      "did you mean rate?"),
    inRecipe(
      "hyper k = 1 in (0, 2) as ⟦zebra⟧ \"how\"",
      "zebra is nothing that a hyper-parameter is for here",
      "one of rate, decay, momentum, epsilon, start, weight_decay"),
    inRecipe(
      "hyper k = 1 as ⟦rate in (0, 2)⟧", "only one word stands behind as",
      "as in hyper rho = 0.9 in [0, 1) as decay"),
    inRecipe(
      "hyper k = 1 as rate\nhyper l = 1 ⟦as rate⟧", "k is the learning rate already",
      "each purpose has one hyper-parameter"),
    inRecipe("hyper k = 1 ⟦in⟧ as rate", "a range should follow in", "as in [0, 1) or (0, inf)"),
  ])
  func aPurposeThatIsNoneIsPointedAt(_ expected: MarkedError) throws {
    let marked = Marked(expected.marked)
    let error = try #require(throws: Diagnostic.self) { try Recipe(marked.source) }
    #expect(error.message == expected.message)
    #expect(error.hint == expected.hint)
    #expect(Marked.text(marked.source, error.range) == expected.marked)
  }

  @Test(arguments: [
    ("hyper k = 1 as rate", Interval.everything), ("hyper k = 1 as rate \"as is\"", .everything),
    ("hyper k=1  as  rate", .everything),
    ("hyper k = 1 in [0, 2] as rate", Interval(from: 0, through: 2)),
    ("hyper k = 1 in [0, 2] as rate \"how\" # as decay", Interval(from: 0, through: 2)),
  ])
  func aPurposeStandsBehindTheRange(_ line: String, _ interval: Interval) throws {
    let recipe = try Recipe("optimizer a\n\(line)\nθ = θ - k * g")
    #expect(recipe.hypers.first?.purpose == .rate)
    #expect(recipe.hypers.first?.interval == interval)
  }
}
