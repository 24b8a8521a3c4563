extension Graph {
  /// The second derivatives of a number by single numbers, from its first ones.
  ///
  /// Each first derivative is differentiated once more by reverse accumulation, so that corners are
  /// taken as the gradient takes them.
  ///
  /// - Parameters:
  ///   - gradient: the first derivatives, which are single numbers.
  ///   - variables: what they are by, in the same order.
  /// - Returns: a row a variable; what stands above the diagonal is what stands below it.
  package mutating func hessian(of gradient: [ID], by variables: [ID]) -> [[ID]] {
    var rows: [[ID]] = []
    for slope in gradient { rows.append(self.gradient(of: slope, by: variables)) }
    return rows.indices.map { row in
      rows.indices.map { rows[max(row, $0)][min(row, $0)] }
    }
  }

  /// The numbers of a square matrix whose row and column are the same.
  package mutating func diagonal(of matrix: ID) -> ID {
    guard case .matrix(let rows, _) = self[matrix].shape else { return matrix }
    var numbers: [ID] = []
    for index in 0..<rows.count {
      numbers.append(element(index, of: element(index, of: matrix)))
    }
    return pack(numbers, axis: rows.axis)
  }

  /// The second derivatives of a number along a direction: the Hessian times that.
  ///
  /// It is the gradient of g·v, so that one column takes a small multiple of the number's own cost
  /// however many variables there are (Pearlmutter, Fast exact multiplication by the Hessian, 1994;
  /// Griewank and Walther, Evaluating Derivatives, 2nd ed., 2008, ch. 5).
  ///
  /// - Parameters:
  ///   - gradient: the first derivatives, one node a variable, of its shape.
  ///   - variables: what they are by.
  ///   - direction: v, one node a variable, of its shape.
  /// - Returns: one node a variable, of its shape.
  package mutating func hessian(of gradient: [ID], by variables: [ID], along direction: [ID])
    -> [ID]
  {
    var slope = constant(0)
    for (part, direction) in zip(gradient, direction) {
      slope = sum(slope, reduce(.sum, times(part, direction)))
    }
    return self.gradient(of: slope, by: variables)
  }

  /// What the operand of ``Operation/others`` gets of its adjoint: for each element the sum, over
  /// all others, of the adjoint's number times the product without both.
  mutating func othersDerivative(_ others: ID, _ adjoint: ID, _ x: ID) -> ID {
    let shape = self[x].shape
    let whole = filled(adjoint, shape)
    guard shape.count <= Graph.largestPairs else {
      // There are too many pairs; dividing says the same where no element is 0.
      let parts = product(whole, others)
      return quotient(difference(filled(reduce(.sum, parts), shape), parts), x)
    }
    let (elements, adjoints) = (numbers(of: x), numbers(of: whole))
    var parts: [ID] = []
    for index in elements.indices {
      var (rest, weights) = (elements, adjoints)
      rest.remove(at: index)
      weights.remove(at: index)
      guard !rest.isEmpty else { return filled(constant(0), shape) }
      let list = pack(rest, axis: .elements)
      let products = node(.others, [list], shape: self[list].shape)
      parts.append(reduce(.sum, times(pack(weights, axis: .elements), products)))
    }
    return arranged(parts, as: shape)
  }

  /// The most elements of which all pairs are looked at.
  private static let largestPairs = 256

  /// The single numbers of a node, row after row.
  package mutating func numbers(of id: ID) -> [ID] {
    guard let side = self[id].shape.dimensions.first else { return [id] }
    var result: [ID] = []
    for index in 0..<side.count { result += numbers(of: element(index, of: id)) }
    return result
  }

  /// Single numbers as a node of a shape.
  private mutating func arranged(_ numbers: [ID], as shape: Shape) -> ID {
    guard case .matrix(let rows, let columns) = shape else {
      return pack(numbers, axis: shape.dimensions.first?.axis ?? .elements)
    }
    var parts: [ID] = []
    var rest = numbers[...]
    while !rest.isEmpty {
      parts.append(pack(Array(rest.prefix(columns.count)), axis: columns.axis))
      rest = rest.dropFirst(columns.count)
    }
    return pack(parts, axis: rows.axis)
  }
}
