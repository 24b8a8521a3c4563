import CInterpreter
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
    case .exp: map(i, &frame, elementary_exp)
    case .log: map(i, &frame, elementary_log)
    case .log1p: map(i, &frame, elementary_log1p)
    case .sin: map(i, &frame) { Double.sin($0) }
    case .cos: map(i, &frame) { Double.cos($0) }
    case .tan: map(i, &frame) { Double.tan($0) }
    case .tanh: map(i, &frame, elementary_tanh)
    case .asin: map(i, &frame) { Double.asin($0) }
    case .acos: map(i, &frame) { Double.acos($0) }
    case .atan: map(i, &frame) { Double.atan($0) }
    case .sinh: map(i, &frame) { Double.sinh($0) }
    case .cosh: map(i, &frame) { Double.cosh($0) }
    case .expm1: map(i, &frame, elementary_expm1)
    case .erf: map(i, &frame) { Double.erf($0) }
    case .log2: map(i, &frame) { Double.log2($0) }
    case .log10: map(i, &frame) { Double.log10($0) }
    case .cbrt: map(i, &frame) { Double.root($0, 3) }
    case .sigmoid: map(i, &frame, elementary_sigmoid)
    case .relu: map(i, &frame, Arithmetic.relu)
    case .softplus: map(i, &frame, elementary_softplus)
    case .sign: map(i, &frame, Arithmetic.sign)
    case .floor: map(i, &frame) { $0.rounded(.down) }
    case .ceil: map(i, &frame) { $0.rounded(.up) }
    case .round: map(i, &frame) { $0.rounded(.toNearestOrEven) }

    case .add: map(i, &frame) { $0 + $1 }
    case .subtract: map(i, &frame) { $0 - $1 }
    case .multiply: map(i, &frame) { $0 * $1 }
    case .divide: map(i, &frame) { $0 / $1 }
    case .power: map(i, &frame, Arithmetic.power)
    case .minimum: map(i, &frame, Arithmetic.minimum)
    case .maximum: map(i, &frame, Arithmetic.maximum)
    case .atan2: map(i, &frame) { Double.atan2(y: $0, x: $1) }
    case .hypot: map(i, &frame) { Double.hypot($0, $1) }
    case .mod: map(i, &frame, Arithmetic.remainder)
    case .chain: map(i, &frame, Arithmetic.chain)
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

    case .sum: sum(i, &frame)
    case .prod: reduce(i, &frame) { $0 * $1 }
    case .logSumExp: logSumExp(i, &frame)
    case .others: others(i, &frame)
    case .least: reduce(i, &frame, Arithmetic.minimum)
    case .greatest: reduce(i, &frame, Arithmetic.maximum)

    case .argLeast: extreme(i, &frame) { $0 < $1 }
    case .argGreatest: extreme(i, &frame) { $0 > $1 }
    case .pick: pick(i, &frame)

    case .product: Matrix.product(i, &frame)
    case .transpose: Matrix.transpose(i, &frame)
    case .repeatColumn: Matrix.repeatColumn(i, &frame)
    case .repeatRow: Matrix.repeatRow(i, &frame)
    case .sumRows: Matrix.sumRows(i, &frame)
    case .sumColumns: Matrix.sumColumns(i, &frame)
    case .solve: Matrix.solve(i, &frame)

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

  /// m + log Σ exp(xᵢ − m), where m is the greatest: no power overflows, and one of them is 1.
  @inline(never)
  private static func logSumExp(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let (first, count) = (Int(i.a), Int(i.count))
    var greatest = frame[first]
    for k in 1..<max(count, 1) { greatest = Arithmetic.maximum(greatest, frame[first &+ k]) }
    guard greatest.isFinite else {
      frame[Int(i.target)] = greatest
      return
    }
    var sum = 0.0
    for k in 0..<count { sum += elementary_exp(frame[first &+ k] - greatest) }
    frame[Int(i.target)] = greatest + elementary_log(sum)
  }

  /// Products from the left and from the right, so that no element is divided by.
  @inline(never)
  private static func others(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let (first, target, count) = (Int(i.a), Int(i.target), Int(i.count))
    var left = 1.0
    for k in 0..<count {
      frame[target &+ k] = left
      left *= frame[first &+ k]
    }
    var right = 1.0
    for k in (0..<count).reversed() {
      frame[target &+ k] *= right
      right *= frame[first &+ k]
    }
  }

  /// The number, from 1, of the first element that goes before all others.
  @inline(never)
  private static func extreme(
    _ i: Instruction, _ frame: inout MutableSpan<Double>, _ goesBefore: (Double, Double) -> Bool
  ) {
    let first = Int(i.a)
    var best = 0
    for k in 1..<Int(i.count) {
      let (value, least) = (frame[first &+ k], frame[first &+ best])
      if goesBefore(value, least) || least.isNaN && !value.isNaN { best = k }
    }
    frame[Int(i.target)] = Double(best &+ 1)
  }

  /// The element or row whose number, from 1, stands in the second operand.
  @inline(never)
  private static func pick(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let columns = Int(i.columns)
    let rows = Int(i.count) / max(columns, 1)
    let row = Int(exactly: frame[Int(i.b)]).flatMap { 1...max(rows, 1) ~= $0 ? $0 &- 1 : nil }
    for k in 0..<columns {
      frame[Int(i.target) &+ k] = row.map { frame[Int(i.a) &+ $0 &* columns &+ k] } ?? .nan
    }
  }

  /// The sum of a vector in the order of ``BlockSum``.
  private static func sum(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let first = Int(i.a)
    frame[Int(i.target)] = BlockSum.of(Int(i.count)) { frame[first &+ $0] }
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
