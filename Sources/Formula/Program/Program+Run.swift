import RealModule

// fits throughout (range): an instruction has an element at least

extension Program {
  /// Runs one instruction on a frame.
  @inline(__always)
  static func run(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    switch i.operation {
    case .constant, .input: break
    case .copy: map(i, &frame) { $0 }
    case .negate: map(i, &frame) { -$0 }
    case .not: map(i, &frame) { Arithmetic.truth($0 == 0) }
    case .sqrt: map(i, &frame) { $0.squareRoot() }
    case .abs: map(i, &frame) { Swift.abs($0) }
    case .exp: map(i, &frame) { Double.exp($0) }
    case .log: map(i, &frame) { Double.log($0) }
    case .log1p: map(i, &frame) { Double.log(onePlus: $0) }
    case .sin: map(i, &frame) { Double.sin($0) }
    case .cos: map(i, &frame) { Double.cos($0) }
    case .tan: map(i, &frame) { Double.tan($0) }
    case .tanh: map(i, &frame) { Double.tanh($0) }
    case .sigmoid: map(i, &frame, Arithmetic.sigmoid)
    case .relu: map(i, &frame, Arithmetic.relu)
    case .softplus: map(i, &frame, Arithmetic.softplus)
    case .sign: map(i, &frame, Arithmetic.sign)
    case .floor: map(i, &frame) { $0.rounded(.down) }

    case .add: map(i, &frame) { $0 + $1 }
    case .subtract: map(i, &frame) { $0 - $1 }
    case .multiply: map(i, &frame) { $0 * $1 }
    case .divide: map(i, &frame) { $0 / $1 }
    case .power: map(i, &frame, Arithmetic.power)
    case .minimum: map(i, &frame, Arithmetic.minimum)
    case .maximum: map(i, &frame, Arithmetic.maximum)
    case .less: map(i, &frame) { Arithmetic.truth($0 < $1) }
    case .lessOrEqual: map(i, &frame) { Arithmetic.truth($0 <= $1) }
    case .greater: map(i, &frame) { Arithmetic.truth($0 > $1) }
    case .greaterOrEqual: map(i, &frame) { Arithmetic.truth($0 >= $1) }
    case .equal: map(i, &frame) { Arithmetic.truth($0 == $1) }
    case .notEqual: map(i, &frame) { Arithmetic.truth($0 != $1) }
    case .and: map(i, &frame) { Arithmetic.truth($0 != 0 && $1 != 0) }
    case .or: map(i, &frame) { Arithmetic.truth($0 != 0 || $1 != 0) }
    case .near: map(i, &frame, Arithmetic.near)

    case .select: map(i, &frame) { $0 != 0 ? $1 : $2 }
    case .fma: map(i, &frame) { $2.addingProduct($0, $1) }
    case .nearRelative: map(i, &frame, Arithmetic.nearRelative)
    case .nearAbsolute: map(i, &frame, Arithmetic.nearAbsolute)

    case .sum: reduce(i, &frame) { $0 + $1 }
    case .least: reduce(i, &frame, Arithmetic.minimum)
    case .greatest: reduce(i, &frame, Arithmetic.maximum)

    case .product: Matrix.product(i, &frame)
    case .transpose: Matrix.transpose(i, &frame)
    case .repeatColumn: Matrix.repeatColumn(i, &frame)
    case .repeatRow: Matrix.repeatRow(i, &frame)
    case .sumRows: Matrix.sumRows(i, &frame)
    case .sumColumns: Matrix.sumColumns(i, &frame)

    // The compiler turns these into copies.
    case .element, .place, .pack: break
    }
  }

  // Most values are single numbers, which need no loop.

  @inline(__always)
  private static func map(
    _ i: Instruction, _ frame: inout MutableSpan<Double>, _ body: (Double) -> Double
  ) {
    let (target, a) = (Int(i.target), Int(i.a))
    guard i.count > 1 else {
      frame[target] = body(frame[a])
      return
    }
    let strideA = Int(i.strideA)
    for k in 0..<Int(i.count) { frame[target &+ k] = body(frame[a &+ k &* strideA]) }
  }

  @inline(__always)
  private static func map(
    _ i: Instruction, _ frame: inout MutableSpan<Double>, _ body: (Double, Double) -> Double
  ) {
    let (target, a, b) = (Int(i.target), Int(i.a), Int(i.b))
    guard i.count > 1 else {
      frame[target] = body(frame[a], frame[b])
      return
    }
    let (strideA, strideB) = (Int(i.strideA), Int(i.strideB))
    for k in 0..<Int(i.count) {
      frame[target &+ k] = body(frame[a &+ k &* strideA], frame[b &+ k &* strideB])
    }
  }

  @inline(__always)
  private static func map(
    _ i: Instruction, _ frame: inout MutableSpan<Double>,
    _ body: (Double, Double, Double) -> Double
  ) {
    let (target, a, b, c) = (Int(i.target), Int(i.a), Int(i.b), Int(i.c))
    guard i.count > 1 else {
      frame[target] = body(frame[a], frame[b], frame[c])
      return
    }
    let (strideA, strideB, strideC) = (Int(i.strideA), Int(i.strideB), Int(i.strideC))
    for k in 0..<Int(i.count) {
      frame[target &+ k] = body(
        frame[a &+ k &* strideA], frame[b &+ k &* strideB], frame[c &+ k &* strideC])
    }
  }

  @inline(__always)
  private static func reduce(
    _ i: Instruction, _ frame: inout MutableSpan<Double>, _ body: (Double, Double) -> Double
  ) {
    let first = Int(i.a)
    var result = frame[first]
    for k in 1..<Int(i.count) { result = body(result, frame[first &+ k]) }
    frame[Int(i.target)] = result
  }
}
