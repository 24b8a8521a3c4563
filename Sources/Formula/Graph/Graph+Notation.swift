extension Graph {
  /// A node as a formula to read, nil where that would take more than `limit` nodes to write.
  ///
  /// Factors are ordered and signs pulled forward as on paper; it is for reading, and computes
  /// the same number only up to rounding.
  package func expression(_ id: ID, limit: Int = 80) -> Expression? {
    var budget = limit
    let result = write(id, &budget)
    return budget >= 0 ? result : nil
  }

  private func write(_ id: ID, _ budget: inout Int) -> Expression {
    budget -= 1
    guard budget >= 0 else { return .number(0) }
    let node = self[id]
    if let value = node.constant { return .number(value) }
    switch node.operation {
    case .input:
      return Expression(.name(inputNames[node.index]))
    case .multiply:
      return product(id, &budget)
    case .negate:
      return Expression(.negate(write(node.operands[0], &budget)))
    case .not:
      return Expression(.not(write(node.operands[0], &budget)))
    case .near, .nearRelative, .nearAbsolute:
      return near(node, &budget)
    default:
      var parts: [Expression] = []
      for operand in node.operands { parts.append(write(operand, &budget)) }
      return write(node, parts)
    }
  }

  private func write(_ node: Node, _ parts: [Expression]) -> Expression {
    if let symbol = BinaryOperator(node.operation) {
      return Expression(.binary(symbol, parts[0], parts[1]))
    }
    if let function = Function(node.operation) { return Expression(.call(function, parts)) }
    switch node.operation {
    case .minimum, .least: return Expression(.call(.min, parts))
    case .maximum, .greatest: return Expression(.call(.max, parts))
    case .select: return Expression(.call(.if, parts))
    case .fma: return Expression(.call(.fma, parts))
    case .sum: return Expression(.call(.sum, parts))
    case .pack: return Expression(.vector(parts))
    default: return parts.first ?? .number(0)
    }
  }

  private func near(_ node: Node, _ budget: inout Int) -> Expression {
    let (left, right) = (write(node.operands[0], &budget), write(node.operands[1], &budget))
    let amount = node.operands.count > 2 ? self[node.operands[2]].constant ?? 0 : 0
    let tolerance: Tolerance =
      switch node.operation {
      case .nearRelative: .relative(amount)
      case .nearAbsolute: .absolute(amount)
      default: .nineDigits
      }
    return Expression(.near(left, right, tolerance))
  }

  /// A product as one chain, numbers first, equal factors as a power.
  private func product(_ id: ID, _ budget: inout Int) -> Expression {
    var factors: [(base: ID, exponent: Int)] = []
    var number = 1.0
    collect(id, &factors, &number)
    var parts: [Expression] = []
    for (base, exponent) in factors {
      let part = write(base, &budget)
      parts.append(
        exponent == 1 ? part : Expression(.binary(.power, part, .number(Double(exponent)))))
    }
    let magnitude = Swift.abs(number)
    if magnitude != 1 || parts.isEmpty { parts.insert(.number(magnitude), at: 0) }
    let chain = parts.dropFirst().reduce(parts[0]) { Expression(.binary(.multiply, $0, $1)) }
    return number < 0 ? Expression(.negate(chain)) : chain
  }

  private func collect(
    _ id: ID, _ factors: inout [(base: ID, exponent: Int)], _ number: inout Double
  ) {
    let node = self[id]
    if let value = node.constant {
      number *= value
    } else if node.operation == .multiply {
      for operand in node.operands { collect(operand, &factors, &number) }
    } else if node.operation == .negate {
      number = -number
      collect(node.operands[0], &factors, &number)
    } else if let index = factors.firstIndex(where: { $0.base == id }) {
      factors[index].exponent += 1
    } else {
      factors.append((id, 1))
    }
  }
}
