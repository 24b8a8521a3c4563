// Names and calls, in the spellings of this language and of others.
//
// Calls stand in each other, so what is between a call and its arguments takes little of the stack:
// all else is done before the arguments are read, or behind them.

extension Parser {
  /// A name on its own, a component, or a call.
  mutating func named(_ name: Name, at range: SourceRange) throws(Diagnostic) -> Expression {
    if let head = try callHead(name, at: range) {
      return try call(head, try list(until: .rightParenthesis))
    }
    return try uncalled(name, at: range)
  }

  /// What stands before the parenthesis of a call.
  private struct CallHead {
    var name: Name
    var range: SourceRange
    /// The power that the function's value is raised to, as in sin²(x), and where it stands.
    var exponent: (value: Double, range: SourceRange)?
  }

  /// Steps over what stands before the parenthesis of a call, if a call comes next.
  private mutating func callHead(_ name: Name, at range: SourceRange)
    throws(Diagnostic) -> CallHead?
  {
    guard !["and", "or", "within"].contains(name.text) else { return nil }
    if let (member, whole, length) = libraryMember(name, at: range) {
      guard token(length).kind == .symbol(.leftParenthesis) else { return nil }
      advance(by: length)
      return CallHead(name: member, range: whole)
    }
    if let (exponent, length) = raised(name) {
      let place = token(1).range.union(token(length - 1).range)
      guard exponent > 0 else { throw .inverseFunction(name, at: range.union(place)) }
      advance(by: length)
      return CallHead(name: name, range: range, exponent: (exponent, place))
    }
    guard token(1).kind == .symbol(.leftParenthesis) else { return nil }
    advance()
    return CallHead(name: name, range: range)
  }

  /// What `np.exp`, `torch.nn.functional.relu` or `math.pi` is of a library, where the tokens at
  /// hand are such a name.
  private func libraryMember(_ library: Name, at range: SourceRange)
    -> (name: Name, range: SourceRange, length: Int)?
  {
    guard ForeignNotation.libraries.contains(library.text) else { return nil }
    var length = 1
    var member: (name: Name, range: SourceRange)?
    while token(length).kind == .symbol(.dot), case .name(let name) = token(length + 1).kind {
      member = (name, token(length + 1).range)
      length += 2
    }
    return member.map { ($0.name, range.union($0.range), length) }
  }

  /// The power between a function's name and its parenthesis, as in `sin²(x)` or `sin^2(x)`, and
  /// how many tokens there are before the parenthesis.
  private func raised(_ name: Name) -> (exponent: Double, length: Int)? {
    guard name != .objective, let callee = ForeignNotation.callee(name) else { return nil }
    if case .template = callee { return nil }
    var (length, exponent) = (2, 0.0)
    switch (token(1).kind, token(2).kind, token(3).kind) {
    case (.superscript(let power), _, _): exponent = Double(power)
    case (.symbol(.power), .number(let power), _): (length, exponent) = (3, power)
    case (.symbol(.power), .symbol(.minus), .number(let power)): (length, exponent) = (4, -power)
    default: return nil
    }
    return token(length).kind == .symbol(.leftParenthesis) ? (exponent, length) : nil
  }

  private mutating func advance(by count: Int) {
    for _ in 0..<count { advance() }
  }

  /// A name that no parenthesis follows.
  private mutating func uncalled(_ name: Name, at range: SourceRange)
    throws(Diagnostic) -> Expression
  {
    if ["and", "or", "within"].contains(name.text) { throw unexpected() }
    if let (member, whole, length) = libraryMember(name, at: range) {
      let spelling = ForeignNotation.words[member.text] ?? member.text.lowercased()
      if Scope.constants[Name(spelling)] != nil {
        advance(by: length)
        return Expression(.name(Name(spelling)), at: whole)
      }
    }
    if let (quantity, range) = quantity(before: .dot) {
      return try component(of: quantity, at: range)
    }
    advance()
    return Expression(.name(name), at: range)
  }

  /// The call of a function with its arguments, in whatever spelling.
  private func call(
    _ head: CallHead, _ arguments: (items: [Expression], range: SourceRange)
  ) throws(Diagnostic) -> Expression {
    let whole = head.range.union(arguments.range)
    let value = try node(try kind(head, arguments.items, at: whole), at: whole)
    guard let (exponent, place) = head.exponent else { return value }
    return try node(.binary(.power, value, .number(exponent, at: place)), at: whole)
  }

  private func kind(_ head: CallHead, _ arguments: [Expression], at range: SourceRange)
    throws(Diagnostic) -> Expression.Kind
  {
    switch ForeignNotation.callee(head.name) {
    case .function(let function):
      guard function.arity.contains(arguments.count) else {
        throw .wrongArity(function, given: arguments.count, at: range)
      }
      return .call(function, arguments)
    case .template(let template):
      guard let filled = ForeignNotation.filled(template, arguments) else {
        throw .wrongArity(of: head.name, template, given: arguments.count, at: range)
      }
      return filled.kind
    case .formula(let known):
      return .apply(Callee(known, at: head.range), arguments)
    case nil:
      // A learner's own, or unknown, which is seen when names are looked up.
      return .apply(Callee(head.name, at: head.range), arguments)
    }
  }
}
