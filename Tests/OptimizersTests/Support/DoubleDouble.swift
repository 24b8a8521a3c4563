/// A number of some 106 bits: the unevaluated sum of two doubles (Dekker 1971, with the error
/// terms of Knuth and of fused multiply-add).
struct DoubleDouble: Equatable {
  var high: Double
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    let sum = high + low
    self.high = sum
    self.low = low - (sum - high)
  }

  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let (sum, error) = exactSum(a.high, b.high)
    let (lows, lowError) = exactSum(a.low, b.low)
    let first = DoubleDouble(sum, error + lows)
    return DoubleDouble(first.high, first.low + lowError)
  }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = a.high * b.high
    let error = (-product).addingProduct(a.high, b.high)
    return DoubleDouble(product, error + (a.high * b.low + a.low * b.high))
  }

  static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, -a.low) }

  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  private static func exactSum(_ a: Double, _ b: Double) -> (sum: Double, error: Double) {
    let sum = a + b
    let part = sum - a
    return (sum, (a - (sum - part)) + (b - part))
  }
}

extension DoubleDouble: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  init(floatLiteral value: Double) { self.init(value) }

  init(integerLiteral value: Double) { self.init(value) }
}
