extension Graph {
  /// The product of matrices and vectors: summed over the last side of one and the first of the
  /// other.
  ///
  /// - Parameters:
  ///   - a: a vector, which is a row here, or a matrix.
  ///   - b: a vector, which is a column here, or a matrix.
  ///   - range: where the product stands in the text.
  /// - Returns: the product's node.
  /// - Throws: a ``Diagnostic`` that names both shapes where those sides differ.
  mutating func matrixProduct(_ a: ID, _ b: ID, at range: SourceRange) throws(Diagnostic) -> ID {
    let (left, right) = (self[a].shape, self[b].shape)
    guard let inner = left.dimensions.last, let other = right.dimensions.first else {
      throw .productOfNumbers(left, right, at: range)
    }
    guard inner.count == other.count else { throw .shapes("@", left, right, at: range) }
    let shape = Shape(left.dimensions.dropLast() + Array(right.dimensions.dropFirst()))
    if shape == .scalar { return reduce(.sum, apply(.multiply, a, b)) }
    return node(.product, [a, b], shape: shape)
  }

  /// x in A·x = b.
  ///
  /// - Parameters:
  ///   - a: a matrix with as many columns as rows.
  ///   - b: a vector with a number for each row.
  ///   - range: where the call stands in the text.
  /// - Returns: the node of x, which has a number for each column.
  /// - Throws: a ``Diagnostic`` where the shapes are others.
  mutating func solution(_ a: ID, _ b: ID, at range: SourceRange) throws(Diagnostic) -> ID {
    guard case .matrix(let rows, let columns) = self[a].shape, rows.count == columns.count else {
      throw .notSquare(self[a].shape, at: range)
    }
    guard case .vector(_, rows.count) = self[b].shape else {
      throw .rightSide(self[b].shape, rows.count, at: range)
    }
    return node(.solve, [a, b], shape: .vector(columns.axis, count: columns.count))
  }

  /// The matrix of 1 where row and column are one parameter, and 0 elsewhere.
  ///
  /// - Parameter count: how many parameters there are, one at least.
  /// - Returns: the node.
  package mutating func identity(of count: Int) -> ID {
    let (zero, one) = (constant(0), constant(1))
    // fits: there is a parameter at least
    let rows = (0..<count).map { row in
      pack((0..<count).map { $0 == row ? one : zero }, axis: .parameters)
    }
    return pack(rows, axis: .parameters)
  }

  package mutating func transpose(_ a: ID) -> ID {
    guard case .matrix(let rows, let columns) = self[a].shape else { return a }
    return node(.transpose, [a], shape: .matrix(columns, rows))
  }

  /// A vector as a matrix it goes with; anything else as it is.
  package mutating func aligned(_ id: ID, with shape: Shape) -> ID {
    guard case .matrix = shape, let side = self[id].shape.side(of: shape) else { return id }
    return node(side == 0 ? .repeatColumn : .repeatRow, [id], shape: shape)
  }

  /// A single number as a value of a shape; anything else as it is.
  package mutating func filled(_ id: ID, _ shape: Shape) -> ID {
    guard self[id].shape == .scalar, shape != .scalar else { return id }
    return node(.copy, [id], shape: shape)
  }

  /// What the operands of a product get of its adjoint: C̄·Bᵀ and Aᵀ·C̄.
  mutating func productDerivatives(of product: Node, _ adjoint: ID) -> [ID?] {
    let (a, b) = (product.operands[0], product.operands[1])
    let whole = filled(adjoint, product.shape)
    let (aTransposed, bTransposed) = (transpose(a), transpose(b))
    return [
      node(.product, [whole, bTransposed], shape: self[a].shape),
      node(.product, [aTransposed, whole], shape: self[b].shape),
    ]
  }

  /// What the operands of x = A⁻¹·b get of its adjoint: −b̄·xᵀ and b̄ = A⁻ᵀ·x̄.
  ///
  /// Giles, Collected matrix derivative results for forward and reverse mode algorithmic
  /// differentiation (2008), 2.3.1.
  mutating func solutionDerivatives(of solution: Node, _ id: ID, _ adjoint: ID) -> [ID?] {
    let (a, b) = (solution.operands[0], solution.operands[1])
    let whole = filled(adjoint, solution.shape)
    let aTransposed = transpose(a)
    let ofB = node(.solve, [aTransposed, whole], shape: self[b].shape)
    let shape = self[a].shape
    let (column, row) = (
      node(.repeatColumn, [ofB], shape: shape), node(.repeatRow, [id], shape: shape)
    )
    return [negation(apply(.multiply, column, row)), ofB]
  }

  /// What the operand of a reshaping gets of its adjoint, nil for other operations.
  mutating func matrixDerivative(of reshaped: Node, _ adjoint: ID, _ x: ID) -> ID? {
    let operation: Operation
    switch reshaped.operation {
    case .transpose: operation = .transpose
    case .repeatColumn: operation = .sumRows
    case .repeatRow: operation = .sumColumns
    case .sumRows: operation = .repeatColumn
    case .sumColumns: operation = .repeatRow
    default: return nil
    }
    let whole = filled(adjoint, reshaped.shape)
    return operation == .transpose
      ? transpose(whole) : node(operation, [whole], shape: self[x].shape)
  }
}
