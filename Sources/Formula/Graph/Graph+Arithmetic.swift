extension Graph {
  /// An elementwise operation, with those simplifications that keep every bit of the result:
  /// constants are folded by the very arithmetic that would run, and x·1, x/1, x − 0, −(−x) are x.
  ///
  /// Nothing is reassociated, so what a person wrote is computed in the order it was written.
  package mutating func apply(_ operation: Operation, _ operands: ID...) -> ID {
    apply(operation, operands)
  }

  package mutating func apply(_ operation: Operation, _ operands: [ID]) -> ID {
    let values = operands.compactMap { self[$0].constant }
    if values.count == operands.count {
      return constant(Arithmetic.value(operation, values))
    }
    if let same = unchanged(operation, operands) { return same }
    if operation == .power, self[operands[1]].constant == 2 {
      return apply(.multiply, operands[0], operands[0])
    }
    return node(operation, operands, shape: joinedShape(operands))
  }

  /// The operand that an operation hands on bit for bit, if it does.
  private func unchanged(_ operation: Operation, _ operands: [ID]) -> ID? {
    let first = self[operands[0]]
    let second = operands.count > 1 ? self[operands[1]] : nil
    let shape = joinedShape(operands)
    switch operation {
    case .negate where first.operation == .negate:
      return first.operands[0]
    case .multiply, .divide, .power:
      if second?.constant == 1, first.shape == shape { return operands[0] }
      if operation == .multiply, first.constant == 1, second?.shape == shape { return operands[1] }
      return nil
    case .subtract where second?.bits == 0 && second?.operation == .constant:
      return operands[0]
    case .select:
      guard let condition = first.constant else { return nil }
      let chosen = operands[condition != 0 ? 1 : 2]
      return self[chosen].shape == shape ? chosen : nil
    default:
      return nil
    }
  }

  /// A vector reduced to a number; a number is its own sum, least and greatest.
  package mutating func reduce(_ operation: Operation, _ operand: ID) -> ID {
    self[operand].shape == .scalar ? operand : node(operation, [operand], shape: .scalar)
  }

  /// One number of a vector, or one row of a matrix.
  package mutating func element(_ index: Int, of whole: ID) -> ID {
    let node = self[whole]
    if node.operation == .pack { return node.operands[index] }
    let shape = Shape(Array(node.shape.dimensions.dropFirst()))
    return self.node(.element, [whole], shape: shape, index: index)
  }

  /// A vector of numbers, or a matrix whose rows are vectors.
  package mutating func pack(_ elements: [ID], axis: Shape.Axis) -> ID {
    let dimension = Shape.Dimension(axis, count: elements.count)
    return node(.pack, elements, shape: Shape([dimension] + self[elements[0]].shape.dimensions))
  }
}

// MARK: - Algebra

/// The constructors gradients are built with. They simplify as one does on paper, which may change
/// the last bits: a derivative has no written order to keep.
extension Graph {
  mutating func sum(_ a: ID, _ b: ID) -> ID {
    if self[a].constant == 0, fits(b, a) { return b }
    if self[b].constant == 0, fits(a, b) { return a }
    let ((m, x), (n, y)) = (scaled(a), scaled(b))
    if x == y, let x { return product(constant(m + n), x) }
    if let x = negated(b) { return apply(.subtract, a, x) }
    if let x = negated(a) { return apply(.subtract, b, x) }
    return apply(.add, a, b)
  }

  mutating func difference(_ a: ID, _ b: ID) -> ID {
    if self[a].constant == 0, fits(b, a) { return negation(b) }
    if self[b].constant == 0, fits(a, b) { return a }
    let ((m, x), (n, y)) = (scaled(a), scaled(b))
    if x == y, let x { return product(constant(m - n), x) }
    if let x = negated(b) { return apply(.add, a, x) }
    return apply(.subtract, a, b)
  }

  mutating func negation(_ a: ID) -> ID {
    if let value = self[a].constant { return constant(0 - value) }
    if self[a].operation == .subtract {
      return apply(.subtract, self[a].operands[1], self[a].operands[0])
    }
    return product(constant(-1), a)
  }

  /// A product with its constant in front: (c·x)·(d·y) becomes cd·(x·y).
  mutating func product(_ a: ID, _ b: ID) -> ID {
    let ((m, x), (n, y)) = (scaled(a), scaled(b))
    let factor = m * n
    guard factor != 0, factor.isFinite else {
      return factor == 0 ? constant(0) : apply(.multiply, a, b)
    }
    let rest: ID? =
      switch (x, y) {
      case (let x?, let y?): apply(.multiply, x, y)
      case (let x?, nil): x
      case (nil, let y?): y
      case (nil, nil): nil
      }
    guard let rest else { return constant(factor) }
    if factor == 1 { return rest }
    return factor == -1 ? apply(.negate, rest) : apply(.multiply, constant(factor), rest)
  }

  mutating func quotient(_ a: ID, _ b: ID) -> ID {
    if self[a].constant == 0 { return constant(0) }
    if let divisor = self[b].constant {
      let (factor, rest) = scaled(a)
      // Only where dividing is exact, which keeps 2·x/3 from becoming 0.666…·x.
      let quotient = factor / divisor
      if let rest, quotient.isFinite, (-factor).addingProduct(quotient, divisor) == 0 {
        return product(constant(quotient), rest)
      }
    }
    return apply(.divide, a, b)
  }

  /// A node as a number times the rest; the rest is nil where the node is a number.
  private func scaled(_ id: ID) -> (factor: Double, rest: ID?) {
    let node = self[id]
    if let value = node.constant { return (value, nil) }
    if node.operation == .negate {
      let (factor, rest) = scaled(node.operands[0])
      return (-factor, rest)
    }
    guard node.operation == .multiply else { return (1, id) }
    let (left, right) = (node.operands[0], node.operands[1])
    if let factor = self[left].constant { return (factor, right) }
    if let factor = self[right].constant { return (factor, left) }
    return (1, id)
  }

  /// What stands behind a minus sign, nil if there is none: x in −x, 3·x in −3·x.
  private mutating func negated(_ id: ID) -> ID? {
    let (factor, rest) = scaled(id)
    guard factor < 0 else { return nil }
    guard let rest else { return constant(-factor) }
    return product(constant(-factor), rest)
  }

  /// Whether `id` has the shape of an operation on both.
  private func fits(_ id: ID, _ other: ID) -> Bool {
    self[id].shape == joinedShape([id, other])
  }
}
