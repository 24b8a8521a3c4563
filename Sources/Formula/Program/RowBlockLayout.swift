import CInterpreter

// fits throughout (range, conversion): places in a frame that exists

/// Where the numbers of instructions stand that go through the rows together.
struct RowBlockLayout: Sendable {
  /// Where numbers stand.
  enum Place: Hashable, Sendable {
    /// In the frame from a slot on, an element a row.
    case row(Int)
    /// In a block that all blocks of rows share, one after the other.
    case local(Int)
    /// In a number a block.
    case sum(Int)
  }

  /// The instructions on the numbers of places, with an end.
  private(set) var linked: [interpreter_instruction] = []
  private(set) var places: [Place] = []
  /// How many blocks of their own there are.
  private(set) var localCount = 0
  /// The slots whose number is the same in all rows, and the blocks that hold it all over.
  private(set) var singles: [(slot: Int, block: Int)] = []
  /// Where each sum goes.
  private(set) var sums: [Int] = []

  private var indices: [Place: Int32] = [:]
  /// Of vectors that nobody else reads, by their places in the frame: who reads them last.
  private var lastUses: [Range<Int>: Int] = [:]
  /// Where those of them stand that are still needed.
  private var locals: [Range<Int>: Int] = [:]
  /// Blocks that are needed no more.
  private var free: [Int] = []
  /// Of numbers at a place their exp(−|x|), as long as they are the same numbers.
  private var powers: [Int32: Int32] = [:]

  /// Lays instructions out that go through the rows together.
  init(_ group: [FusedInstruction], among all: [FusedInstruction], keeping kept: Int) {
    let numbers = Set(group.map(\.number))
    let others = all.filter { !numbers.contains($0.number) }
      .flatMap { $0.read + [$0.outer.written] }
    for (index, step) in group.enumerated() {
      for range in step.read where lastUses[range] != nil { lastUses[range] = index }
      let written = step.outer.written
      // Written here before it is read, and of no use to anybody else.
      let isOwn =
        lastUses[written] != nil
        || written.lowerBound >= kept && others.allSatisfy { !$0.overlaps(written) }
          && !group[...index].contains { $0.read.contains(written) }
      if isOwn, !step.isSum { lastUses[written] = index }
    }
    for (index, step) in group.enumerated() { add(step, at: index) }
    linked.append(interpreter_instruction())
  }

  private mutating func add(_ step: FusedInstruction, at index: Int) {
    let ranges = step.read
    var operands = step.operands.map { operand in
      let (slot, length) = (Int(operand.slot), operand.stride == 0 ? 1 : Int(step.outer.count))
      return length == 1 ? single(slot) : vector(slot..<slot + length)
    }
    var operation = step.operation
    if let shared = RowBlockLayout.sharing(operation) {
      operation = shared
      operands.append(power(of: operands[0]))
    }
    for range in ranges where lastUses[range] == index { release(range) }
    let written = step.outer.written
    let target: Int32
    if step.isSum {
      target = self.index(of: .sum(sums.count))
      sums.append(written.lowerBound)
    } else {
      if lastUses[written] != nil, locals[written] == nil { locals[written] = block() }
      target = vector(written)
    }
    append(operation, operands, to: target)
    if lastUses[written] == index { release(written) }
  }

  private mutating func append(
    _ operation: interpreter_operation, _ operands: [Int32], to target: Int32
  ) {
    var instruction = interpreter_instruction()
    instruction.operation = UInt8(operation.rawValue)
    instruction.target = target
    instruction.a = operands[0]
    instruction.b = operands.count > 1 ? operands[1] : operands[0]
    instruction.c = operands.count > 2 ? operands[2] : operands[0]
    linked.append(instruction)
    powers[target] = nil
  }

  // MARK: - Places

  private mutating func index(of place: Place) -> Int32 {
    if let index = indices[place] { return index }
    defer { places.append(place) }
    indices[place] = Int32(places.count)
    return Int32(places.count)
  }

  private mutating func vector(_ range: Range<Int>) -> Int32 {
    index(of: locals[range].map { .local($0) } ?? .row(range.lowerBound))
  }

  private mutating func single(_ slot: Int) -> Int32 {
    if let known = singles.first(where: { $0.slot == slot }) {
      return index(of: .local(known.block))
    }
    // It is put there once, before the first block of rows, so nobody else may ever write there.
    singles.append((slot, localCount))
    localCount += 1
    return index(of: .local(localCount - 1))
  }

  /// A block that is written before it is read.
  private mutating func block() -> Int {
    if let block = free.popLast() { return block }
    localCount += 1
    return localCount - 1
  }

  private mutating func release(_ range: Range<Int>) {
    guard let block = locals.removeValue(forKey: range) else { return }
    free.append(block)
  }

  // MARK: - One power for two functions

  /// What is done in place of a function that is made of exp(−|x|), once that is at hand.
  private static func sharing(_ operation: interpreter_operation) -> interpreter_operation? {
    switch operation {
    case interpreter_sigmoid: interpreter_sigmoid_with
    case interpreter_softplus: interpreter_softplus_with
    default: nil
    }
  }

  private mutating func power(of operand: Int32) -> Int32 {
    if let power = powers[operand] { return power }
    // A block of its own, for whoever may yet ask.
    let power = index(of: .local(block()))
    append(interpreter_small, [operand], to: power)
    powers[operand] = power
    return power
  }
}
