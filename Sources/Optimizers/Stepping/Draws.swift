import Formula

// fits throughout (product): places of the numbers in a frame

/// The random numbers a recipe asks for: where they stand, and how they are drawn for each step.
struct Draws: Sendable {
  /// One call in the recipe's text: one number a parameter.
  struct Call: Sendable {
    var function: Function
    var slot: Slot
  }

  var calls: [Call] = []
  let count: Int

  /// Draws the numbers of a step, which depend on the seed and the step alone.
  func fill(_ frame: inout [Double], seed: UInt64, step: Int) {
    let chance = Chance(seed: seed)
    for (index, call) in calls.enumerated() {
      for parameter in 0..<count {
        let place = index * count + parameter
        frame[Int(call.slot.index) + parameter] =
          call.function == .normal
          ? chance.normal(.recipe, step: step, index: place)
          : chance.uniform(.recipe, step: step, index: place)
      }
    }
  }
}

extension Recipe {
  /// Whether any line or start asks for random numbers.
  package var isRandom: Bool { calls(.normal) || calls(.uniform) }

  /// Whether any line asks for f at another point.
  var asksForObjective: Bool { calls(.f) }

  private func calls(_ function: Function) -> Bool {
    lines.contains { $0.formula.range(ofCall: function) != nil }
  }
}
