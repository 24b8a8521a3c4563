import Formula

/// A derivative by one name, right and with each of the usual mistakes in taking it.
///
/// Sums, products, quotients, powers, and the functions that schools teach; nothing else is taken.
struct SlippedDerivative: Sendable {
  /// The derivative as it is, simplified by zeros and ones alone.
  var right: Expression
  /// It with one mistake in each.
  var slipped: [SlippedFormula] {
    wrong.map {
      SlippedFormula(kind: .derivative, rank: $0.rank, text: $0.text, formula: $0.formula)
    }
  }

  private struct Wrong {
    var formula: Expression
    var text: String
    var rank: Int
  }

  private var wrong: [Wrong] = []

  /// The derivative, nil where something in the formula is not taken here.
  ///
  /// - Parameters:
  ///   - formula: what is differentiated.
  ///   - name: by what.
  init?(of formula: Expression, by name: Name) {
    guard formula.height <= SlipRule.greatestHeight else { return nil }
    let leaf = Expression.name(name)
    guard formula.contains(leaf) else {
      right = .number(0)
      return
    }
    switch formula.kind {
    case .name: right = .number(1)
    case .negate(let operand):
      guard let inner = Self(of: operand, by: name) else { return nil }
      right = Expression(.negate(inner.right))
      adopt(inner) { Expression(.negate($0)) }
      note(inner.right, "with the minus sign lost", rank: 1)
    case .binary(let symbol, let left, let other):
      guard let (first, second) = Self.both(left, other, by: name) else { return nil }
      right = .number(0)
      switch symbol {
      case .add, .subtract: sum(symbol, left, other, first, second)
      case .multiply: product(left, other, first, second, leaf)
      case .divide: quotient(left, other, first, second, leaf)
      case .power:
        guard case .number(let exponent) = other.kind else { return nil }
        power(left, exponent, first)
      default: return nil
      }
    case .call(let function, let arguments):
      guard arguments.count == 1, let inner = Self(of: arguments[0], by: name),
        let outer = Self.outer(function, arguments[0])
      else { return nil }
      right = .times(outer.right, inner.right)
      adopt(inner) { .times(outer.right, $0) }
      for (formula, text) in outer.wrong { note(.times(formula, inner.right), text, rank: 1) }
      if inner.right != .number(1) { note(outer.right, "with the inner derivative lost", rank: 0) }
    default: return nil
    }
  }

  private static func both(_ left: Expression, _ right: Expression, by name: Name)
    -> (Self, Self)?
  {
    guard let first = Self(of: left, by: name), let second = Self(of: right, by: name) else {
      return nil
    }
    return (first, second)
  }

  private mutating func note(_ formula: Expression, _ text: String, rank: Int) {
    wrong.append(Wrong(formula: formula, text: text, rank: rank))
  }

  /// Takes over what can go wrong in a part.
  private mutating func adopt(_ part: Self, _ whole: (Expression) -> Expression) {
    wrong += part.wrong.map { Wrong(formula: whole($0.formula), text: $0.text, rank: $0.rank) }
  }

  private mutating func sum(
    _ symbol: BinaryOperator, _ left: Expression, _ other: Expression, _ first: Self,
    _ second: Self
  ) {
    right = .sum(symbol, first.right, second.right)
    adopt(first) { .sum(symbol, $0, second.right) }
    adopt(second) { .sum(symbol, first.right, $0) }
    for (term, part) in [(left, first), (other, second)] where part.right == .number(0) {
      let text = "with \(Notation().text(term)) kept, whose derivative is 0"
      note(.binary(.add, right, term), text, rank: 1)
    }
  }

  private mutating func product(
    _ left: Expression, _ other: Expression, _ first: Self, _ second: Self, _ leaf: Expression
  ) {
    if !left.contains(leaf) || !other.contains(leaf) {
      let (factor, part) = left.contains(leaf) ? (other, first) : (left, second)
      right = .times(factor, part.right)
      adopt(part) { .times(factor, $0) }
      note(part.right, "with \(Notation().text(factor)) left out", rank: 1)
      return
    }
    func rule(_ one: Expression, _ two: Expression) -> Expression {
      .sum(.add, .times(one, other), .times(left, two))
    }
    right = rule(first.right, second.right)
    adopt(first) { rule($0, second.right) }
    adopt(second) { rule(first.right, $0) }
    note(
      .times(first.right, second.right),
      "with the product of the derivatives for the derivative of a product", rank: 0)
    note(.times(first.right, other), "with the second half of the product rule lost", rank: 1)
    note(.times(left, second.right), "with the first half of the product rule lost", rank: 1)
  }

  private mutating func quotient(
    _ left: Expression, _ other: Expression, _ first: Self, _ second: Self, _ leaf: Expression
  ) {
    guard other.contains(leaf) else {
      right = .binary(.divide, first.right, other)
      adopt(first) { .binary(.divide, $0, other) }
      note(first.right, "without dividing by \(Notation().text(other))", rank: 1)
      return
    }
    let square = Expression.binary(.power, other, .number(2))
    func rule(_ one: Expression, _ two: Expression) -> Expression {
      .binary(.divide, .sum(.subtract, .times(one, other), .times(left, two)), square)
    }
    right = rule(first.right, second.right)
    adopt(first) { rule($0, second.right) }
    adopt(second) { rule(first.right, $0) }
    note(
      .binary(.divide, first.right, second.right),
      "with the quotient of the derivatives for the derivative of a quotient", rank: 0)
    note(Expression(.negate(right)), "with the quotient rule the wrong way round", rank: 1)
  }

  private mutating func power(_ base: Expression, _ exponent: Double, _ inner: Self) {
    func rule(_ factor: Double, _ exponent: Double, _ inside: Expression) -> Expression {
      let power: Expression =
        exponent == 0
        ? .number(1) : exponent == 1 ? base : .binary(.power, base, .number(exponent))
      return .times(.times(.number(factor), power), inside)
    }
    right = rule(exponent, exponent - 1, inner.right)
    adopt(inner) { rule(exponent, exponent - 1, $0) }
    if inner.right != .number(1) {
      note(
        rule(exponent, exponent - 1, .number(1)), "with the inner derivative lost", rank: 0)
    }
    let shown = NumberFormat.short.text(exponent)
    note(rule(exponent, exponent, inner.right), "with the exponent \(shown) kept", rank: 0)
    note(rule(1, exponent - 1, inner.right), "with \(shown) left out", rank: 0)
    // Of a square that is its factor left out.
    guard exponent != 2 else { return }
    note(
      rule(exponent - 1, exponent - 1, inner.right),
      "with 1 taken from the exponent before it came down as a factor", rank: 1)
  }

  /// The derivative of a function of one number at a place, and what it is mistaken for.
  private static func outer(_ function: Function, _ place: Expression)
    -> (right: Expression, wrong: [(Expression, String)])?
  {
    let (sine, cosine) = (Expression.call(.sin, place), Expression.call(.cos, place))
    switch function {
    case .exp: return (.call(.exp, place), [])
    case .log:
      return (
        .binary(.divide, .number(1), place), [(.call(.log, place), "with the logarithm kept")]
      )
    case .sqrt:
      let root = Expression.call(.sqrt, place)
      return (
        .binary(.divide, .number(0.5), root),
        [(.binary(.divide, .number(1), root), "with the half lost")]
      )
    case .sin:
      return (cosine, [(Expression(.negate(cosine)), "with the sign of cos wrong")])
    case .cos:
      return (Expression(.negate(sine)), [(sine, "with the sign of sin wrong")])
    default: return nil
    }
  }
}

extension Expression {
  /// A product, without factors of 1.
  fileprivate static func times(_ left: Expression, _ right: Expression) -> Expression {
    if left == .number(0) || right == .number(0) { return .number(0) }
    if left == .number(1) { return right }
    return right == .number(1) ? left : .binary(.multiply, left, right)
  }

  /// A sum or a difference, without terms of 0.
  fileprivate static func sum(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression
  ) -> Expression {
    if right == .number(0) { return left }
    if left == .number(0) { return symbol == .add ? right : Expression(.negate(right)) }
    return .binary(symbol, left, right)
  }
}
