import CInterpreter

// fits throughout (range, conversion): places in a program that exists

/// An instruction as the interpreter takes it: one operation, or two of which the first one's
/// result is read by the second alone.
///
/// Both still round. What is saved is the way through memory between them, which on a chain of single
/// numbers takes longer than the sum or product itself. Of a walk's step it is little, 82 → 80 ns, as a
/// register hands results on too; of rows it is a pass over a block less an operation.
struct FusedInstruction {
  /// The last of its operations, with the place where the result goes.
  var outer: Instruction
  /// The first of two.
  var inner: Instruction?
  /// Which operand of the last operation is the first one's result.
  var isSecond = false
  /// By which the program knows it.
  var number: Int

  /// How far apart two operations may stand: what stands between them is looked at for each pair.
  ///
  /// A bound for the worst case alone: of functions of 8 to 300 terms, 8, 32 and 400 make steps and
  /// programs that take as long.
  fileprivate static let reach = 32

  /// The places that it reads.
  var read: [Range<Int>] {
    guard let inner else { return outer.read }
    let result = inner.written
    return inner.read + outer.read.filter { $0 != result }
  }

  /// What it reads, in the order in which the interpreter takes it.
  var operands: [(slot: Int32, stride: UInt8)] {
    guard let inner else { return outer.operands }
    let others = outer.operands.enumerated().filter { $0.offset != (isSecond ? 1 : 0) }
    return inner.operands + others.map(\.element)
  }
}

extension [Instruction] {
  /// The instructions with those put together that can be.
  ///
  /// - Parameter kept: the number of places, from the first on, that are read by others too.
  /// - Returns: as many instructions or fewer, in the same order.
  func fused(keeping kept: Int) -> [FusedInstruction] {
    var candidates = FusionCandidates(self, keeping: kept)
    var steps: [FusedInstruction?] = []
    for (index, outer) in enumerated() {
      var step = FusedInstruction(outer: outer, number: index)
      if let found = candidates.inner(for: index, in: self) {
        step.inner = self[found.index]
        step.isSecond = found.isSecond
        steps[found.index] = nil
      }
      steps.append(step)
    }
    return steps.compactMap { $0 }
  }
}

/// The instructions whose result is written once and read once.
private struct FusionCandidates {
  private struct Candidate {
    var index: Int
    var places: Range<Int>
    var writers = 0
    var readers: [(index: Int, isSecond: Bool)] = []
  }

  /// In the order of their places.
  private var candidates: [Candidate]
  /// How many places one has at most.
  private let longest: Int
  private var inners: [Int: [(index: Int, isSecond: Bool)]] = [:]
  private var taken: Set<Int> = []

  init(_ instructions: [Instruction], keeping kept: Int) {
    candidates = instructions.enumerated().compactMap { index, instruction in
      guard instruction.operation.isArithmetic, instruction.target >= kept else { return nil }
      return Candidate(index: index, places: instruction.written)
    }
    .sorted { $0.places.lowerBound < $1.places.lowerBound }
    longest = candidates.map(\.places.count).max() ?? 0
    for (index, instruction) in instructions.enumerated() {
      for candidate in overlapping(instruction.written) { candidates[candidate].writers += 1 }
      for (operand, places) in instruction.read.enumerated() {
        for candidate in overlapping(places) {
          // One that is read in part is read twice, so to say.
          let isWhole = candidates[candidate].places == places
          let reader = (index, operand == 1)
          candidates[candidate].readers += isWhole ? [reader] : [reader, reader]
        }
      }
    }
    for candidate in candidates where candidate.writers == 1 && candidate.readers.count == 1 {
      let reader = candidate.readers[0]
      inners[reader.index, default: []].append((candidate.index, reader.isSecond))
    }
  }

  /// The candidates that have a place among some.
  private func overlapping(_ places: Range<Int>) -> [Int] {
    var (low, high) = (0, candidates.count)
    while low < high {
      let middle = (low + high) / 2
      if candidates[middle].places.lowerBound + longest <= places.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var found: [Int] = []
    while low < candidates.count, candidates[low].places.lowerBound < places.upperBound {
      if candidates[low].places.overlaps(places) { found.append(low) }
      low += 1
    }
    return found
  }

  /// The instruction that an instruction can be done together with.
  mutating func inner(for index: Int, in instructions: [Instruction])
    -> (index: Int, isSecond: Bool)?
  {
    let outer = instructions[index]
    guard outer.operation.takesAnother else { return nil }
    let found = inners[index, default: []].filter { inner, _ in
      let first = instructions[inner]
      return inner < index && index - inner <= FusedInstruction.reach && !taken.contains(inner)
        && first.count == outer.count && outer.takes(first.operation)
        && staysReadable(first, from: inner, to: index, in: instructions)
    }
    guard let last = found.max(by: { $0.index < $1.index }) else { return nil }
    // What is two operations already can't become a part of others.
    taken.insert(index)
    return last
  }

  /// Whether the operands of the first are what they were where the second stands, which must not
  /// overwrite any of them before all elements have read it.
  private func staysReadable(
    _ first: Instruction, from inner: Int, to outer: Int, in instructions: [Instruction]
  ) -> Bool {
    let operands = first.read
    let written = instructions[outer].written
    return instructions[(inner + 1)..<outer].allSatisfy { between in
      operands.allSatisfy { !$0.overlaps(between.written) }
    } && operands.allSatisfy { $0 == written || !$0.overlaps(written) }
  }
}

extension Operation {
  /// Whether it is one of the four operations that go together.
  fileprivate var isArithmetic: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide: true
    default: false
    }
  }

  /// Whether some operation can be done together with it, before it.
  fileprivate var takesAnother: Bool { isArithmetic || self == .sqrt || self == .sum }
}

extension Instruction {
  /// Whether an operation can be done together with it, before it: four before four, a sum before its
  /// root, products before their sum.
  fileprivate func takes(_ operation: Operation) -> Bool {
    switch self.operation {
    case .sqrt: operation == .add
    case .sum: operation == .multiply && Int(count) >= RowBlocks.shortest
    default: true
    }
  }

  /// What it reads: where it begins, and whether it moves on with the elements.
  fileprivate var operands: [(slot: Int32, stride: UInt8)] {
    Array(zip([a, b, c], [strideA, strideB, strideC]).prefix(Int(operandCount)))
      .map { (slot: $0.0, stride: $0.1) }
  }
}

// MARK: - For the interpreter

extension FusedInstruction {
  /// As the interpreter takes it.
  var linked: interpreter_instruction {
    var linked = interpreter_instruction()
    let operation = operation
    linked.operation = UInt8(operation.rawValue)
    (linked.count, linked.target) = (outer.count, outer.target)
    if operation == interpreter_call { linked.target = Int32(number) }
    let operands = operands
    (linked.a, linked.stride_a) = operands.first ?? (0, 0)
    (linked.b, linked.stride_b) = operands.count > 1 ? operands[1] : (0, 0)
    (linked.c, linked.stride_c) = operands.count > 2 ? operands[2] : (0, 0)
    return linked
  }

  /// What the interpreter calls it.
  var operation: interpreter_operation {
    if let inner { return code(inner.operation) }
    if outer.operation == .sum, Int(outer.count) >= RowBlocks.shortest { return interpreter_sum }
    return outer.operation.interpreted ?? interpreter_call
  }

  /// What the interpreter calls two operations in one, which stand in its list in this order.
  private func code(_ inner: Operation) -> interpreter_operation {
    let first: interpreter_operation =
      switch inner {
      case .add: interpreter_add_add
      case .subtract: interpreter_subtract_add
      case .multiply: interpreter_multiply_add
      default: interpreter_divide_add
      }
    let offset: UInt32 =
      switch outer.operation {
      case .add: 0
      case .subtract: isSecond ? 2 : 1
      case .multiply: 3
      case .divide: isSecond ? 5 : 4
      default: 0
      }
    if outer.operation == .sqrt { return interpreter_add_sqrt }
    if outer.operation == .sum { return interpreter_multiply_sum }
    return interpreter_operation(rawValue: first.rawValue + offset)
  }
}

extension Operation {
  /// What the interpreter calls it, nil where it leaves it to Swift.
  var interpreted: interpreter_operation? {
    switch self {
    case .copy: interpreter_copy
    case .negate: interpreter_negate
    case .sqrt: interpreter_sqrt
    case .abs: interpreter_abs
    case .relu: interpreter_relu
    case .not: interpreter_not
    case .sign: interpreter_sign
    case .exp: interpreter_exp
    case .expm1: interpreter_expm1
    case .log: interpreter_log
    case .log1p: interpreter_log1p
    case .sigmoid: interpreter_sigmoid
    case .softplus: interpreter_softplus
    case .tanh: interpreter_tanh
    case .add: interpreter_add
    case .subtract: interpreter_subtract
    case .multiply: interpreter_multiply
    case .divide: interpreter_divide
    case .minimum: interpreter_minimum
    case .maximum: interpreter_maximum
    case .chain: interpreter_chain
    case .less: interpreter_less
    case .lessOrEqual: interpreter_less_or_equal
    case .greater: interpreter_greater
    case .greaterOrEqual: interpreter_greater_or_equal
    case .equal: interpreter_equal
    case .notEqual: interpreter_not_equal
    case .and: interpreter_and
    case .or: interpreter_or
    case .select: interpreter_select
    default: nil
    }
  }
}
