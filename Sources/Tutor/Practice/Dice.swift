/// Draws one after the other, which a seed decides (Steele, Lea and Flood, Fast splittable
/// pseudorandom number generators, OOPSLA 2014).
package struct Dice: Sendable {
  private var state: UInt64

  package init(seed: UInt64, round: Int) {
    state = seed &* 0xD134_2543_DE82_EF95 &+ UInt64(truncatingIfNeeded: round)
    _ = next()
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// One of several, of which there is one at least.
  package mutating func pick<Element>(_ choices: [Element]) -> Element {
    // fits: a remainder is below the count, of which there is one at least
    choices[Int(truncatingIfNeeded: next() % UInt64(choices.count))]
  }

  /// A number from 0 up to 1, of 53 bits.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The elements in another order (Durstenfeld, Algorithm 235: Random permutation, 1964).
  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    // fits: places that there are
    for place in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(place, pick(Array(0...place)))
    }
    return result
  }
}

extension Dice {
  /// What the first of so many tries makes that makes anything; nil where none does.
  ///
  /// - Parameters:
  ///   - seed: what is drawn depends on it.
  ///   - round: which exercise of that seed it is.
  ///   - tries: how many there may be.
  ///   - make: makes something of what it draws, or nothing.
  /// - Returns: what was made first.
  static func firstMade<Made>(
    seed: UInt64, round: Int, tries: Int, _ make: (inout Dice) -> Made?
  ) -> Made? {
    var dice = Dice(seed: seed, round: round)
    for _ in 0..<tries {
      if let made = make(&dice) { return made }
    }
    return nil
  }
}
