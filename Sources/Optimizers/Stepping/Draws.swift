import Formula

// fits throughout (product): places of the numbers in a frame

/// The random numbers a recipe asks for: where they stand, and how they are drawn for each step.
struct Draws: Sendable {
  /// One call in the recipe's text: one number for each of θ's, or one a particle.
  struct Call: Sendable {
    var function: Function
    var slot: Slot
    var count: Int
  }

  var calls: [Call] = []
  /// How many numbers θ has, all particles together.
  let count: Int

  /// Draws the numbers of a step, which depend on the seed and the step alone.
  func fill(_ frame: inout [Double], seed: UInt64, step: Int) {
    each(seed: seed, step: step) { frame[$0] = $1 }
  }

  /// Tells each number of a step, and where it goes.
  @inline(__always)
  func each(seed: UInt64, step: Int, _ put: (_ place: Int, _ number: Double) -> Void) {
    let chance = Chance(seed: seed)
    for (index, call) in calls.enumerated() {
      for number in 0..<call.count {
        let place = index * count + number
        put(
          Int(call.slot.index) + number,
          call.function == .normal
            ? chance.normal(.recipe, step: step, index: place)
            : chance.uniform(.recipe, step: step, index: place))
      }
    }
  }
}

extension Recipe {
  /// Whether any line or start asks for random numbers.
  package var isRandom: Bool { calls(.normal) || calls(.uniform) }

  /// Whether any line or start asks for f.
  var asksForObjective: Bool { calls(.f) || reads(.objective) || !curvaturesRead.isEmpty }

  private func calls(_ function: Function) -> Bool {
    formulas.contains { $0.range(ofCall: function) != nil }
  }
}
