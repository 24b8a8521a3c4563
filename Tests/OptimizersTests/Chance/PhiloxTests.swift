import Testing

@testable import Optimizers

/// The generator against the published known answers of Random123 (kat_vectors, philox4x32 10).
struct PhiloxTests {
  @Test(arguments: [
    (
      SIMD4<UInt32>(repeating: 0), UInt64(0),
      SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      SIMD4(repeating: .max), .max, SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), 0x299f_31d0_a409_3822,
      SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ])
  func knownAnswers(counter: SIMD4<UInt32>, key: UInt64, expected: SIMD4<UInt32>) {
    #expect(Philox(seed: key).words(counter) == expected)
  }
}

struct ChanceTests {
  private let chance = Chance(seed: 42)

  /// The mean of n numbers with deviation σ is off by about σ/√n; five times that is ample.
  @Test func uniformNumbersFillTheInterval() {
    let numbers = (0..<10_000).map { chance.uniform(.recipe, step: 3, index: $0) }
    #expect(numbers.allSatisfy { (0..<1).contains($0) })
    let mean = numbers.reduce(0, +) / 10_000
    #expect(abs(mean - 0.5) < 5 * (1 / 12.0).squareRoot() / 100)
  }

  @Test func normalNumbersHaveMeanZeroAndDeviationOne() {
    let numbers = (0..<10_000).map { chance.normal(.recipe, step: $0, index: 0) }
    let mean = numbers.reduce(0, +) / 10_000
    let square = numbers.map { $0 * $0 }.reduce(0, +) / 10_000
    #expect(abs(mean) < 0.05)
    // The variance of a square of a normal number is 2.
    #expect(abs(square - 1) < 5 * 2.0.squareRoot() / 100)
  }

  @Test func purposesStepsAndPlacesDiffer() {
    let numbers = [
      chance.uniform(.start, step: 1, index: 1), chance.uniform(.recipe, step: 1, index: 1),
      chance.uniform(.recipe, step: 2, index: 1), chance.uniform(.recipe, step: 1, index: 2),
      Chance(seed: 43).uniform(.recipe, step: 1, index: 1),
    ]
    #expect(Set(numbers).count == numbers.count)
  }

  @Test(arguments: [1, 2, 7, 100])
  func aPermutationHasEveryNumberOnce(count: Int) {
    for epoch in 0..<20 {
      #expect(chance.permutation(count, epoch: epoch).sorted() == Array(0..<count))
    }
    if count > 2 {
      #expect(Set((0..<20).map { chance.permutation(count, epoch: $0) }).count > 1)
    }
  }
}

struct BatchPlanTests {
  @Test(arguments: [(4, 2), (5, 2), (7, 3), (3, 3), (6, 1)])
  func anEpochSeesEveryRowOnce(rows: Int, size: Int) {
    for isShuffled in [false, true] {
      let plan = BatchPlan(size: size, isShuffled: isShuffled, seed: 7)
      let batches = (rows + size - 1) / size
      for epoch in 0..<3 {
        let seen = (1...batches).flatMap { plan.rows(for: epoch * batches + $0, of: rows) }
        #expect(seen.sorted() == Array(0..<rows))
      }
    }
  }
}
