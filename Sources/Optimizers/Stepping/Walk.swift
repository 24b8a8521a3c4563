package import Formula

/// A machine at work from a start: the trace of all its steps, to be asked, and the place it is at.
///
/// Only the start, what a person did (gradients fed, numbers set) and a bounded number of
/// checkpoints are kept. Any row is computed again from the checkpoint before it, which gives the
/// very same bits since a step is a pure function.
package struct Walk: Sendable {
  package let machine: Machine
  /// How many steps were made.
  package private(set) var stepCount = 0
  /// The first step that left something that is not a finite number, and what it was.
  package private(set) var firstNonFinite: NonFinite?
  private var frame: [Double]
  private var checkpoints: Checkpoints
  private var events = Events()

  /// What overflowed or became undefined first, and where.
  package struct NonFinite: Hashable, Sendable {
    package var step: Int
    package var quantity: Quantity
    /// Which parameter's number it was; 0 for a single number.
    package var parameter: Int
    package var value: Double
  }

  /// Begins a walk.
  ///
  /// - Parameters:
  ///   - start: one number a parameter.
  ///   - hypers: a value for each hyper-parameter of the machine's recipe.
  package init(_ machine: Machine, from start: [Double], hypers: [Name: Double])
    throws(Diagnostic)
  {
    self.machine = machine
    frame = try machine.startFrame(start, hypers: hypers)
    checkpoints = Checkpoints(start: frame[0..<machine.rowSize])
  }

  /// The row of the last step, with what was set by hand since.
  package var current: Row { Row(machine: machine, numbers: Array(frame[0..<machine.rowSize])) }

  /// The gradient at the current θ, nil without an objective.
  package var gradientHere: [Double]? {
    guard machine.objective != nil else { return nil }
    let first = Int(machine.nextGradient.index)
    return Array(frame[first..<first + machine.parameters.count])
  }
}

// MARK: - Going on

extension Walk {
  /// Makes one step, with the objective's gradient or one fed by hand.
  package mutating func step(feeding gradient: [Double]? = nil) {
    if let gradient { events.feed(gradient, at: stepCount + 1) }
    machine.step(&frame, feeding: gradient)
    record()
  }

  /// Why a run ended.
  package enum RunEnd: Hashable, Sendable {
    case done
    case conditionMet
    case interrupted
    /// θ is no longer finite, so that no later step can be.
    case diverged
  }

  /// Makes up to `limit` steps.
  ///
  /// - Parameters:
  ///   - condition: ends the run after the first step at which it holds.
  ///   - isInterrupted: asked every few steps.
  package mutating func run(
    _ limit: Int, until condition: Probe? = nil, isInterrupted: () -> Bool = { false }
  ) -> RunEnd {
    let size = frame.count
    condition?.extend(&frame)
    defer { frame.removeSubrange(size...) }
    let startsFinite = machine.isThetaFinite(frame)
    for count in 0..<limit {
      if count & 0xff == 0, count > 0, isInterrupted() { return .interrupted }
      machine.step(&frame)
      record()
      if let condition, condition.holds(on: &frame) { return .conditionMet }
      if startsFinite, firstNonFinite != nil, !machine.isThetaFinite(frame) { return .diverged }
    }
    return .done
  }

  /// The row that the next step would leave, without making it.
  package func preview(feeding gradient: [Double]? = nil) -> Row {
    var frame = frame
    machine.step(&frame, feeding: gradient)
    return Row(machine: machine, numbers: Array(frame[0..<machine.rowSize]))
  }

  /// The row that the next step would leave if another recipe made it.
  ///
  /// - Parameter recipe: a recipe with the quantities of the machine's own, in the same order.
  /// - Returns: nil where it doesn't go with the objective.
  package func preview(with recipe: Recipe, feeding gradient: [Double]? = nil) -> Row? {
    guard
      let other = try? Machine(
        recipe: recipe, objective: machine.objective, parameters: machine.parameters),
      other.quantities == machine.quantities
    else { return nil }
    var frame = other.frame(from: current.numbers)
    other.step(&frame, feeding: gradient)
    return Row(machine: other, numbers: Array(frame[0..<other.rowSize]))
  }

  /// Gives a hyper-parameter, a state or a parameter a value from here on.
  ///
  /// - Parameter parameter: which number of a quantity with one a parameter; nil sets them all.
  package mutating func set(_ quantity: Quantity, parameter: Int? = nil, to value: Double) {
    let change = Events.Change(
      slot: quantity.indices.lowerBound + (parameter ?? 0),
      count: parameter == nil ? quantity.shape.count : 1, value: value)
    events.add(change, after: stepCount)
    apply(change, to: &frame)
    checkpoints.replaceLast(at: stepCount, with: frame[0..<machine.rowSize])
  }

  private func apply(_ change: Events.Change, to frame: inout [Double]) {
    for slot in change.slot..<change.slot + change.count { frame[slot] = change.value }
    machine.evaluate(&frame)
  }

  @inline(__always)
  private mutating func record() {
    stepCount += 1
    if checkpoints.isDue(stepCount) { checkpoints.append(frame[0..<machine.rowSize]) }
    if firstNonFinite == nil, !machine.isRowFinite(frame) { noteNonFinite() }
  }

  private mutating func noteNonFinite() {
    guard let first = current.firstNonFinite else { return }
    firstNonFinite = NonFinite(
      step: stepCount, quantity: first.quantity, parameter: first.parameter, value: first.value)
  }
}

// MARK: - Asking

extension Walk {
  /// The row of a step, 0 for the start, as it stood when the next step began.
  package func row(_ step: Int) -> Row {
    var result = current
    visit(step...step) { result = $0 }
    return result
  }

  /// Whether a step's gradient was fed by hand.
  package func isGradientFed(at step: Int) -> Bool { events.gradient(at: step) != nil }

  /// Whether numbers were set by hand between a step and the next.
  package func isChanged(after step: Int) -> Bool { !events.changes(after: step).isEmpty }

  /// Visits the rows of some steps in order, computing them again from a checkpoint.
  package func visit(_ steps: ClosedRange<Int>, _ body: (Row) -> Void) {
    if steps == stepCount...stepCount {
      body(current)
      return
    }
    var (step, frame) = frame(atOrBefore: steps.lowerBound)
    while true {
      if steps.contains(step) {
        body(Row(machine: machine, numbers: Array(frame[0..<machine.rowSize])))
      }
      guard step < min(steps.upperBound, stepCount) else { return }
      step += 1
      machine.step(&frame, feeding: events.gradient(at: step))
      for change in events.changes(after: step) { apply(change, to: &frame) }
    }
  }

  private func frame(atOrBefore step: Int) -> (step: Int, frame: [Double]) {
    let (found, row) = checkpoints.row(atOrBefore: step)
    return (found, machine.frame(from: Array(row)))
  }

  /// Goes back to a step; what came after it is forgotten.
  package mutating func back(to step: Int) {
    guard step < stepCount, step >= 0 else { return }
    let row = row(step)
    stepCount = step
    frame = machine.frame(from: row.numbers)
    events.forget(after: step)
    checkpoints.forget(after: step)
    if let first = firstNonFinite, first.step > step { firstNonFinite = nil }
  }
}
