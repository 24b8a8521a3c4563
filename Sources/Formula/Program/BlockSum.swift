// fits throughout (range): numbers that exist

/// The sum of many numbers in an order of its own, the same however it is computed.
///
/// Up to a block's 256 numbers are added at once: fewer than 16 from the first to the last, as by hand;
/// of more, every eighth goes to one of eight sums, which are added in pairs, and what is left over
/// follows. The sums of blocks are added in pairs, the sums of pairs in pairs, and so on. So the last
/// bits depend neither on the width of a machine nor on the number of its cores, and the rounding stays
/// small: of 10⁶ numbers each is in about 50 additions.
enum BlockSum {
  /// How many numbers a block has.
  static let size = 256
  /// From how many numbers on a block is added in eight sums.
  static let shortest = 16

  /// The sum of so many numbers, given by their places; 0 of none.
  @inline(__always)
  static func of(_ count: Int, _ number: (Int) -> Double) -> Double {
    if count <= size { return block(0..<count, number) }
    var sums = stride(from: 0, to: count, by: size).map { first in
      block(first..<min(first + size, count), number)
    }
    return sums.withUnsafeMutableBufferPointer { pairwise($0) }
  }

  /// The sum of the sums of blocks, which it overwrites.
  static func pairwise(_ sums: UnsafeMutableBufferPointer<Double>) -> Double {
    var count = sums.count
    while count > 1 {
      for pair in 0..<count / 2 { sums[pair] = sums[2 * pair] + sums[2 * pair + 1] }
      // One that is alone waits for the next round.
      if count % 2 == 1 { sums[count / 2] = sums[count - 1] }
      count = (count + 1) / 2
    }
    return sums.first ?? 0
  }

  @inline(__always)
  private static func block(_ range: Range<Int>, _ number: (Int) -> Double) -> Double {
    guard var next = range.first else { return 0 }
    var sum = number(next)
    next += 1
    if range.count >= shortest {
      var sums = SIMD8<Double>()
      for lane in 0..<8 { sums[lane] = number(range.lowerBound + lane) }
      next = range.lowerBound + 8
      while next + 8 <= range.upperBound {
        for lane in 0..<8 { sums[lane] += number(next + lane) }
        next += 8
      }
      sum =
        ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
    }
    while next < range.upperBound {
      sum += number(next)
      next += 1
    }
    return sum
  }
}
