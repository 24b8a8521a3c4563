// fits throughout (range, conversion, product, remainder): places in a frame that exists

/// Which places of a frame hold numbers that a framework keeps in tensors, and so in their format.
///
/// All else, hyper-parameters and what is made of them and of the step's number alone, are numbers of
/// the language around: doubles, as Python's are.
package struct TensorPlaces: Sendable {
  private var isTensor: [Bool]

  /// None, of so many places.
  package init(count: Int) { isTensor = [Bool](repeating: false, count: count) }

  /// Adds places.
  package mutating func add(_ places: Range<Int>) {
    for place in places { isTensor[place] = true }
  }

  /// Adds what a program makes of numbers in tensors.
  ///
  /// - Returns: whether there was more to add.
  package mutating func spread(through program: CompiledProgram) -> Bool {
    var hasMore = false
    for instruction in program.program.instructions
    where instruction.read.contains(where: { self.contains($0) }) {
      for place in instruction.written where !isTensor[place] {
        isTensor[place] = true
        hasMore = true
      }
    }
    return hasMore
  }

  func contains(_ places: Range<Int>) -> Bool { places.contains { isTensor[$0] } }

  /// Rounds the numbers of a frame that stand in tensors.
  package func round(_ frame: inout [Double], _ places: Range<Int>, to precision: Precision) {
    for place in places where isTensor[place] { frame[place] = precision.rounded(frame[place]) }
  }
}

/// A program whose every operation on tensors is rounded to a format that is narrower than doubles.
///
/// A sum, difference, product, quotient or root of two numbers of p bits, worked out in doubles and then
/// rounded to p bits, is the exact one rounded to p bits, as long as 53 ≥ 2p + 2: rounding twice does
/// no harm (S. A. Figueroa, When is double rounding innocuous?, ACM SIGNUM Newsletter 30(3), 1995). So
/// these are IEEE 754's own operations of float32 (50 bits) and bfloat16 (18 bits). An fma rounds once.
/// Sums over rows are rounded after every addition. Functions (exp, tanh, a broken power, the solution
/// of equations) are worked out in doubles and rounded once: the best that a library could do.
struct RoundedProgram: Sendable {
  let precision: Precision
  private let steps: [Step]

  private struct Step: Sendable {
    var instruction: Instruction
    var isRounded: Bool
    /// What is read of doubles, which become numbers of the format where they meet a tensor.
    var doubles: [Range<Int>]
  }

  init(_ program: Program, _ precision: Precision, _ tensors: TensorPlaces) {
    self.precision = precision
    steps = program.instructions.map { instruction in
      let isRounded = tensors.contains(instruction.written)
      return Step(
        instruction: instruction, isRounded: isRounded,
        doubles: isRounded ? instruction.read.filter { !tensors.contains($0) } : [])
    }
  }

  func run(on frame: inout [Double]) {
    for step in steps {
      guard step.isRounded else {
        var span = frame.mutableSpan
        Program.run(step.instruction, &span)
        continue
      }
      let kept = step.doubles.map { Array(frame[$0]) }
      for range in step.doubles { round(range, &frame) }
      run(step.instruction, &frame)
      for (range, numbers) in zip(step.doubles, kept) {
        frame.replaceSubrange(range, with: numbers)
      }
    }
  }

  private func round(_ range: Range<Int>, _ frame: inout [Double]) {
    for place in range { frame[place] = precision.rounded(frame[place]) }
  }

  private func run(_ i: Instruction, _ frame: inout [Double]) {
    let (target, a, b) = (Int(i.target), Int(i.a), Int(i.b))
    switch i.operation {
    case .sum: frame[target] = sum(Int(i.count)) { frame[a + $0] }
    case .prod:
      frame[target] = frame[a + 1..<a + max(Int(i.count), 1)].reduce(frame[a]) {
        precision.rounded($0 * $1)
      }
    case .fma: fuse(i, &frame)
    case .product:
      let (columns, inner) = (Int(i.columns), Int(i.inner))
      for place in 0..<Int(i.count) {
        let (row, column) = (a + place / columns * inner, b + place % columns)
        frame[target + place] = inOrder(inner) {
          precision.rounded(frame[row + $0] * frame[column + $0 * columns])
        }
      }
    case .sumRows:
      let columns = Int(i.columns)
      for row in 0..<Int(i.count) {
        frame[target + row] = inOrder(columns) { frame[a + row * columns + $0] }
      }
    case .sumColumns:
      let columns = Int(i.columns)
      for column in 0..<columns {
        frame[target + column] = inOrder(Int(i.inner) / columns) {
          frame[a + column + $0 * columns]
        }
      }
    default:
      var span = frame.mutableSpan
      Program.run(i, &span)
      round(i.written, &frame)
    }
  }

  /// A sum from the first number on, rounded after every addition.
  private func inOrder(_ count: Int, _ number: (Int) -> Double) -> Double {
    (1..<max(count, 1)).reduce(number(0)) { precision.rounded($0 + number($1)) }
  }

  /// The sum of a vector in the order of ``BlockSum``, rounded after every addition.
  private func sum(_ count: Int, _ number: (Int) -> Double) -> Double {
    var sums = stride(from: 0, to: count, by: BlockSum.size).map { first in
      block(min(BlockSum.size, count - first)) { number(first + $0) }
    }
    while sums.count > 1 {
      sums = stride(from: 0, to: sums.count, by: 2).map {
        $0 + 1 < sums.count ? precision.rounded(sums[$0] + sums[$0 + 1]) : sums[$0]
      }
    }
    return sums.first ?? 0
  }

  private func block(_ count: Int, _ number: (Int) -> Double) -> Double {
    guard count >= BlockSum.shortest else { return inOrder(count, number) }
    let whole = count / 8 * 8
    var sums = (0..<8).map { lane in inOrder(whole / 8) { number(lane + 8 * $0) } }
    while sums.count > 1 {
      sums = stride(from: 0, to: sums.count, by: 2).map {
        precision.rounded(sums[$0] + sums[$0 + 1])
      }
    }
    return (whole..<count).reduce(sums[0]) { precision.rounded($0 + number($1)) }
  }

  /// a·b + c, rounded once.
  ///
  /// The product is exact in doubles. The sum is rounded to odd, so that rounding it again can't be
  /// misled by a tie that is none (Boldo and Melquiond, Emulation of FMA and correctly rounded sums:
  /// proved algorithms using rounding to odd, IEEE Transactions on Computers 57(4), 2008).
  private func fuse(_ i: Instruction, _ frame: inout [Double]) {
    for k in 0..<Int(i.count) {
      let product =
        frame[Int(i.a) + k * Int(i.strideA)] * frame[Int(i.b) + k * Int(i.strideB)]
      let addend = frame[Int(i.c) + k * Int(i.strideC)]
      var sum = product + addend
      // What the sum has lost, without an error of its own (Knuth).
      let part = sum - product
      let rest = (product - (sum - part)) + (addend - part)
      if rest != 0, rest.isFinite, sum.isFinite, sum.significandBitPattern & 1 == 0 {
        sum = rest > 0 ? sum.nextUp : sum.nextDown
      }
      frame[Int(i.target) + k] = precision.rounded(sum)
    }
  }
}
