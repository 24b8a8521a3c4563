extension Graph {
  /// The exact derivatives of a number with respect to nodes, by reverse accumulation.
  ///
  /// One sweep from the result to the leaves gives all of them for a small multiple of the cost of
  /// the result itself (Griewank and Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, ch. 3).
  ///
  /// - Parameters:
  ///   - result: a scalar.
  ///   - variables: the nodes to differentiate by, usually inputs.
  /// - Returns: one node a variable, of the variable's shape.
  package mutating func gradient(of result: ID, by variables: [ID]) -> [ID] {
    let isVariable = dependent(on: variables)
    var contributions: [ID: [ID]] = [result: [constant(1)]]
    for id in reachable(from: [result]).reversed() where isVariable[id.index] {
      guard let adjoint = accumulated(contributions[id]) else { continue }
      contributions[id] = [adjoint]
      let node = self[id]
      let parts = derivatives(of: node, id, adjoint)
      for (operand, part) in zip(node.operands, parts) {
        guard let part, isVariable[operand.index] else { continue }
        // An operand of these has its own way of going in, all others go into every element.
        let isFitting = [.pack, .place, .product].contains(node.operation)
        contributions[operand, default: []].append(
          isFitting ? part : fit(part, of: node.shape, to: self[operand].shape))
      }
    }
    return variables.map { spread(accumulated(contributions[$0]) ?? constant(0), to: $0) }
  }

  /// For each node there is, whether its value changes with any of some others.
  private func dependent(on variables: [ID]) -> [Bool] {
    var result = [Bool](repeating: false, count: nodes.count)
    for variable in variables { result[variable.index] = true }
    for index in nodes.indices where nodes[index].operands.contains(where: { result[$0.index] }) {
      result[index] = true
    }
    return result
  }

  /// The sum of what a node's users passed back, in the order the formula was written.
  private mutating func accumulated(_ parts: [ID]?) -> ID? {
    guard let parts, var total = parts.last else { return nil }
    for part in parts.dropLast().reversed() { total = sum(total, part) }
    return total
  }

  /// Adds up a derivative over the elements that one scalar went into.
  private mutating func fit(_ part: ID, of result: Shape, to operand: Shape) -> ID {
    guard operand == .scalar, result != .scalar else { return part }
    if self[part].shape == .scalar { return product(constant(Double(result.count)), part) }
    return reduce(.sum, part)
  }

  /// A derivative that is the same for every element still has to fill a vector.
  private mutating func spread(_ derivative: ID, to variable: ID) -> ID {
    filled(derivative, self[variable].shape)
  }

  /// What each operand gets of a node's adjoint: adjoint · ∂node/∂operand, nil where that is 0.
  private mutating func derivatives(of node: Node, _ id: ID, _ adjoint: ID) -> [ID?] {
    let operands = node.operands
    switch operands.count {
    case 0: return []
    case 1 where node.operation != .pack:
      return [derivative(of: node, id, adjoint, operands[0])]
    case 2 where node.operation != .pack:
      return derivatives(of: node, id, adjoint, operands[0], operands[1])
    default: break
    }
    switch node.operation {
    case .select:
      let zero = constant(0)
      return [
        nil, apply(.select, operands[0], adjoint, zero), apply(.select, operands[0], zero, adjoint),
      ]
    case .fma:
      return [product(adjoint, operands[1]), product(adjoint, operands[0]), adjoint]
    case .pack:
      return operands.indices.map {
        self[adjoint].shape == .scalar ? adjoint : element($0, of: adjoint)
      }
    default: return operands.map { _ in nil }
    }
  }

  private mutating func derivative(of node: Node, _ id: ID, _ adjoint: ID, _ x: ID) -> ID? {
    let (one, two) = (constant(1), constant(2))
    switch node.operation {
    case .copy, .sum: return adjoint
    case .negate: return negation(adjoint)
    case .sqrt: return quotient(adjoint, product(two, id))
    case .abs: return product(adjoint, apply(.sign, x))
    case .exp: return product(adjoint, id)
    case .log: return quotient(adjoint, x)
    case .log1p: return quotient(adjoint, sum(one, x))
    case .sin: return product(adjoint, apply(.cos, x))
    case .cos: return negation(product(adjoint, apply(.sin, x)))
    case .tan: return product(adjoint, sum(one, apply(.multiply, id, id)))
    case .tanh: return product(adjoint, difference(one, apply(.multiply, id, id)))
    case .sigmoid: return product(adjoint, product(id, difference(one, id)))
    case .relu: return apply(.select, apply(.greater, x, constant(0)), adjoint, constant(0))
    case .softplus: return product(adjoint, apply(.sigmoid, x))
    case .least, .greatest:
      // Equal elements share, so that the parts add up to the adjoint.
      let isChosen = apply(.equal, x, id)
      return apply(.select, isChosen, quotient(adjoint, reduce(.sum, isChosen)), constant(0))
    case .element:
      return self.node(.place, [adjoint], shape: self[x].shape, index: node.index)
    case .place:
      return self[adjoint].shape == .scalar ? adjoint : element(node.index, of: adjoint)
    default: return matrixDerivative(of: node, adjoint, x)
    }
  }

  private mutating func derivatives(
    of node: Node, _ id: ID, _ adjoint: ID, _ a: ID, _ b: ID
  ) -> [ID?] {
    let zero = constant(0)
    switch node.operation {
    case .product: return productDerivatives(of: node, adjoint)
    case .add: return [adjoint, adjoint]
    case .subtract: return [adjoint, negation(adjoint)]
    case .multiply where a == b: return [product(product(constant(2), adjoint), a), nil]
    case .multiply: return [product(adjoint, b), product(adjoint, a)]
    case .divide: return [quotient(adjoint, b), negation(quotient(product(adjoint, id), b))]
    case .power:
      let isConstant = self[b].constant != nil
      let lower = apply(.power, a, difference(b, constant(1)))
      return [
        product(product(b, adjoint), lower),
        isConstant ? nil : product(product(adjoint, id), apply(.log, a)),
      ]
    case .minimum, .maximum:
      // Where both are equal the first one counts, so that the parts add up to the adjoint.
      let first = apply(node.operation == .minimum ? .lessOrEqual : .greaterOrEqual, a, b)
      return [apply(.select, first, adjoint, zero), apply(.select, first, zero, adjoint)]
    default: return [nil, nil]
    }
  }
}
