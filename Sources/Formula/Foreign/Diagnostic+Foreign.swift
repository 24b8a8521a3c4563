// The wording of what comes of other notations, and of functions that are formulas.

extension Diagnostic {
  static func hint(_ rewriting: Rewriting) -> String {
    let formula = rewriting.formula
    switch rewriting.remark {
    case .quotes: return "a formula stands without quotes: \(formula)"
    case .semicolon: return "a formula ends without a ;: \(formula)"
    case .derivative: return "write \(formula); gradient then shows its derivative"
    case .assignment(let comparison):
      return "write \(formula) alone; to compare, write \(comparison)"
    case nil: return "write \(formula)"
    }
  }

  static func inverseFunction(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) to the power of −1 can be read two ways", at: range,
      hint: "write 1/\(name)(x), or the inverse function")
  }
}

// MARK: - Functions that are formulas

extension Diagnostic {
  static func argumentTwice(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic("two arguments are called \(name)", at: range)
  }

  static func argumentTaken(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic("an argument can't be called \(name)", at: range, hint: "choose another name")
  }

  static func argumentWithoutStandard(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) needs a value too, as the argument before it has one", at: range,
      hint: "what may be left out stands last: huber(r, d = 1)")
  }

  static func expectedFunctionHead(at range: SourceRange) -> Diagnostic {
    Diagnostic("a function should stand here", at: range, hint: "as in huber(r, d = 1) = …")
  }

  static func tooManyCalls(of name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "with \(name) written out, this formula is too large", at: range,
      hint: "functions that call each other twice or more double it each time")
  }

  static func inFunction(_ name: Name, _ error: Diagnostic, at range: SourceRange) -> Diagnostic {
    Diagnostic("in \(name): \(error.message)", at: range, hint: error.hint)
  }
}

// MARK: - Elements

extension Diagnostic {
  package static func elementOfNumber(_ whole: Name, _ indices: [Int], at range: SourceRange)
    -> Diagnostic
  {
    indices.contains(0)
      ? Diagnostic(
        "\(whole) is a single number and has no elements", at: range,
        hint: "elements of a list count from 1; here write \(whole)")
      : Diagnostic(
        "\(whole) is a single number and has no elements", at: range, hint: "write \(whole)")
  }

  static func elementOfRows(_ column: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(column) is a column of the data, of which a step may see some rows only", at: range,
      hint: "reduce it, as with mean(\(column)) or max(\(column))")
  }

  static func wrongIndices(
    _ whole: Name, _ shape: Shape, given indices: [Int], at range: SourceRange
  ) -> Diagnostic {
    let isMatrix = shape.dimensions.count == 2
    return Diagnostic(
      "\(whole) is \(shape.words), which takes \(isMatrix ? "two indices" : "one index")",
      at: range, hint: "as in \(whole)\(isMatrix ? "[1, 2]" : "[1]")")
  }

  static func noSuchElement(
    _ whole: Name, _ shape: Shape, _ indices: [Int], at range: SourceRange
  ) -> Diagnostic {
    let last = shape.dimensions.map { "\($0.count)" }.joined(separator: ", ")
    let ones = shape.dimensions.map { _ in "1" }.joined(separator: ", ")
    return Diagnostic(
      "\(whole) has no element \(indices.map { "\($0)" }.joined(separator: ", "))", at: range,
      hint: "elements count from 1: \(whole)[\(ones)] to \(whole)[\(last)]")
  }
}
