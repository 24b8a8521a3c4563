package import Formula

// fits throughout (range): numbers of steps that a walk has, and places of its numbers

/// One thing that could have been otherwise in a walk.
package enum WalkChange: Hashable, Sendable {
  /// It begins elsewhere: a number for each of these parameters.
  case start([Name: Double])
  /// A hyper-parameter is a number or a formula from a step on, whatever was set later.
  case hyper(Name, Recipe.Setting, from: Int)
  /// Some numbers of θ or of a state are other ones when a step begins.
  case numbers(Quantity, parts: [Int], Double, before: Int)
  /// A step finds another gradient: a number for each of these parts of it, from 0.
  case gradient([Int: Double], at: Int)
  /// A step is left out; those that follow count from one less.
  case without(step: Int)
  /// Another recipe with the same hyper-parameters makes all the steps.
  case recipe(Recipe)
  /// Random numbers depend on another seed.
  case seed(UInt64)
  /// Every operation is rounded to another format.
  case precision(Precision)

  /// The first step that it can change; 0 where that is the start.
  package var firstStep: Int {
    switch self {
    case .start, .recipe, .seed, .precision: 0
    case .hyper(_, _, let step), .numbers(_, _, _, let step), .gradient(_, let step),
      .without(let step):
      step
    }
  }
}

extension Walk {
  /// The walk as it would have been, had one thing been otherwise: the same steps, the same gradients
  /// fed by hand, and the same numbers set by hand.
  ///
  /// - Parameters:
  ///   - change: what is otherwise.
  ///   - isInterrupted: asked every few steps.
  /// - Returns: the other walk; nil where somebody stopped it.
  /// - Throws: a ``Diagnostic`` where the change doesn't go with the recipe or the function.
  package func replayed(
    with change: WalkChange, isInterrupted: () -> Bool = { false }
  ) throws(Diagnostic) -> Walk? {
    var replay = try Replay(of: self, change)
    return try replay.goOn(along: self, isInterrupted: isInterrupted) ? replay.walk : nil
  }

  /// The first row of a walk, before anything was set by hand.
  var firstRow: Row {
    let (_, row) = frame(atOrBefore: 0)
    return machine(making: 0).row(of: row)
  }
}

// MARK: - Where two walks part

extension Walk {
  /// The first number that is another one in another walk.
  package struct Parting: Hashable, Sendable {
    package var step: Int
    package var quantity: Quantity
    /// Which of its numbers.
    package var place: NumberPlace
    package var value: Double
    /// What it is in the other walk.
    package var other: Double
  }

  /// Rows of both walks that are held against each other at a time.
  private static let rowsAtATime = 256

  /// Where two walks part: the first step, and in it the first number that the recipe or the function
  /// works out, to the bit.
  ///
  /// - Parameters:
  ///   - other: a walk over the same parameters.
  ///   - step: the first step that can differ; before it both are the same.
  ///   - isInterrupted: asked every few steps.
  /// - Returns: nil where both are the same as far as the shorter one goes.
  package func parting(
    from other: Walk, notBefore step: Int = 0, isInterrupted: () -> Bool = { false }
  ) -> Parting? {
    let last = min(stepCount, other.stepCount)
    var first = min(max(step, 0), last)
    while first <= last, !isInterrupted() {
      let steps = first...min(first + Walk.rowsAtATime - 1, last)
      var (rows, others): ([Row], [Row]) = ([], [])
      visit(steps) { rows.append($0) }
      other.visit(steps) { others.append($0) }
      for (row, theirs) in zip(rows, others) {
        if let found = row.parting(from: theirs) { return found }
      }
      first = steps.upperBound + 1
    }
    return nil
  }
}

extension Row {
  /// The first number that another row has differently, in the order in which a step works them out.
  fileprivate func parting(from other: Row) -> Walk.Parting? {
    let order =
      step == 0
      ? [machine.layout.theta] + machine.layout.quantities.filter { $0.role != .parameters }
      : machine.layout.stepOrder
    for quantity in order where isSet(quantity) && quantity.role.isWorkedOut {
      guard
        let theirs = quantity.role == .parameters
          ? other.machine.layout.theta
          : other.machine.layout.quantities.first(where: {
            $0.name == quantity.name && $0.role.isOfTheSameKind(as: quantity.role)
          }), other.isSet(theirs), theirs.size == quantity.size
      else { continue }
      for (index, pair) in zip(self[quantity], other[theirs]).enumerated()
      where pair.0.bitPattern != pair.1.bitPattern {
        return Walk.Parting(
          step: step, quantity: quantity, place: machine.place(index, of: quantity.shape),
          value: pair.0, other: pair.1)
      }
    }
    return nil
  }
}

extension Quantity.Role {
  /// Whether it is worked out, rather than chosen or counted.
  fileprivate var isWorkedOut: Bool {
    switch self {
    case .hyper, .stepNumber, .seed, .bound: false
    default: true
    }
  }

  /// Whether both are f before the step, or neither is: those two share a name with f after it.
  fileprivate func isOfTheSameKind(as other: Quantity.Role) -> Bool {
    (self == .objectiveBefore) == (other == .objectiveBefore)
      && (self == .answerBefore) == (other == .answerBefore)
  }
}
