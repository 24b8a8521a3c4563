package import Formula

/// A parameter as it was declared: one number, a list or a matrix of them.
package struct ParameterBlock: Hashable, Sendable {
  package var name: Name
  package var shape: Shape

  package init(_ name: Name, shape: Shape = .scalar) {
    self.name = name
    self.shape = shape
  }

  /// The names of its numbers: `x`, or `b[1]`, `b[2]`, or `W[1,1]`, `W[1,2]`, row after row.
  package var names: [Name] {
    switch shape {
    case .scalar: [name]
    // fits: a list has a number at least
    case .vector(_, let count): (1...count).map { Name("\(name)[\($0)]") }
    case .matrix(let rows, let columns):
      // fits: a matrix has a row at least
      (1...rows.count).flatMap { row in
        // fits: a matrix has a column at least
        (1...columns.count).map { Name("\(name)[\(row),\($0)]") }
      }
    }
  }
}

extension [ParameterBlock] {
  /// The names of all numbers, in the order of θ.
  package var names: [Name] { flatMap(\.names) }

  /// Where each block begins among the numbers of θ.
  package var offsets: [Int] {
    var next = 0
    return map { block in
      defer { next += block.shape.count }
      return next
    }
  }
}
