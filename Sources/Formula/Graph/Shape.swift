/// How many numbers a value is, and what they stand for.
package enum Shape: Hashable, Sendable {
  case scalar
  case vector(Axis, count: Int)
  /// Rows and columns; the numbers stand row after row.
  case matrix(Dimension, Dimension)

  /// What a vector, or a side of a matrix, has one number for.
  package enum Axis: Hashable, Sendable {
    /// One number a parameter, in the order the parameters were given.
    case parameters
    /// One number a row of the data.
    case rows
    /// One number an element of a list.
    case elements
    /// One number a particle of a population.
    case particles
  }

  /// One of a matrix's two sides.
  package struct Dimension: Hashable, Sendable {
    package var axis: Axis
    package var count: Int

    package init(_ axis: Axis, count: Int) {
      self.axis = axis
      self.count = count
    }
  }

  package var count: Int {
    switch self {
    case .scalar: 1
    case .vector(_, let count): count
    case .matrix(let rows, let columns): rows.count.saturatingProduct(columns.count)
    }
  }

  /// The sides: none, one or two.
  package var dimensions: [Dimension] {
    switch self {
    case .scalar: []
    case .vector(let axis, let count): [Dimension(axis, count: count)]
    case .matrix(let rows, let columns): [rows, columns]
    }
  }

  package init(_ dimensions: [Dimension]) {
    switch dimensions.count {
    case 0: self = .scalar
    case 1: self = .vector(dimensions[0].axis, count: dimensions[0].count)
    default: self = .matrix(dimensions[0], dimensions[1])
    }
  }
}

// MARK: - Going together

extension Shape {
  /// The shape of an elementwise operation's result, nil where the two don't fit.
  ///
  /// A scalar goes with anything; a list goes with as many parameters or rows as it has numbers; a
  /// vector goes with the side of a matrix that stands for the same, and is repeated along the
  /// other. One number a particle and one a parameter go together as a row a particle.
  package static func join(_ left: Shape, _ right: Shape) -> Shape? {
    switch (left, right) {
    case (.scalar, let other), (let other, .scalar):
      return other
    case (.vector(.particles, _), .vector(.parameters, _)):
      return Shape(left.dimensions + right.dimensions)
    case (.vector(.parameters, _), .vector(.particles, _)):
      return Shape(right.dimensions + left.dimensions)
    case (.vector, .matrix):
      return left.side(of: right) == nil ? nil : right
    case (.matrix, .vector):
      return right.side(of: left) == nil ? nil : left
    case (.vector, .vector), (.matrix, .matrix):
      var joined: [Dimension] = []
      for (a, b) in zip(left.dimensions, right.dimensions) {
        guard let both = a.joined(with: b) else { return nil }
        joined.append(both)
      }
      return Shape(joined)
    }
  }

  /// Which side of a matrix a vector goes with: 0 where it is a column, 1 where it is a row.
  ///
  /// - Parameter matrix: the matrix's shape.
  /// - Returns: nil where it fits neither side, or both alike.
  func side(of matrix: Shape) -> Int? {
    let sides = matrix.dimensions
    guard let own = dimensions.first, dimensions.count == 1, sides.count == 2 else { return nil }
    let same = sides.indices.filter { sides[$0] == own }
    if !same.isEmpty { return same.count == 1 ? same[0] : nil }
    let fitting = sides.indices.filter { sides[$0].joined(with: own) != nil }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// Whether there is a row of numbers for each particle, or for each of something else one a
  /// particle: then what reduces takes each row by itself.
  var hasRowsOfPopulation: Bool {
    dimensions.count == 2 && dimensions.contains { $0.axis == .particles }
  }

  /// Whether its numbers stand in rows that are counted: one a particle, or those of a matrix.
  package var hasRows: Bool {
    dimensions.count == 2 || dimensions.first?.axis == .particles
  }

  /// The shape in words, for errors.
  package var words: String {
    switch self {
    case .scalar: "a single number"
    case .vector(.parameters, let count): "one number a parameter (\(count))"
    case .vector(.rows, let count): "one number a row (\(count))"
    case .vector(.elements, let count): "a list of \(count)"
    case .vector(.particles, let count): "one number a particle (\(count))"
    case .matrix(let rows, let columns): "a matrix of \(rows.words) by \(columns.words)"
    }
  }
}

extension Shape.Dimension {
  /// The same side with what is known of either; a list takes on the other's meaning.
  fileprivate func joined(with other: Self) -> Self? {
    guard count == other.count else { return nil }
    if axis == other.axis { return self }
    return axis == .elements ? other : other.axis == .elements ? self : nil
  }

  fileprivate var words: String {
    switch axis {
    case .parameters: count.counted("parameter")
    case .rows: count.counted("row")
    case .elements: "\(count)"
    case .particles: count.counted("particle")
    }
  }
}
