/// A formula as it was written: a kind and a place.
///
/// Equality compares kinds alone.
package struct Expression: Hashable, Sendable {
  package let kind: Kind
  package let range: SourceRange
  /// How many nodes the longest way down has.
  package let height: Int

  package indirect enum Kind: Hashable, Sendable {
    case number(Double)
    case name(Name)
    /// One parameter's part of a quantity: `E[g²].x`.
    case component(Name, of: Name)
    case negate(Expression)
    case not(Expression)
    case binary(BinaryOperator, Expression, Expression)
    case near(Expression, Expression, Tolerance)
    case call(Function, [Expression])
    /// A function that is itself a formula: one of the library's, or one that `let` has made.
    case apply(Callee, [Expression])
    case vector([Expression])
  }

  package init(_ kind: Kind, at range: SourceRange = SourceRange(0, 0)) {
    self.kind = kind
    self.range = range
    self.height = 1 + (kind.children.map(\.height).max() ?? 0)
  }
}

/// The name of a function that is a formula, and where it stands; equality compares names.
package struct Callee: Hashable, Sendable {
  package let name: Name
  package let range: SourceRange

  package init(_ name: Name, at range: SourceRange = SourceRange(0, 0)) {
    self.name = name
    self.range = range
  }

  package static func == (left: Callee, right: Callee) -> Bool { left.name == right.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// An operator between two operands; the raw value is its ASCII spelling.
package enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  /// The product of matrices and vectors.
  case matrixTimes = "@"
  case power = "^"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case and = "and"
  case or = "or"
}

/// How far the sides of `a ~= b` may lie apart.
package enum Tolerance: Hashable, Sendable {
  /// Equal to nine digits: |a − b| ≤ 1e-9·max(|a|, |b|); where a side is 0, |a − b| ≤ 1e-9.
  case nineDigits
  /// `within 1%`: |a − b| ≤ fraction·|b|.
  case relative(Double)
  /// `within 0.01`: |a − b| ≤ amount.
  case absolute(Double)
}

extension Expression {
  /// A number, with a minus sign around a negative one.
  package static func number(_ value: Double, at range: SourceRange = SourceRange(0, 0))
    -> Expression
  {
    guard value.sign == .minus, !value.isNaN else { return Expression(.number(value), at: range) }
    return Expression(.negate(Expression(.number(-value), at: range)), at: range)
  }
}
