/// A format of floating-point numbers: how many bits a number keeps, and which sizes there are.
package enum Precision: String, Hashable, Sendable, CaseIterable {
  /// IEEE 754 binary64: what everything is worked out in.
  case float64
  /// IEEE 754 binary32.
  case float32
  /// The upper half of a binary32.
  case bfloat16

  /// How many significant bits a number has, the one that isn't written included.
  package var bits: Int {
    switch self {
    case .float64: 53
    case .float32: 24
    case .bfloat16: 8
    }
  }

  /// How many decimal digits of any number come back from it: ⌊(bits − 1)·log₁₀ 2⌋, C's `FLT_DIG`.
  package var digits: Int {
    switch self {
    case .float64: 15
    case .float32: 6
    case .bfloat16: 2
    }
  }

  /// How many decimal digits tell its numbers apart: 1 + ⌈bits·log₁₀ 2⌉.
  package var writtenDigits: Int {
    switch self {
    case .float64: 17
    case .float32: 9
    case .bfloat16: 4
    }
  }

  /// The number of the format that lies nearest; of two the one whose last bit is 0.
  ///
  /// What is beyond the greatest becomes infinite, and below the least normal one digits are lost, as
  /// IEEE 754 says.
  package func rounded(_ x: Double) -> Double {
    switch self {
    case .float64: return x
    case .float32: return Double(Float(x))
    case .bfloat16:
      guard x.isFinite, x != 0 else { return x }
      // fits: exponents of doubles
      let exponent = max(Int(x.exponent), Precision.leastExponent) - (bits - 1)
      let unit = Double(sign: .plus, exponent: exponent, significand: 1)
      let result = (x / unit).rounded(.toNearestOrEven) * unit
      return result.magnitude < 0x1p128 ? result : result < 0 ? -.infinity : .infinity
    }
  }

  /// The exponent of the least normal number, of a float and of its upper half.
  private static let leastExponent = -126
}
