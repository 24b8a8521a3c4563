// Nodes as formulas over others that have names, operation by operation.

extension Graph {
  /// A node as a formula in which named nodes stand by their names; nil where there is no way to write
  /// it, or where it would be long.
  ///
  /// Nothing is reordered: it says what is computed.
  func spelled(_ id: ID, naming names: [ID: Expression]) -> Expression? {
    var budget = 60
    return spelled(id, names, &budget)
  }

  /// The operation of a node over its named operands, whether or not it has a name itself.
  func spelledOnce(_ id: ID, naming names: [ID: Expression]) -> Expression? {
    var budget = 60
    let parts = self[id].operands.map { spelled($0, names, &budget) }
    let known = parts.compactMap { $0 }
    return known.count == parts.count ? written(self[id], known) : nil
  }

  private func spelled(_ id: ID, _ names: [ID: Expression], _ budget: inout Int) -> Expression? {
    if let name = names[id] { return name }
    budget -= 1
    guard budget >= 0 else { return nil }
    let node = self[id]
    if let value = node.constant { return .number(value) }
    if node.operation == .input { return Expression(.name(inputNames[node.index])) }
    var parts: [Expression] = []
    for operand in node.operands {
      guard let part = spelled(operand, names, &budget) else { return nil }
      parts.append(part)
    }
    return written(node, parts)
  }

  private func written(_ node: Node, _ parts: [Expression]) -> Expression? {
    let operation: Operation = node.operation == .chain ? .multiply : node.operation
    if operation == .multiply, parts[0] == parts[1] {
      return .power(parts[0], 2)
    }
    if operation != .product, let symbol = BinaryOperator(operation) {
      return Expression(.binary(symbol, parts[0], parts[1]))
    }
    if let function = Function(operation) { return Expression(.call(function, parts)) }
    switch operation {
    case .negate: return Expression(.negate(parts[0]))
    case .not: return Expression(.not(parts[0]))
    case .minimum, .least: return Expression(.call(.min, parts))
    case .maximum, .greatest: return Expression(.call(.max, parts))
    case .select: return Expression(.call(.if, parts))
    case .fma: return Expression(.call(.fma, parts))
    case .sum: return Expression(.call(.sum, parts))
    case .argLeast: return Expression(.call(.argmin, parts))
    case .argGreatest: return Expression(.call(.argmax, parts))
    case .pick: return Expression(.call(.pick, parts))
    // Numbers and vectors spread out by themselves.
    case .copy, .repeatColumn, .repeatRow: return parts[0]
    case .transpose: return Expression(.call(.across, parts))
    case .logSumExp:
      return .called(.log, .called(.sum, .called(.exp, parts[0])))
    case .element: return element(node, parts[0])
    case .product: return product(node, parts[0], parts[1])
    case .pack: return Expression(.vector(parts))
    case .place: return placed(node, parts[0])
    // What is added up over one side is multiplied by ones.
    case .sumRows:
      return ones(self[node.operands[0]].shape.dimensions.last).map {
        Expression(.binary(.matrixTimes, parts[0], $0))
      }
    case .sumColumns:
      return ones(self[node.operands[0]].shape.dimensions.first).map {
        Expression(.binary(.matrixTimes, $0, parts[0]))
      }
    default: return nil
    }
  }

  /// A product of matrices, of which a vector is one where numbers come out that none has alone.
  private func product(_ node: Node, _ left: Expression, _ right: Expression) -> Expression {
    let shapes = node.operands.map { self[$0].shape }
    if shapes.contains(.scalar) { return .times(left, right) }
    guard case .matrix = node.shape, shapes.allSatisfy({ $0.dimensions.count == 1 }) else {
      return Expression(.binary(.matrixTimes, left, right))
    }
    let column = Expression(.call(.across, [Expression(.vector([left]))]))
    return Expression(.binary(.matrixTimes, column, Expression(.vector([right]))))
  }

  /// The longest list of numbers that is written out.
  private static let longestList = 12

  private func ones(_ side: Shape.Dimension?) -> Expression? {
    guard let side, side.count <= Graph.longestList else { return nil }
    return Expression(.vector(Array(repeating: .number(1), count: side.count)))
  }

  private func element(_ node: Node, _ whole: Expression) -> Expression {
    // fits: an index of an element that there is
    let number = node.index + 1
    guard case .name(let name) = whole.kind, !name.text.contains("/") else {
      return Expression(.call(.pick, [whole, .number(Double(number))]))
    }
    guard let (matrix, indices) = name.element, indices.count == 1 else {
      return Expression(.name(name.element(number)))
    }
    return Expression(.name(Name("\(matrix)[\(indices[0]),\(number)]")))
  }

  private func placed(_ node: Node, _ part: Expression) -> Expression? {
    let sides = node.shape.dimensions
    guard sides.count == 1, let side = sides.first, side.count <= Graph.longestList else {
      return nil
    }
    return Expression(.vector((0..<side.count).map { $0 == node.index ? part : .number(0) }))
  }
}

extension Expression {
  static func called(_ function: Function, _ arguments: Expression...) -> Expression {
    Expression(.call(function, arguments))
  }

  static func power(_ base: Expression, _ exponent: Double) -> Expression {
    Expression(.binary(.power, base, .number(exponent)))
  }

  static func over(_ above: Expression, _ below: Expression) -> Expression {
    Expression(.binary(.divide, above, below))
  }

  static func minus(_ left: Expression, _ right: Expression) -> Expression {
    Expression(.binary(.subtract, left, right))
  }

  static func plus(_ left: Expression, _ right: Expression) -> Expression {
    Expression(.binary(.add, left, right))
  }

  /// A product as one writes it: without factors of 1, signs in front, and 1/b as a division.
  static func times(_ left: Expression, _ right: Expression) -> Expression {
    if left == .number(1) { return right }
    if right == .number(1) { return left }
    if case .negate(let part) = right.kind { return Expression(.negate(.times(left, part))) }
    if case .negate(let part) = left.kind { return Expression(.negate(.times(part, right))) }
    if case .binary(.divide, let above, let below) = right.kind {
      return .over(.times(left, above), below)
    }
    if case .binary(.multiply, let first, let second) = right.kind {
      return .times(.times(left, first), second)
    }
    return Expression(.binary(.multiply, left, right))
  }
}
