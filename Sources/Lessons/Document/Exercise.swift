package import Formula

/// A goal to reach by the learner's own commands, from a `downhill try` block.
///
///     goal "bring f below 0.001 in 40 steps" = f < 1e-3 and steps <= 40
///     may not use lr > 1
///     hint "beta decides how long it remembers: try set beta = 0.5"
///     solution
///       set lr = 0.2
///       run 30
package struct Exercise: Hashable, Sendable {
  /// What ends the exercise, all of them together.
  package var goals: [Goal]
  /// What may be used on the way, and what may not.
  package var rules: [GoalRule] = []
  /// From the gentlest to the plainest, in the author's order.
  package var hints: [SourceSlice]
  /// What reaches the goal.
  package var solution: [Step]

  /// A piece of the solution.
  package enum Step: Hashable, Sendable {
    case command(SourceSlice)
    /// A recipe that is written.
    case recipe(LessonRecipe)

    /// What is typed first.
    package var text: Substring {
      switch self {
      case .command(let command): command.text
      case .recipe(let recipe): recipe.firstLine
      }
    }
  }

  /// The recipes that the solution writes.
  package var recipes: [LessonRecipe] {
    solution.compactMap { if case .recipe(let recipe) = $0 { recipe } else { nil } }
  }
}
