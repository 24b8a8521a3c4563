package import Formula

// fits throughout (range): a shape has a number at least

extension Name {
  /// What a condition calls the number of steps made: `f < 1e-3 and steps <= 40`.
  package static let steps = Name("steps")

  /// What f on the rows of a step is called.
  package static let batchObjective = Name("f_batch")

  /// What random numbers depend on besides the step.
  package static let seed = Name("seed")

  /// What f before the step is called in a row; nobody can type it as a name.
  package static let objectiveBefore = Name("f.before")
}

/// A thing that a step computes or uses, and where it stands in a row.
package struct Quantity: Hashable, Sendable {
  package enum Role: Hashable, Sendable {
    /// θ: the parameters.
    case parameters
    /// g: the gradient the step used.
    case gradient
    case hyper
    /// The number of the step, from 1.
    case stepNumber
    /// f after the step.
    case objective
    /// f before the step.
    case objectiveBefore
    /// f on the rows that the step saw, before it.
    case batchObjective
    /// What random numbers depend on besides the step.
    case seed
    /// What a line of the recipe sets, by its index; a state is one of these.
    case line(Int)
  }

  package var name: Name
  package var role: Role
  package var shape: Shape
  var slot: Slot

  /// Where its numbers stand in a row.
  var indices: Range<Int> { Int(slot.index)..<Int(slot.index) + shape.count }
}
