import Formula
import Optimizers
import Session

// What can go wrong in a step that is to be foretold.

extension Walk {
  /// The suspects of a question what the next step will make of a quantity.
  ///
  /// - Parameters:
  ///   - formula: the quantity.
  ///   - answer: what it will be.
  ///   - fed: the gradient that is fed to the step, nil for the objective's.
  ///   - explanation: how the number comes about.
  /// - Returns: the suspects.
  func suspects(
    of formula: Expression, answer: Double, feeding fed: [Double]?,
    _ explanation: ExplanationReport?
  ) -> Suspects {
    let gradient = fed ?? gradientHere ?? []
    let context = slipContext
    let more = otherNumbers(than: formula, answer, feeding: fed)
    if let sheet = worksheet(for: formula, gradient: gradient), sheet.agrees(with: answer) {
      return Suspects(
        sheet, context, and: more + sheet.otherLines(context),
        inputs: otherInputs(sheet, gradient, isFed: fed != nil))
    }
    if let written = explanation?.symbolic, fed == nil,
      let sheet = objectiveSheet(written, at: formula), sheet.agrees(with: answer)
    {
      let slips = derivativeSlips(of: formula)
      return Suspects(sheet, slipContext(sheet), and: more + slips)
    }
    let base = current.isParameter(formula) ? scalar(formula, current) ?? 0 : 0
    let others = derivativeSlips(of: formula) + slippedSteps(formula, fed, context)
    return Suspects(more + others, answer: answer, base: base)
  }

  private var slipContext: SlipContext { SlipContext(of: machine.recipe) }

  /// The words for a formula of the objective, whose names are the parameters.
  private func slipContext(_ sheet: Worksheet) -> SlipContext {
    SlipContext(groups: [sheet.inputs.keys.sorted { "\($0)" < "\($1)" }])
  }

  /// f or a part of its gradient as a worksheet over the parameters.
  private func objectiveSheet(_ written: Expression, at formula: Expression) -> Worksheet? {
    let isObjective = formula == .name(.objective)
    let point = isObjective ? preview().point : current.point
    var inputs: [Expression: [Double]] = [:]
    for (name, number) in zip(machine.parameters, point) { inputs[.name(name)] = [number] }
    let target = isObjective ? Name.objective : .gradient
    return Worksheet([Worksheet.Line(target, written)], inputs: inputs)
  }

  // MARK: - Other inputs

  private func otherInputs(_ sheet: Worksheet, _ gradient: [Double], isFed: Bool)
    -> [(leaf: Expression, numbers: [Double], slip: Slip)]
  {
    var result: [(leaf: Expression, numbers: [Double], slip: Slip)] = []
    let notation = Notation()
    func add(_ name: Name, _ numbers: [Double], _ kind: Slip.Kind, _ text: String, _ rank: Int) {
      let leaf = Expression.name(name)
      guard let known = sheet.inputs[leaf], known != numbers else { return }
      result.append((leaf, numbers, Slip(kind, text, line: name, .nan, rank: rank)))
    }
    func add(_ name: Name, _ number: Double, _ kind: Slip.Kind, _ text: String, _ rank: Int) {
      add(name, Array(repeating: number, count: sheet.lanes), kind, text, rank)
    }
    for state in machine.recipe.states {
      let own = notation.text(state.name)
      add(
        state.name, 0, .state,
        stepCount > 0
          ? "with the previous \(own) ignored" : "with \(own) beginning at 0", 0)
    }
    if let epsilon = slipContext.epsilon {
      add(epsilon, 0, .epsilon, "with \(notation.text(epsilon)) left out", 1)
    }
    let step = Double(stepCount) + 1
    add(.stepNumber, step - 1, .stepNumber, "with t − 1 for t", 0)
    add(.stepNumber, step + 1, .stepNumber, "with t + 1 for t", 1)
    if !isFed {
      if stepCount > 0, let old = row(stepCount)[.gradient] {
        add(.gradient, old, .gradient, "with the g of step \(stepCount)", 0)
      }
      if let new = machine.gradient(at: preview()) {
        add(.gradient, new, .gradient, "with g taken behind step \(stepCount + 1)", 0)
      }
      for slip in derivativeSlips(
        of: .component(machine.parameters[sheet.lane], of: .gradient))
      {
        var other = gradient
        other[sheet.lane] = slip.value
        add(.gradient, other, .derivative, "\(slip.text), in g", slip.rank + 1)
      }
    }
    for digits in 1...2 {
      let rounded = gradient.map { $0.rounded(toDigits: digits) }
      add(.gradient, rounded, .rounding, "with g rounded to \(digits.counted("digit"))", 3)
    }
    return result
  }

  /// What mistakes in taking the derivative lead to.
  private func derivativeSlips(of formula: Expression) -> [Slip] {
    guard let objective = machine.objective,
      case .component(let parameter, of: .gradient) = formula.kind,
      let written = try? objective.definitions.writtenOut(
        objective.formula, except: { machine.parameters.contains($0) })
    else { return [] }
    guard objective.data.isEmpty, let derivative = SlippedDerivative(of: written, by: parameter)
    else { return slips(inDeriving: objective, written, by: parameter) }
    var slots: [Expression: Int] = [:]
    for (index, name) in machine.parameters.enumerated() { slots[.name(name)] = index }
    let point = current.point
    func value(_ formula: Expression) -> Double? {
      guard let code = SheetCode(formula, slots: slots) else { return nil }
      var frame = point + [0]
      code.run(&frame, lanes: 1, into: point.count)
      return frame[point.count]
    }
    guard let right = value(derivative.right),
      let known = gradientHere?[machine.parameters.firstIndex(of: parameter) ?? 0],
      abs(right - known) <= 1e-9 * max(1, abs(known))
    else { return [] }
    return derivative.slipped.compactMap { slipped in
      value(slipped.formula).map {
        Slip(.derivative, slipped.text, line: .gradient, $0, rank: slipped.rank)
      }
    }
  }

  /// The same where no formula of the derivative is taken, such as of a mean over data.
  private func slips(inDeriving objective: Objective, _ written: Expression, by parameter: Name)
    -> [Slip]
  {
    let point = current.point
    // Of minibatches each step has another function.
    guard objective.batch == nil, let index = machine.parameters.firstIndex(of: parameter) else {
      return []
    }
    return SlippedObjective.all(of: written, by: parameter, at: point[index]).compactMap {
      slipped in
      var other = objective
      other.formula = slipped.formula
      guard
        let machine = try? Machine(recipe: .none, objective: other, blocks: other.blocks),
        let walk = try? Walk(machine, from: point, hypers: [:]),
        let value = walk.gradientHere?[index]
      else { return nil }
      return Slip(.derivative, slipped.text, line: .gradient, value, rank: slipped.rank)
    }
  }

  // MARK: - Other numbers

  /// The same for another parameter, and what it was before the step.
  private func otherNumbers(than formula: Expression, _ answer: Double, feeding fed: [Double]?)
    -> [Slip]
  {
    var result: [Slip] = []
    let after = preview(feeding: fed)
    let notation = Notation(squares: machine.recipe.squares)
    for other in machine.parameters {
      let place: (Expression, Name)? =
        switch formula.kind {
        case .component(let own, of: let name) where other != own:
          (Expression(.component(other, of: name)), own)
        case .name(let own) where machine.parameters.contains(own) && other != own:
          (.name(other), own)
        default: nil
        }
      guard let (same, own) = place, let value = scalar(same, after) else { continue }
      result.append(Slip(.parameter, "for \(other) in place of \(own)", value))
    }
    if let value = scalar(formula, current) {
      let text =
        formula.isGradient
        ? "for \(notation.text(formula)) \(stepCount > 0 ? "of step \(stepCount)" : "at the start")"
        : "for \(notation.text(formula)) before this step"
      result.append(Slip(.before, text, value, rank: 0))
    }
    return result
  }

  private func scalar(_ formula: Expression, _ row: Row) -> Double? {
    guard case .scalar(let value)? = try? row.value(of: formula) else { return nil }
    return value
  }

  /// The same step by recipes with a slip, where a worksheet has no place for what they ask.
  private func slippedSteps(_ formula: Expression, _ fed: [Double]?, _ context: SlipContext)
    -> [Slip]
  {
    machine.recipe.slipped(upTo: 1, SlipContext(epsilon: context.epsilon)).compactMap { slipped in
      guard let row = preview(with: slipped.recipe, feeding: fed),
        let value = scalar(formula, row)
      else { return nil }
      return Slip(
        slipped.slip.kind, slipped.text, line: slipped.line, value, rank: slipped.slip.rank)
    }
  }
}

extension Worksheet {
  /// Whether it comes to what the machine has come to, but for the order of a sum.
  func agrees(with number: Double) -> Bool {
    let mine = answer
    return mine == number || abs(mine - number) <= 1e-9 * max(abs(mine), abs(number))
  }

  /// The results of the lines before, which may be given as the answer.
  func otherLines(_ context: SlipContext) -> [Slip] {
    guard let last = lines.last else { return [] }
    return linesNeeded.dropLast().map { line in
      let (other, own) = (lines[line].target, last.target)
      let text = "for \(context.notation.text(other)), not \(context.notation.text(own))"
      return Slip(.line, text, line: other, number(of: line))
    }
  }
}

extension Expression {
  /// Whether it is the gradient or a part of it.
  var isGradient: Bool {
    if case .component(_, of: .gradient) = kind { return true }
    return kind == .name(.gradient)
  }
}

extension Row {
  /// Whether a formula is a parameter's own name.
  fileprivate func isParameter(_ formula: Expression) -> Bool {
    guard case .name(let name) = formula.kind else { return false }
    return machine.parameters.contains(name)
  }
}
