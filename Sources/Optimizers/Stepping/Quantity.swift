package import Formula

// fits throughout (range): a shape has a number at least

extension Name {
  /// What a condition calls the number of steps made: `f < 1e-3 and steps <= 40`.
  package static let steps = Name("steps")

  /// What f on the rows of a step is called.
  package static let batchObjective = Name("f_batch")

  /// What random numbers depend on besides the step.
  package static let seed = Name("seed")

  /// The best place that a recipe has found, one number a parameter, where it keeps one.
  package static let best = Name("best")

  /// The bounds of the box in which a function is searched, one number a parameter.
  package static let (low, high) = (Name("low"), Name("high"))

  /// All second derivatives of f, and those by one parameter alone.
  package static let (hessian, hdiag) = (Name("hessian"), Name("hdiag"))

  /// The matrix of 1 where row and column are one parameter, and 0 elsewhere.
  package static let identity = Name("identity")

  /// The number of each particle, and of each parameter, from 1.
  package static let (particle, parameter) = (Name("particle"), Name("parameter"))

  /// How many parameters there are, for a population's count.
  static let parameterCount = Name("parameters")
}

/// A thing that a step computes or uses, and where it stands in a row.
package struct Quantity: Hashable, Sendable {
  package enum Role: Hashable, Sendable {
    /// θ: the parameters.
    case parameters
    /// g: the gradient the step used.
    case gradient
    /// ∂²f, or its diagonal, where the step began.
    case hessian, hessianDiagonal
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
    /// f at the best place that the recipe keeps, after and before the step.
    case answer, answerBefore
    /// A bound of the box that is searched.
    case bound(isUpper: Bool)
    /// What a step hands to the next, set by a line of the recipe.
    case state(line: Int)
    /// What a line of the recipe sets for this step alone.
    case line(Int)
  }

  /// What it is called where it is shown; f before the step is called f, too.
  package var name: Name
  package var role: Role
  /// Of what it is for a formula.
  package var shape: Shape
  /// The first step whose row has a value of it.
  package var firstStep: Int
  var slot: Slot

  /// Where its numbers stand in a row.
  var indices: Range<Int> { Int(slot.index)..<Int(slot.index) + size }

  /// How many numbers of a row it takes.
  ///
  /// All 64 bits of a seed don't fit a double; they stand as two whole numbers below 2³².
  var size: Int { role == .seed ? 2 : shape.count }
}

extension UInt64 {
  /// The two whole numbers below 2³² by which a row holds a seed, the higher one first.
  var words: [Double] { [Double(self >> 32), Double(self & 0xffff_ffff)] }

  /// A seed that a row holds.
  @inline(__always)
  init(words high: Double, _ low: Double) {
    // Rows hold no other numbers here: nothing but a seed's words is ever written to its place.
    self = UInt64(exactly: high).map { $0 << 32 } ?? 0
    self |= UInt64(exactly: low) ?? 0
  }
}
