/// Formulas as a graph in which every subterm stands once.
///
/// Nodes are hash-consed: asking for a node that exists gives the one there is. A node's operands
/// always stand before it, so the order of nodes is an order of evaluation.
package struct Graph: Sendable {
  /// A node's place in its graph.
  package struct ID: Hashable, Comparable, Sendable {
    package let index: Int

    package static func < (left: ID, right: ID) -> Bool { left.index < right.index }
  }

  /// An operation on earlier nodes.
  package struct Node: Hashable, Sendable {
    package let operation: Operation
    package let operands: [ID]
    package let shape: Shape
    /// A constant's bits, so that 0 and −0 are two constants.
    let bits: UInt64
    /// An element's index, or an input's number.
    package let index: Int

    package var constant: Double? {
      operation == .constant ? Double(bitPattern: bits) : nil
    }
  }

  package private(set) var nodes: [Node] = []
  private var ids: [Node: ID] = [:]
  package private(set) var inputNames: [Name] = []
  /// How many functions that are formulas have been written out, and how many stand in each other.
  var calls = (count: 0, depth: 0)
  /// Whether derivatives are being taken by a single number.
  var isOneVariable = false
  /// For each node, whether it may be infinite, or not a number, where its inputs are everyday
  /// numbers.
  private var overflows: [Bool] = []

  /// How many numbers all values together are; saturating.
  package private(set) var numberCount = 0

  /// The most numbers that what a person typed may come to, with room for derivatives: beyond it a
  /// frame would take gigabytes, and its places no longer be counted by 32 bits.
  package static let largest = 1 << 27

  package init() {}

  package subscript(id: ID) -> Node { nodes[id.index] }

  /// A value that is put in when the formula is evaluated.
  package mutating func input(_ name: Name, shape: Shape = .scalar) -> ID {
    inputNames.append(name)
    return intern(
      Node(operation: .input, operands: [], shape: shape, bits: 0, index: inputNames.count - 1))
  }

  package mutating func constant(_ value: Double) -> ID {
    intern(
      Node(operation: .constant, operands: [], shape: .scalar, bits: value.bitPattern, index: 0))
  }

  /// The node for an operation, made if it isn't there, without any simplification.
  mutating func node(
    _ operation: Operation, _ operands: [ID], shape: Shape, index: Int = 0
  ) -> ID {
    if operation.isCommutative, operands[0] != operands[1] {
      let swapped = Node(
        operation: operation, operands: operands.reversed(), shape: shape, bits: 0, index: index)
      if let id = ids[swapped] { return id }
    }
    return intern(
      Node(operation: operation, operands: operands, shape: shape, bits: 0, index: index))
  }

  private mutating func intern(_ node: Node) -> ID {
    if let id = ids[node] { return id }
    let id = ID(index: nodes.count)
    nodes.append(node)
    numberCount = numberCount.saturatingSum(node.shape.count)
    overflows.append(mayOverflow(node))
    ids[node] = id
    return id
  }

  func mayOverflow(_ id: ID) -> Bool { overflows[id.index] }

  private func mayOverflow(_ node: Node) -> Bool {
    switch node.operation {
    case .constant, .input: return false
    case .sigmoid, .tanh, .sin, .cos, .atan, .atan2, .erf, .sign: return false
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not, .near,
      .nearRelative, .nearAbsolute:
      return false
    case .argLeast, .argGreatest: return false
    case .pick, .solve: return true
    case .sqrt, .asin, .acos, .exp, .expm1, .sinh, .cosh, .log, .log1p, .log2, .log10, .mod:
      return true
    case .divide where self[node.operands[1]].constant == nil: return true
    case .power:
      guard let exponent = self[node.operands[1]].constant, exponent >= 0,
        exponent == exponent.rounded()
      else { return true }
      return mayOverflow(node.operands[0])
    default: return node.operands.contains(where: mayOverflow)
    }
  }

  /// The shape of an elementwise operation on nodes that are known to fit.
  func joinedShape(_ operands: [ID]) -> Shape {
    operands.reduce(.scalar) { Shape.join($0, self[$1].shape) ?? $0 }
  }

  /// All nodes that a set of roots needs, in order of evaluation.
  package func reachable(from roots: some Sequence<ID>) -> [ID] {
    var needed = [Bool](repeating: false, count: nodes.count)
    for root in roots { needed[root.index] = true }
    for index in nodes.indices.reversed() where needed[index] {
      for operand in nodes[index].operands { needed[operand.index] = true }
    }
    return needed.indices.filter { needed[$0] }.map { ID(index: $0) }
  }
}
