import Formula
import Optimizers

/// The exercises of a recipe: a step for one parameter, with numbers found by search.
struct RecipeDrills {
  private let recipe: Recipe
  private let epsilons: [Double]
  private let first: RecipeExercises
  /// What is tried where the first leads nowhere.
  private let others: [(past: RecipePast, isWide: Bool)]
  /// In every so many exercises ε is more than nothing.
  private static let epsilonInterval = 3

  /// Nil where no hand does what the recipe asks: draws, f elsewhere, second derivatives.
  ///
  /// - Parameters:
  ///   - recipe: the recipe.
  ///   - epsilons: what ε is drawn from where it may be nothing; of itself it stays out of the way.
  init?(_ recipe: Recipe, epsilons: [Double] = [0]) {
    (self.recipe, self.epsilons) = (recipe, epsilons)
    let ways = [false, true].flatMap { isWide in recipe.pasts.map { (past: $0, isWide: isWide) } }
    var first: RecipeExercises?
    var rest = ways[...]
    while first == nil, let way = rest.popFirst() {
      first = RecipeExercises(recipe, way.past, epsilons, isWide: way.isWide)
    }
    guard let first else { return nil }
    (self.first, others) = (first, Array(rest))
  }

  /// An exercise of a recipe, with an ε that counts now and then.
  static func drill(
    of recipe: Recipe, seed: UInt64, number: Int, stage: Drill.Stage
  ) -> Drill? {
    if number.isMultiple(of: epsilonInterval),
      recipe.hypers.contains(where: { $0.purpose == .epsilon && $0.accepts(0) }),
      let drill = RecipeDrills(recipe, epsilons: [1, 2, 4, 5, 0.5, 0.1, 3, 9])?
        .drill(seed: seed, number: number, stage: stage)
    {
      return drill
    }
    return RecipeDrills(recipe)?.drill(seed: seed, number: number, stage: stage)
  }

  /// So often numbers are looked for with other dice where none were found: of optax.yogi, whose means begin
  /// with 1e-6, one search in three finds none.
  private static let attempts: UInt64 = 8

  /// An exercise, of the first past that has one.
  func drill(seed: UInt64, number: Int, stage: Drill.Stage) -> Drill? {
    for attempt in 0..<Self.attempts {
      var dice = Dice(seed: seed &+ attempt << 32, round: number)
      if let drill = drill(&dice, number, stage) { return drill }
    }
    return nil
  }

  private func drill(_ dice: inout Dice, _ number: Int, _ stage: Drill.Stage) -> Drill? {
    if let drill = first.drill(&dice, number, stage) { return drill }
    for (past, isWide) in others {
      if let way = RecipeExercises(recipe, past, epsilons, isWide: isWide),
        let drill = way.drill(&dice, number, stage)
      {
        return drill
      }
    }
    return nil
  }
}

extension Suspects {
  /// Whether the most usual slips lead to other numbers than the right one and than each other,
  /// wherever they do so with numbers that have nothing to do with each other.
  func tellsApart(_ generic: Suspects) -> Bool {
    let all = numbers(beside: generic)
    return all.indices.allSatisfy { index in
      all[..<index].allSatisfy { Suspects.areTold($0, all[index]) }
    }
  }

  /// Whether they lead to other numbers than the right one at least.
  func leadElsewhere(_ generic: Suspects) -> Bool {
    let all = numbers(beside: generic)
    return all.dropFirst().allSatisfy { Suspects.areTold(all[0], $0) }
  }

  /// What the right way and the most usual slips lead to with numbers that have nothing to do with each other,
  /// and here.
  private func numbers(beside generic: Suspects) -> [(generic: Double, here: Double)] {
    // The same can be done in several places by the same words.
    var values = Dictionary(grouping: slips.filter { $0.rank == 0 }, by: \.text)
    return [(generic.answer, answer)]
      + generic.slips.filter { $0.rank == 0 }.map { slip in
        let isGone = values[slip.text]?.isEmpty ?? true
        return (slip.value, isGone ? answer : values[slip.text]?.removeFirst().value ?? answer)
      }
  }

  private static func areTold(
    _ first: (generic: Double, here: Double), _ second: (generic: Double, here: Double)
  ) -> Bool {
    abs(first.generic - second.generic) <= 1e-9 * abs(second.generic)
      || abs(first.here - second.here) > 0.005 * max(abs(first.here), abs(second.here))
  }
}

extension Worksheet {
  /// Whether all that is given and all that comes of any part of a formula has few digits.
  var isEasy: Bool { lines.indices.allSatisfy { isEasy(lines[$0].formula, $0) } }

  private func isEasy(_ node: Expression, _ line: Int) -> Bool {
    guard !node.kind.children.isEmpty else { return true }
    guard value(node, line)?.isEasy ?? false else { return false }
    switch node.kind {
    case .call(.if, let parts):
      // Nobody works out the branch that isn't taken.
      guard let condition = value(parts[0], line) else { return false }
      return isEasy(parts[0], line) && isEasy(condition != 0 ? parts[1] : parts[2], line)
    case .call(.fma, let parts):
      return isEasy(.binary(.multiply, parts[0], parts[1]), line) && isEasy(parts[2], line)
    default: return node.kind.children.allSatisfy { isEasy($0, line) }
    }
  }
}
