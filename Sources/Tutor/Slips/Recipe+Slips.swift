import Formula
import Optimizers

// The slips that can be made in a recipe's lines.

extension SlipContext {
  /// What the words of a slip in a recipe depend on.
  init(of recipe: Recipe) {
    let quantities =
      [Name.gradient] + recipe.states.map(\.name)
      + recipe.lines.map(\.target).filter { target in
        target != .theta && !recipe.states.contains { $0.name == target }
      }
    self.init(
      notation: Notation(squares: recipe.squares),
      epsilon: recipe.hyper(for: .epsilon, or: Name("eps"))?.name,
      decays: Set(recipe.hypers.filter(\.isDecay).map(\.name)),
      otherHypers: Set(recipe.hypers.filter { !$0.isDecay && $0.purpose != nil }.map(\.name)),
      groups: [quantities, recipe.hypers.map(\.name)].map { $0.map { .name($0) } })
  }
}

extension Recipe.Hyper {
  /// Whether it says how much of a memory is kept.
  var isDecay: Bool { purpose == .decay || purpose == .momentum }
}

/// A recipe with one slip in one of its lines.
struct SlippedRecipe {
  var recipe: Recipe
  var slip: SlippedFormula
  /// What the line sets.
  var line: Name
  /// What was done, and where: `with the square root left out, in denominator`.
  var text: String
}

extension Recipe {
  /// The recipe with a slip in one of its lines, each in each place where it can be made.
  ///
  /// - Parameters:
  ///   - rank: how unusual a slip may be.
  ///   - context: what the words of a slip and its places depend on.
  /// - Returns: the recipes, line after line.
  func slipped(upTo rank: Int, _ context: SlipContext) -> [SlippedRecipe] {
    lines.indices.flatMap { index in
      let line = lines[index]
      let place = Notation(squares: squares).text(line.target)
      return SlipRule.slips(in: line.formula, context, upTo: rank).map { slip in
        var recipe = self
        recipe.lines[index].formula = slip.formula
        return SlippedRecipe(
          recipe: recipe, slip: slip, line: line.target, text: "\(slip.text), in \(place)")
      }
    }
  }
}
