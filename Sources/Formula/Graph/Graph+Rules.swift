// The rules of differentiation as they stand in textbooks, over the names of nodes.

extension Graph {
  /// One use of a rule: what a step of the formula changes by, for a little more of what it reads.
  struct LocalDerivative {
    /// ∂node/∂operand.
    var factor: Expression
    /// What the rule is called: `product`, `chain: sin`.
    var rule: String
  }

  /// ∂node/∂operand by the textbook's rule, element by element; nil for what isn't done so.
  ///
  /// - Parameters:
  ///   - id: the node.
  ///   - index: which of its operands.
  ///   - name: how a node is written.
  /// - Returns: the factor and the rule.
  func localDerivative(of id: ID, _ index: Int, _ name: (ID) -> Expression?) -> LocalDerivative? {
    let node = self[id]
    let parts = node.operands.map(name)
    guard let v = name(id), let a = parts.first ?? nil else { return nil }
    let one = Expression.number(1)
    if node.operands.count == 1 {
      switch node.operation {
      case .copy, .sum: return LocalDerivative(factor: one, rule: "sum")
      case .negate:
        return LocalDerivative(factor: Expression(.negate(one)), rule: "constant factor")
      default:
        return outer(node.operation, a, v).map {
          LocalDerivative(factor: $0.factor, rule: "chain: \($0.function)")
        }
      }
    }
    guard parts.count > 1, let b = parts[1] else { return nil }
    let isFirst = index == 0
    let isOtherConstant = self[node.operands[isFirst ? 1 : 0]].constant != nil
    switch node.operation {
    case .add: return LocalDerivative(factor: one, rule: "sum")
    case .subtract:
      return LocalDerivative(factor: isFirst ? one : Expression(.negate(one)), rule: "sum")
    case .multiply, .chain:
      if node.operands[0] == node.operands[1] {
        return LocalDerivative(factor: .times(.number(2), a), rule: "power")
      }
      return LocalDerivative(
        factor: isFirst ? b : a, rule: isOtherConstant ? "constant factor" : "product")
    case .divide where isFirst:
      return LocalDerivative(
        factor: .over(one, b), rule: isOtherConstant ? "constant factor" : "quotient")
    case .divide:
      return LocalDerivative(factor: Expression(.negate(.over(v, b))), rule: "quotient")
    case .power where isFirst:
      guard let exponent = self[node.operands[1]].constant else {
        let lower = Expression(.binary(.power, a, .minus(b, one)))
        return LocalDerivative(factor: .times(b, lower), rule: "power")
      }
      let lower: Expression = exponent == 2 ? a : exponent == 1 ? one : .power(a, exponent - 1)
      return LocalDerivative(factor: .times(.number(exponent), lower), rule: "power")
    case .power: return LocalDerivative(factor: .times(v, .called(.log, a)), rule: "exponential")
    case .hypot: return LocalDerivative(factor: .over(isFirst ? a : b, v), rule: "chain: hypot")
    case .select where index > 0:
      let zero = Expression.number(0)
      return LocalDerivative(
        factor: Expression(.call(.if, index == 1 ? [a, one, zero] : [a, zero, one])),
        rule: "the branch taken")
    default: return nil
    }
  }

  /// The derivative of a function of one number, and what the function is called.
  private func outer(_ operation: Operation, _ a: Expression, _ v: Expression)
    -> (factor: Expression, function: String)?
  {
    let one = Expression.number(1)
    guard let factor = derivative(operation, a, v, one), let function = Function(operation) else {
      return nil
    }
    return (factor, function.rawValue)
  }

  private func derivative(
    _ operation: Operation, _ a: Expression, _ v: Expression, _ one: Expression
  ) -> Expression? {
    switch operation {
    case .sqrt: .over(one, .times(.number(2), v))
    case .abs: .called(.sign, a)
    case .exp: v
    case .log: .over(one, a)
    case .log1p: .over(one, .plus(one, a))
    case .log2: .over(one, .times(a, .called(.log, .number(2))))
    case .log10: .over(one, .times(a, .called(.log, .number(10))))
    case .sin: .called(.cos, a)
    case .cos: Expression(.negate(.called(.sin, a)))
    case .tan: .plus(one, .power(v, 2))
    case .tanh: .minus(one, .power(v, 2))
    case .sinh: .called(.cosh, a)
    case .cosh: .called(.sinh, a)
    case .asin: .over(one, .called(.sqrt, .minus(one, .power(a, 2))))
    case .acos: Expression(.negate(.over(one, .called(.sqrt, .minus(one, .power(a, 2))))))
    case .atan: .over(one, .plus(one, .power(a, 2)))
    case .expm1: .called(.exp, a)
    case .cbrt: .over(one, .times(.number(3), .power(v, 2)))
    case .sigmoid: .times(v, .minus(one, v))
    case .softplus: .called(.sigmoid, a)
    case .relu:
      Expression(.call(.if, [Expression(.binary(.greater, a, .number(0))), one, .number(0)]))
    default: nil
    }
  }

  /// What is said of a part that is no textbook rule's.
  func ruleName(of operation: Operation) -> String {
    switch operation {
    case .product: "matrix product"
    case .minimum, .least: "the least one"
    case .maximum, .greatest: "the greatest one"
    case .element, .pick: "an element of a list"
    case .pack, .place: "a list of parts"
    case .repeatColumn, .repeatRow: "the same for all"
    case .transpose: "rows for columns"
    case .solve: "equations"
    case .prod, .others: "product"
    default: "chain"
    }
  }
}
