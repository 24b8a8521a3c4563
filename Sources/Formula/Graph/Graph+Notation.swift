extension Graph {
  /// A node as a formula to read, nil where that would take more than `limit` nodes to write.
  ///
  /// Factors are ordered, fractions joined and signs pulled forward as on paper; it is for
  /// reading, and computes the same number only up to rounding.
  package func expression(_ id: ID, limit: Int = 80) -> Expression? {
    var writer = GraphWriter(graph: self, budget: limit)
    let result = writer.write(Term(id: id, element: nil))
    return writer.budget >= 0 ? result : nil
  }

  /// A node, or one element of it where it is a vector.
  fileprivate struct Term: Hashable {
    var id: ID
    var element: Int?
  }
}

/// Writes nodes out as long as its budget lasts; below zero what it wrote is not to be used.
private struct GraphWriter {
  let graph: Graph
  var budget: Int

  mutating func write(_ term: Graph.Term) -> Expression {
    budget -= 1
    guard budget >= 0 else { return .number(0) }
    let node = graph[term.id]
    if let value = node.constant { return .number(value) }
    if let name = elementOfMatrix(node) { return Expression(.name(name)) }
    if !canWrite(node, term.element) { budget = -1 }
    guard budget >= 0 else { return .number(0) }
    switch node.operation {
    case .input:
      let name = graph.inputNames[node.index]
      return Expression(.name(term.element.map { Name("\(name)[\($0 + 1)]") } ?? name))
    case .multiply, .chain, .divide, .negate:
      return fraction(term)
    case .power where wholeExponent(node) != nil:
      return fraction(term)
    case .element, .pack, .place:
      return gathered(node, term.element)
    case .not:
      return Expression(.not(write(operand(0, of: term))))
    case .power
    where graph[node.operands[0]].constant == Scope.constants[Name("e")]
      && !graph.inputNames.contains(Name("e")):
      return Expression(
        .binary(.power, Expression(.name(Name("e"))), write(operand(1, of: term))))
    case .logSumExp:
      let powers = Expression(.call(.exp, [write(Graph.Term(id: node.operands[0], element: nil))]))
      return Expression(.call(.log, [Expression(.call(.sum, [powers]))]))
    case .near, .nearRelative, .nearAbsolute:
      return near(term)
    default:
      var parts: [Expression] = []
      for index in node.operands.indices { parts.append(write(operand(index, of: term))) }
      return write(node.operation, parts)
    }
  }

  /// Whether there is a way to write a node: none for one number of a matrix, nor for what only
  /// derivatives through matrices do.
  private func canWrite(_ node: Graph.Node, _ element: Int?) -> Bool {
    let takesMatrix = node.operands.contains { graph[$0].shape.dimensions.count == 2 }
    return switch node.operation {
    case .transpose, .sumRows, .sumColumns, .others: false
    case .pick, .argLeast, .argGreatest: element == nil && !takesMatrix
    case .place, .element: !takesMatrix && node.shape.dimensions.count < 2
    default: element == nil || node.shape.dimensions.count < 2 && !takesMatrix
    }
  }

  /// The name of a number of a matrix that is put in, nil for any other node.
  private func elementOfMatrix(_ node: Graph.Node) -> Name? {
    guard node.operation == .element, node.shape == .scalar else { return nil }
    let row = graph[node.operands[0]]
    guard row.operation == .element, graph[row.operands[0]].operation == .input else { return nil }
    let name = graph.inputNames[graph[row.operands[0]].index]
    return Name("\(name)[\(row.index + 1),\(node.index + 1)]")
  }

  /// What a node reads, of the element at hand where the node works element by element.
  private func operand(_ index: Int, of term: Graph.Term) -> Graph.Term {
    let id = graph[term.id].operands[index]
    return Graph.Term(id: id, element: graph[id].shape == .scalar ? nil : term.element)
  }

  private func write(_ operation: Operation, _ parts: [Expression]) -> Expression {
    switch (operation, parts.last?.kind) {
    case (.add, .negate(let right)): return Expression(.binary(.subtract, parts[0], right))
    case (.subtract, .negate(let right)): return Expression(.binary(.add, parts[0], right))
    default: break
    }
    if let symbol = BinaryOperator(operation) {
      return Expression(.binary(symbol, parts[0], parts[1]))
    }
    if let function = Function(operation) { return Expression(.call(function, parts)) }
    switch operation {
    case .minimum, .least: return Expression(.call(.min, parts))
    case .maximum, .greatest: return Expression(.call(.max, parts))
    case .select: return Expression(.call(.if, parts))
    case .fma: return Expression(.call(.fma, parts))
    case .sum: return Expression(.call(.sum, parts))
    case .argLeast: return Expression(.call(.argmin, parts))
    case .argGreatest: return Expression(.call(.argmax, parts))
    case .pick: return Expression(.call(.pick, parts))
    default: return parts.first ?? .number(0)
    }
  }

  /// Nodes that take numbers out of vectors and put them in.
  private mutating func gathered(_ node: Graph.Node, _ element: Int?) -> Expression {
    switch (node.operation, element) {
    case (.element, _):
      return write(Graph.Term(id: node.operands[0], element: node.index))
    case (.pack, nil):
      return Expression(
        .vector(node.operands.map { write(Graph.Term(id: $0, element: nil)) }))
    case (.pack, let element?):
      return write(Graph.Term(id: node.operands[element], element: nil))
    case (.place, let element?):
      guard element == node.index else { return .number(0) }
      return write(Graph.Term(id: node.operands[0], element: nil))
    default:
      return Expression(
        .vector((0..<node.shape.count).map { gathered(node, $0) }))
    }
  }

  private mutating func near(_ term: Graph.Term) -> Expression {
    let node = graph[term.id]
    let (left, right) = (write(operand(0, of: term)), write(operand(1, of: term)))
    let amount = node.operands.count > 2 ? graph[node.operands[2]].constant ?? 0 : 0
    let tolerance: Tolerance =
      switch node.operation {
      case .nearRelative: .relative(amount)
      case .nearAbsolute: .absolute(amount)
      default: .nineDigits
      }
    return Expression(.near(left, right, tolerance))
  }
}

// MARK: - Fractions

extension GraphWriter {
  /// Everything that is multiplied and divided in one place.
  private struct Fraction {
    var numerator = 1.0
    var denominator = 1.0
    /// What is multiplied, with how often; what is divided by has a negative exponent.
    var factors: [(base: Graph.Term, exponent: Int)] = []

    mutating func multiply(by base: Graph.Term, _ exponent: Int) {
      // What stands both above and below is computed so, and shown so.
      let isAbove = exponent > 0
      let index = factors.firstIndex { $0.base == base && ($0.exponent > 0) == isAbove }
      if let index {
        factors[index].exponent += exponent
      } else {
        factors.append((base, exponent))
      }
    }

    /// Lowest terms for whole numbers, 24/16 as 3/2; other numbers stay as they are.
    mutating func reduce() {
      guard isWhole(numerator), isWhole(denominator), numerator != 0, denominator != 0 else {
        return
      }
      var (divisor, rest) = (denominator, numerator)
      // fits: rest is not 0 here
      while rest != 0 { (divisor, rest) = (rest, divisor.truncatingRemainder(dividingBy: rest)) }
      // The sign goes above.
      divisor = denominator < 0 ? -divisor.magnitude : divisor.magnitude
      (numerator, denominator) = (numerator / divisor, denominator / divisor)
    }

    /// Below 2⁵³, where doubles hold every whole number.
    private func isWhole(_ number: Double) -> Bool {
      number == number.rounded() && number.magnitude < 0x1p53
    }
  }

  /// Products, quotients, signs and whole powers as one fraction: numbers first, then names, and
  /// sums last; equal factors as a power; the sign before all of it.
  private mutating func fraction(_ term: Graph.Term) -> Expression {
    var fraction = Fraction()
    collect(term, 1, &fraction)
    fraction.reduce()
    let ranked = fraction.factors.enumerated()
      .sorted { (rank($0.element.base), $0.offset) < (rank($1.element.base), $1.offset) }
      .map(\.element)
    let magnitude = Swift.abs(fraction.numerator)
    let above = product(magnitude, ranked.filter { $0.exponent > 0 }) ?? .number(1)
    let below = product(
      fraction.denominator, ranked.filter { $0.exponent < 0 }.map { ($0.base, -$0.exponent) })
    let result = below.map { Expression(.binary(.divide, above, $0)) } ?? above
    return fraction.numerator < 0 ? Expression(.negate(result)) : result
  }

  private mutating func collect(
    _ term: Graph.Term, _ exponent: Int, _ fraction: inout Fraction
  ) {
    budget -= 1
    guard budget >= 0 else { return }
    let node = graph[term.id]
    if let value = node.constant {
      if exponent > 0 { fraction.numerator *= value } else { fraction.denominator *= value }
      return
    }
    switch node.operation {
    case .multiply, .chain:
      collect(operand(0, of: term), exponent, &fraction)
      collect(operand(1, of: term), exponent, &fraction)
    case .divide:
      collect(operand(0, of: term), exponent, &fraction)
      collect(operand(1, of: term), -exponent, &fraction)
    case .negate:
      fraction.numerator = -fraction.numerator
      collect(operand(0, of: term), exponent, &fraction)
    case .power:
      guard let whole = wholeExponent(node) else { fallthrough }
      fraction.multiply(by: operand(0, of: term), exponent * whole)
    default:
      fraction.multiply(by: term, exponent)
    }
  }

  /// A number and factors as one chain, nil where it would be a lone 1.
  private mutating func product(
    _ number: Double, _ factors: [(base: Graph.Term, exponent: Int)]
  ) -> Expression? {
    var parts: [Expression] = number == 1 ? [] : [.number(number)]
    for (base, exponent) in factors {
      let part = write(base)
      parts.append(
        exponent == 1 ? part : Expression(.binary(.power, part, .number(Double(exponent)))))
    }
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(first) { Expression(.binary(.multiply, $0, $1)) }
  }

  /// Where a factor stands in a product.
  private func rank(_ base: Graph.Term) -> Int {
    switch graph[base.id].operation {
    case .input: 0
    case .add, .subtract: 2
    default: 1
    }
  }

  /// The exponent of a power such as x³ or x⁻¹, nil for other powers.
  private func wholeExponent(_ node: Graph.Node) -> Int? {
    guard let exponent = graph[node.operands[1]].constant, Swift.abs(exponent) < 100,
      exponent != 0
    else { return nil }
    return Int(exactly: exponent)
  }
}
