/// Tokens → expression, by precedence climbing.
///
/// `^` binds tighter than a minus sign and to the right; a number may stand before a name or a
/// parenthesis, which multiplies; comparisons don't chain.
///
///     try Parser.expression("10y^2")       // 10·y²
///     try Parser.expression("-x^2")        // −(x²)
package struct Parser {
  private let tokens: [Token]
  private(set) var index = 0
  var depth = 0
  /// The text, and where it begins in the source that ranges point into.
  let source: String
  let offset: Int
  /// The token at which the formula at hand begins.
  private(set) var formulaStart = 0

  /// How deep parentheses, signs and calls may nest.
  ///
  /// The parser is what calls itself; a level takes it about 5 KB of stack in a debug build, and
  /// a thread may have no more than 512 KB.
  package static let depthLimit = 64
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
  ///
  /// - Throws: a ``Diagnostic`` for a character that means nothing, with the formula rewritten where
  ///   it is of another notation.
  package init(_ text: some StringProtocol, offset: Int = 0) throws(Diagnostic) {
    source = String(text)
    self.offset = offset
    do {
      tokens = try Lexer.tokens(in: text, offset: offset)
    } catch {
      throw error.rewriting(source)
    }
  }

  /// A parser of tokens that were read before.
  init(tokens: [Token]) {
    (self.tokens, source, offset) = (tokens, "", 0)
  }

  /// The next formula, as long as it goes.
  ///
  /// - Throws: a ``Diagnostic`` with the formula rewritten where it is of another notation.
  package mutating func expression() throws(Diagnostic) -> Expression {
    formulaStart = index
    do {
      return try expression(.lowest)
    } catch {
      throw error.rewriting(formulaText)
    }
  }

  /// The text from the beginning of the formula at hand.
  private var formulaText: Substring {
    let start = tokens[formulaStart].range.lower - offset
    let utf8 = source.utf8
    let index = utf8.index(utf8.startIndex, offsetBy: start, limitedBy: utf8.endIndex)
    return source[(index ?? utf8.endIndex)...]
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
  mutating func quantity(before symbol: Symbol) -> (name: Name, range: SourceRange)? {
    guard case .name(var name) = current.kind else { return nil }
    var length = 1
    if case .superscript(let exponent) = token(1).kind, exponent >= 0 {
      (name, length) = (name.raised(to: exponent), 2)
    } else if token(1).kind == .symbol(.power), case .number(let value) = token(2).kind,
      let exponent = Int(exactly: value), exponent >= 0
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

  mutating func expression(_ minimum: Precedence) throws(Diagnostic) -> Expression {
    try enter()
    defer { depth -= 1 }
    return try operations(on: try prefix(minimum), minimum)
  }

  /// Goes one level down, as far as that goes.
  mutating func enter() throws(Diagnostic) {
    guard depth < Parser.depthLimit else { throw .tooDeep(at: current.range) }
    depth += 1
  }

  /// What follows an operand, as long as it binds tightly enough.
  private mutating func operations(on first: Expression, _ minimum: Precedence)
    throws(Diagnostic) -> Expression
  {
    var left = first
    while let (symbol, isImplicit) = infix(), symbol.precedence >= minimum {
      if !isImplicit { advance() }
      left = try operation(symbol, left)
      if symbol.precedence == .comparison { try endOfComparison() }
    }
    return left
  }

  private func endOfComparison() throws(Diagnostic) {
    guard let (next, _) = infix(), next.precedence == .comparison else { return }
    throw .chainedComparison(at: current.range)
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

  /// The operator at hand; a factor without a sign multiplies.
  private func infix() -> (Infix, isImplicit: Bool)? {
    switch current.kind {
    case _ where beginsFactor: return (.binary(.multiply), true)
    case .symbol(.near): return (.near, false)
    case .symbol(let symbol):
      return BinaryOperator(rawValue: symbol.rawValue).map { (.binary($0), false) }
    case .name(let name):
      if name.text == "and" { return (.binary(.and), false) }
      if name.text == "or" { return (.binary(.or), false) }
      return nil
    default: return nil
    }
  }

  private mutating func operation(_ infix: Infix, _ left: Expression)
    throws(Diagnostic) -> Expression
  {
    guard case .binary(let symbol) = infix else { return try near(left) }
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

// MARK: - Tokens

extension Parser {
  var current: Token { tokens[index] }

  func token(_ ahead: Int) -> Token { tokens[max(0, min(index + ahead, tokens.count - 1))] }

  @discardableResult
  mutating func advance() -> Token {
    defer { index = min(index + 1, tokens.count - 1) }
    return tokens[index]
  }

  mutating func accept(_ symbol: Symbol) -> Token? {
    current.kind == .symbol(symbol) ? advance() : nil
  }

  /// The error for a token that can't stand where it does, with what probably happened.
  package func unexpected() -> Diagnostic {
    let before = index > 0 ? tokens[index - 1] : nil
    return Diagnostic.unexpected(current, after: before).rewriting(formulaText)
  }
}

extension BinaryOperator {
  var precedence: Parser.Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: .comparison
    case .add, .subtract: .sum
    case .multiply, .divide, .matrixTimes: .product
    case .power: .power
    }
  }
}
