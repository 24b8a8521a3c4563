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
  /// What a row holds.
  let layout: RowLayout
  /// How often the recipe asks for f and for ∂f.
  let evaluations: (start: EvaluationCount, step: EvaluationCount)
  /// Where θ and the states begin.
  private let starts: Program
  private let startDraws: Draws
  private let lines: Program
  /// f at the best place, where the recipe keeps one.
  private let answer: Program
  private let objective: ObjectivePrograms?
  private let draws: Draws
  private let places: Places

  /// Where in a row the numbers stand that a step moves about.
  private struct Places: Sendable {
    /// How many numbers g has, and how many f.
    let (count, values): (Int, Int)
    let (step, valueBefore, value, gradient): (Int, Int, Int, Int)
    let batchValue: Int?
    let seed: Int?
    let (answer, answerBefore): (Int?, Int?)

    init(_ layout: RowLayout) {
      func first(_ quantity: Quantity) -> Int { quantity.indices.lowerBound }
      count = layout.theta.size
      values = layout.objective.size
      step = first(layout.stepNumber)
      valueBefore = first(layout.objectiveBefore)
      value = first(layout.objective)
      gradient = first(layout.gradient)
      batchValue = layout.batchObjective.map(first)
      seed = layout.seed.map(first)
      answer = layout.answer.map(first)
      answerBefore = layout.answerBefore.map(first)
    }
  }

  /// Lays a row out and compiles the recipe, then f and ∂f.
  ///
  /// - Parameters:
  ///   - recipe: what a step does.
  ///   - objective: what f is; nil where gradients are fed by hand.
  ///   - size: how many parameters and particles there are.
  ///   - parameters: the names of the parameters' numbers.
  /// - Throws: a ``Diagnostic`` where shapes don't fit, or the objective has an unknown name.
  init(_ recipe: Recipe, _ objective: Objective?, _ size: PopulationSize, parameters: [Name])
    throws(Diagnostic)
  {
    let lowered = try LoweredRecipe(recipe, objective, size, parameters: parameters)
    let layout = lowered.layout
    var frame = [Double](repeating: 0, count: layout.size)
    func reserve(_ numbers: [Double]) -> Slot {
      defer { frame += numbers }
      return Slot(frame.count)
    }
    // What isn't a part of the row: the next step's gradient, random numbers, the data.
    nextGradient = reserve([Double](repeating: 0, count: layout.theta.size))
    nextBatchValue = reserve([Double](repeating: 0, count: layout.objective.size))
    let columns = (objective?.data.columns ?? []).map { reserve($0.values) }
    func compile(_ part: LoweredRecipe.Part) -> (Program, Draws) {
      var inputs = part.lowering.inputs
      var draws = Draws(count: layout.theta.size)
      for (function, input, count) in part.lowering.calls.draws {
        let slot = reserve([Double](repeating: 0, count: count))
        draws.calls.append(Draws.Call(function: function, slot: slot, count: count))
        inputs[input] = slot
      }
      for (input, slot) in zip(part.lowering.calls.points.columns, columns) {
        inputs[input] = slot
      }
      var compiler = Compiler(part.lowering.graph, inputs: inputs, reserved: frame.count)
      var program = Program()
      for output in part.outputs { compiler.emit([output], to: &program) }
      frame += compiler.frame[frame.count...]
      return (program, draws)
    }
    (starts, startDraws) = compile(lowered.starts)
    (lines, draws) = compile(lowered.lines)
    (answer, _) = compile(lowered.answer)
    if let objective {
      self.objective = try ObjectivePrograms(
        objective,
        at: ObjectivePrograms.Places(
          theta: layout.theta.slot, value: layout.objective.slot, gradient: nextGradient,
          batchValue: nextBatchValue, columns: columns),
        particles: size.particles, frame: &frame)
    } else {
      self.objective = nil
    }
    self.frame = frame
    self.layout = layout
    evaluations = lowered.evaluations(recipe, size)
    places = Places(layout)
  }

  /// Sees that a recipe's lines fit a number of parameters, without a function.
  static func check(_ recipe: Recipe, count: Int) throws(Diagnostic) {
    // As many particles as there aren't parameters; whoever says how many is heard later.
    let size = PopulationSize(
      parameters: count, particles: recipe.population == nil ? nil : 7 - count)
    _ = try LoweredRecipe(recipe, nil, size)
  }
}

// MARK: - Steps

extension StepPrograms {
  /// Makes a frame's next step, see ``Machine``.
  @inline(__always)
  func step(_ frame: inout [Double], feeding fed: [Double]?) {
    frame[places.step] += 1
    for index in 0..<places.values {
      frame[places.valueBefore + index] = frame[places.value + index]
    }
    if let fed {
      // One that is fed to a population is fed to all.
      for index in 0..<places.count { frame[places.gradient + index] = fed[index % fed.count] }
    } else {
      copyGradient(&frame)
    }
    if let seed = places.seed {
      let step = Int(clamping: frame[places.step])
      // fits: a seed is made of words of 32 bits
      draws.fill(&frame, seed: UInt64(words: frame[seed], frame[seed + 1]), step: step)
    }
    if let answer = places.answer, let before = places.answerBefore {
      frame[before] = frame[answer]
    }
    do {
      var span = frame.mutableSpan
      lines.run(on: &span)
      answer.run(on: &span)
    }
    objective?.run(on: &frame, lastStep: frame[places.step])
  }

  /// Puts θ and the states where they begin, in a frame that has all else.
  func start(_ frame: inout [Double]) {
    if let seed = places.seed {
      // fits: a seed is made of words of 32 bits
      startDraws.fill(&frame, seed: UInt64(words: frame[seed], frame[seed + 1]), step: 0)
    }
    var span = frame.mutableSpan
    starts.run(on: &span)
  }

  /// Works out f and ∂f at the frame's θ, after it was moved by hand.
  func evaluate(_ frame: inout [Double]) {
    guard let objective else { return }
    objective.run(on: &frame, lastStep: frame[places.step])
    do {
      var span = frame.mutableSpan
      answer.run(on: &span)
    }
    if frame[places.step] == 0 { copyGradient(&frame) }
  }

  @inline(__always)
  private func copyGradient(_ frame: inout [Double]) {
    let next = Int(nextGradient.index)
    for index in 0..<places.count { frame[places.gradient + index] = frame[next + index] }
    guard let batchValue = places.batchValue else { return }
    let seen = Int(nextBatchValue.index)
    for index in 0..<places.values { frame[batchValue + index] = frame[seen + index] }
  }
}
