/// A formula as it was written: a kind and a place.
///
/// Equality compares kinds alone.
package struct Expression: Hashable, Sendable {
  package let kind: Kind
  package let range: SourceRange
  /// How many nodes the longest way down has; bounded so that recursion is safe.
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
    case vector([Expression])
  }

  package init(_ kind: Kind, at range: SourceRange = SourceRange(0, 0)) {
    self.kind = kind
    self.range = range
    self.height = 1 + (kind.children.map(\.height).max() ?? 0)
  }

  package static func == (left: Expression, right: Expression) -> Bool { left.kind == right.kind }

  package func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// An operator between two operands; the raw value is its ASCII spelling.
package enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
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

extension Expression.Kind {
  /// The parts, in written order.
  package var children: [Expression] {
    switch self {
    case .number, .name, .component: []
    case .negate(let operand), .not(let operand): [operand]
    case .binary(_, let left, let right), .near(let left, let right, _): [left, right]
    case .call(_, let arguments): arguments
    case .vector(let elements): elements
    }
  }

  /// The same kind with each part replaced.
  package func mapChildren(_ transform: (Expression) -> Expression) -> Expression.Kind {
    switch self {
    case .number, .name, .component: self
    case .negate(let operand): .negate(transform(operand))
    case .not(let operand): .not(transform(operand))
    case .binary(let symbol, let left, let right):
      .binary(symbol, transform(left), transform(right))
    case .near(let left, let right, let tolerance):
      .near(transform(left), transform(right), tolerance)
    case .call(let function, let arguments): .call(function, arguments.map(transform))
    case .vector(let elements): .vector(elements.map(transform))
    }
  }
}

extension Expression {
  /// Rebuilds the formula from its leaves up; `transform` sees each node after its parts.
  package func rewritten(_ transform: (Expression) -> Expression) -> Expression {
    transform(Expression(kind.mapChildren { $0.rewritten(transform) }, at: range))
  }

  /// Visits the formula and all its parts, in written order.
  package func forEach(_ visit: (Expression) -> Void) {
    visit(self)
    for child in kind.children { child.forEach(visit) }
  }

  /// Every name read, components by the quantity they are of.
  package var names: Set<Name> {
    var names: Set<Name> = []
    forEach {
      switch $0.kind {
      case .name(let name), .component(_, of: let name): names.insert(name)
      default: break
      }
    }
    return names
  }

  /// A number, with a minus sign around a negative one.
  package static func number(_ value: Double, at range: SourceRange = SourceRange(0, 0))
    -> Expression
  {
    guard value.sign == .minus, !value.isNaN else { return Expression(.number(value), at: range) }
    return Expression(.negate(Expression(.number(-value), at: range)), at: range)
  }
}
