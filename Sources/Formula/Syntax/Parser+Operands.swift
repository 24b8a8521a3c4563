// What stands between operators: signs, numbers, parts and brackets.

extension Parser {
  /// A node whose height is checked.
  func node(_ kind: Expression.Kind, at range: SourceRange)
    throws(Diagnostic) -> Expression
  {
    let result = Expression(kind, at: range)
    guard result.height <= Parser.heightLimit else { throw .tooLong(at: range) }
    return result
  }

  mutating func prefix(_ minimum: Precedence) throws(Diagnostic) -> Expression {
    switch current.kind {
    case .symbol(.minus): return try negation(max(minimum, .product))
    case .symbol(.plus):
      advance()
      return try expression(max(minimum, .product))
    case .name(Parser.not): return try not()
    default: return try postfix(try atom())
    }
  }

  private static let not = Name("not")

  /// −a·b is −(a·b); as a right operand, as in 2·−a·b, the sign takes only the next factor.
  private mutating func negation(_ minimum: Precedence) throws(Diagnostic) -> Expression {
    let sign = advance().range
    let operand = try expression(minimum)
    return try node(.negate(operand), at: sign.union(operand.range))
  }

  private mutating func not() throws(Diagnostic) -> Expression {
    let word = advance().range
    let operand = try expression(.not)
    return try node(.not(operand), at: word.union(operand.range))
  }

  private mutating func postfix(_ atom: Expression) throws(Diagnostic) -> Expression {
    var result = atom
    while case .superscript(let exponent) = current.kind {
      let token = advance()
      let power = Expression.number(Double(exponent), at: token.range)
      result = try node(.binary(.power, result, power), at: result.range.union(token.range))
    }
    return result
  }

  private mutating func atom() throws(Diagnostic) -> Expression {
    switch current.kind {
    case .number(let value): return Expression(.number(value), at: advance().range)
    case .name(let name): return try named(name, at: current.range)
    case .symbol(.root): return try root(.sqrt)
    case .symbol(.cubeRoot): return try root(.cbrt)
    case .symbol(.leftParenthesis): return try parenthesis()
    case .symbol(.leftBracket): return try vector()
    default: throw unexpected()
    }
  }

  private mutating func root(_ function: Function) throws(Diagnostic) -> Expression {
    try enter()
    defer { depth -= 1 }
    let sign = advance().range
    let operand = try atom()
    guard !isRaised else { throw .ambiguousRoot(at: sign.union(place)) }
    return try node(.call(function, [operand]), at: sign.union(operand.range))
  }

  private mutating func parenthesis() throws(Diagnostic) -> Expression {
    let open = advance().range
    let inner = try expression(.lowest)
    return Expression(
      inner.kind, at: open.union(try close(.rightParenthesis, openedAt: open)))
  }

  private mutating func vector() throws(Diagnostic) -> Expression {
    let elements = try list(until: .rightBracket)
    guard !elements.items.isEmpty else { throw .emptyVector(at: elements.range) }
    return try node(.vector(elements.items), at: elements.range)
  }

  /// Whether a power follows.
  private var isRaised: Bool {
    if case .superscript = current.kind { return true }
    return current.kind == .symbol(.power)
  }

  mutating func component(of quantity: Name, at range: SourceRange)
    throws(Diagnostic) -> Expression
  {
    let dot = advance().range
    guard let component = name() else { throw .expectedComponent(at: dot) }
    return Expression(.component(component.name, of: quantity), at: range.union(component.range))
  }

  /// Formulas between two brackets, parted by commas.
  mutating func list(until closing: Symbol)
    throws(Diagnostic) -> (items: [Expression], range: SourceRange)
  {
    let open = advance().range
    var items: [Expression] = []
    if current.kind != .symbol(closing) {
      repeat { items.append(try expression(.lowest)) } while comma()
    }
    return (items, open.union(try close(closing, openedAt: open)))
  }

  private mutating func close(_ symbol: Symbol, openedAt open: SourceRange)
    throws(Diagnostic) -> SourceRange
  {
    if let token = accept(symbol) { return token.range }
    switch current.kind {
    case .end: throw .notClosed(symbol, openedAt: open)
    case .symbol(let other) where other.isClosing: throw .closedByOther(symbol, at: place)
    default: throw unexpected()
    }
  }
}
