// The wording of everything that can be wrong with a formula.

extension Diagnostic {
  static func strangeCharacter(_ scalar: Unicode.Scalar, at range: SourceRange) -> Diagnostic {
    let hint: String? =
      switch scalar {
      case "|": "the absolute value is abs(x); for either of two conditions write or"
      case "&", "∧": "write and"
      case "∨": "write or"
      case "!", "¬": "write not, or != for unequal"
      case ":", ";": "separate with commas"
      case "{", "}": "write ( ) or [ ]"
      case "∞": "write inf"
      case "#": "a comment has a blank before its #"
      case "’", "'", "`", "∂", "∇": "a derivative is not written; type gradient to see ∂f"
      default: nil
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
    let number = digits.count > 20 ? "the number" : digits
    return Diagnostic(
      "\(number) is too large", at: range, hint: "the largest number is about 1.8e308")
  }

  static func exponentTooLarge(at range: SourceRange) -> Diagnostic {
    Diagnostic("the exponent is too large", at: range)
  }

  static func nameTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic("the name is longer than \(Name.lengthLimit) characters", at: range)
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

  static func ambiguousRoot(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a root and a power can be read two ways", at: range, hint: "write √(x²) or (√x)²")
  }

  static func emptyVector(at range: SourceRange) -> Diagnostic {
    Diagnostic("a vector needs at least one number", at: range, hint: "as in [1, 2, 3]")
  }

  static func expectedComponent(at range: SourceRange) -> Diagnostic {
    Diagnostic("a parameter's name should follow the dot", at: range, hint: "as in g.x")
  }

  /// The error for a call of what is no function.
  ///
  /// - Parameters:
  ///   - callee: what is called.
  ///   - arguments: what it is called with.
  ///   - own: the learner's own functions.
  ///   - isQuantity: whether something that is no function has the name.
  /// - Returns: the error.
  package static func unknownFunction(
    _ callee: Callee, _ arguments: [Expression], own: [Name], isQuantity: Bool
  ) -> Diagnostic {
    let name = callee.name
    let known = Function.allCases.map(\.rawValue) + FunctionLibrary.names.map(\.text)
    // In three letters a wrong one makes another word: det is not dot, but sni is sin.
    let candidates = (known + own.map(\.text)).filter {
      name.text.count > 3 || $0.count != name.text.count || Set($0) == Set(name.text)
    }
    let isKnown = ForeignNotation.rewritten[name.text] != nil
    let nearest = isKnown ? nil : Spelling.nearest(to: name.text, among: candidates)
    let template = ForeignNotation.rewritten[name.text].flatMap { try? Parser.parsed($0) }
    let rewritten = template.flatMap { ForeignNotation.filled($0, arguments) }.map {
      "write \(Notation(alphabet: .ascii).text($0))"
    }
    return Diagnostic(
      "there is no function \(name)", at: callee.range,
      hint: isQuantity
        ? "a product needs *: \(name)*(…)"
        : rewritten ?? nearest.map { "did you mean \($0)?" }
          ?? "to make one: let \(name)(x) = …")
  }

  static func noPrevious(_ reading: Reading, at range: SourceRange) -> Diagnostic {
    let inner = reading.stepsBack - 1
    let words =
      String(repeating: "prev(", count: inner) + reading.name.text
      + String(repeating: ")", count: inner)
    return noPrevious(words, at: range)
  }

  package static func noPrevious(_ words: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "there is no step before, from which to take \(words)", at: range,
      hint: "prev has a value after a step, in break, watch, run until and at the prompt")
  }

  static func wrongArity(_ function: Function, given: Int, at range: SourceRange) -> Diagnostic {
    wrongArity(function.rawValue, function.arity, given: given, form: function.form, at: range)
  }

  static func scheduleWithoutStep(_ function: FormulaFunction, at range: SourceRange) -> Diagnostic
  {
    Diagnostic(
      "\(function.name) reads t, the number of the step, and there is no step here", at: range,
      hint: "it is for hyper-parameters, as in set lr = \(function.name)(…)")
  }

  package static func wrongArity(_ function: FormulaFunction, given: Int, at range: SourceRange)
    -> Diagnostic
  {
    wrongArity(function.name.text, function.arity, given: given, form: function.form, at: range)
  }

  static func wrongArity(
    of name: Name, _ template: Expression, given: Int, at range: SourceRange
  ) -> Diagnostic {
    let letters = ["a", "b", "c"].filter { template.names.contains(Name($0)) }
    return wrongArity(
      // fits: the two ends are one
      name.text, letters.count...letters.count, given: given,
      form: "\(name)(\(letters.joined(separator: ", "))) is \(Notation().text(template))", at: range
    )
  }

  private static func wrongArity(
    _ name: String, _ arity: ClosedRange<Int>, given: Int, form: String, at range: SourceRange
  ) -> Diagnostic {
    let takes =
      arity.count == 1 ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
    return Diagnostic(
      "\(name) takes \(takes) argument\(takes == "1" ? "" : "s"), not \(given)",
      at: range, hint: form)
  }

  static func notClosed(_ symbol: Symbol, openedAt range: SourceRange) -> Diagnostic {
    let what = symbol == .rightParenthesis ? "parenthesis" : "bracket"
    return Diagnostic("this \(what) is never closed", at: range, hint: "add \(symbol.rawValue)")
  }

  static func closedByOther(_ expected: Symbol, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(expected.rawValue) should stand here", at: range)
  }

  static func unexpected(_ token: Token, after previous: Token?) -> Diagnostic {
    let isAfterOperand = previous?.isOperandEnd ?? false
    switch token.kind {
    case .end:
      return Diagnostic("the formula ends too early", at: token.range, hint: "something is missing")
    case .symbol(.assign):
      return Diagnostic(
        "= can't stand in a formula", at: token.range,
        hint: "to compare, use ~= (equal to 9 digits) or ==")
    case .symbol(.percent):
      return Diagnostic("% can only follow within", at: token.range, hint: "1% is 0.01")
    case .symbol(.comma) where isAfterOperand:
      return Diagnostic(
        "a comma can't stand here", at: token.range,
        hint: "a decimal has a point, as 1.5; a list has brackets, as [1, 2]")
    case .symbol(.dot):
      return Diagnostic(". can't stand here", at: token.range, hint: "as in 0.5 or g.x")
    case .symbol(let symbol) where isAfterOperand && symbol.isClosing:
      return Diagnostic("nothing was opened that this could close", at: token.range)
    case .symbol(let symbol) where !isAfterOperand:
      return Diagnostic("something is missing before \(symbol.rawValue)", at: token.range)
    case .name(let name) where name.text == "within":
      return Diagnostic(
        "within can only follow ~=", at: token.range, hint: "as in f ~= 2 within 1%")
    case .name(let name) where ["and", "or"].contains(name.text):
      return Diagnostic("something is missing before \(name)", at: token.range)
    case .superscript where !isAfterOperand:
      return Diagnostic("something is missing before this", at: token.range)
    case .number, .name, .superscript, .symbol:
      return Diagnostic(
        "an operator is missing before this", at: token.range,
        hint: "a product needs *; only a number may stand before a name, as in 10y")
    }
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark, .privateUse, .unassigned:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "the character U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    default:
      return String(scalar)
    }
  }
}

extension Token {
  fileprivate var isOperandEnd: Bool {
    switch kind {
    case .number, .name, .superscript: true
    case .symbol(let symbol): symbol.isClosing
    case .end: false
    }
  }
}

// MARK: - Meaning

extension Diagnostic {
  package static func unknownName(_ name: Name, among known: [String], at range: SourceRange)
    -> Diagnostic
  {
    let hint =
      form(of: name) ?? runTogether(name.text, known)
      ?? Spelling.nearest(to: name.text, among: known).map { "did you mean \($0)?" }
      ?? (known.isEmpty ? nil : "known here: \(shown(known))")
    return Diagnostic("there is nothing called \(name) here", at: range, hint: hint)
  }

  /// How what is only a function is called, nil for any other name.
  private static func form(of name: Name) -> String? {
    switch ForeignNotation.callee(name) {
    case .function(let function): function.form
    case .formula(let name): FunctionLibrary.standard[name]?.form
    case .template, nil: nil
    }
  }

  /// What to write where known names stand without a sign between them: `xy`, `x2`, `sinx`.
  private static func runTogether(_ word: String, _ known: [String]) -> String? {
    let letters = String(word.reversed().drop { ("0"..."9").contains($0) }.reversed())
    if letters != word {
      guard known.contains(letters) else { return nil }
      return "\(word) is one name; a power needs ^: \(letters)^\(word.dropFirst(letters.count))"
    }
    let calls = Function.allCases.filter { function in
      function.arity == 1...1 && known.contains { word == function.rawValue + $0 }
    }
    if let function = calls.first {
      let argument = word.dropFirst(function.rawValue.count)
      return "\(word) is one name; a call needs ( ): \(function.rawValue)(\(argument))"
    }
    return Spelling.split(word, into: known).map {
      "\(word) is one name; a product needs *: \($0.joined(separator: "*"))"
    }
  }

  /// Names in a row, as many as one cares to read.
  private static func shown(_ names: [String]) -> String {
    names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
  }

  package static func unknownComponent(
    _ component: Name, of quantity: Name, among known: [String], at range: SourceRange
  ) -> Diagnostic {
    let nearest = Spelling.nearest(to: component.text, among: known) ?? known.first
    return Diagnostic(
      "there is no parameter \(component)", at: range, hint: nearest.map { "\(quantity).\($0)?" })
  }

  static func notOverParameters(
    _ quantity: Name, _ shape: Shape, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      shape == .scalar
        ? "\(quantity) is one number for all parameters"
        : "\(quantity) is \(shape.words), not one number a parameter",
      at: range, hint: "write \(quantity) alone")
  }

  static func shapes(
    _ operation: String, _ left: Shape, _ right: Shape, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic("\(operation) can't join \(left.words) and \(right.words)", at: range)
  }

  static func outOfPlace(_ function: Function, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(function.rawValue)(…) has no place here", at: range, hint: function.form)
  }

  static func unevenList(_ first: Shape, _ other: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a list is of one kind: its first is \(first.words), and this is \(other.words)", at: range)
  }

  static func listOfMatrices(_ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a list holds numbers, or lists that make a matrix; this is \(shape.words)", at: range)
  }

  static func tooLarge(_ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "this takes more numbers than there is room for: it is \(shape.words)", at: range,
      hint: "a formula's values may have \(Graph.largest) numbers together")
  }

  static func productOfNumbers(_ left: Shape, _ right: Shape, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "@ multiplies matrices and vectors, not \(left.words) and \(right.words)", at: range,
      hint: "for numbers write *")
  }

  static func notSquare(_ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "solve needs a matrix with as many columns as rows, not \(shape.words)", at: range,
      hint: "solve([[2, 1], [1, 3]], [3, 5])")
  }

  static func rightSide(_ shape: Shape, _ count: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "solve needs \(count.counted("number")) on the right, one for each row, not \(shape.words)",
      at: range, hint: "solve([[2, 1], [1, 3]], [3, 5])")
  }
}
