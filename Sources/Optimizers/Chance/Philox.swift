// fits throughout (conversion): words of 32 bits are widened, and shifted ones have no more

/// Philox4x32-10, a random number generator without a state to lose: numbers are a function of a
/// key and a counter.
///
/// Any draw of any step can be computed by itself, so replaying a walk gives the same bits.
/// Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC 2011),
/// doi:10.1145/2063384.2063405.
package struct Philox: Hashable, Sendable {
  /// Two words that pick one stream of numbers.
  package var key: (UInt32, UInt32) { (UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)) }

  private let seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  /// Four random words for a counter of four words.
  package func words(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var (x, (k0, k1)) = (counter, key)
    for round in 0..<10 {
      if round > 0 { (k0, k1) = (k0 &+ 0x9E37_79B9, k1 &+ 0xBB67_AE85) }
      let first = UInt64(x[0]) * 0xD251_1F53
      let second = UInt64(x[2]) * 0xCD9E_8D57
      x = SIMD4(
        UInt32(second >> 32) ^ x[1] ^ k0, UInt32(truncatingIfNeeded: second),
        UInt32(first >> 32) ^ x[3] ^ k1, UInt32(truncatingIfNeeded: first))
    }
    return x
  }
}
