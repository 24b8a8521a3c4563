/// How many numbers a value is, and what they stand for.
package enum Shape: Hashable, Sendable {
  case scalar
  case vector(Axis, count: Int)

  /// What a vector has one number for.
  package enum Axis: Hashable, Sendable {
    /// One number a parameter, in the order the parameters were given.
    case parameters
    /// One number an element of a list.
    case elements
  }

  package var count: Int {
    switch self {
    case .scalar: 1
    case .vector(_, let count): count
    }
  }

  /// The shape of an elementwise operation's result, nil where the two don't fit: a scalar goes
  /// with anything, a list with as many numbers as there are parameters counts as theirs.
  package static func join(_ left: Shape, _ right: Shape) -> Shape? {
    switch (left, right) {
    case (.scalar, let other), (let other, .scalar): other
    case (.vector(let a, let m), .vector(let b, let n)):
      m == n ? .vector(a == .parameters ? a : b, count: m) : nil
    }
  }

  /// The shape in words, for errors.
  package var words: String {
    switch self {
    case .scalar: "a single number"
    case .vector(.parameters, let count): "one number a parameter (\(count))"
    case .vector(.elements, let count): "a list of \(count)"
    }
  }
}
