import Formula
import Optimizers

/// Says how the numbers of a step came about: formula, numbers put in, result.
struct Explainer {
  /// The step's row, possibly half done.
  let row: Row
  /// The row the step began with.
  let before: Row
  var isGradientFed = false
  /// Whether something was set by hand after the step.
  var isChanged = false

  private var machine: Machine { row.machine }

  /// One report a parameter, or one where the quantity is a single number or a parameter is named.
  func explain(_ name: Name, _ component: Name?) throws(Diagnostic) -> [ExplanationReport] {
    if machine.parameters.contains(name) { return try explain(.theta, name) }
    guard let quantity = machine.quantity(name) else { return [] }
    if quantity.shape == .scalar { return [try explain(quantity, nil)] }
    var reports: [ExplanationReport] = []
    for parameter in machine.parameters where component == nil || component == parameter {
      reports.append(try explain(quantity, parameter))
    }
    return reports
  }

  /// The report of a recipe's line, from 1.
  func line(_ number: Int, isLast: Bool) throws(Diagnostic) -> LineReport {
    let line = machine.recipe.lines[number - 1]
    var objective: (before: Double, after: Double)?
    if isLast, let before = row[.objectiveBefore]?.first, let after = row[.objective]?.first {
      objective = (before, after)
    }
    return LineReport(
      step: row.step, number: number, count: machine.recipe.lines.count, target: line.target,
      formula: line.formula, parts: try explain(line.target, nil),
      gradient: number == 1 ? try explain(.gradient, nil) : [], objective: objective,
      squares: machine.recipe.squares)
  }

  private func explain(_ quantity: Quantity, _ parameter: Name?)
    throws(Diagnostic) -> ExplanationReport
  {
    let index = parameter.flatMap { machine.parameters.firstIndex(of: $0) } ?? 0
    var report = ExplanationReport(
      quantity: quantity.name, parameter: parameter, value: row[quantity][index])
    switch quantity.role {
    case .stepNumber:
      report.remark = "how many steps were made"
    case .hyper:
      report.remark = machine.recipe.hyper(quantity.name)?.meaning
    case .objective, .objectiveBefore:
      report.symbolic = machine.objective?.formula
      report.substituted = machine.objective?.formula.substituting(point(of: row))
    case .gradient:
      try explainGradient(&report, index)
    case .line, .parameters, .state:
      explainLine(&report, quantity, index)
    }
    return report
  }

  private func explainGradient(_ report: inout ExplanationReport, _ index: Int)
    throws(Diagnostic)
  {
    if isGradientFed {
      report.remark = "fed by hand"
    } else if let formula = try machine.objective?.derived().gradientFormulas[index] {
      report.symbolic = formula
      report.substituted = formula.substituting(point(of: row.step == 0 ? row : before))
    } else {
      report.remark = "the formula is too long to show"
    }
  }

  private func explainLine(
    _ report: inout ExplanationReport, _ quantity: Quantity, _ index: Int
  ) {
    guard let number = machine.lineIndex(quantity), row.step > 0,
      number < row.linesDone ?? machine.recipe.lines.count
    else {
      report.remark = row.step == 0 ? "its value before the first step" : "not updated yet"
      return
    }
    if isChanged, let theta = machine.quantity(.theta), quantity == theta {
      report.remark = "set by hand after the step"
      return
    }
    let formula = machine.recipe.lines[number].formula
    report.symbolic = write(formula, index) { name, isWhole in
      isWhole
        ? Expression(.name(name)) : Expression(.component(machine.parameters[index], of: name))
    }
    report.substituted = write(formula, index) { name, isWhole in
      let values = self.values(name, beforeLine: number)
      return isWhole ? Expression(.vector(values.map { .number($0) })) : .number(values[index])
    }
    .substituting(scalars(beforeLine: number))
  }

  /// Rewrites the quantities that have one number a parameter: to one of them, or as a whole
  /// where a function such as `norm` takes all.
  private func write(
    _ formula: Expression, _ index: Int, isWhole: Bool = false,
    _ replace: (Name, _ isWhole: Bool) -> Expression
  ) -> Expression {
    switch formula.kind {
    case .name(let name):
      guard let quantity = machine.quantity(name), quantity.shape != .scalar else { return formula }
      return replace(name, isWhole)
    case .call(let function, let arguments):
      let reduces = function.reduces(arguments.count) || isWhole
      return Expression(
        .call(function, arguments.map { write($0, index, isWhole: reduces, replace) }))
    default:
      return Expression(formula.kind.mapChildren { write($0, index, isWhole: isWhole, replace) })
    }
  }

  /// A quantity's numbers as a line of the recipe read them.
  private func values(_ name: Name, beforeLine number: Int) -> [Double] {
    guard let quantity = machine.quantity(name) else { return [] }
    let isNew = machine.lineIndex(quantity).map { $0 < number } ?? true
    return (isNew ? row : before)[quantity]
  }

  private func scalars(beforeLine number: Int) -> [Name: Double] {
    var result: [Name: Double] = [:]
    for quantity in machine.quantities where quantity.shape == .scalar {
      result[quantity.name] = values(quantity.name, beforeLine: number).first
    }
    return result
  }

  private func point(of row: Row) -> [Name: Double] {
    Dictionary(uniqueKeysWithValues: zip(machine.parameters, row[.theta] ?? []))
  }
}

extension Function {
  /// Whether it makes one number of many.
  fileprivate func reduces(_ argumentCount: Int) -> Bool {
    switch self {
    case .sum, .mean, .norm, .dot: true
    case .min, .max: argumentCount == 1
    default: false
    }
  }
}
