/// A formula of another notation, rewritten in this one.
///
///     Rewriting(of: #"\frac{1}{2} x^2"#)?.formula     // (1)/(2)*x^2
///     Rewriting(of: "x if x > 0 else 0")?.formula     // if(x > 0, x, 0)
struct Rewriting: Hashable {
  /// What to type: a formula of this language that parses.
  let formula: String
  /// What the person should know besides, nil where the formula says it all.
  let remark: Remark?

  enum Remark: Hashable {
    case quotes, derivative, assignment(String), semicolon
  }

  /// Rewrites a text up to a word such as `from` that ends the formula in it; nil where there is
  /// nothing to rewrite, or where no formula comes of it.
  ///
  /// - Parameters:
  ///   - text: the formula, and what follows it.
  ///   - unknown: names that are called, but are no functions: each is a factor.
  init?(of text: some StringProtocol, unknown: Set<String> = []) {
    guard text.utf8.count <= Rewriting.lengthLimit else { return nil }
    var items = ForeignItem.scan(String(text)).formulaAlone
    let choices = items.count { $0 == .sign("?") || $0 == .word("if") }
    guard items.depth <= Rewriting.depthLimit, choices <= Rewriting.depthLimit else { return nil }
    let original = items
    var remark: Remark?
    items.strip(&remark)
    items = items.withoutCommands.withPlainBrackets.withPlainSigns.withPlainWords
    items = items.withBars.withConditionals.withInfixes
    items = items.withCalls.withSums.withProducts(unknown)
    let formula = items.text
    let isForeign = String(text).unicodeScalars.contains {
      ForeignNotation.phrases[$0].map { $0.unicodeScalars.count > 1 } ?? false
    }
    guard formula != original.text || remark != nil || isForeign, !formula.isEmpty,
      (try? Parser.parsed(formula)) != nil
    else { return nil }
    self.formula = formula
    if case .assignment(let comparison) = remark, (try? Parser.parsed(comparison)) == nil {
      remark = nil
    }
    self.remark = remark
  }

  /// How deep brackets and choices may stand in each other: the ways through them call themselves.
  private static let depthLimit = 24
  /// A longer text is no formula that somebody typed.
  private static let lengthLimit = 1000
}

extension Parser {
  /// Parses a formula whose errors nobody reads.
  static func parsed(_ text: String) throws(Diagnostic) -> Expression {
    var parser = Parser(tokens: try Lexer.tokens(in: text))
    let result = try parser.expression(.lowest)
    guard parser.isAtEnd else { throw .unexpected(parser.current, after: nil) }
    return result
  }
}

extension Diagnostic {
  /// The error with a formula to type in place of the one that can't be read, if there is one.
  ///
  /// - Parameters:
  ///   - text: the formula, and what follows it.
  ///   - unknown: names that are called, but are no functions.
  /// - Returns: the error with a hint that holds the formula, or as it was.
  package func rewriting(_ text: some StringProtocol, unknown: Set<String> = []) -> Diagnostic {
    guard rewriting == nil, let rewriting = Rewriting(of: text, unknown: unknown) else {
      return self
    }
    var result = self
    result.rewriting = rewriting.formula
    result.hint = Diagnostic.hint(rewriting)
    return result
  }
}

extension Diagnostic {
  /// The error with a formula to type where a name that has no start is another spelling of one that
  /// has: x_i for x.
  package func rewriting(_ name: Name, among known: [Name], _ text: some StringProtocol)
    -> Diagnostic
  {
    let result = rewriting(text)
    guard let formula = result.rewriting, let names = (try? Parser.parsed(formula))?.names,
      !names.contains(name), names.subtracting(known).allSatisfy({ Scope.constants[$0] != nil })
    else { return self }
    return result
  }
}

extension Expression {
  /// The first function it calls that is neither of the library nor among some of one's own, and
  /// what it is called with.
  package func unknownCall(own: [Name]) -> (callee: Callee, arguments: [Expression])? {
    var result: (callee: Callee, arguments: [Expression])?
    forEach { node in
      guard result == nil, case .apply(let callee, let arguments) = node.kind else { return }
      if FunctionLibrary.standard[callee.name] == nil, !own.contains(callee.name) {
        result = (callee, arguments)
      }
    }
    return result
  }
}
