package import Formula
package import Optimizers

/// Says how the numbers of a step came about: formula, numbers put in, result.
package struct Explainer {
  /// The step's row as the step left it, possibly half done.
  let row: Row
  /// The row the step began with.
  let before: Row
  /// The row with what was set by hand after the step.
  let now: Row
  let isGradientFed: Bool

  private var machine: Machine { row.machine }

  package init(row: Row, before: Row, now: Row? = nil, isGradientFed: Bool) {
    self.row = row
    self.before = before
    self.now = now ?? row
    self.isGradientFed = isGradientFed
  }

  /// One report a number of a quantity, as far as a particle or a parameter is named.
  ///
  /// - Parameters:
  ///   - name: `velocity`, `velocity[3]` for a particle's, or a parameter's.
  ///   - component: one parameter, nil for all.
  /// - Returns: nothing where there is no such quantity.
  /// - Throws: a ``Diagnostic`` where the gradient can't be written.
  package func explain(_ name: Name, _ component: Name?) throws(Diagnostic) -> [ExplanationReport] {
    guard let (quantity, particle, parameter) = selection(name) else { return [] }
    let gradient = quantity.role == .gradient ? try gradientFormulas() : nil
    let hessian = machine.layout.curvatures.contains(quantity) ? try hessianFormulas() : []
    let places = machine.places(
      of: quantity.shape, particle: particle, parameter: parameter ?? component)
    return places.map { explain(quantity, $0, gradient, hessian) }
  }

  /// What a name picks of a row, nil where there is no such quantity.
  private func selection(_ name: Name) -> (quantity: Quantity, particle: Int?, parameter: Name?)? {
    if let (parameter, particle) = machine.parameter(name) {
      return (machine.layout.theta, particle, parameter)
    }
    return machine.selection(name).map { ($0.quantity, $0.particle, nil) }
  }

  /// ∂f as formulas, over the rows that the step saw; nil where it was fed by hand.
  private func gradientFormulas() throws(Diagnostic) -> GradientFormulas? {
    // At the start it is the gradient that the first step will use.
    isGradientFed ? nil : try machine.objective?.gradientFormulas(for: max(row.step, 1))
  }

  /// The report of a recipe's line, from 1.
  func line(_ number: Int, isLast: Bool) throws(Diagnostic) -> LineReport {
    let line = machine.recipe.lines[number - 1]
    var objective: (before: Double, after: Double)?
    if isLast, let before = row.objectiveBefore, let after = row.objective {
      objective = (before, after)
    }
    return LineReport(
      step: row.step, number: number, count: machine.recipe.lines.count, target: line.target,
      formula: line.formula, parts: try explain(line.target, nil),
      gradient: number == 1 ? try explain(.gradient, nil) : [], objective: objective,
      squares: machine.recipe.squares)
  }
}

// MARK: - Quantities

extension Explainer {
  private func explain(
    _ quantity: Quantity, _ place: NumberPlace, _ gradient: GradientFormulas?,
    _ hessian: [[Expression?]]
  ) -> ExplanationReport {
    var report = ExplanationReport(
      quantity: place.name(of: quantity.name),
      parameter: place.parameter.map { machine.parameters[$0] },
      value: now.number(quantity, place))
    switch quantity.role {
    case .stepNumber:
      report.remark = "how many steps were made"
    case .hyper where machine.layout.line(setting: quantity) != nil:
      explainLine(&report, quantity, place)
    case .hyper:
      report.remark = (machine.recipe.hyper(quantity.name)?.meaning).map { NoteReport.Content($0) }
    case .seed:
      report.remark = "what random numbers depend on, besides the step"
    case .bound(let isUpper):
      report.remark = isUpper ? "the end of the box" : "the beginning of the box"
    case .batchObjective:
      report.remark = "the function on the rows that the step saw, before it"
    case .answer, .answerBefore:
      report.remark = "the function at the best place so far"
    case .objective, .objectiveBefore:
      // In the middle of a step f is still what it was before it.
      explainObjective(&report, place, at: row.linesDone == nil ? now : before)
    case .gradient:
      explainGradient(&report, place, gradient)
    case .hessian, .hessianDiagonal:
      explainHessian(&report, quantity, place, hessian)
    case .state, .line, .parameters:
      explainLine(&report, quantity, place)
    }
    return report
  }

  private func explainObjective(
    _ report: inout ExplanationReport, _ place: NumberPlace, at row: Row
  ) {
    guard let objective = machine.objective else { return }
    report.symbolic = named(objective.formula, place)
    // Columns of data are too many numbers to put in.
    guard objective.data.isEmpty else { return }
    let definitions = objective.definitions
    let placed = PlacedFormula(parameters: machine.parameters) { name in
      row.numbers(of: Expression(.name(name)), definitions)
    }
    report.substituted = placed.substituted(objective.formula, at: place)
  }

  private func explainGradient(
    _ report: inout ExplanationReport, _ place: NumberPlace, _ gradient: GradientFormulas?
  ) {
    guard !isGradientFed else {
      report.remark = "fed by hand"
      return
    }
    guard let formula = gradient?.formulas[place.parameter ?? 0] else {
      report.remark = "the formula is too long to show; derive goes through it rule by rule"
      return
    }
    report.symbolic = named(formula, place)
    report.substituted = substituted(formula, place)
    if let gradient, let objective = machine.objective {
      report.rows = SeenRows(gradient, of: objective)
    }
  }

  /// A formula over the parameters with the numbers that the step began with.
  private func substituted(_ formula: Expression, _ place: NumberPlace) -> Expression {
    let row = row.step == 0 ? now : before
    let placed = PlacedFormula(parameters: machine.parameters) { name in
      guard let index = machine.index(of: name) else { return nil }
      let own = NumberPlace(particle: place.particle, parameter: index)
      return Numbers([row.number(machine.layout.theta, own)], .scalar)
    }
    return placed.substituted(formula, at: place)
  }

  /// ∂²f as formulas; none where a step sees other rows each time, or where there are lists.
  private func hessianFormulas() throws(Diagnostic) -> [[Expression?]] {
    guard let objective = machine.objective, objective.batchInForce == nil else { return [] }
    return try objective.hessianFormulas()
  }

  private func explainHessian(
    _ report: inout ExplanationReport, _ quantity: Quantity, _ place: NumberPlace,
    _ hessian: [[Expression?]]
  ) {
    let column = place.parameter ?? 0
    let row = quantity.role == .hessian ? place.particle ?? 0 : column
    guard hessian.indices.contains(row), let formula = hessian[row][column] else {
      report.remark = "an exact second derivative, whose formula is too long to show"
      return
    }
    // Its row is no particle.
    let inner = NumberPlace(parameter: place.parameter)
    report.symbolic = formula
    report.substituted = substituted(formula, inner)
  }

  /// A formula over the parameters with those of a particle: x[3] for x.
  private func named(_ formula: Expression, _ place: NumberPlace) -> Expression {
    guard let particle = place.particle else { return formula }
    return formula.rewritten { node in
      guard case .name(let name) = node.kind, machine.index(of: name) != nil else { return node }
      // fits: a particle's number
      return Expression(.name(name.element(particle + 1)))
    }
  }

  private func explainLine(
    _ report: inout ExplanationReport, _ quantity: Quantity, _ place: NumberPlace
  ) {
    guard report.value.bitPattern == row.number(quantity, place).bitPattern else {
      report.remark = row.step == 0 ? "set by hand" : "set by hand after the step"
      return
    }
    guard let number = machine.layout.line(setting: quantity), row.step > 0,
      number < row.linesDone ?? machine.recipe.lines.count
    else {
      report.remark =
        row.step > 0
        ? "not updated yet"
        : quantity.role == .hyper
          ? "its value in the first step" : "its value before the first step"
      return
    }
    let formula = machine.recipe.lines[number].formula
    let placed = PlacedFormula(parameters: machine.parameters) { value($0, beforeLine: number) }
    report.symbolic = placed.symbolic(formula, at: place)
    // A schedule of the library says by its name alone little of what comes of it.
    report.substituted = placed.substituted(formula.withSchedulesWrittenOut, at: place)
  }

  /// A quantity as a line of the recipe read it.
  private func value(_ name: Name, beforeLine number: Int) -> Numbers? {
    // A line reads f where the step began.
    guard
      let quantity = name == .objective ? machine.layout.objectiveBefore : machine.quantity(name)
    else { return nil }
    let isNew = machine.layout.line(setting: quantity).map { $0 < number } ?? true
    return Numbers((isNew ? row : before).part(quantity), quantity.shape)
  }
}

// MARK: - Definitions

extension Explainer {
  /// One report a number of a definition, as far as a parameter is named.
  func explain(
    _ name: Name, _ component: Name?, definedAs formula: Expression, _ definitions: Definitions
  ) throws(Diagnostic) -> [ExplanationReport] {
    let formula = formula.resolvingSquares(machine.layout.quantities.map(\.name))
    let compiled = try now.compiled(formula, definitions)
    let shape = compiled.shape
    // A list of numbers has no parameters to speak of; it is explained by its formula, and so is a
    // matrix.
    guard shape.dimensions.allSatisfy({ [.parameters, .particles].contains($0.axis) }) else {
      return []
    }
    var known: [Name: Numbers?] = [:]
    func value(_ name: Name) -> Numbers? {
      if let numbers = known[name] { return numbers }
      known[name] = now.numbers(of: Expression(.name(name)), definitions)
      return known[name] ?? nil
    }
    let placed = PlacedFormula(parameters: machine.parameters, value)
    return machine.places(of: shape, parameter: component).map { place in
      ExplanationReport(
        quantity: place.name(of: name),
        parameter: place.parameter.map { machine.parameters[$0] },
        symbolic: placed.symbolic(formula, at: place),
        substituted: placed.substituted(formula, at: place),
        value: compiled.value.numbers[machine.index(place, in: shape)])
    }
  }
}

extension Row {
  /// One number of a quantity.
  fileprivate func number(_ quantity: Quantity, _ place: NumberPlace) -> Double {
    let numbers = part(quantity)
    return numbers[numbers.startIndex + machine.index(place, in: quantity.shape)]
  }

  /// The numbers of a formula, nil where it has none here.
  fileprivate func numbers(of formula: Expression, _ definitions: Definitions) -> Numbers? {
    (try? compiled(formula, definitions)).map { Numbers($0.value, $0.shape) }
  }

  /// A formula's value and its shape.
  fileprivate func compiled(_ formula: Expression, _ definitions: Definitions)
    throws(Diagnostic) -> (value: Value, shape: Shape)
  {
    let value = try value(of: formula, definitions: definitions)
    let compiled = try RowFormulas([formula], on: machine, definitions: definitions)
    return (value, compiled.shapes[0])
  }
}
