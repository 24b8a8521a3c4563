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
      groups: [quantities, recipe.hypers.map(\.name)].map { $0.map { .name($0) } })
  }
}

extension Recipe {
  /// The recipe with a slip in one of its lines, each in each place where it can be made.
  ///
  /// - Parameter rank: how unusual a slip may be.
  /// - Returns: the recipes, the most usual slips first, each with what was done.
  func slipped(upTo rank: Int) -> [(recipe: Recipe, slip: String)] {
    let context = SlipContext(of: self)
    var result: [(rank: Int, recipe: Recipe, slip: String)] = []
    for (index, line) in lines.enumerated() {
      for slip in SlipRule.slips(in: line.formula, context, upTo: rank) {
        var recipe = self
        recipe.lines[index].formula = slip.formula
        result.append((slip.rank, recipe, "\(slip.text), in \(context.notation.text(line.target))"))
      }
    }
    return (0...rank).flatMap { rank in
      result.filter { $0.rank == rank }.map { ($0.recipe, $0.slip) }
    }
  }
}
