import Formula

// fits throughout (product, range): places of the numbers in a frame

/// A step as programs on one flat frame: the row at its beginning, and behind it what programs need.
///
/// This, and what it is made of, is all that knows how steps are computed.
struct StepPrograms: Sendable {
  /// The frame before the first step.
  private(set) var frame: [Double]
  /// ∂f at the current θ, which the next step will use.
  let nextGradient: Slot
  /// f on the rows that the next step sees, as far as it sees only some.
  private let nextBatchValue: Slot
  /// Second derivatives at the current θ, those that the layout has, in its order.
  private let nextCurvatures: [Slot]
  /// What a row holds.
  let layout: RowLayout
  /// How often the recipe asks for f and for ∂f.
  let evaluations: (start: EvaluationCount, step: EvaluationCount)
  /// Where θ and the states begin.
  private var starts: CompiledProgram
  private let startDraws: Draws
  /// A step: what stays of the one before, the recipe's lines, and, where one program can work them
  /// out, f and ∂f.
  private var program: CompiledProgram
  private let draws: Draws
  /// Whether the program works out f and ∂f too.
  private let isWholeStep: Bool
  /// f at the best place, where the recipe keeps one.
  private var answer: CompiledProgram
  private var objective: ObjectivePrograms?
  private let places: Places
  /// How numbers are rounded, nil where they are doubles.
  private var rounding: Rounding?

  /// A format that is narrower than doubles, and the places whose numbers have it.
  private struct Rounding: Sendable {
    var precision: Precision
    var tensors: TensorPlaces
  }

  /// Where in a row the numbers stand that a step is given.
  private struct Places: Sendable {
    let step: Int
    let (gradient, batchValue): (Range<Int>, Range<Int>?)
    /// Where second derivatives stand.
    let curvatures: [Range<Int>]
    let seed: Int?

    init(_ layout: RowLayout) {
      step = layout.stepNumber.indices.lowerBound
      gradient = layout.gradient.indices
      batchValue = layout.batchObjective?.indices
      curvatures = layout.curvatures.map(\.indices)
      seed = layout.seed?.indices.lowerBound
    }
  }

  /// Lays a row out and compiles the recipe, then f and ∂f.
  ///
  /// - Parameters:
  ///   - recipe: what a step does.
  ///   - objective: what f is; nil where gradients are fed by hand.
  ///   - size: how many parameters and particles there are.
  ///   - parameters: the names of the parameters' numbers.
  ///   - precision: what every operation is rounded to.
  /// - Throws: a ``Diagnostic`` where shapes don't fit, or the objective has an unknown name.
  init(
    _ recipe: Recipe, _ objective: Objective?, _ size: PopulationSize, parameters: [Name],
    precision: Precision = .float64
  ) throws(Diagnostic) {
    let objective = objective?.rounded(to: precision)
    let lowered = try LoweredRecipe(recipe, objective, size, parameters: parameters)
    let layout = lowered.layout
    var frame = [Double](repeating: 0, count: layout.size)
    func reserve(_ numbers: [Double]) -> Slot {
      defer { frame += numbers }
      return Slot(frame.count)
    }
    // What isn't a part of the row: the next step's gradient, random numbers, the data.
    let nextGradient = reserve([Double](repeating: 0, count: layout.theta.size))
    self.nextGradient = nextGradient
    nextBatchValue = reserve([Double](repeating: 0, count: layout.objective.size))
    let nextCurvatures = layout.curvatures.map {
      reserve([Double](repeating: 0, count: $0.size))
    }
    self.nextCurvatures = nextCurvatures
    let kept = frame.count
    let columns = (objective?.data.columns ?? []).map { reserve($0.values) }
    func compile(_ part: LoweredRecipe.Part, to program: inout Program) -> Draws {
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
      // The gradient is read where it was left: nobody has to wait for the row's copy.
      for (input, slot) in inputs where slot == layout.gradient.slot {
        inputs[input] = nextGradient
      }
      var compiler = Compiler(part.lowering.graph, inputs: inputs, reserved: frame.count)
      for output in part.outputs { compiler.emit([output], to: &program) }
      frame += compiler.frame[frame.count...]
      return draws
    }
    var (starts, step, answer) = (Program(), Program(), Program())
    startDraws = compile(lowered.starts, to: &starts)
    StepPrograms.handOn(
      layout, nextGradient, nextBatchValue, nextCurvatures, &frame, to: &step)
    draws = compile(lowered.lines, to: &step)
    _ = compile(lowered.answer, to: &answer)
    step.append(answer)
    if let objective {
      let programs = try ObjectivePrograms(
        objective,
        at: ObjectivePrograms.Places(
          theta: layout.theta.slot, value: layout.objective.slot, gradient: nextGradient,
          batchValue: nextBatchValue, columns: columns,
          curvatures: zip(layout.curvatures, nextCurvatures).map {
            ($0.role == .hessian ? .whole : .diagonal, $1)
          }),
        particles: size.particles, frame: &frame)
      if let whole = programs.onlyProgram { step.append(whole) }
      self.objective = programs
    } else {
      self.objective = nil
    }
    self.starts = CompiledProgram(starts, frameSize: frame.count)
    self.answer = CompiledProgram(answer, frameSize: frame.count)
    program = CompiledProgram(step, frameSize: frame.count, keeping: kept)
    isWholeStep = self.objective.map { $0.onlyProgram != nil } ?? true
    self.frame = frame
    self.layout = layout
    evaluations = lowered.evaluations(recipe, size)
    places = Places(layout)
    if precision != .float64 { round(to: precision, columns, rows: objective?.data.rowCount ?? 0) }
  }

  /// Rounds every operation on what a framework keeps in tensors.
  private mutating func round(to precision: Precision, _ columns: [Slot], rows: Int) {
    var tensors = TensorPlaces(count: frame.count)
    for quantity in layout.quantities where quantity.role.isTensor { tensors.add(quantity.indices) }
    tensors.add(nextGradient.places(layout.theta.size))
    tensors.add(nextBatchValue.places(layout.objective.size))
    for (slot, curvature) in zip(nextCurvatures, layout.curvatures) {
      tensors.add(slot.places(curvature.size))
    }
    for column in columns { tensors.add(column.places(rows)) }
    for call in startDraws.calls + draws.calls { tensors.add(call.slot.places(call.count)) }
    objective?.addTensors(to: &tensors)
    var hasMore = true
    while hasMore {
      hasMore = objective?.spread(&tensors) ?? false
      for program in [starts, program, answer] {
        hasMore = tensors.spread(through: program) || hasMore
      }
    }
    starts = starts.rounded(to: precision, tensors)
    program = program.rounded(to: precision, tensors)
    answer = answer.rounded(to: precision, tensors)
    objective?.round(to: precision, tensors)
    rounding = Rounding(precision: precision, tensors: tensors)
  }

  /// Rounds what was put into a frame by hand or drawn, as far as it stands in tensors.
  private func round(_ frame: inout [Double], _ places: Range<Int>) {
    guard let rounding else { return }
    rounding.tensors.round(&frame, places, to: rounding.precision)
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
  /// Writes down what a step begins with: its number, and what the one before has left for it.
  private static func handOn(
    _ layout: RowLayout, _ nextGradient: Slot, _ nextBatchValue: Slot, _ nextCurvatures: [Slot],
    _ frame: inout [Double], to program: inout Program
  ) {
    var graph = Graph()
    var inputs: [Graph.ID: Slot] = [:]
    func input(_ quantity: Quantity, at slot: Slot? = nil) -> Graph.ID {
      let id = graph.input(quantity.name, shape: quantity.shape)
      inputs[id] = slot ?? quantity.slot
      return id
    }
    let number = layout.stepNumber
    let next = graph.apply(.add, input(number), graph.constant(1))
    var outputs = [(node: next, target: number.slot)]
    outputs.append((input(layout.objective), layout.objectiveBefore.slot))
    outputs.append((input(layout.gradient, at: nextGradient), layout.gradient.slot))
    if let batch = layout.batchObjective {
      outputs.append((input(batch, at: nextBatchValue), batch.slot))
    }
    for (quantity, slot) in zip(layout.curvatures, nextCurvatures) {
      outputs.append((input(quantity, at: slot), quantity.slot))
    }
    if let answer = layout.answer, let before = layout.answerBefore {
      outputs.append((input(answer), before.slot))
    }
    var compiler = Compiler(graph, inputs: inputs, reserved: frame.count)
    compiler.emit(outputs, to: &program)
    frame += compiler.frame[frame.count...]
  }

  /// Whether many walks' steps can be made at once: where one program is all of a step, and none has
  /// work enough for itself.
  var runsInLanes: Bool { isWholeStep && !program.goesByRows }

  /// Makes a frame's next step, see ``Machine``.
  @inline(__always)
  func step(_ frame: inout [Double], feeding fed: [Double]?) {
    if let fed { feed(fed, to: &frame) }
    if let seed = places.seed {
      let precision = rounding?.precision ?? .float64
      draw(after: frame[places.step], (frame[seed], frame[seed + 1])) {
        frame[$0] = precision.rounded($1)
      }
    }
    program.run(on: &frame)
    if !isWholeStep { objective?.run(on: &frame, lastStep: frame[places.step]) }
  }

  /// Makes so many steps, or fewer where one leaves what is not finite.
  ///
  /// - Returns: how many it made.
  @inline(__always)
  func steps(_ count: Int, _ frame: inout [Double]) -> Int {
    if isWholeStep, draws.calls.isEmpty {
      return program.run(count, whileFinite: layout.computed, on: &frame)
    }
    for made in 1...max(count, 1) {
      step(&frame, feeding: nil)
      if !isFinite(frame) { return made }
    }
    return count
  }

  /// Makes the next step in each lane of a frame.
  func step(_ frame: inout LaneFrame, feeding fed: [Double]?) {
    if let fed { feed(fed, to: &frame) }
    if let seed = places.seed {
      for lane in 0..<frame.lanes {
        let words = (frame[seed, lane], frame[seed + 1, lane])
        draw(after: frame[places.step, lane], words) { frame[$0, lane] = $1 }
      }
    }
    program.run(on: &frame)
  }

  /// Whether everything a step computed is finite.
  @inline(__always)
  func isFinite(_ frame: [Double]) -> Bool {
    var isFinite = true
    for index in layout.computed { isFinite = isFinite && frame[index].isFinite }
    return isFinite
  }

  /// How many numbers a step works out: about how long it takes.
  var numberCount: Int { program.numberCount + (isWholeStep ? 0 : objective?.numberCount ?? 0) }

  /// Puts θ and the states where they begin, in a frame that has all else.
  func start(_ frame: inout [Double]) {
    if let seed = places.seed {
      // fits: a seed is made of words of 32 bits
      startDraws.fill(&frame, seed: UInt64(words: frame[seed], frame[seed + 1]), step: 0)
    }
    // fits: all of a frame
    round(&frame, 0..<frame.count)
    starts.run(on: &frame)
  }

  /// Works out f and ∂f at the frame's θ, after it was moved by hand.
  func evaluate(_ frame: inout [Double]) {
    // fits: the row is a frame's beginning
    round(&frame, 0..<layout.size)
    guard let objective else { return }
    objective.run(on: &frame, lastStep: frame[places.step])
    answer.run(on: &frame)
    if frame[places.step] == 0 { copyGradient(&frame) }
  }

  /// Draws the random numbers of the step after one.
  @inline(__always)
  private func draw(
    after step: Double, _ words: (Double, Double), _ put: (_ place: Int, _ number: Double) -> Void
  ) {
    // fits: a seed is made of words of 32 bits
    let seed = UInt64(words: words.0, words.1)
    draws.each(seed: seed, step: Int(clamping: step).saturatingSum(1), put)
  }

  /// Puts a gradient where the step will take it from; f on its rows stays what it was.
  private func feed(_ fed: [Double], to frame: inout [Double]) {
    let next = Int(nextGradient.index)
    // One that is fed to a population is fed to all.
    for index in 0..<places.gradient.count { frame[next + index] = fed[index % fed.count] }
    if let batchValue = places.batchValue {
      frame.copy(batchValue, to: Int(nextBatchValue.index))
    }
    round(&frame, nextGradient.places(places.gradient.count))
  }

  private func feed(_ fed: [Double], to frame: inout LaneFrame) {
    let (next, nextValue) = (Int(nextGradient.index), Int(nextBatchValue.index))
    for lane in 0..<frame.lanes {
      for index in 0..<places.gradient.count { frame[next + index, lane] = fed[index % fed.count] }
      for (index, place) in (places.batchValue ?? 0..<0).enumerated() {
        frame[nextValue + index, lane] = frame[place, lane]
      }
    }
  }

  private func copyGradient(_ frame: inout [Double]) {
    func take(_ slot: Slot, _ places: Range<Int>) {
      let first = Int(slot.index)
      frame.copy(first..<first + places.count, to: places.lowerBound)
    }
    take(nextGradient, places.gradient)
    for (slot, curvature) in zip(nextCurvatures, places.curvatures) { take(slot, curvature) }
    if let batchValue = places.batchValue { take(nextBatchValue, batchValue) }
  }
}

extension Quantity.Role {
  /// Whether a framework keeps its numbers in tensors, whatever a recipe makes of them.
  fileprivate var isTensor: Bool {
    switch self {
    case .parameters, .gradient, .hessian, .hessianDiagonal, .objective, .objectiveBefore,
      .batchObjective, .answer, .answerBefore, .bound:
      true
    case .hyper, .stepNumber, .seed, .state, .line: false
    }
  }
}

extension Objective {
  /// The same function of data that are rounded to a format.
  fileprivate func rounded(to precision: Precision) -> Objective {
    guard precision != .float64 else { return self }
    var result = self
    result.data = data.mapped { precision.rounded($0) }
    return result
  }
}

extension [Double] {
  fileprivate mutating func copy(_ numbers: Range<Int>, to first: Int) {
    for (index, place) in numbers.enumerated() { self[first + index] = self[place] }
  }
}
