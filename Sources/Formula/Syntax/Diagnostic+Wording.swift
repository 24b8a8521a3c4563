// The wording of everything that can be wrong with a formula.

extension Diagnostic {
  static func strangeCharacter(_ scalar: Unicode.Scalar, at range: SourceRange) -> Diagnostic {
    let hint =
      switch scalar {
      case "|": "the absolute value is abs(x)"
      case "&": "write and"
      case ":", ";": "separate with commas"
      case "’", "'", "`": "a derivative has no prime here; type gradient to see ∂f"
      default: nil as String?
      }
    return Diagnostic("\(shown(scalar)) has no meaning in a formula", at: range, hint: hint)
  }

  static func strangeInBrackets(_ scalar: Unicode.Scalar, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(shown(scalar)) can't stand in a name such as E[g²]", at: range,
      hint: "a bracket that touches a name is a part of it; a product needs *")
  }

  static func bracketNotClosed(at range: SourceRange) -> Diagnostic {
    Diagnostic("the name's bracket is not closed", at: range, hint: "as in E[g²]")
  }

  static func numberTooLarge(_ digits: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(digits) is too large", at: range, hint: "the largest number is about 1.8e308")
  }

  static func tooDeep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the formula nests deeper than \(Parser.depthLimit) levels", at: range,
      hint: "name a part of it with let")
  }

  static func tooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the formula has a chain of more than \(Parser.heightLimit) operations", at: range,
      hint: "name a part of it with let, or use sum([…])")
  }

  static func chainedComparison(at range: SourceRange) -> Diagnostic {
    Diagnostic("comparisons don't chain", at: range, hint: "write a < b and b < c")
  }

  static func expectedTolerance(at range: SourceRange) -> Diagnostic {
    Diagnostic("within needs a number", at: range, hint: "within 1% or within 0.01")
  }

  static func emptyVector(at range: SourceRange) -> Diagnostic {
    Diagnostic("a vector needs at least one number", at: range, hint: "as in [1, 2, 3]")
  }

  static func expectedComponent(at range: SourceRange) -> Diagnostic {
    Diagnostic("a parameter's name should follow the dot", at: range, hint: "as in g.x")
  }

  static func unknownFunction(_ name: Name, at range: SourceRange) -> Diagnostic {
    let nearest = Spelling.nearest(to: name.text, among: Function.allCases.map(\.rawValue))
    return Diagnostic(
      "there is no function \(name)", at: range,
      hint: nearest.map { "did you mean \($0)?" } ?? "a product needs *: \(name)*(…)")
  }

  static func wrongArity(_ function: Function, given: Int, at range: SourceRange) -> Diagnostic {
    let takes =
      function.arity.count == 1
      ? "\(function.arity.lowerBound)"
      : "\(function.arity.lowerBound) to \(function.arity.upperBound)"
    return Diagnostic(
      "\(function.rawValue) takes \(takes) argument\(takes == "1" ? "" : "s"), not \(given)",
      at: range, hint: function.form)
  }

  static func notClosed(_ symbol: Symbol, openedAt range: SourceRange) -> Diagnostic {
    let what = symbol == .rightParenthesis ? "parenthesis" : "bracket"
    return Diagnostic("this \(what) is never closed", at: range, hint: "add \(symbol.rawValue)")
  }

  static func unexpected(_ token: Token, after previous: Token?) -> Diagnostic {
    switch token.kind {
    case .end:
      return Diagnostic("the formula ends too early", at: token.range, hint: "something is missing")
    case .symbol(.assign):
      return Diagnostic(
        "= can't stand in a formula", at: token.range,
        hint: "to compare, use ~= (equal to 9 digits) or ==")
    case .symbol(.percent):
      return Diagnostic("% can only follow within", at: token.range, hint: "1% is 0.01")
    case .symbol(.rightParenthesis), .symbol(.rightBracket):
      return Diagnostic("nothing was opened that this could close", at: token.range)
    case .symbol(let symbol):
      return Diagnostic("\(symbol.rawValue) can't stand here", at: token.range)
    case .number, .name, .superscript:
      guard let previous, previous.isOperandEnd else {
        return Diagnostic("this can't stand here", at: token.range)
      }
      return Diagnostic(
        "an operator is missing before this", at: token.range,
        hint: "a product needs *; only a number may touch a name, as in 10y")
    }
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      ? "the character U+" + String(scalar.value, radix: 16, uppercase: true) : "\(scalar)"
  }
}

extension Token {
  fileprivate var isOperandEnd: Bool {
    switch kind {
    case .number, .name, .superscript: true
    case .symbol(let symbol):
      [.rightParenthesis, .rightBracket, .comma].contains(symbol) ? symbol != .comma : false
    case .end: false
    }
  }
}

// MARK: - Meaning

extension Diagnostic {
  static func unknownName(_ name: Name, among known: [String], at range: SourceRange) -> Diagnostic
  {
    let nearest = Spelling.nearest(to: name.text, among: known)
    let functions = Function(rawValue: name.text).map { "\($0.form)" }
    return Diagnostic(
      "there is nothing called \(name) here", at: range,
      hint: functions ?? nearest.map { "did you mean \($0)?" }
        ?? (known.isEmpty ? nil : "known here: \(known.joined(separator: ", "))"))
  }

  static func unknownComponent(
    _ component: Name, of quantity: Name, among known: [String], at range: SourceRange
  ) -> Diagnostic {
    let nearest = Spelling.nearest(to: component.text, among: known) ?? known.first
    return Diagnostic(
      known.isEmpty ? "there are no parameters yet" : "there is no parameter \(component)",
      at: range, hint: nearest.map { "\(quantity).\($0)?" } ?? "type minimize … from …")
  }

  static func notOverParameters(_ quantity: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(quantity) is one number for all parameters", at: range, hint: "write \(quantity) alone")
  }

  static func shapes(
    _ operation: String, _ left: Shape, _ right: Shape, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic("\(operation) can't join \(left.words) and \(right.words)", at: range)
  }

  static func needsScalars(_ what: String, _ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(what) takes single numbers, and this is \(shape.words)", at: range)
  }
}
