/// A small generator with a seed, so that a failing case can be had again (Steele, Lea and Flood,
/// Fast splittable pseudorandom number generators, OOPSLA 2014).
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  package mutating func element<T>(_ choices: [T]) -> T {
    choices[Int.random(in: choices.indices, using: &self)]
  }

  /// One of few numbers that show what goes wrong at the edges, or any number of everyday size.
  package mutating func number() -> Double {
    let edges = [
      0, -0.0, 1, -1, 2, 0.5, 1e-9, 1e300, -1e300, .infinity, -.infinity, .nan,
      .leastNonzeroMagnitude,
    ]
    return Bool.random(using: &self) ? element(edges) : Double.random(in: -4...4, using: &self)
  }
}
