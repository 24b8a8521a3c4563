import Formula

/// Exercises in derivatives: a function, a place, and the slope there.
struct DerivativeDrills {
  private let name: String
  private let formula: Expression
  private let parameters: [Name]

  private static let mostTries = 4_000

  init(_ name: String, _ formula: Expression, _ parameters: [Name]) {
    (self.name, self.formula, self.parameters) = (name, formula, parameters)
  }

  func drill(seed: UInt64, number: Int, stage: Drill.Stage) -> Drill? {
    Dice.firstMade(seed: seed, round: number, tries: Self.mostTries) { drill(&$0, number, stage) }
  }

  /// Derivatives of formulas that are made too: powers and sums, then products, then what stands in
  /// a power or under a root.
  static func mixed(seed: UInt64, number: Int, stage: Drill.Stage) -> Drill? {
    Dice.firstMade(seed: seed, round: number, tries: mostTries) { dice in
      let formula = formula(&dice, stage)
      return DerivativeDrills(PracticeSubject.derivativesKey, formula, [Name("x")])
        .drill(&dice, number, stage)
    }
  }

  private static func formula(_ dice: inout Dice, _ stage: Drill.Stage) -> Expression {
    let x = Expression.name(Name("x"))
    let (a, b) = (dice.pick([2.0, 3, 4, 5]), dice.pick([1.0, 2, 3, 4, 5, 6]))
    let (n, m) = (dice.pick([2.0, 3, 4]), dice.pick([2.0, 3]))
    func power(_ base: Expression, _ exponent: Double) -> Expression {
      .binary(.power, base, .number(exponent))
    }
    let linear = Expression.binary(.add, .binary(.multiply, .number(a), x), .number(b))
    let term = Expression.binary(.multiply, .number(a), power(x, n))
    switch stage {
    case .last:
      return dice.pick([
        .binary(.add, term, .number(b)),
        .binary(.subtract, term, b == 1 ? x : .binary(.multiply, .number(b), x)),
        .binary(
          .add, power(x, n), b == 1 ? power(x, m) : .binary(.multiply, .number(b), power(x, m))),
      ])
    case .lastTwo:
      return dice.pick([
        .binary(.multiply, linear, power(x, m)),
        .binary(.multiply, .binary(.subtract, x, .number(b)), power(x, n)), power(linear, m),
      ])
    case .blank:
      return dice.pick([
        power(linear, n), .call(.sqrt, linear), .binary(.divide, .number(a), linear),
        .binary(.multiply, x, power(linear, m)), .binary(.divide, x, linear),
      ])
    }
  }

  private func drill(_ dice: inout Dice, _ number: Int, _ stage: Drill.Stage) -> Drill? {
    let point = parameters.map { _ in dice.pick([1.0, 2, 3, 4, 5, -1, -2, -3]) }
    let by = dice.pick(parameters)
    guard let derivative = SlippedDerivative(of: formula, by: by) else { return nil }
    var inputs: [Expression: [Double]] = [:]
    for (name, value) in zip(parameters, point) { inputs[.name(name)] = [value] }
    func sheet(_ formula: Expression) -> Worksheet? {
      Worksheet([Worksheet.Line(.gradient, formula)], inputs: inputs)
    }
    guard let right = sheet(derivative.right), right.isEasy, right.answer != 0 else { return nil }
    let slips = Self.slips(derivative, inputs)
    // A slip that leads to the right number, or two usual ones to the same, teach nothing.
    let elsewhere = Dictionary(
      uniqueKeysWithValues: parameters.enumerated().map { index, name in
        (Expression.name(name), [1.37 + 0.113 * Double(index)])
      })
    let generic = Self.suspects(derivative, elsewhere)
    guard Suspects(slips, answer: right.answer).tellsApart(generic) else { return nil }
    let gradient = Expression.component(by, of: .gradient)
    var drill = Drill(
      subject: name, number: number, stage: stage, sheet: right,
      heading: formula, asked: gradient,
      given: zip(parameters, point).map { (name: $0, value: $1) },
      // Slips in the derivative's formula would show it.
      suspects: { Suspects(slips, answer: right.answer) })
    drill.hints = formula.rulesOfDerivative(by: by)
    return drill
  }
}

extension DerivativeDrills {
  /// What the mistakes lead to at a place; those of the same words are numbered.
  fileprivate static func slips(
    _ derivative: SlippedDerivative, _ inputs: [Expression: [Double]]
  ) -> [Slip] {
    derivative.slipped.compactMap { slipped -> Slip? in
      let line = Worksheet.Line(.gradient, slipped.formula)
      guard let value = Worksheet([line], inputs: inputs)?.answer, value.isFinite else {
        return nil
      }
      return Slip(slipped.kind, slipped.text, line: .gradient, value, rank: slipped.rank)
    }
  }

  fileprivate static func suspects(
    _ derivative: SlippedDerivative, _ inputs: [Expression: [Double]]
  ) -> Suspects {
    let line = Worksheet.Line(.gradient, derivative.right)
    let answer = Worksheet([line], inputs: inputs)?.answer ?? .nan
    return Suspects(slips(derivative, inputs), answer: answer)
  }
}
