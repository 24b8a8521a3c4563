/// Graph → programs over one frame.
///
/// The caller says where inputs stand; the compiler adds constants and room for what lies between.
/// Several programs compiled by one compiler share the frame and each other's finished values, so
/// f computed for the gradient isn't computed again.
package struct Compiler {
  private let graph: Graph
  private let inputs: [Graph.ID: Slot]
  /// Where the values stand that are known at this point of the program.
  private var slots: [Graph.ID: Slot]
  /// The nodes whose values stand in slots of the caller, where a target can overwrite them.
  private var exposed = ExposedNodes()
  /// The frame as it must be before the first run: constants in place, zeros elsewhere.
  package private(set) var frame: [Double]

  /// A compiler that has computed nothing yet.
  ///
  /// - Parameters:
  ///   - graph: what there is to compute.
  ///   - inputs: where each input's first number stands.
  ///   - reserved: how many slots at the frame's beginning are the caller's.
  package init(_ graph: Graph, inputs: [Graph.ID: Slot], reserved: Int) {
    self.graph = graph
    self.inputs = inputs
    slots = inputs
    frame = [Double](repeating: 0, count: reserved)
    exposeInputs()
  }

  private mutating func exposeInputs() {
    exposed = ExposedNodes()
    for (id, slot) in inputs.sorted(by: { $0.key < $1.key }) {
      exposed.add(id, at: slot, count: graph[id].shape.count)
    }
  }

  /// Code that computes nodes into given slots, in order, adding to a program.
  ///
  /// A target may be an input's own slot. Outputs of the same call that need the old value still
  /// get it: it is set aside before it is overwritten. A later call reads the new value there, as
  /// the next run of the program does.
  ///
  /// - Returns: how many instructions the program has after each output.
  @discardableResult
  package mutating func emit(
    _ outputs: [(node: Graph.ID, target: Slot)], to program: inout Program
  ) -> [Int] {
    var made: Set<Graph.ID> = []
    var lastUse: [Graph.ID: Int] = [:]
    let steps = outputs.enumerated().map { index, output in
      let missing = missing(for: output.node, besides: made)
      made.formUnion(missing)
      for id in missing {
        for operand in graph[id].operands { lastUse[operand] = index }
      }
      lastUse[output.node] = index
      return missing
    }

    var ends: [Int] = []
    for (index, output) in outputs.enumerated() {
      for id in steps[index] { emit(id, to: &program) }
      let isNew = steps[index].last == output.node
      place(output.node, at: output.target, isNew: isNew, &program) {
        lastUse[$0, default: index] > index
      }
      ends.append(program.count)
    }
    return ends
  }

  /// Forgets what was computed, so that the next program computes it again from the inputs.
  package mutating func forgetComputed() {
    slots = slots.filter { graph[$0.key].operation == .constant }
      .merging(inputs) { _, input in input }
    exposeInputs()
  }

  /// What must be computed for a node, in order of evaluation.
  private func missing(for root: Graph.ID, besides made: Set<Graph.ID>) -> [Graph.ID] {
    var found: Set<Graph.ID> = []
    var open = [root]
    while let id = open.popLast() {
      guard slots[id] == nil, !made.contains(id), found.insert(id).inserted else { continue }
      open += graph[id].operands
    }
    return found.sorted()
  }

  package mutating func allocate(_ count: Int) -> Slot {
    defer { frame.append(contentsOf: repeatElement(0, count: count)) }
    return Slot(frame.count)
  }
}

// MARK: - Targets

extension Compiler {
  /// Sees that a computed node stands at its target: the instruction that has just made it writes
  /// there itself, anything older is copied.
  private mutating func place(
    _ node: Graph.ID, at target: Slot, isNew: Bool, _ program: inout Program,
    isNeeded: (Graph.ID) -> Bool
  ) {
    guard let source = slots[node], source != target else { return }
    let writing: Instruction
    if isNew, writesAtOnce(node, to: target) {
      var last = program.instructions.removeLast()
      last.target = target.index
      writing = last
      slots[node] = target
    } else {
      writing = move(source, to: target, count: graph[node].shape.count)
    }
    uncover(node, target, &program, isNeeded: isNeeded)
    program.instructions.append(writing)
    if slots[node] == target { exposed.add(node, at: target, count: graph[node].shape.count) }
  }

  /// Whether a node is made by one instruction, and that may write to a target in which its own
  /// operands may stand: element after element, it must not overwrite what it has yet to read.
  private func writesAtOnce(_ id: Graph.ID, to target: Slot) -> Bool {
    let node = graph[id]
    guard ![.constant, .input, .pack, .place].contains(node.operation) else { return false }
    let count = node.shape.count
    guard !node.operation.readsAcross else {
      return node.operands.allSatisfy { operand in
        slots[operand].map { !overlap($0, graph[operand].shape.count, target, count) } ?? true
      }
    }
    return count == 1
      || node.operands.allSatisfy { operand in
        guard let slot = slots[operand] else { return true }
        let size = graph[operand].shape.count
        return slot == target && size == count || !overlap(slot, size, target, count)
      }
  }

  /// Sets aside what stands at a target and is needed still; the rest is known no more.
  private mutating func uncover(
    _ node: Graph.ID, _ target: Slot, _ program: inout Program, isNeeded: (Graph.ID) -> Bool
  ) {
    let size = graph[node].shape.count
    for id in exposed.near(target, count: size) where id != node {
      let count = graph[id].shape.count
      guard let slot = slots[id], overlap(slot, count, target, size) else { continue }
      if isNeeded(id) {
        let aside = allocate(count)
        program.instructions.append(move(slot, to: aside, count: count))
        slots[id] = aside
      } else if inputs[id] == nil {
        slots[id] = nil
      }
    }
  }

  private func overlap(_ a: Slot, _ m: Int, _ b: Slot, _ n: Int) -> Bool {
    a < b.advanced(by: n) && b < a.advanced(by: m)
  }
}

// MARK: - Instructions

extension Compiler {
  private mutating func emit(_ id: Graph.ID, to program: inout Program) {
    let node = graph[id]
    let slot = allocate(node.shape.count)
    slots[id] = slot
    let sources = node.operands.compactMap { slots[$0] }
    let counts = node.operands.map { graph[$0].shape.count }
    switch node.operation {
    case .constant:
      frame[Int(slot.index)] = node.constant ?? 0
    case .input:
      preconditionFailure("every input has a slot")
    case .element:
      // An element of a vector, or a row of a matrix.
      // fits: an index into the operand that is taken apart
      let source = sources[0].advanced(by: node.index * node.shape.count)
      program.instructions.append(move(source, to: slot, count: node.shape.count))
    case .place:
      let target = slot.advanced(by: node.index * counts[0])
      program.instructions.append(move(sources[0], to: target, count: counts[0]))
    case .pack:
      for (index, source) in sources.enumerated() {
        let target = slot.advanced(by: index * counts[index])
        program.instructions.append(move(source, to: target, count: counts[index]))
      }
    case .product:
      program.instructions.append(
        Instruction(
          .product, to: slot, from: sources, counts: counts, count: node.shape.count,
          columns: Matrix.columns(of: counts, result: node.shape.count)))
    case .transpose, .repeatColumn, .repeatRow, .sumRows, .sumColumns:
      let shapes = [node.shape] + node.operands.map { graph[$0].shape }
      let matrix = shapes.first { $0.dimensions.count == 2 } ?? .scalar
      let columns = node.operation == .transpose ? graph[node.operands[0]].shape : matrix
      program.instructions.append(
        Instruction(
          node.operation, to: slot, from: sources, counts: counts, count: node.shape.count,
          columns: columns.dimensions.last?.count ?? 1))
    case .solve:
      // The matrix is taken apart in a place of its own.
      let room = allocate(counts[0])
      program.instructions.append(
        Instruction(
          .solve, to: slot, from: sources + [room], counts: counts, count: node.shape.count,
          columns: node.shape.count))
    case .pick:
      program.instructions.append(
        Instruction(
          .pick, to: slot, from: sources, counts: counts, count: counts[0],
          columns: node.shape.count))
    case .sum, .prod, .least, .greatest, .argLeast, .argGreatest, .logSumExp:
      program.instructions.append(
        Instruction(node.operation, to: slot, from: sources, counts: counts, count: counts[0]))
    default:
      program.instructions.append(
        Instruction(
          node.operation, to: slot, from: sources, counts: counts, count: node.shape.count))
    }
  }

  private func move(_ source: Slot, to target: Slot, count: Int) -> Instruction {
    Instruction(.copy, to: target, from: [source], counts: [count], count: count)
  }
}

/// Nodes by where their values stand, so that those near a slot are found without a look at all.
private struct ExposedNodes: Sendable {
  /// The nodes in each stretch of the frame, in the order they came there.
  private var stretches: [Int: [Graph.ID]] = [:]
  private static let length = 64

  mutating func add(_ id: Graph.ID, at slot: Slot, count: Int) {
    for stretch in ExposedNodes.stretches(slot, count) {
      stretches[stretch, default: []].append(id)
    }
  }

  /// The nodes in the stretches that some slots lie in.
  func near(_ slot: Slot, count: Int) -> [Graph.ID] {
    let places = ExposedNodes.stretches(slot, count)
    guard places.count > 1 else { return stretches[places.lowerBound] ?? [] }
    var seen: Set<Graph.ID> = []
    return places.flatMap { stretches[$0] ?? [] }.filter { seen.insert($0).inserted }
  }

  private static func stretches(_ slot: Slot, _ count: Int) -> ClosedRange<Int> {
    let first = Int(slot.index)
    // fits: the last place is none before the first
    return first / length...(first + max(count, 1) - 1) / length
  }
}
