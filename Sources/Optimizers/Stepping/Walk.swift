package import Formula

// fits throughout (range): places in a frame that exists, and single steps

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
  private(set) var checkpoints: Checkpoints
  private(set) var events = Events()

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
  ///   - machine: what makes the steps.
  ///   - start: one number a parameter.
  ///   - hypers: a value for each hyper-parameter of the machine's recipe.
  /// - Throws: a ``Diagnostic`` where a hyper-parameter that a state starts from has no value.
  package init(_ machine: Machine, from start: [Double], hypers: [Name: Double])
    throws(Diagnostic)
  {
    try self.init(machine, from: start, hypers: hypers, checkpointBudget: Checkpoints.budget)
  }

  /// Begins a walk whose checkpoints take at most so many bytes.
  package init(
    _ machine: Machine, from start: [Double], hypers: [Name: Double], checkpointBudget: Int
  )
    throws(Diagnostic)
  {
    self.machine = machine
    frame = try machine.startFrame(start, hypers: hypers)
    checkpoints = Checkpoints(start: frame[0..<machine.rowSize], budget: checkpointBudget)
  }

  /// The row of the last step, with what was set by hand since.
  package var current: Row { row(of: frame) }

  private func row(of frame: [Double]) -> Row {
    Row(machine: machine, numbers: Array(frame[0..<machine.rowSize]))
  }

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

  /// A run asks whether to stop every so many steps, a power of two.
  package static let stepsBetweenQuestions = 256

  /// Why a run ended.
  package enum RunEnd: Hashable, Sendable {
    case done
    case conditionMet
    /// A break began to hold, the one of this index.
    case broken(Int)
    case interrupted
    /// θ is no longer finite, so that no later step can be.
    case diverged
  }

  /// Makes up to `limit` steps; none where the condition holds already, or where θ is not finite.
  ///
  /// - Parameters:
  ///   - limit: how many steps to make at most.
  ///   - condition: ends the run after the first step at which one of its conditions holds.
  ///   - isInterrupted: asked every few steps.
  /// - Returns: why it ended.
  package mutating func run(
    _ limit: Int, until condition: Probe? = nil, isInterrupted: () -> Bool = { false }
  ) -> RunEnd {
    let size = frame.count
    condition?.extend(&frame)
    defer { frame.removeSubrange(size...) }
    guard machine.isThetaFinite(frame) else { return .diverged }
    var held =
      condition?.held(at: current, previous: condition?.usesPrevious == true ? previous : nil) ?? []
    if let condition, condition.ends(held) { return .conditionMet }
    for count in 0..<limit {
      if count & (Walk.stepsBetweenQuestions - 1) == 0, count > 0, isInterrupted() {
        return .interrupted
      }
      condition?.remember(&frame)
      machine.step(&frame)
      record()
      if let end = condition?.end(on: &frame, &held) { return end }
      if firstNonFinite != nil, !machine.isThetaFinite(frame) { return .diverged }
    }
    return .done
  }

  /// The row that the next step would leave, without making it.
  package func preview(feeding gradient: [Double]? = nil) -> Row {
    var frame = frame
    machine.step(&frame, feeding: gradient)
    return row(of: frame)
  }

  /// The row that the next step would leave if another recipe made it.
  ///
  /// - Parameters:
  ///   - recipe: a recipe with the quantities of the machine's own, in the same order.
  ///   - gradient: what is fed to the step, nil for the objective's.
  /// - Returns: the row, nil where the recipe doesn't go with the objective.
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
  /// - Parameters:
  ///   - quantity: what is changed.
  ///   - parameter: which number of a quantity with one a parameter; nil sets them all.
  ///   - value: what it is from now on.
  package mutating func set(_ quantity: Quantity, parameter: Int? = nil, to value: Double) {
    let change = Events.Change(
      slot: quantity.indices.lowerBound + (parameter ?? 0),
      count: parameter == nil ? quantity.shape.count : 1, value: value)
    events.add(change, after: stepCount)
    apply(change, to: &frame)
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
  /// The row of a step as the step left it, 0 for the start; nothing set by hand after it is in it.
  package func row(_ step: Int) -> Row {
    var result = current
    visit(step...step) { result = $0 }
    return result
  }

  /// The row that the step after this one began with: this step's, with what was set by hand since.
  package func rowWithChanges(after step: Int) -> Row {
    step == stepCount ? current : row(of: frameWithChanges(after: step))
  }

  /// The row that the last step began with, nil before the first.
  package var previous: Row? { stepCount == 0 ? nil : rowWithChanges(after: stepCount - 1) }

  /// Whether a step's gradient was fed by hand.
  package func isGradientFed(at step: Int) -> Bool { events.gradient(at: step) != nil }

  /// Visits the rows of some steps in order, each as its step left it, computing them again from a
  /// checkpoint.
  ///
  /// - Parameters:
  ///   - steps: which steps, 0 for the start.
  ///   - isInterrupted: asked before each row; the rest is left out where it says yes.
  ///   - body: takes a row.
  package func visit(
    _ steps: ClosedRange<Int>, isInterrupted: () -> Bool = { false }, _ body: (Row) -> Void
  ) {
    if steps == stepCount...stepCount, events.changes(after: stepCount).isEmpty {
      body(current)
      return
    }
    var (step, frame) = frame(atOrBefore: steps.lowerBound)
    while true {
      if steps.contains(step) { body(row(of: frame)) }
      guard step < min(steps.upperBound, stepCount), !isInterrupted() else { return }
      goOn(from: step, &frame)
      step += 1
    }
  }

  /// Visits the rows of some steps in order, each with the row its step began with; the start has
  /// none.
  ///
  /// - Parameters:
  ///   - steps: which steps, 0 for the start.
  ///   - isInterrupted: asked before each row; the rest is left out where it says yes.
  ///   - body: takes a row and the one before it.
  package func visitPairs(
    _ steps: ClosedRange<Int>, isInterrupted: () -> Bool = { false },
    _ body: (_ before: Row?, _ row: Row) -> Void
  ) {
    var (step, frame) = frame(atOrBefore: max(steps.lowerBound - 1, 0))
    var before: Row?
    while true {
      if steps.contains(step) { body(before, row(of: frame)) }
      guard step < min(steps.upperBound, stepCount), !isInterrupted() else { return }
      for change in events.changes(after: step) { apply(change, to: &frame) }
      if steps.contains(step + 1) { before = row(of: frame) }
      machine.step(&frame, feeding: events.gradient(at: step + 1))
      step += 1
    }
  }

  /// Whether another walk began as this one went, and went on from there.
  package func isBeginning(of other: Walk) -> Bool {
    guard stepCount <= other.stepCount, machine.recipe == other.machine.recipe,
      machine.objective == other.machine.objective, machine.parameters == other.machine.parameters,
      row(0).numbers.map(\.bitPattern) == other.row(0).numbers.map(\.bitPattern)
    else { return false }
    return events.isBeginning(of: other.events, through: stepCount)
  }

  /// About how much memory it takes, in bytes.
  package var byteCount: Int {
    checkpoints.byteCount + frame.count * MemoryLayout<Double>.stride + 256
  }

  private func frameWithChanges(after last: Int) -> [Double] {
    var (step, frame) = frame(atOrBefore: last)
    while step < last {
      goOn(from: step, &frame)
      step += 1
    }
    for change in events.changes(after: last) { apply(change, to: &frame) }
    return frame
  }

  func frame(atOrBefore step: Int) -> (step: Int, frame: [Double]) {
    let (found, row) = checkpoints.row(atOrBefore: step)
    return (found, machine.frame(from: Array(row)))
  }

  /// Makes the step after one again: what was set by hand in between, then the step itself.
  func goOn(
    from step: Int, _ frame: inout [Double], beforeStep: (inout [Double]) -> Void = { _ in }
  ) {
    for change in events.changes(after: step) { apply(change, to: &frame) }
    beforeStep(&frame)
    machine.step(&frame, feeding: events.gradient(at: step + 1))
  }

  /// Goes back to a step, as it was when the next one began; what came after it is forgotten.
  package mutating func back(to step: Int) {
    guard step < stepCount, step >= 0 else { return }
    frame = frameWithChanges(after: step)
    stepCount = step
    events.forget(after: step)
    checkpoints.forget(after: step)
    if let first = firstNonFinite, first.step > step { firstNonFinite = nil }
  }
}
