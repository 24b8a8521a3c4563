/// Graph → programs over one frame.
///
/// The caller says where inputs stand; the compiler adds constants and room for what lies between.
/// Several programs compiled by one compiler share the frame and each other's finished values, so
/// f computed for the gradient isn't computed again.
package struct Compiler {
  private let graph: Graph
  private var slots: [Graph.ID: Slot] = [:]
  /// The frame as it must be before the first run: constants in place, zeros elsewhere.
  package private(set) var frame: [Double]

  /// - Parameters:
  ///   - inputs: where each input's first number stands.
  ///   - reserved: how many slots at the frame's beginning are the caller's.
  package init(_ graph: Graph, inputs: [Graph.ID: Slot], reserved: Int) {
    self.graph = graph
    slots = inputs
    frame = [Double](repeating: 0, count: reserved)
  }

  /// Code that computes nodes into given slots, in order, adding to a program.
  ///
  /// A target may be an input's own slot: it is written after everything before it was read.
  package mutating func emit(_ outputs: [(node: Graph.ID, target: Slot)], to program: inout Program)
  {
    for (node, target) in outputs {
      for id in graph.reachable(from: [node]) where slots[id] == nil {
        emit(id, to: &program)
      }
      place(node, at: target, &program)
    }
  }

  /// Sees that a computed node stands at its target: the instruction that made it last writes
  /// there itself, anything older is copied.
  private mutating func place(_ node: Graph.ID, at target: Slot, _ program: inout Program) {
    guard let source = slots[node], source != target else { return }
    let isFresh = program.instructions.last.map { Slot(Int($0.target)) == source } ?? false
    if isFresh, graph[node].operation != .pack, graph[node].operation != .place {
      program.instructions[program.instructions.count - 1].target = target.index
      slots[node] = target
    } else {
      move(source, to: target, count: graph[node].shape.count, &program)
    }
  }

  /// Forgets what was computed, so that the next program computes it again from the inputs.
  package mutating func forgetComputed() {
    slots = slots.filter { [.input, .constant].contains(graph[$0.key].operation) }
  }

  private mutating func allocate(_ count: Int) -> Slot {
    defer { frame.append(contentsOf: repeatElement(0, count: count)) }
    return Slot(frame.count)
  }

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
      move(sources[0].advanced(by: node.index), to: slot, count: 1, &program)
    case .place:
      move(sources[0], to: slot.advanced(by: node.index), count: 1, &program)
    case .pack:
      for (index, source) in sources.enumerated() {
        move(source, to: slot.advanced(by: index), count: 1, &program)
      }
    case .sum, .least, .greatest:
      program.instructions.append(
        Instruction(node.operation, to: slot, from: sources, counts: counts, count: counts[0]))
    default:
      program.instructions.append(
        Instruction(
          node.operation, to: slot, from: sources, counts: counts, count: node.shape.count))
    }
  }

  private func move(_ source: Slot, to target: Slot, count: Int, _ program: inout Program) {
    program.instructions.append(
      Instruction(.copy, to: target, from: [source], counts: [count], count: count))
  }
}
