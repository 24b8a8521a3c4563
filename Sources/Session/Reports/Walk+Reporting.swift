package import Formula
package import Optimizers

extension StepReport {
  /// The report of a row that a step left.
  package init(_ row: Row, of walk: Walk) {
    let machine = row.machine
    step = row.step
    optimizer = machine.recipe.name
    parameters = machine.parameters
    squares = machine.recipe.squares
    point = row.point
    particles = machine.particles
    isGradientFed = walk.isGradientFed(at: row.step)
    let hypers = row.hypers
    quantities = machine.layout.stepOrder.compactMap { quantity in
      switch quantity.role {
      case .objective, .objectiveBefore: return nil
      // Who doesn't ask for the slope has none to show.
      case .gradient where !machine.recipe.lines.isEmpty && !machine.recipe.reads(.gradient):
        return nil
      default: break
      }
      let line = machine.line(setting: quantity)
      return QuantityReport(
        name: quantity.name, formula: line.map { machine.recipe.formula($0, hypers: hypers) },
        values: row[quantity], shape: quantity.shape)
    }
    if let before = row.objectiveBefore, let after = row.objective {
      objective = (before, after)
    }
    // fits: one step
    nonFinite = NonFiniteReport(walk, in: row.step...row.step)
    // fits: one step
    outside = OutsideReport(walk, in: row.step...row.step)
  }
}

extension NonFiniteReport {
  /// The first number of a walk that is not finite, nil where it isn't in these steps.
  package init?(_ walk: Walk, in steps: ClosedRange<Int> = 0...Int.max) {
    guard let first = walk.firstNonFinite, steps.contains(first.step) else { return nil }
    self.init(first, walk.machine(making: first.step))
  }

  private init(_ first: Walk.NonFinite, _ machine: Machine) {
    let line = machine.line(setting: first.quantity)
    let place = machine.place(first.parameter, of: first.quantity.shape)
    self.init(
      step: first.step, quantity: place.name(of: first.quantity.name),
      parameter: place.parameter.map { machine.parameters[$0] },
      value: first.value,
      line: line.map { "\($0.target) = \(machine.recipe.text($0))" },
      isBefore: first.quantity.role == .objectiveBefore,
      isOfEquations: line?.formula.range(ofCall: .solve) != nil)
  }
}

extension OutsideReport {
  /// The first hyper-parameter that a formula led out of its range, nil where it isn't in these
  /// steps.
  package init?(_ walk: Walk, in steps: ClosedRange<Int> = 0...Int.max) {
    guard let first = walk.firstOutside, steps.contains(first.step) else { return nil }
    self.init(
      step: first.step, name: first.hyper.name, value: first.value,
      interval: first.hyper.interval.text)
  }
}

extension PositionReport {
  /// Where a walk is now.
  package init(_ walk: Walk, remark: NoteReport.Content? = nil) {
    let row = walk.current
    let machine = walk.machine
    step = row.step
    parameters = machine.parameters
    point = row.point
    objective = row.objective
    optimizer = machine.recipe.name
    hypers = machine.recipe.settings(row.hypers)
    states = machine.recipe.states.compactMap { state in
      machine.quantity(state.name).map {
        QuantityReport(name: state.name, formula: nil, values: row[$0], shape: $0.shape)
      }
    }
    rowsSeen = RowsSeen(walk)
    self.remark = remark
  }
}

extension GradientReport {
  /// The gradient at a walk's current point, nil without an objective.
  package init?(_ walk: Walk) throws(Diagnostic) {
    guard let objective = walk.machine.objective, let values = walk.gradientHere else { return nil }
    let written = try objective.gradientFormulas(for: walk.stepCount + 1)
    self.init(
      parameters: objective.parameters, point: walk.current.point, formulas: written.formulas,
      values: values, rows: SeenRows(written, of: objective),
      inspection: try objective.inspection(at: walk.current.point, step: walk.stepCount + 1))
  }
}

extension StepsReport {
  /// The reports of some steps from 1 on, every so many.
  init(_ walk: Walk, _ steps: ClosedRange<Int>, every stride: Int = 1, isAbridged: Bool = false) {
    self.steps = steps
    self.isAbridged = isAbridged
    states = walk.machine.recipe.states.map(\.name)
    nonFinite = NonFiniteReport(walk, in: steps)
    outside = OutsideReport(walk, in: steps)
    rows = .steps(steps, every: stride) { steps, isInterrupted, body in
      walk.visit(steps, isInterrupted: isInterrupted) { body($0.step, StepReport($0, of: walk)) }
    }
  }
}
