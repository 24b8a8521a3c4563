import Testing

@testable import Formula

struct CheckedTests {
  @Test(
    arguments: [
      (2.9, 2), (-2.9, -2), (0.0, 0), (.nan, 0), (.infinity, .max), (-.infinity, .min),
      (1e300, .max), (-1e300, .min), (0x1p63, .max), (-0x1p63, .min), (0x1p62, 1 << 62),
    ] as [(Double, Int)])
  func aDoubleBecomesTheNearestWholeNumber(_ value: Double, _ whole: Int) {
    #expect(Int(clamping: value) == whole)
  }

  @Test(
    arguments: [
      (-1.0, 0), (0.5, 0), (.nan, 0), (0x1p64, .max), (1e300, .max), (0x1p63, 1 << 63),
    ] as [(Double, UInt64)])
  func unsignedNumbersBeginAtZero(_ value: Double, _ whole: UInt64) {
    #expect(UInt64(clamping: value) == whole)
  }

  @Test(
    arguments: [
      (0.0, 0), (17, 17), (1e12, 1_000_000_000_000), (1e12 + 1, nil), (-1, nil), (0.5, nil),
      (.nan, nil), (.infinity, nil),
      (0x1p54, nil), (0x1p63, nil), (1e300, nil),
    ] as [(Double, Int?)])
  func countsAreWholeAndNotTooLarge(_ value: Double, _ count: Int?) {
    #expect(Int(counting: value) == count)
  }

  @Test func seedsAreDoublesThatDiffer() {
    #expect(UInt64(seed: 0) == 0)
    #expect(UInt64(seed: 0x1p53 - 1) == 1 << 53 - 1)
    for value in [-1, 0.5, 0x1p53, .nan, .infinity] { #expect(UInt64(seed: value) == nil) }
  }

  @Test func sumsAndProductsStopAtTheEnds() {
    #expect(Int.max.saturatingSum(1) == .max)
    #expect(Int.min.saturatingSum(-1) == .min)
    #expect(3.saturatingSum(-5) == -2)
    #expect(Int.max.saturatingProduct(2) == .max)
    #expect(Int.max.saturatingProduct(-2) == .min)
    #expect(Int.min.saturatingProduct(-1) == .max)
    #expect([Int]().saturatingProduct() == 1)
    #expect([1 << 40, 1 << 40, 0].saturatingProduct() == 0)
    #expect([10_000_000_000, 10_000_000_000].saturatingProduct() == .max)
  }

  @Test func aRangeWithCrossedEndsIsEmpty() {
    #expect(Range(from: 3, to: 1).isEmpty)
    #expect(Array(Range(from: 1, to: 4)) == [1, 2, 3])
  }
}
