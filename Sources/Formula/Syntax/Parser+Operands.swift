// What stands between operators: signs, numbers, names, calls and brackets.

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
      let power = Expression(.number(Double(exponent)), at: token.range)
      result = try node(.binary(.power, result, power), at: result.range.union(token.range))
    }
    return result
  }

  private mutating func atom() throws(Diagnostic) -> Expression {
    switch current.kind {
    case .number(let value): return Expression(.number(value), at: advance().range)
    case .name(let name): return try named(name, at: current.range)
    case .symbol(.root): return try root()
    case .symbol(.leftParenthesis): return try parenthesis()
    case .symbol(.leftBracket): return try vector()
    default: throw unexpected()
    }
  }

  private mutating func root() throws(Diagnostic) -> Expression {
    try enter()
    defer { depth -= 1 }
    let sign = advance().range
    let operand = try atom()
    guard !isRaised else { throw .ambiguousRoot(at: sign.union(place)) }
    return try node(.call(.sqrt, [operand]), at: sign.union(operand.range))
  }

  private mutating func parenthesis() throws(Diagnostic) -> Expression {
    let open = advance().range
    let inner = try expression()
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

  /// A name on its own, a component, or a call.
  private mutating func named(_ name: Name, at range: SourceRange)
    throws(Diagnostic) -> Expression
  {
    if ["and", "or", "within"].contains(name.text) { throw unexpected() }
    if let (quantity, range) = quantity(before: .dot) {
      return try component(of: quantity, at: range)
    }
    advance()
    guard current.kind == .symbol(.leftParenthesis) else {
      return Expression(.name(name), at: range)
    }
    return try call(try function(name, at: range), at: range)
  }

  private mutating func component(of quantity: Name, at range: SourceRange)
    throws(Diagnostic) -> Expression
  {
    let dot = advance().range
    guard let component = name() else { throw .expectedComponent(at: dot) }
    return Expression(.component(component.name, of: quantity), at: range.union(component.range))
  }

  private func function(_ name: Name, at range: SourceRange) throws(Diagnostic) -> Function {
    guard let function = Function(rawValue: name.text) else {
      throw .unknownFunction(name, at: range)
    }
    return function
  }

  private mutating func call(_ function: Function, at range: SourceRange)
    throws(Diagnostic) -> Expression
  {
    let arguments = try list(until: .rightParenthesis)
    let whole = range.union(arguments.range)
    guard function.arity.contains(arguments.items.count) else {
      throw .wrongArity(function, given: arguments.items.count, at: whole)
    }
    return try node(.call(function, arguments.items), at: whole)
  }

  /// Formulas between two brackets, parted by commas.
  private mutating func list(until closing: Symbol)
    throws(Diagnostic) -> (items: [Expression], range: SourceRange)
  {
    let open = advance().range
    var items: [Expression] = []
    if current.kind != .symbol(closing) {
      repeat { items.append(try expression()) } while comma()
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
