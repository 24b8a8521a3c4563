import Formula

/// A step as programs on one flat frame: the row at its beginning, and behind it what programs need.
///
/// This, and what it is made of, is all that knows how steps are computed.
struct StepPrograms: Sendable {
  /// The frame before the first step.
  let frame: [Double]
  /// ∂f at the current θ, which the next step will use.
  let nextGradient: Slot
  /// f on the rows that the next step sees, as far as it sees only some.
  private let nextBatchValue: Slot
  private let lines: Program
  private let objective: ObjectivePrograms?
  private let draws: Draws
  private let places: Places

  /// Where in a row the numbers stand that a step moves about.
  private struct Places: Sendable {
    let count: Int
    let (step, valueBefore, value, gradient): (Int, Int, Int, Int)
    let batchValue: Int?
    let seed: Int?

    init(_ layout: RowLayout) {
      func first(_ quantity: Quantity) -> Int { quantity.indices.lowerBound }
      count = layout.theta.shape.count
      step = first(layout.stepNumber)
      valueBefore = first(layout.objectiveBefore)
      value = first(layout.objective)
      gradient = first(layout.gradient)
      batchValue = layout.batchObjective.map(first)
      seed = layout.seed.map(first)
    }
  }

  /// Gives each line its place in a row and compiles the recipe, then f and ∂f.
  ///
  /// - Parameters:
  ///   - recipe: what a step does.
  ///   - objective: what f is; nil where gradients are fed by hand.
  ///   - layout: the row, which gets the recipe's lines.
  /// - Throws: a ``Diagnostic`` where shapes don't fit, or the objective has an unknown name.
  init(_ recipe: Recipe, _ objective: Objective?, _ layout: inout RowLayout) throws(Diagnostic) {
    let (lowering, outputs) = try StepPrograms.lower(recipe, objective, &layout)
    let count = layout.theta.shape.count
    var frame = [Double](repeating: 0, count: layout.size)
    func reserve(_ numbers: [Double]) -> Slot {
      defer { frame += numbers }
      return Slot(frame.count)
    }
    // What isn't a part of the row: the next step's gradient, random numbers, the data.
    let zeros = [Double](repeating: 0, count: count)
    nextGradient = reserve(zeros)
    nextBatchValue = reserve([0])
    var inputs = lowering.inputs
    var draws = Draws(count: count)
    for (function, input) in lowering.calls.draws {
      let slot = reserve(zeros)
      draws.calls.append(Draws.Call(function: function, slot: slot))
      inputs[input] = slot
    }
    let columns = (objective?.data.columns ?? []).map { reserve($0.values) }
    for (input, slot) in zip(lowering.calls.columns, columns) { inputs[input] = slot }

    var compiler = Compiler(lowering.graph, inputs: inputs, reserved: frame.count)
    var lines = Program()
    for output in outputs { compiler.emit([output], to: &lines) }
    frame += compiler.frame[frame.count...]
    if let objective {
      self.objective = try ObjectivePrograms(
        objective,
        at: ObjectivePrograms.Places(
          theta: layout.theta.slot, value: layout.objective.slot, gradient: nextGradient,
          batchValue: nextBatchValue, columns: columns),
        frame: &frame)
    } else {
      self.objective = nil
    }
    self.frame = frame
    self.lines = lines
    self.draws = draws
    places = Places(layout)
  }

  /// Sees that a recipe's lines fit a number of parameters, without a function.
  static func check(_ recipe: Recipe, count: Int) throws(Diagnostic) {
    var layout = RowLayout(recipe, nil, count: count)
    _ = try lower(recipe, nil, &layout)
  }

  /// The lines' nodes and where each result goes.
  private static func lower(
    _ recipe: Recipe, _ objective: Objective?, _ layout: inout RowLayout
  ) throws(Diagnostic) -> (RecipeLowering, [(node: Graph.ID, target: Slot)]) {
    var lowering = RecipeLowering(recipe, objective, count: layout.theta.shape.count)
    for name in Recipe.given + recipe.hypers.map(\.name) + recipe.states.map(\.name) {
      if let quantity = layout.quantity(name) { lowering.bind(quantity) }
    }
    var outputs: [(node: Graph.ID, target: Slot)] = []
    for (index, line) in recipe.lines.enumerated() {
      let (node, shape) = try lowering.lower(line, into: layout.quantity(line.target))
      let quantity = layout.place(line.target, line: index, shape)
      outputs.append((node, quantity.slot))
      lowering.bind(quantity)
    }
    return (lowering, outputs)
  }
}

// MARK: - Steps

extension StepPrograms {
  /// Makes a frame's next step, see ``Machine``.
  @inline(__always)
  func step(_ frame: inout [Double], feeding fed: [Double]?) {
    frame[places.step] += 1
    frame[places.valueBefore] = frame[places.value]
    if let fed {
      for index in fed.indices { frame[places.gradient + index] = fed[index] }
    } else {
      copyGradient(&frame)
    }
    if let seed = places.seed {
      let step = Int(clamping: frame[places.step])
      // fits: a seed is made of words of 32 bits
      draws.fill(&frame, seed: UInt64(words: frame[seed], frame[seed + 1]), step: step)
    }
    do {
      var span = frame.mutableSpan
      lines.run(on: &span)
    }
    objective?.run(on: &frame, lastStep: frame[places.step])
  }

  /// Works out f and ∂f at the frame's θ, after it was moved by hand.
  func evaluate(_ frame: inout [Double]) {
    guard let objective else { return }
    objective.run(on: &frame, lastStep: frame[places.step])
    if frame[places.step] == 0 { copyGradient(&frame) }
  }

  @inline(__always)
  private func copyGradient(_ frame: inout [Double]) {
    let next = Int(nextGradient.index)
    for index in 0..<places.count { frame[places.gradient + index] = frame[next + index] }
    if let batchValue = places.batchValue { frame[batchValue] = frame[Int(nextBatchValue.index)] }
  }
}
