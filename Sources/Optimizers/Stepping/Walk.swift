package import Formula

// fits throughout (range): places in a frame that exists, and single steps

/// A machine at work from a start: the trace of all its steps, to be asked, and the place it is at.
///
/// Only the start, what a person did (gradients fed, numbers set) and a bounded number of
/// checkpoints are kept. Any row is computed again from the checkpoint before it, which gives the
/// very same bits since a step is a pure function.
package struct Walk: Sendable {
  /// What makes the next step.
  package private(set) var machine: Machine
  /// Where it was asked to begin, one number a parameter; the recipe may begin elsewhere.
  package let start: [Double]
  /// How many steps were made.
  package private(set) var stepCount = 0
  /// The first step that left something that is not a finite number, and what it was.
  package private(set) var firstNonFinite: NonFinite?
  private(set) var frame: [Double]
  private(set) var checkpoints: Checkpoints
  private(set) var events = Events()
  /// What makes the steps after each of some steps, the last the machine at hand: another formula
  /// for a hyper-parameter makes another machine, whose rows are laid out alike.
  private var stages = SharedList<(after: Int, machine: Machine)>()
  /// The first step that gave a hyper-parameter a value out of its range, by a formula.
  package private(set) var firstOutside: Outside?

  /// What overflowed or became undefined first, and where.
  package struct NonFinite: Hashable, Sendable {
    package var step: Int
    package var quantity: Quantity
    /// Which of the quantity's numbers it was.
    package var parameter: Int
    package var value: Double
  }

  /// A hyper-parameter whose formula left its range.
  package struct Outside: Hashable, Sendable {
    package var step: Int
    package var hyper: Recipe.Hyper
    package var value: Double
  }

  /// Begins a walk.
  ///
  /// - Parameters:
  ///   - machine: what makes the steps.
  ///   - start: one number a parameter.
  ///   - hypers: a value for each hyper-parameter of the machine's recipe.
  ///   - seed: what random numbers depend on besides the step.
  ///   - checkpointBudget: how many bytes its checkpoints take at most.
  /// - Throws: a ``Diagnostic`` where a hyper-parameter that a state starts from has no value.
  package init(
    _ machine: Machine, from start: [Double], hypers: [Name: Double], seed: UInt64 = 0,
    checkpointBudget: Int = standardCheckpointBudget
  ) throws(Diagnostic) {
    self.machine = machine
    self.start = start
    stages.append((-1, machine))
    frame = try machine.startFrame(start, hypers: hypers, seed: seed)
    checkpoints = Checkpoints(start: frame[0..<machine.layout.size], budget: checkpointBudget)
  }

  /// The most memory that checkpoints take where nothing else is said, in bytes.
  package static let standardCheckpointBudget = Checkpoints.budget

  /// The row of the last step, with what was set by hand since.
  package var current: Row { machine.row(of: frame) }

  /// The gradient that the next step would use, nil without an objective.
  package var gradientHere: [Double]? {
    machine.objective == nil ? nil : machine.nextGradient(frame)
  }

  /// How often it has asked for f and for ∂f.
  package var evaluations: EvaluationCount {
    var count = EvaluationCount()
    for (index, stage) in stages.enumerated() {
      let first = max(stage.after, 0)
      let last = index + 1 < stages.count ? stages[index + 1].after : stepCount
      let fed = events.gradientCount(after: first, through: last)
      let own = stage.machine.evaluations(in: last - first, fed: fed, isFromStart: index == 0)
      count = count.adding(own, times: 1)
    }
    return count
  }

  /// Counts the numbers it keeps, but not those of its machine.
  ///
  /// - Parameters:
  ///   - count: gets them.
  ///   - other: a walk of which the gradients that were fed to both don't count again.
  func countMemory(in count: inout MemoryCount, besides other: Walk? = nil) {
    count.add(frame)
    count.add(checkpoints.numbers)
    count.add(bytes: events.gradientBytes(besides: other?.events ?? Events()))
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
  ///   - gradient: what is fed to the first step by hand, nil for the objective's.
  ///   - condition: ends the run after the first step at which one of its conditions holds.
  ///   - goesOn: whether to make steps from a θ that isn't finite, too.
  ///   - isInterrupted: asked every few steps.
  /// - Returns: why it ended.
  package mutating func run(
    _ limit: Int, feeding gradient: [Double]? = nil, until condition: StopCondition? = nil,
    pastDivergence goesOn: Bool = false, isInterrupted: () -> Bool = { false }
  ) -> RunEnd {
    guard goesOn || machine.isThetaFinite(frame) else { return .diverged }
    var judge = condition.map {
      StopJudge($0, at: current, previous: $0.formulas.usesPrevious ? previous : nil)
    }
    if judge?.isMet == true { return .conditionMet }
    var made = 0
    while made < limit {
      let sinceQuestion = made & (Walk.stepsBetweenQuestions - 1)
      if sinceQuestion == 0, made > 0, isInterrupted() { return .interrupted }
      let isWatched = !machine.scheduled.isEmpty && firstOutside == nil
      if judge == nil, !isWatched, firstNonFinite == nil, made > 0 || gradient == nil {
        // Nobody looks on until then.
        made += steps(min(limit - made, Walk.stepsBetweenQuestions - sinceQuestion))
      } else {
        judge?.keepAsBefore(frame)
        step(feeding: made == 0 ? gradient : nil)
        made += 1
        if let end = judge?.end(after: frame, step: stepCount) { return end }
      }
      if firstNonFinite != nil, !goesOn, !machine.isThetaFinite(frame) { return .diverged }
    }
    return .done
  }

  /// The row that the next step would leave, without making it.
  package func preview(feeding gradient: [Double]? = nil) -> Row {
    var frame = frame
    machine.step(&frame, feeding: gradient)
    return machine.row(of: frame)
  }

  /// Gives a hyper-parameter, a state or a parameter a value from here on.
  ///
  /// - Parameters:
  ///   - quantity: what is changed.
  ///   - parameter: which number of a quantity with one a parameter; nil sets them all.
  ///   - value: what it is from now on.
  ///
  /// A hyper-parameter that a formula sets is a number from then on.
  package mutating func set(_ quantity: Quantity, parameter: Int? = nil, to value: Double) {
    if quantity.role == .hyper, machine.recipe.schedule(of: quantity.name) != nil,
      let other = try? machine(
        with: machine.recipe.unscheduling(quantity.name), current.hypers)
    {
      begin(other)
    }
    let parts = parameter.map { $0..<$0 + 1 } ?? 0..<quantity.size
    make(.numbers(quantity, parts: parts, value))
  }

  /// Lets random numbers depend on another seed from here on; nothing where the recipe draws none.
  package mutating func reseed(_ seed: UInt64) {
    if machine.layout.seed != nil { make(.seed(seed)) }
  }

  /// Lets a formula set a hyper-parameter in every step from here on.
  ///
  /// - Parameters:
  ///   - name: a hyper-parameter of the recipe.
  ///   - formula: see ``Recipe/scheduling(_:by:parameters:)``.
  /// - Throws: a ``Diagnostic`` where the formula can't do that; the walk is then as it was.
  package mutating func schedule(_ name: Name, by formula: Expression) throws(Diagnostic) {
    let recipe = try machine.recipe.scheduling(
      name, by: formula, parameters: machine.parameters + machine.blocks.map(\.name))
    begin(try machine(with: recipe, current.hypers))
    make(.schedule(name, formula))
  }

  /// Lets another machine make the steps from here on.
  private mutating func begin(_ other: Machine) {
    if let last = stages.last, last.after == stepCount { stages.cut(to: stages.count - 1) }
    stages.append((stepCount, other))
    machine = other
    frame = other.frame(from: frame[0..<other.layout.size])
  }

  private mutating func make(_ change: Events.Change) {
    events.add(change, after: stepCount)
    put(change, into: &frame)
    machine.evaluate(&frame)
  }

  /// Goes back to a step, as it was when the next one began; what came after it is forgotten.
  package mutating func back(to step: Int) {
    guard step < stepCount, step >= 0 else { return }
    frame = frameWithChanges(after: step)
    stepCount = step
    stages.cut(to: stages.partitioningIndex { $0.after > step })
    machine = stages[stages.count - 1].machine
    events.forget(after: step)
    checkpoints.forget(after: step)
    if let first = firstNonFinite, first.step > step { firstNonFinite = nil }
    if let first = firstOutside, first.step > step { firstOutside = nil }
  }

  /// Makes so many steps as long as all is finite, and fewer where a checkpoint comes first.
  ///
  /// - Returns: how many it made.
  private mutating func steps(_ limit: Int) -> Int {
    let count = min(limit, checkpoints.distance(after: stepCount))
    let made = machine.steps(count, &frame)
    stepCount += made - 1
    record()
    return made
  }

  @inline(__always)
  private mutating func record() {
    stepCount += 1
    if checkpoints.isDue(stepCount) {
      checkpoints.append(frame[0..<machine.layout.size], of: stepCount)
    }
    if firstNonFinite == nil, !machine.isRowFinite(frame) { noteNonFinite() }
    if !machine.scheduled.isEmpty, firstOutside == nil { noteOutside() }
  }

  private mutating func noteOutside() {
    for (hyper, place) in machine.scheduled
    // What is not finite is told of as such.
    where frame[place].isFinite && !hyper.toleratesInStep(frame[place]) {
      firstOutside = Outside(step: stepCount, hyper: hyper, value: frame[place])
      return
    }
  }

  /// Keeps the row of a step that was made elsewhere, if it is one of those that are kept.
  ///
  /// - Parameters:
  ///   - steps: how many steps were made since the walk went there.
  ///   - row: the row.
  mutating func keep(after steps: Int, _ row: () -> [Double]) {
    guard checkpoints.isDue(stepCount + steps) else { return }
    checkpoints.append(row()[...], of: stepCount + steps)
  }

  /// How many steps there are to the next one whose row is kept, after so many made elsewhere.
  func stepsToKept(after steps: Int) -> Int { checkpoints.distance(after: stepCount + steps) }

  /// Goes on from where steps that were made elsewhere have led.
  mutating func arrive(_ frame: [Double], after steps: Int) {
    self.frame = frame
    stepCount += steps
    if firstNonFinite == nil, !machine.isRowFinite(frame) { noteNonFinite() }
  }

  /// Whether a condition that would end a run holds already.
  func meets(_ condition: StopCondition?) -> Bool {
    condition.map {
      StopJudge($0, at: current, previous: $0.formulas.usesPrevious ? previous : nil).isMet
    } ?? false
  }

  private mutating func noteNonFinite() {
    guard let first = current.firstNonFinite else { return }
    firstNonFinite = NonFinite(
      step: stepCount, quantity: first.quantity, parameter: first.parameter, value: first.value)
  }
}

// MARK: - Frames of any step

extension Walk {
  /// What makes a step; of step 0, what made the start.
  package func machine(making step: Int) -> Machine {
    guard stages.count > 1 else { return machine }
    // The first one made the start.
    return stages[max(stages.partitioningIndex { $0.after >= step } - 1, 0)].machine
  }

  /// The recipes that made the steps, each with the first step it makes.
  package var recipes: [(first: Int, recipe: Recipe)] {
    stages.enumerated().filter { index, stage in
      // One that made no step, since another took its place at the start.
      index + 1 == stages.count || stages[index + 1].after > max(stage.after, 0)
    }.map { (max($1.after, 0) + 1, $1.machine.recipe) }
  }

  /// The recipe that the walk began with.
  package var firstRecipe: Recipe { stages[0].machine.recipe }

  /// Puts what was set by hand after a step into its frame, which becomes that of the machine that
  /// makes the next step.
  ///
  /// - Returns: whether anything was.
  @discardableResult
  func applyChanges(after step: Int, to frame: inout [Double]) -> Bool {
    let changes = events.changes(after: step)
    guard !changes.isEmpty else { return false }
    for change in changes { put(change, into: &frame) }
    let next = machine(making: step + 1)
    let stage = stages.partitioningIndex { $0.after >= step }
    if stage < stages.count, stages[stage].after == step {
      frame = next.frame(from: frame[0..<next.layout.size])
    } else {
      next.evaluate(&frame)
    }
    return true
  }

  private func put(_ change: Events.Change, into frame: inout [Double]) {
    switch change {
    case .numbers(let quantity, let parts, let value):
      for part in parts { frame[quantity.indices.lowerBound + part] = value }
    case .seed(let seed):
      if let quantity = machine.layout.seed { frame.set(quantity, seed.words) }
    case .schedule: break
    }
  }

  /// A frame at or before a step, from which the others can be made.
  func frame(atOrBefore step: Int) -> (step: Int, frame: [Double]) {
    let (found, row) = checkpoints.row(atOrBefore: step)
    return (found, machine(making: found).frame(from: row))
  }

  /// Makes the step after one again: what was set by hand in between, then the step itself.
  func goOn(
    from step: Int, _ frame: inout [Double], beforeStep: ([Double]) -> Void = { _ in }
  ) {
    applyChanges(after: step, to: &frame)
    beforeStep(frame)
    makeAgain(step + 1, &frame)
  }

  /// Makes a step again from a frame that has what was set by hand before it.
  @inline(__always)
  func makeAgain(_ step: Int, _ frame: inout [Double]) {
    let gradient = events.gradient(at: step)
    if stages.count == 1 {
      machine.step(&frame, feeding: gradient)
    } else {
      machine(making: step).step(&frame, feeding: gradient)
    }
  }

  func frameWithChanges(after last: Int) -> [Double] {
    guard last < stepCount else { return frame }
    var (step, frame) = frame(atOrBefore: last)
    while step < last {
      goOn(from: step, &frame)
      step += 1
    }
    applyChanges(after: last, to: &frame)
    return frame
  }
}
