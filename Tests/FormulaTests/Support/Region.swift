import TestSupport

/// Where numbers are taken from that a function is tried on, as Scripts/derivatives has it.
enum Region {
  case line(Double, Double)
  case sizes(Int, Int), both(Int, Int), belowOne(Int, Int), aboveMinusOne(Int, Int)

  /// A number of one of some regions, each as likely as the others.
  static func point(_ random: inout SplitMix64, _ regions: [Region]) -> Double {
    let region = regions[Int(random.next() % UInt64(regions.count))]
    let fraction = Double(random.next() >> 12) * 0x1p-52
    func size(_ low: Int, _ high: Int) -> (sign: Double, size: Double) {
      let exponent = low + Int(random.next() % UInt64(high - low + 1))
      let size = Double(sign: .plus, exponent: exponent, significand: 1 + fraction)
      return (random.next() % 2 == 1 ? -1 : 1, size)
    }
    switch region {
    case .line(let low, let high): return low + (high - low) * fraction
    case .sizes(let low, let high): return size(low, high).size
    case .both(let low, let high):
      let (sign, size) = size(low, high)
      return sign * size
    case .belowOne(let low, let high):
      let (sign, size) = size(low, high)
      return sign * (1 - size)
    case .aboveMinusOne(let low, let high): return -1 + size(low, high).size
    }
  }
}
