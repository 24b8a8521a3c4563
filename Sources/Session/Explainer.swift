import Formula
import Optimizers

/// Says how the numbers of a step came about: formula, numbers put in, result.
struct Explainer {
  /// The step's row as the step left it, possibly half done.
  let row: Row
  /// The row the step began with.
  let before: Row
  /// The row with what was set by hand after the step.
  let now: Row
  let isGradientFed: Bool

  private var machine: Machine { row.machine }

  init(row: Row, before: Row, now: Row? = nil, isGradientFed: Bool) {
    self.row = row
    self.before = before
    self.now = now ?? row
    self.isGradientFed = isGradientFed
  }

  /// One report a parameter, or one where the quantity is a single number or a parameter is named.
  ///
  /// - Returns: nothing where there is no such quantity.
  func explain(_ name: Name, _ component: Name?) throws(Diagnostic) -> [ExplanationReport] {
    if machine.index(of: name) != nil { return try explain(.theta, name) }
    guard let quantity = machine.quantity(name == .steps ? .stepNumber : name) else { return [] }
    let gradient = quantity.role == .gradient ? try gradientFormulas() : nil
    if quantity.shape == .scalar { return [explain(quantity, nil, gradient)] }
    if let component {
      return machine.index(of: component).map { [explain(quantity, $0, gradient)] } ?? []
    }
    return machine.parameters.indices.map { explain(quantity, $0, gradient) }
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
    _ quantity: Quantity, _ parameter: Int?, _ gradient: GradientFormulas?
  ) -> ExplanationReport {
    let index = parameter ?? 0
    var report = ExplanationReport(
      quantity: quantity.name, parameter: parameter.map { machine.parameters[$0] },
      value: now.number(quantity, index))
    switch quantity.role {
    case .stepNumber:
      report.remark = "how many steps were made"
    case .hyper:
      report.remark = (machine.recipe.hyper(quantity.name)?.meaning).map { NoteReport.Content($0) }
    case .seed:
      report.remark = "what random numbers depend on, besides the step"
    case .batchObjective:
      report.remark = "the function on the rows that the step saw, before it"
    case .objective, .objectiveBefore:
      // In the middle of a step f is still what it was before it.
      explainObjective(&report, at: row.linesDone == nil ? now : before)
    case .gradient:
      explainGradient(&report, index, gradient)
    case .state, .line, .parameters:
      explainLine(&report, quantity, index)
    }
    return report
  }

  private func explainObjective(_ report: inout ExplanationReport, at row: Row) {
    guard let objective = machine.objective else { return }
    report.symbolic = objective.formula
    // Columns of data are too many numbers to put in.
    guard objective.data.isEmpty else { return }
    report.substituted = objective.formula.withNumbers { name in
      let value = try? row.value(of: Expression(.name(name)), definitions: objective.definitions)
      return value.flatMap { Numbers($0) }
    }
  }

  private func explainGradient(
    _ report: inout ExplanationReport, _ index: Int, _ gradient: GradientFormulas?
  ) {
    guard !isGradientFed else {
      report.remark = "fed by hand"
      return
    }
    guard let formula = gradient?.formulas[index] else {
      report.remark = "the formula is too long to show"
      return
    }
    let row = row.step == 0 ? now : before
    report.symbolic = formula
    report.substituted = formula.withNumbers { name in
      machine.index(of: name).map { .scalar(row.number(machine.layout.theta, $0)) }
    }
    if let gradient, let objective = machine.objective {
      report.rows = SeenRows(gradient, of: objective)
    }
  }

  private func explainLine(
    _ report: inout ExplanationReport, _ quantity: Quantity, _ index: Int
  ) {
    guard report.value.bitPattern == row.number(quantity, index).bitPattern else {
      report.remark = row.step == 0 ? "set by hand" : "set by hand after the step"
      return
    }
    guard let number = machine.layout.line(setting: quantity), row.step > 0,
      number < row.linesDone ?? machine.recipe.lines.count
    else {
      report.remark = row.step == 0 ? "its value before the first step" : "not updated yet"
      return
    }
    let formula = machine.recipe.lines[number].formula
    let parameter = quantity.shape == .scalar ? nil : index
    report.symbolic = formula.withComponents(parameter, of: machine.parameters) {
      self.value($0, beforeLine: number)
    }
    report.substituted = formula.withNumbers(parameter) { self.value($0, beforeLine: number) }
  }

  /// A quantity as a line of the recipe read it.
  private func value(_ name: Name, beforeLine number: Int) -> Numbers? {
    guard let quantity = machine.quantity(name) else { return nil }
    let isNew = machine.layout.line(setting: quantity).map { $0 < number } ?? true
    let numbers = (isNew ? row : before).part(quantity)
    return switch quantity.shape {
    case .scalar: numbers.first.map { .scalar($0) }
    case .vector(let axis, _): .vector(numbers, axis)
    case .matrix: nil
    }
  }
}

// MARK: - Definitions

extension Explainer {
  /// One report a parameter, or one where the definition is a single number or a parameter is named.
  func explain(
    _ name: Name, _ component: Name?, definedAs formula: Expression, _ definitions: Definitions
  ) throws(Diagnostic) -> [ExplanationReport] {
    let formula = formula.resolvingSquares(machine.layout.quantities.map(\.name))
    var known: [Name: Numbers?] = [:]
    func value(_ name: Name) -> Numbers? {
      if let numbers = known[name] { return numbers }
      let value = try? now.value(of: Expression(.name(name)), definitions: definitions)
      known[name] = value.flatMap { Numbers($0) }
      return known[name] ?? nil
    }
    switch try now.value(of: formula, definitions: definitions) {
    case .scalar(let number):
      return [
        ExplanationReport(
          quantity: name, symbolic: formula,
          substituted: formula.withNumbers(of: machine.parameters, value), value: number)
      ]
    case .vector(let numbers, _):
      return numbers.indices.compactMap { index in
        // A list of numbers has no parameters to speak of; it is explained by its formula.
        guard numbers.count == machine.parameters.count else { return nil }
        let parameter = machine.parameters[index]
        guard component == nil || component == parameter else { return nil }
        return ExplanationReport(
          quantity: name, parameter: parameter,
          symbolic: formula.withComponents(index, of: machine.parameters, value),
          substituted: formula.withNumbers(index, of: machine.parameters, value),
          value: numbers[index])
      }
    // A matrix is explained by its formula alone.
    case .matrix: return []
    }
  }
}

extension Row {
  /// One number of a quantity.
  fileprivate func number(_ quantity: Quantity, _ index: Int) -> Double {
    let numbers = part(quantity)
    return numbers[numbers.startIndex + index]
  }
}

/// What a name stands for, without a copy of a row's numbers.
private enum Numbers {
  case scalar(Double)
  case vector(ArraySlice<Double>, Shape.Axis)

  /// A value, nil for a matrix, which is too much to put into a formula.
  init?(_ value: Value) {
    switch value {
    case .scalar(let number): self = .scalar(number)
    case .vector(let numbers, let axis): self = .vector(numbers[...], axis)
    case .matrix: return nil
    }
  }
}

// MARK: - Writing formulas for one parameter

extension Expression {
  /// The formula for one parameter: `beta·E[g²].x`, but `norm(g)`, which takes all of them.
  fileprivate func withComponents(
    _ index: Int?, of parameters: [Name], _ value: (Name) -> Numbers?
  ) -> Expression {
    written { node, isWhole in
      guard case .name(let name) = node.kind, case .vector(_, .parameters)? = value(name),
        let index, !isWhole
      else { return node }
      return Expression(.component(parameters[index], of: name))
    }
  }

  /// The formula with numbers for names: those of one parameter, or all where a function such as
  /// `norm` takes all.
  fileprivate func withNumbers(
    _ index: Int? = nil, of parameters: [Name] = [], _ value: (Name) -> Numbers?
  ) -> Expression {
    written { node, isWhole in
      switch node.kind {
      case .name(let name):
        switch value(name) {
        case .scalar(let number)?: return .number(number)
        case .vector(let numbers, _)?:
          if let index, !isWhole { return .number(numbers[numbers.startIndex + index]) }
          return Expression(.vector(numbers.map { .number($0) }))
        case nil: return node
        }
      case .component(let parameter, of: let name):
        guard case .vector(let numbers, _)? = value(name),
          let index = parameters.firstIndex(of: parameter)
        else { return node }
        return .number(numbers[numbers.startIndex + index])
      default: return node
      }
    }
  }

  /// Rewrites the leaves; `isWhole` says whether a function that makes one number of many takes
  /// them.
  private func written(
    isWhole: Bool = false, _ write: (Expression, _ isWhole: Bool) -> Expression
  ) -> Expression {
    switch kind {
    case .name, .component:
      return write(self, isWhole)
    case .call(let function, let arguments):
      let isWhole = isWhole || function.reduces(arguments.count)
      return Expression(.call(function, arguments.map { $0.written(isWhole: isWhole, write) }))
    case .apply(let callee, let arguments):
      let isWhole = isWhole || FunctionLibrary.standard[callee.name]?.reduces == true
      return Expression(.apply(callee, arguments.map { $0.written(isWhole: isWhole, write) }))
    default:
      return Expression(kind.mapChildren { $0.written(isWhole: isWhole, write) })
    }
  }
}
