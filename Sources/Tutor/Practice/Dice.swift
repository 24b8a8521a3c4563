/// Draws one after the other, which a seed decides (Steele, Lea and Flood, Fast splittable
/// pseudorandom number generators, OOPSLA 2014).
struct Dice {
  private var state: UInt64

  init(seed: UInt64, round: Int) {
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
  mutating func pick<Element>(_ choices: [Element]) -> Element {
    // fits: a remainder is below the count, of which there is one at least
    choices[Int(truncatingIfNeeded: next() % UInt64(choices.count))]
  }
}
