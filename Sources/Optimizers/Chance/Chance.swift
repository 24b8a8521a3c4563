import Formula
import RealModule

// fits throughout (conversion): words of 32 bits are widened, and shifted ones have no more

/// Random numbers by place: a seed, what they are for, a step, and which one of them.
package struct Chance: Hashable, Sendable {
  /// What random numbers are drawn for; each purpose has its own stream.
  package enum Purpose: UInt32, Sendable {
    case start = 1
    case recipe
    case batch
  }

  private let generator: Philox

  package init(seed: UInt64) { generator = Philox(seed: seed) }

  /// A number from [0, 1), with 53 random bits.
  package func uniform(_ purpose: Purpose, step: Int, index: Int) -> Double {
    Double(word(purpose, step, index).0 >> 11) * 0x1p-53
  }

  /// A number of the normal distribution with mean 0 and deviation 1.
  ///
  /// Box and Muller, A note on the generation of random normal deviates (1958); the cosine half.
  package func normal(_ purpose: Purpose, step: Int, index: Int) -> Double {
    let (first, second) = word(purpose, step, index)
    // (0, 1], so that the logarithm is finite.
    let radius = (-2 * Double.log(Double((first >> 11) + 1) * 0x1p-53)).squareRoot()
    return radius * Double.cos(2 * .pi * (Double(second >> 11) * 0x1p-53))
  }

  /// The numbers 0..<count in random order.
  package func permutation(_ count: Int, epoch: Int) -> [Int] {
    var order = Array(0..<count)
    // Fisher and Yates, with draws that are uniform to within count·2⁻⁶⁴.
    for index in order.indices.dropFirst().reversed() {
      let word = word(.batch, epoch, index).0
      order.swapAt(
        index,
        Int(truncatingIfNeeded: word.multipliedFullWidth(by: UInt64(clamping: index + 1)).high))
    }
    return order
  }

  private func word(_ purpose: Purpose, _ step: Int, _ index: Int) -> (UInt64, UInt64) {
    let place = UInt64(bitPattern: Int64(step))
    let x = generator.words(
      SIMD4(
        UInt32(truncatingIfNeeded: index), purpose.rawValue,
        UInt32(truncatingIfNeeded: place), UInt32(place >> 32)))
    return (UInt64(x[1]) << 32 | UInt64(x[0]), UInt64(x[3]) << 32 | UInt64(x[2]))
  }
}
