import CInterpreter

// fits throughout (range, conversion): places in a program that exists

/// An instruction as the interpreter takes it: one operation, or two of which the first one's
/// result is read by the second alone.
///
/// Both still round. What is saved is the way through memory between them, which on a chain of single
/// numbers takes longer than the sum or product itself.
struct FusedInstruction {
  /// The last of its operations, with the place where the result goes.
  var outer: Instruction
  /// The first of two.
  var inner: Instruction?
  /// Which operand of the last operation is the first one's result.
  var isSecond = false
  /// By which the program knows it.
  var number: Int

  /// How far apart two operations may stand.
  fileprivate static let reach = 32

  /// The places that it reads.
  var read: [Range<Int>] {
    guard let inner else { return outer.read }
    let result = inner.written
    return inner.read + outer.read.filter { $0 != result }
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
  private var inners: [Int: [(index: Int, isSecond: Bool)]] = [:]
  private var taken: Set<Int> = []

  init(_ instructions: [Instruction], keeping kept: Int) {
    candidates = instructions.enumerated().compactMap { index, instruction in
      guard instruction.operation.isArithmetic, instruction.count == 1, instruction.target >= kept
      else { return nil }
      return Candidate(index: index, places: instruction.written)
    }
    .sorted { $0.places.lowerBound < $1.places.lowerBound }
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
      if candidates[middle].places.upperBound <= places.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var found: [Int] = []
    while low < candidates.count, candidates[low].places.lowerBound < places.upperBound {
      found.append(low)
      low += 1
    }
    return found
  }

  /// The instruction that an instruction can be done together with.
  mutating func inner(for index: Int, in instructions: [Instruction])
    -> (index: Int, isSecond: Bool)?
  {
    let outer = instructions[index]
    guard outer.operation.isArithmetic || outer.operation == .sqrt else { return nil }
    let found = inners[index, default: []].filter { inner, _ in
      let first = instructions[inner]
      return inner < index && index - inner <= FusedInstruction.reach && !taken.contains(inner)
        && outer.count == 1 && (outer.operation != .sqrt || first.operation == .add)
        && staysReadable(first, from: inner, to: index, in: instructions)
    }
    guard let last = found.max(by: { $0.index < $1.index }) else { return nil }
    // What is two operations already can't become a part of others.
    taken.insert(index)
    return last
  }

  /// Whether the operands of the first are what they were where the second stands.
  private func staysReadable(
    _ first: Instruction, from inner: Int, to outer: Int, in instructions: [Instruction]
  ) -> Bool {
    let operands = first.read
    return instructions[(inner + 1)..<outer].allSatisfy { between in
      operands.allSatisfy { !$0.overlaps(between.written) }
    }
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
}

// MARK: - For the interpreter

extension FusedInstruction {
  /// As the interpreter takes it.
  var linked: interpreter_instruction {
    var linked = interpreter_instruction()
    (linked.count, linked.target) = (outer.count, outer.target)
    guard let inner else {
      linked.operation = UInt8((outer.operation.interpreted ?? interpreter_call).rawValue)
      if outer.operation.interpreted == nil { linked.target = Int32(number) }
      (linked.stride_a, linked.stride_b, linked.stride_c) =
        (outer.strideA, outer.strideB, outer.strideC)
      (linked.a, linked.b, linked.c) = (outer.a, outer.b, outer.c)
      return linked
    }
    linked.operation = UInt8(code(inner.operation).rawValue)
    (linked.a, linked.b, linked.stride_a, linked.stride_b) =
      (inner.a, inner.b, inner.strideA, inner.strideB)
    (linked.c, linked.stride_c) =
      isSecond ? (outer.a, outer.strideA) : (outer.b, outer.strideB)
    return linked
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
    guard outer.operation != .sqrt else { return interpreter_add_sqrt }
    return interpreter_operation(rawValue: first.rawValue + offset)
  }
}

extension Operation {
  /// What the interpreter calls it, nil where it leaves it to Swift.
  fileprivate var interpreted: interpreter_operation? {
    switch self {
    case .copy: interpreter_copy
    case .negate: interpreter_negate
    case .sqrt: interpreter_sqrt
    case .abs: interpreter_abs
    case .relu: interpreter_relu
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
    case .select: interpreter_select
    default: nil
    }
  }
}
