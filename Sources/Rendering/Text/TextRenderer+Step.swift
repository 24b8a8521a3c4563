import Formula
import Optimizers
import Session

extension TextRenderer {
  /// Everything a step computed, a row each.
  func lines(_ step: StepReport) -> [StyledText] {
    var table = QuantityTable(
      title: styled("step \(step.step)", .heading),
      parameters: step.parameters.map(notation().text))
    table.rows = step.quantities.flatMap { rows($0, of: step) }
    if let objective = step.objective { table.rows.append(row(objective)) }
    let particles = particleLines(step.quantities, step.parameters)
    return lines(table) + particles + (step.nonFinite.map { warning($0) } ?? [])
      + (step.outside.map { warning($0) } ?? [])
  }

  /// A quantity's row, or those of a matrix.
  private func rows(_ quantity: QuantityReport, of step: StepReport) -> [QuantityTable.Row] {
    let count = quantity.rows.count
    guard quantity.isMatrix else { return [row(quantity, of: step)] }
    let formula = quantity.formula.map { self.formula($0, squares: step.squares) }
    guard count <= NumberColumns.limit else {
      let text =
        (formula.map { $0 + styled(" ") } ?? StyledText()) + styled("\(count) × \(count)", .dim)
      return [QuantityTable.Row(name: name(quantity.name), content: .text(text))]
    }
    return matrixRows(quantity).enumerated().map { index, row in
      var row = row
      row.formula =
        quantity.name == .hessian
        ? styled("∂²f/∂\(notation().text(step.parameters[index]))∂θ", .formula)
        : index == 0 ? formula : nil
      return row
    }
  }

  /// A matrix as rows that count from 1: `hessian[1]`.
  func matrixRows(_ quantity: QuantityReport) -> [QuantityTable.Row] {
    quantity.rows.enumerated().map { index, numbers in
      // fits: rows count from 1
      QuantityTable.Row(
        name: name(quantity.name.element(index + 1)), content: .numbers(Array(numbers)))
    }
  }

  private func row(_ quantity: QuantityReport, of step: StepReport) -> QuantityTable.Row {
    var formula = quantity.formula.map { self.formula($0, squares: step.squares) }
    if quantity.name == .gradient {
      formula = step.isGradientFed ? styled("fed by hand") : styled("∂f/∂θ", .formula)
    }
    if quantity.name == .hdiag, formula == nil { formula = styled("∂²f/∂θ²", .formula) }
    if quantity.isOfParticles {
      // Its numbers stand in the particles' rows below.
      return QuantityTable.Row(
        name: name(quantity.name), content: .text(formula ?? StyledText()))
    }
    guard quantity.isScalar, let value = quantity.values.first else {
      return QuantityTable.Row(
        name: name(quantity.name), formula: formula, content: .numbers(quantity.values))
    }
    // A single number belongs under no parameter.
    let text = (formula.map { $0 + styled(" = ") } ?? StyledText()) + number(value)
    return QuantityTable.Row(name: name(quantity.name), content: .text(text))
  }

  private func row(_ objective: (before: Double, after: Double)) -> QuantityTable.Row {
    QuantityTable.Row(name: name(.objective), content: .text(change(objective)))
  }

  /// `26 → 18.2456`.
  func change(_ objective: (before: Double, after: Double)) -> StyledText {
    number(objective.before) + styled(" → ") + number(objective.after)
  }

  /// The first hyper-parameter out of its range: `lr became -0.05 at step 3, and lies in (0, inf)`.
  func warning(_ report: OutsideReport) -> [StyledText] {
    paragraph(
      "\(notation().text(report.name)) became \(numbers.text(report.value)) at step \(report.step), "
        + "and its range is \(report.interval)", .warning)
  }

  /// The first number that is not finite: `x became nan at step 12, in the line θ = θ − step`.
  func warning(_ report: NonFiniteReport) -> [StyledText] {
    var quantity = notation().text(report.quantity)
    if let parameter = report.parameter {
      let component = notation().text(parameter)
      quantity =
        parameter.ofTheta(report.quantity).map { notation().text($0) } ?? "\(quantity).\(component)"
    }
    var text = "\(quantity) became \(numbers.text(report.value)) at step \(report.step)"
    if report.isBefore { text = "f was \(numbers.text(report.value)) before step \(report.step)" }
    if let line = report.line { text += ", in the line \(line)" }
    if report.isOfEquations { text += "; solve: the matrix is singular, or nearly so" }
    return paragraph(text, .warning)
  }
}
