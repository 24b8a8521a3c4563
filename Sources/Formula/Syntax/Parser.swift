/// Tokens → expression, by precedence climbing.
///
/// `^` binds tighter than a minus sign and to the right; a number may touch a name or a
/// parenthesis, which multiplies; comparisons don't chain.
///
///     try Parser.expression("10y^2")       // 10·y²
///     try Parser.expression("-x^2")        // −(x²)
package struct Parser {
  private let tokens: [Token]
  private var index = 0
  private var depth = 0

  /// How deep a formula may nest, by parentheses or by its tree.
  package static let depthLimit = 200
  /// How high a tree may grow, which bounds the length of a chain such as `a + b + c + …`.
  package static let heightLimit = 500

  /// Parses a text that is one formula and nothing else.
  ///
  /// - Parameters:
  ///   - text: the formula.
  ///   - offset: where the text begins in the source that ranges point into.
  /// - Returns: the formula's tree.
  /// - Throws: a ``Diagnostic`` with the place of the first thing that is wrong.
  package static func expression(_ text: some StringProtocol, offset: Int = 0)
    throws(Diagnostic) -> Expression
  {
    var parser = try Parser(text, offset: offset)
    let expression = try parser.expression()
    try parser.end()
    return expression
  }

  /// A parser at the beginning of a text, for grammars that hold formulas.
  package init(_ text: some StringProtocol, offset: Int = 0) throws(Diagnostic) {
    tokens = try Lexer.tokens(in: text, offset: offset)
  }

  /// The next formula, as long as it goes.
  package mutating func expression() throws(Diagnostic) -> Expression {
    try expression(.lowest)
  }
}

// MARK: - What a grammar around formulas needs

extension Parser {
  /// Whether everything was read.
  package var isAtEnd: Bool { current.kind == .end }

  /// Where the next token stands.
  package var place: SourceRange { current.range }

  /// Nothing may follow.
  package func end() throws(Diagnostic) {
    guard isAtEnd else { throw unexpected() }
  }

  /// A name, if one comes next.
  package mutating func name() -> (name: Name, range: SourceRange)? {
    guard case .name(let name) = current.kind else { return nil }
    return (name, advance().range)
  }

  /// A name and the sign of assignment, if both come next: the `lr =` of `lr = 0.1`.
  package mutating func assignedName() -> (name: Name, range: SourceRange)? {
    guard let (name, range) = quantity(before: .assign) else { return nil }
    advance()
    return (name, range)
  }

  /// Steps over a name that a sign follows; with its power, as g² is one name before `=` and `.`.
  private mutating func quantity(before symbol: Symbol) -> (name: Name, range: SourceRange)? {
    guard case .name(var name) = current.kind else { return nil }
    var length = 1
    if case .superscript(let exponent) = token(1).kind {
      (name, length) = (name.raised(to: exponent), 2)
    } else if token(1).kind == .symbol(.power), case .number(let value) = token(2).kind,
      let exponent = Int(exactly: value)
    {
      (name, length) = (name.raised(to: exponent), 3)
    }
    guard token(length).kind == .symbol(symbol) else { return nil }
    let range = current.range.union(token(length - 1).range)
    index += length
    return (name, range)
  }

  /// Steps over a comma, if one comes next.
  package mutating func comma() -> Bool { accept(.comma) != nil }

  /// Steps over a word, if it comes next.
  package mutating func word(_ word: String) -> SourceRange? {
    guard case .name(let name) = current.kind, name.text == word else { return nil }
    return advance().range
  }
}

// MARK: - Precedence

extension Parser {
  /// How tightly operators bind, from the loosest.
  enum Precedence: Int, Comparable {
    case lowest, or, and, not, comparison, sum, product, power, atom

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

    /// The next tighter one.
    var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .atom }
  }

  private mutating func expression(_ minimum: Precedence) throws(Diagnostic) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.depthLimit else { throw .tooDeep(at: current.range) }
    var left = try prefix(minimum)
    while let (symbol, isImplicit) = infix(), symbol.precedence >= minimum {
      if !isImplicit { advance() }
      left =
        symbol == .near
        ? try near(left) : try binary(symbol, left)
      if symbol.precedence == .comparison, let (next, _) = infix(),
        next.precedence == .comparison
      {
        throw .chainedComparison(at: current.range)
      }
    }
    return left
  }

  /// An infix operator as the parser sees it.
  private enum Infix: Equatable {
    case binary(BinaryOperator)
    case near

    var precedence: Precedence {
      switch self {
      case .near: .comparison
      case .binary(let symbol): symbol.precedence
      }
    }
  }

  /// The operator at hand; a name or a parenthesis that touches a number multiplies.
  private func infix() -> (Infix, isImplicit: Bool)? {
    switch current.kind {
    case .symbol(.near): return (.near, false)
    case .symbol(.leftParenthesis) where touchesNumber: return (.binary(.multiply), true)
    case .symbol(.root) where touchesNumber: return (.binary(.multiply), true)
    case .symbol(let symbol):
      return BinaryOperator(rawValue: symbol.rawValue).map { (.binary($0), false) }
    case .name(let name):
      if name.text == "and" { return (.binary(.and), false) }
      if name.text == "or" { return (.binary(.or), false) }
      return touchesNumber && name.text != "within" ? (.binary(.multiply), true) : nil
    default: return nil
    }
  }

  private var touchesNumber: Bool {
    guard index > 0, case .number = tokens[index - 1].kind else { return false }
    return tokens[index - 1].range.upper == current.range.lower
  }

  private mutating func binary(_ infix: Infix, _ left: Expression)
    throws(Diagnostic) -> Expression
  {
    guard case .binary(let symbol) = infix else { return left }
    // To the right: 2^3^2 is 2^(3^2), and the exponent may carry a sign.
    let right = try expression(symbol == .power ? .power : symbol.precedence.next)
    return try node(.binary(symbol, left, right), at: left.range.union(right.range))
  }

  private mutating func near(_ left: Expression) throws(Diagnostic) -> Expression {
    let right = try expression(Precedence.comparison.next)
    var tolerance = Tolerance.nineDigits
    var range = left.range.union(right.range)
    if word("within") != nil {
      (tolerance, range) = try self.tolerance(after: range)
    }
    return try node(.near(left, right, tolerance), at: range)
  }

  /// What may follow `within`: `1%` or `0.01`.
  package mutating func tolerance() throws(Diagnostic) -> Tolerance {
    try tolerance(after: current.range).0
  }

  private mutating func tolerance(after range: SourceRange)
    throws(Diagnostic) -> (Tolerance, SourceRange)
  {
    guard case .number(let value) = current.kind else {
      throw .expectedTolerance(at: current.range)
    }
    let number = advance()
    if let percent = accept(.percent) {
      return (.relative(value / 100), range.union(percent.range))
    }
    return (.absolute(value), range.union(number.range))
  }
}

// MARK: - Operands

extension Parser {
  /// A node whose height is checked.
  private func node(_ kind: Expression.Kind, at range: SourceRange)
    throws(Diagnostic) -> Expression
  {
    let result = Expression(kind, at: range)
    guard result.height <= Parser.heightLimit else { throw .tooLong(at: range) }
    return result
  }

  private mutating func prefix(_ minimum: Precedence) throws(Diagnostic) -> Expression {
    let first = current
    switch first.kind {
    case .symbol(.minus):
      advance()
      // −a·b is −(a·b); as a right operand, as in 2·−a·b, the sign takes only the next factor.
      let operand = try expression(max(minimum, .product))
      return try node(.negate(operand), at: first.range.union(operand.range))
    case .symbol(.plus):
      advance()
      return try expression(max(minimum, .product))
    case .name(let name) where name.text == "not":
      advance()
      let operand = try expression(.not)
      return try node(.not(operand), at: first.range.union(operand.range))
    default:
      return try postfix(try atom())
    }
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
    let first = current
    switch first.kind {
    case .number(let value):
      advance()
      return Expression(.number(value), at: first.range)
    case .name(let name):
      return try named(name, at: first.range)
    case .symbol(.root):
      advance()
      depth += 1
      defer { depth -= 1 }
      guard depth <= Parser.depthLimit else { throw .tooDeep(at: first.range) }
      let operand = try atom()
      guard !isRaised else { throw .ambiguousRoot(at: first.range.union(place)) }
      return try node(.call(.sqrt, [operand]), at: first.range.union(operand.range))
    case .symbol(.leftParenthesis):
      advance()
      let inner = try expression()
      let last = try close(.rightParenthesis, openedAt: first.range)
      return Expression(inner.kind, at: first.range.union(last))
    case .symbol(.leftBracket):
      advance()
      let elements = try list(until: .rightBracket, openedAt: first.range)
      guard !elements.items.isEmpty else { throw .emptyVector(at: elements.range) }
      return try node(.vector(elements.items), at: elements.range)
    default:
      throw unexpected()
    }
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
    guard !["and", "or", "within"].contains(name.text) else { throw unexpected() }
    if let (quantity, place) = quantity(before: .dot) {
      let dot = advance().range
      guard let component = self.name() else { throw .expectedComponent(at: dot) }
      return Expression(
        .component(component.name, of: quantity), at: place.union(component.range))
    }
    advance()
    if current.kind == .symbol(.leftParenthesis) {
      let open = advance().range
      guard let function = Function(rawValue: name.text) else {
        throw .unknownFunction(name, at: range)
      }
      let arguments = try list(until: .rightParenthesis, openedAt: open)
      let whole = range.union(arguments.range)
      guard function.arity.contains(arguments.items.count) else {
        throw .wrongArity(function, given: arguments.items.count, at: whole)
      }
      return try node(.call(function, arguments.items), at: whole)
    }
    return Expression(.name(name), at: range)
  }

  private mutating func list(until closing: Symbol, openedAt open: SourceRange)
    throws(Diagnostic) -> (items: [Expression], range: SourceRange)
  {
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

// MARK: - Tokens

extension Parser {
  private var current: Token { tokens[index] }

  private func token(_ ahead: Int) -> Token { tokens[min(index + ahead, tokens.count - 1)] }

  @discardableResult
  private mutating func advance() -> Token {
    defer { index = min(index + 1, tokens.count - 1) }
    return tokens[index]
  }

  private mutating func accept(_ symbol: Symbol) -> Token? {
    current.kind == .symbol(symbol) ? advance() : nil
  }

  /// The error for a token that can't stand where it does, with what probably happened.
  package func unexpected() -> Diagnostic {
    let before = index > 0 ? tokens[index - 1] : nil
    return .unexpected(current, after: before)
  }
}

extension BinaryOperator {
  var precedence: Parser.Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: .comparison
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .power: .power
    }
  }
}
