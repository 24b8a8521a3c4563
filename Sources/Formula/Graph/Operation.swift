/// What a node of the graph, and an instruction of a program, does.
package enum Operation: UInt8, Hashable, Sendable {
  // Leaves: no instruction.
  case constant, input

  // One operand, elementwise.
  case copy, negate, not
  case sqrt, abs, exp, log, log1p, sin, cos, tan, tanh
  case asin, acos, atan, sinh, cosh, expm1, erf, log2, log10, cbrt
  case sigmoid, relu, softplus, sign, floor, round, ceil

  // Two operands, elementwise; a scalar goes with every element.
  case add, subtract, multiply, divide, power, minimum, maximum, atan2, hypot, mod
  /// a·b, and 0 where either is 0, even against infinity: the product of the chain rule.
  case chain
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, and, or
  /// |a − b| ≤ 1e-9·max(|a|, |b|), or 1e-9 where a side is 0.
  case near

  // Three operands, elementwise.
  /// b where a is not 0, c elsewhere.
  case select
  /// a·b + c, rounded once.
  case fma
  /// |a − b| ≤ c·|b|.
  case nearRelative
  /// |a − b| ≤ c.
  case nearAbsolute

  // A vector to a scalar, in order from the first element.
  case sum, prod, least, greatest
  /// Which element is the first that is least, or greatest, counted from 1; what is not a number is
  /// neither.
  case argLeast, argGreatest
  /// log Σ exp, which overflows nowhere.
  case logSumExp
  /// For each element of a vector the product of all others.
  case others

  // Between scalars, vectors and matrices.
  /// The element of a vector, or the row of a matrix, at the node's index.
  case element
  /// The element of a vector, or the row of a matrix, at a number that is computed, from 1.
  case pick
  /// A vector or matrix of zeros but for the operand at the node's index.
  case place
  /// A vector of scalars, or a matrix of vectors.
  case pack

  // Matrices, row after row.
  /// The product of matrices; a vector is a column on the right, a row on the left.
  case product
  case transpose
  /// A matrix whose columns are all the operand.
  case repeatColumn
  /// A matrix whose rows are all the operand.
  case repeatRow
  /// The sum of a matrix over each of its rows.
  case sumRows
  /// The sum of a matrix over each of its columns.
  case sumColumns
  /// x in A·x = b, for a square matrix and a vector.
  case solve

  /// Whether a number of the result needs more of the operands than the numbers at its own place.
  var readsAcross: Bool {
    switch self {
    case .others, .product, .pick, .transpose, .repeatColumn, .repeatRow, .sumRows, .sumColumns,
      .solve:
      true
    default: false
    }
  }

  /// Whether the operands can be swapped without changing a bit of the result.
  var isCommutative: Bool {
    switch self {
    case .add, .multiply, .chain, .hypot, .equal, .notEqual, .and, .or: true
    default: false
    }
  }
}
