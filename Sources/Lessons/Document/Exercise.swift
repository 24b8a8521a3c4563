package import Formula

/// A goal to reach by the learner's own commands, from a `downhill try` block.
///
///     goal f < 1e-3 and steps <= 40
///     hint "beta decides how long it remembers: try set beta = 0.5"
///     solution
///       set lr = 0.2
///       run 30
package struct Exercise: Hashable, Sendable {
  /// The condition that ends the exercise, over the live quantities.
  package var goal: SourceSlice
  /// From the gentlest to the plainest, in the author's order.
  package var hints: [SourceSlice]
  /// Commands that reach the goal.
  package var solution: [SourceSlice]
}
