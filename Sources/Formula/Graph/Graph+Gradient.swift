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
    accumulate(from: result, to: variables).gradient
  }

  /// What reverse accumulation hands back, node by node.
  struct Tape {
    /// ∂result/∂node, of the nodes that have one.
    var adjoints: [ID: ID] = [:]
    /// What each node gets of those that read it, the last reader first.
    var parts: [ID: [(reader: ID, operand: Int, part: ID)]] = [:]
  }

  /// One sweep from the result to the leaves, with all that it hands back on the way.
  mutating func accumulate(from result: ID, to variables: [ID]) -> (gradient: [ID], tape: Tape) {
    var tape = Tape()
    let isVariable = dependent(on: variables)
    isOneVariable = variables.count == 1 && self[variables[0]].shape == .scalar
    defer { isOneVariable = false }
    var contributions: [ID: [ID]] = [result: [constant(1)]]
    for id in reachable(from: [result]).reversed() where isVariable[id.index] {
      guard let adjoint = accumulated(contributions[id]) else { continue }
      contributions[id] = [adjoint]
      tape.adjoints[id] = adjoint
      let node = self[id]
      let parts = derivatives(of: node, id, adjoint) { isVariable[$0.index] }
      for (index, (operand, part)) in zip(node.operands, parts).enumerated() {
        guard let part, isVariable[operand.index] else { continue }
        // An operand of these has its own way of going in, all others go into every element.
        let isFitting = [.pack, .place, .product, .pick, .solve].contains(node.operation)
        let fitted = isFitting ? part : fit(part, of: node.shape, to: self[operand].shape)
        contributions[operand, default: []].append(fitted)
        tape.parts[operand, default: []].append((id, index, fitted))
      }
    }
    let gradient = variables.map {
      spread(accumulated(contributions[$0]) ?? constant(0), to: $0)
    }
    return (gradient, tape)
  }

  /// For each node there is, whether its value changes with any of some others.
  func dependent(on variables: [ID]) -> [Bool] {
    var result = [Bool](repeating: false, count: nodes.count)
    for variable in variables { result[variable.index] = true }
    for index in nodes.indices where nodes[index].operands.contains(where: { result[$0.index] }) {
      result[index] = true
    }
    return result
  }

  /// The sum of what a node's users passed back, in the order the formula was written.
  private mutating func accumulated(_ parts: [ID]?) -> ID? {
    guard let parts else { return nil }
    let (places, others) = gathered(parts)
    var total = places
    for part in others.reversed() { total = total.map { sum($0, part) } ?? part }
    return total
  }

  /// What elements passed back to the list they are of, as one list; and all other parts.
  private mutating func gathered(_ parts: [ID]) -> (list: ID?, others: [ID]) {
    let places = parts.filter { self[$0].operation == .place }
    guard places.count > 1, let shape = places.first.map({ self[$0].shape }),
      let side = shape.dimensions.first
    else { return (nil, parts) }
    var elements = [ID?](repeating: nil, count: side.count)
    for place in places.reversed() {
      let node = self[place]
      elements[node.index] =
        elements[node.index].map { sum($0, node.operands[0]) }
        ?? node.operands[0]
    }
    let zero = filled(constant(0), Shape(Array(shape.dimensions.dropFirst())))
    let rest = Shape(Array(shape.dimensions.dropFirst()))
    let list = pack(elements.map { $0.map { filled($0, rest) } ?? zero }, axis: side.axis)
    return (list, parts.filter { self[$0].operation != .place })
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
  private mutating func derivatives(
    of node: Node, _ id: ID, _ adjoint: ID, isVariable: (ID) -> Bool
  ) -> [ID?] {
    let operands = node.operands
    switch operands.count {
    case 0: return []
    case 1 where node.operation != .pack:
      return [derivative(of: node, id, adjoint, operands[0])]
    case 2 where node.operation != .pack:
      if node.operation == .minimum || node.operation == .maximum {
        return extremeDerivatives(of: node, adjoint, isVariable: isVariable)
      }
      return derivatives(of: node, id, adjoint, operands[0], operands[1])
    default: break
    }
    switch node.operation {
    case .select:
      let zero = constant(0)
      return [
        nil, choice(operands[0], adjoint, zero), choice(operands[0], zero, adjoint),
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
    case .relu: return choice(apply(.greater, x, constant(0)), adjoint, constant(0))
    case .softplus: return product(adjoint, apply(.sigmoid, x))
    case .prod: return product(adjoint, self.node(.others, [x], shape: self[x].shape))
    case .others: return othersDerivative(id, adjoint, x)
    case .logSumExp: return product(adjoint, apply(.exp, apply(.subtract, x, id)))
    case .least, .greatest:
      // Equal elements share, so that the parts add up to the adjoint.
      let isChosen = apply(.equal, x, id)
      return apply(.select, isChosen, quotient(adjoint, reduce(.sum, isChosen)), constant(0))
    case .element:
      return self.node(.place, [adjoint], shape: self[x].shape, index: node.index)
    case .place:
      return self[adjoint].shape == .scalar ? adjoint : element(node.index, of: adjoint)
    default:
      return elementaryDerivative(of: node, id, adjoint, x)
        ?? matrixDerivative(of: node, adjoint, x)
    }
  }

  /// Of functions that are known less well than the sine.
  private mutating func elementaryDerivative(of node: Node, _ id: ID, _ adjoint: ID, _ x: ID)
    -> ID?
  {
    let one = constant(1)
    switch node.operation {
    case .asin: return quotient(adjoint, apply(.sqrt, oneMinusSquare(x)))
    case .acos: return negation(quotient(adjoint, apply(.sqrt, oneMinusSquare(x))))
    case .atan: return quotient(adjoint, sum(one, apply(.multiply, x, x)))
    case .sinh: return product(adjoint, apply(.cosh, x))
    case .cosh: return product(adjoint, apply(.sinh, x))
    case .expm1: return product(adjoint, apply(.exp, x))
    case .erf:
      let bell = apply(.exp, negation(apply(.multiply, x, x)))
      return product(product(constant(Graph.twoOverRootPi), adjoint), bell)
    case .log2: return quotient(adjoint, product(constant(Arithmetic.value(.log, [2])), x))
    case .log10: return quotient(adjoint, product(constant(Arithmetic.value(.log, [10])), x))
    case .cbrt: return quotient(adjoint, product(constant(3), apply(.multiply, id, id)))
    default: return nil
    }
  }

  private static let twoOverRootPi = 1.1283791670955126

  /// 1 − x² as (1 − x)·(1 + x), which keeps its digits where x is near 1.
  private mutating func oneMinusSquare(_ x: ID) -> ID {
    apply(.multiply, difference(constant(1), x), sum(constant(1), x))
  }

  /// Of equal ones each gets half, and none where the other is a number: the subgradient of least
  /// size where the two pull alike, and where one doesn't pull at all.
  private mutating func extremeDerivatives(
    of node: Node, _ adjoint: ID, isVariable: (ID) -> Bool
  ) -> [ID?] {
    let (a, b) = (node.operands[0], node.operands[1])
    let choosing: Operation = node.operation == .maximum ? .greater : .less
    guard isVariable(a), isVariable(b) else {
      let zero = constant(0)
      return [
        choice(apply(choosing, a, b), adjoint, zero), choice(apply(choosing, b, a), adjoint, zero),
      ]
    }
    return [
      share(adjoint, of: a, b, choosing: choosing, isFirst: true),
      share(adjoint, of: a, b, choosing: choosing, isFirst: false),
    ]
  }

  private mutating func derivatives(
    of node: Node, _ id: ID, _ adjoint: ID, _ a: ID, _ b: ID
  ) -> [ID?] {
    switch node.operation {
    case .product: return productDerivatives(of: node, adjoint)
    case .add: return [adjoint, adjoint]
    case .subtract: return [adjoint, negation(adjoint)]
    case .solve: return solutionDerivatives(of: node, id, adjoint)
    case .multiply where a == b, .chain where a == b:
      return [product(product(constant(2), adjoint), a), nil]
    case .multiply, .chain: return [product(adjoint, b), product(adjoint, a)]
    case .divide: return [quotient(adjoint, b), negation(quotient(product(adjoint, id), b))]
    case .power:
      let isConstant = self[b].constant != nil
      let lower = apply(.power, a, difference(b, constant(1)))
      return [
        product(product(b, adjoint), lower),
        isConstant ? nil : product(product(adjoint, id), apply(.log, a)),
      ]
    case .hypot:
      let size = quotient(adjoint, id)
      return [product(size, a), product(size, b)]
    case .atan2:
      // x/(x² + y²) by the distance, whose square may overflow.
      let distance = apply(.hypot, b, a)
      let part = quotient(quotient(adjoint, distance), distance)
      return [product(part, b), negation(product(part, a))]
    case .mod:
      return [adjoint, negation(product(adjoint, apply(.floor, apply(.divide, a, b))))]
    case .pick:
      // Where the picked one stands it goes in whole, all others not at all; the number is a step.
      let sides = self[a].shape.dimensions
      // fits: a list has a number at least
      let numbers = pack((1...sides[0].count).map { constant(Double($0)) }, axis: sides[0].axis)
      let isPicked = apply(.equal, numbers, b)
      let zero = constant(0)
      guard sides.count == 2 else { return [choice(isPicked, adjoint, zero), nil] }
      let shape = self[a].shape
      let row = filled(adjoint, Shape(Array(sides.dropFirst())))
      let (rows, picked) = (
        self.node(.repeatRow, [row], shape: shape),
        self.node(.repeatColumn, [isPicked], shape: shape)
      )
      return [choice(picked, rows, zero), nil]
    default: return [nil, nil]
    }
  }
}
