package import Optimizers

// The walk as it would have been: it stands beside the one at hand, and may take its place.

extension Session {
  /// The walk as it would have been, as long as the walk at hand is the one it was made from.
  package var alternative: NamedWalk? {
    guard let alternative = comparison.alternative, alternative.original == walk else { return nil }
    return alternative.walk
  }

  /// Puts a walk beside the one at hand, in the place of another such walk.
  package mutating func consider(_ alternative: NamedWalk) {
    guard let walk else { return }
    comparison.alternative = Comparison.Alternative(walk: alternative, original: walk)
  }

  /// Makes a walk the one at hand, with all that it was made from.
  package mutating func adopt(_ walk: Walk) {
    let row = walk.current
    setup.start = walk.start
    setup.recipe = walk.machine.recipe
    setup.hypers = row.hypers
    if let seed = row.seed { setup.seed = seed }
    position = Position(walk: walk)
    comparison.alternative = nil
  }
}
