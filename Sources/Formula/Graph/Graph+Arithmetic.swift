extension Graph {
  /// An elementwise operation, with those simplifications that keep every bit of the result:
  /// constants are folded by the very arithmetic that would run, and x·1, x/1, x − 0, −(−x) are x.
  ///
  /// Nothing is reassociated, so what a person wrote is computed in the order it was written. Only
  /// what would overflow on the way to an everyday number is computed by another form, see
  /// ``stable(_:_:)``.
  package mutating func apply(_ operation: Operation, _ operands: ID...) -> ID {
    apply(operation, operands)
  }

  package mutating func apply(_ operation: Operation, _ operands: [ID]) -> ID {
    let values = operands.compactMap { self[$0].constant }
    if values.count == operands.count {
      return constant(Arithmetic.value(operation, values))
    }
    if let same = unchanged(operation, operands) { return same }
    if let stable = stable(operation, operands) { return stable }
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
    case .multiply, .divide, .power, .chain:
      let isProduct = operation == .multiply || operation == .chain
      if second?.constant == 1, first.shape == shape { return operands[0] }
      if isProduct, first.constant == 1, second?.shape == shape { return operands[1] }
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
  ///
  /// Of a population each row is reduced by itself.
  package mutating func reduce(_ operation: Operation, _ operand: ID) -> ID {
    let shape = self[operand].shape
    if shape == .scalar { return operand }
    guard shape.hasRowsOfPopulation, let rows = shape.dimensions.first else {
      return node(operation, [operand], shape: .scalar)
    }
    let parts = (0..<rows.count).map { reduce(operation, element($0, of: operand)) }
    return pack(parts, axis: rows.axis)
  }

  /// How many numbers go into one where a value is reduced.
  func reducedCount(_ operand: ID) -> Int {
    let shape = self[operand].shape
    return shape.hasRowsOfPopulation ? shape.dimensions[1].count : shape.count
  }

  /// The element or row of a number that is computed, from 1; a single number has no other.
  ///
  /// - Parameters:
  ///   - whole: a vector or a matrix.
  ///   - number: which one; of several numbers, one after the other.
  /// - Returns: the node, nil where `number` is a matrix.
  mutating func pick(_ whole: ID, _ number: ID) -> ID? {
    guard self[whole].shape != .scalar else { return whole }
    switch self[number].shape {
    case .scalar:
      let shape = Shape(Array(self[whole].shape.dimensions.dropFirst()))
      return node(.pick, [whole, number], shape: shape)
    case .vector(let axis, let count):
      guard self[whole].shape.dimensions.count == 1 || axis != self[whole].shape.dimensions[1].axis
      else { return nil }
      let parts = (0..<count).compactMap { pick(whole, element($0, of: number)) }
      return pack(parts, axis: axis)
    case .matrix: return nil
    }
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
