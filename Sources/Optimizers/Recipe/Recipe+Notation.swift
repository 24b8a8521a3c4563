package import Formula

extension Recipe {
  /// The recipe's text under another name.
  package func text(named name: String) -> String {
    let end = source.text.utf8.count
    return source.slice(SourceRange(0, nameRange.lower)) + name
      + source.slice(SourceRange(nameRange.upper, end))
  }

  /// A line's formula as the recipe has it.
  package func text(_ line: Line, _ notation: Notation = Notation()) -> String {
    var notation = notation
    notation.squares = squares
    return notation.text(line.formula)
  }

  /// A line's formula with the hyper-parameters' values put in: `0.9·E[g²] + 0.1·g²`.
  package func formula(_ line: Line, hypers: [Name: Double]) -> Expression {
    line.formula.substituting(hypers).folded()
  }
}

extension Expression {
  /// The formula with numbers in place of some of its names.
  package func substituting(_ values: [Name: Double]) -> Expression {
    rewritten { node in
      guard case .name(let name) = node.kind, let value = values[name] else { return node }
      return .number(value, at: node.range)
    }
  }

  /// The formula with every sum, difference, product and quotient of two numbers worked out.
  func folded() -> Expression {
    rewritten { node in
      guard case .binary(let symbol, let left, let right) = node.kind,
        [.add, .subtract, .multiply, .divide].contains(symbol),
        left.isNumber, right.isNumber, case .scalar(let value)? = try? node.value()
      else { return node }
      return .number(value, at: node.range)
    }
  }

  private var isNumber: Bool {
    switch kind {
    case .number: true
    case .negate(let operand): operand.isNumber
    default: false
    }
  }
}
