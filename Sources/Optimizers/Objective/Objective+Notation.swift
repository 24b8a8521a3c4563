package import Formula

/// ∂f as it is written for a reader.
package struct GradientFormulas: Sendable {
  /// One for each number of θ; nil where one is too long to read, or is a part of a list's or a
  /// matrix's.
  package var formulas: [Expression?]
  /// The rows of the data that they are over, from 0; nil for all.
  package var rows: [Int]?
}

extension Objective {
  /// ∂f as formulas, over the rows that a step sees.
  ///
  /// A mean over some rows is written as a mean, since the rows are others at every step and their
  /// number may be: `mean(2·x·(w·x + b − y))` for what is computed as `sum(x·(w·x + b − y))` where
  /// there are two of them.
  ///
  /// - Parameter step: the step's number, from 1.
  /// - Returns: the formulas and the rows.
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  package func gradientFormulas(for step: Int) throws(Diagnostic) -> GradientFormulas {
    guard let rows = rows(for: step) else {
      return GradientFormulas(formulas: try derived().gradientFormulas, rows: nil)
    }
    let formulas = try derived(rows: rows.count).gradientFormulas
    // A formula that holds as many numbers as there are rows has no other size.
    // fits: twice the number of rows that there are
    guard let doubled = try? derived(rows: 2 * rows.count).gradientFormulas else {
      return GradientFormulas(formulas: formulas, rows: rows)
    }
    return GradientFormulas(
      formulas: zip(formulas, doubled).map { formula, doubled in
        guard let formula, let doubled else { return formula }
        return formula.writingMeans(over: rows.count, comparedWith: doubled)
      },
      rows: rows)
  }
}

extension Objective.Derived {
  /// ∂f as formulas, one for each number of θ.
  package var gradientFormulas: [Expression?] {
    gradient.flatMap { node -> [Expression?] in
      let shape = graph[node].shape
      return shape == .scalar
        ? [graph.expression(node)] : Array(repeating: nil, count: shape.count)
    }
  }
}

// MARK: - Sums that are means

extension Expression {
  /// The formula with `mean` for each `sum` whose factor falls as the number of rows grows.
  ///
  /// - Parameters:
  ///   - rowCount: how many rows the formula is over.
  ///   - doubled: the same formula over twice as many.
  /// - Returns: the formula; as it was where the two differ in more than their factors.
  fileprivate func writingMeans(over rowCount: Int, comparedWith doubled: Expression)
    -> Expression
  {
    let factors = sumFactors
    let others = doubled.sumFactors
    guard factors.count == others.count else { return self }
    var pairs = zip(factors, others).makeIterator()
    // Both go from the leaves up, so they meet the sums in one order.
    return rewritten { node in
      guard case .call(.sum, let arguments) = node.kind, let (factor, other) = pairs.next(),
        factor == 2 * other
      else { return node }
      let whole = (factor * Double(rowCount)).withoutRounding
      return Expression(.call(.mean, [arguments[0].settingFactor(whole)]), at: node.range)
    }
  }

  /// The factor in front of what each sum adds up, from the leaves up.
  private var sumFactors: [Double] {
    var result: [Double] = []
    _ = rewritten { node in
      if case .call(.sum, let arguments) = node.kind { result.append(arguments[0].factor) }
      return node
    }
    return result
  }

  /// The number in front of a product: 2 of `2·x·y/3`, −1 of `−x`.
  private var factor: Double {
    switch kind {
    case .number(let value): value
    case .negate(let operand): -operand.factor
    case .binary(.multiply, let left, _), .binary(.divide, let left, _): left.factor
    default: 1
    }
  }

  /// The product with another number in front.
  private func settingFactor(_ value: Double) -> Expression {
    let rest = withoutFactor
    if value < 0 { return Expression(.negate(settingFactor(-value)), at: range) }
    guard let rest else { return .number(value, at: range) }
    return value == 1 ? rest : rest.multiplied(by: value)
  }

  /// The product without its number, nil where it is one.
  private var withoutFactor: Expression? {
    switch kind {
    case .number: nil
    case .negate(let operand): operand.withoutFactor
    case .binary(.multiply, let left, let right):
      left.withoutFactor.map { Expression(.binary(.multiply, $0, right), at: range) } ?? right
    case .binary(.divide, let left, let right):
      Expression(.binary(.divide, left.withoutFactor ?? .number(1), right), at: range)
    default: self
    }
  }

  /// The product with a number in front of all its factors.
  private func multiplied(by value: Double) -> Expression {
    switch kind {
    case .binary(.multiply, let left, let right):
      Expression(.binary(.multiply, left.multiplied(by: value), right), at: range)
    case .binary(.divide, let left, let right):
      Expression(.binary(.divide, left.multiplied(by: value), right), at: range)
    case .number(let own): .number(own * value, at: range)
    default: Expression(.binary(.multiply, .number(value), self), at: range)
    }
  }
}

extension Double {
  /// The number that a few roundings have made this of, where it is one of few digits: 2 for
  /// 1.9999999999999998.
  fileprivate var withoutRounding: Double {
    let short = Double("\(NumberFormat.significant(12).text(self))")
    guard let short, abs(self - short) <= 4 * ulp else { return self }
    return short
  }
}
