package import Formula

// fits throughout (range): places in a frame that exists

/// A recipe and an objective, compiled for a number of parameters: what makes a step.
///
/// A step is a pure function of a row (everything a step leaves behind), and of the gradient where
/// it is fed by hand. So any step can be computed again from an earlier row, bit for bit.
package struct Machine: Sendable {
  package let recipe: Recipe
  package let objective: Objective?
  /// The parameters as they were declared.
  package let blocks: [ParameterBlock]
  /// The names of their numbers, in the order of θ.
  package let parameters: [Name]
  /// What a row holds, in order.
  package let quantities: [Quantity]
  /// How many numbers a row has.
  package let rowSize: Int

  /// The frame before the first step: rows fill its beginning, programs need the rest.
  let frame: [Double]
  let nextGradient: Slot
  private let lines: Program
  private let evaluation: Evaluation?
  private let draws: Draws
  private let nextBatchValue: Slot
  private let theta: Quantity
  private let gradient: Quantity
  private let stepNumber: Quantity
  private let value: Quantity
  private let valueBefore: Quantity
  private let batchValue: Quantity?
  private let seed: Quantity?

  /// Compiles a recipe for parameters that are single numbers, or those of an objective.
  ///
  /// - Parameters:
  ///   - recipe: what a step does.
  ///   - objective: what f is; nil where gradients are fed by hand.
  ///   - parameters: the names of the parameters' numbers.
  /// - Throws: a ``Diagnostic`` where the objective has an unknown name, or where a parameter has
  ///   a name of the recipe.
  package init(recipe: Recipe, objective: Objective?, parameters: [Name]) throws(Diagnostic) {
    try self.init(
      recipe: recipe, objective: objective,
      blocks: objective?.blocks ?? parameters.map { ParameterBlock($0) })
  }

  /// Compiles a recipe for parameters as they were declared.
  ///
  /// - Parameters:
  ///   - recipe: what a step does.
  ///   - objective: what f is; nil where gradients are fed by hand.
  ///   - blocks: the parameters, those of the objective where there is one.
  /// - Throws: a ``Diagnostic`` where the objective has an unknown name, or where a parameter has
  ///   a name of the recipe.
  package init(recipe: Recipe, objective: Objective?, blocks: [ParameterBlock])
    throws(Diagnostic)
  {
    for block in blocks { try recipe.check(parameter: block.name) }
    if recipe.asksForObjective, objective == nil { throw .needsObjective(recipe) }
    let parameters = blocks.names
    var builder = MachineBuilder(recipe: recipe, objective: objective, count: parameters.count)
    try builder.addLines()
    try builder.addEvaluation()
    self.recipe = recipe
    self.objective = objective
    self.blocks = blocks
    self.parameters = parameters
    quantities = builder.quantities
    rowSize = builder.rowSize
    nextGradient = builder.nextGradient
    frame = builder.frame
    lines = builder.lines
    evaluation = builder.evaluation
    draws = builder.draws
    nextBatchValue = builder.nextBatchValue
    theta = builder.theta
    gradient = builder.gradient
    stepNumber = builder.stepNumber
    value = builder.value
    valueBefore = builder.valueBefore
    batchValue = builder.quantities.first { $0.role == .batchObjective }
    seed = builder.quantities.first { $0.role == .seed }
  }

  /// The quantity of a name, nil where there is none; a parameter's name is none, see ``parameters``.
  package func quantity(_ name: Name) -> Quantity? { quantities.first { $0.name == name } }
}

// MARK: - Steps

extension Machine {
  /// A frame that stands before the first step.
  ///
  /// - Parameters:
  ///   - start: one number a parameter.
  ///   - hypers: a value for each hyper-parameter of the recipe.
  /// - Returns: the frame, with f and ∂f worked out.
  /// - Throws: a ``Diagnostic`` where a hyper-parameter that a state starts from has no value.
  package func startFrame(_ start: [Double], hypers: [Name: Double]) throws(Diagnostic) -> [Double]
  {
    var frame = frame
    for quantity in quantities {
      switch quantity.role {
      case .hyper: frame.set(quantity, [hypers[quantity.name] ?? .nan])
      case .seed: frame.set(quantity, [hypers[quantity.name] ?? 0])
      case .parameters: frame.set(quantity, start)
      case .objective, .objectiveBefore, .batchObjective: frame.set(quantity, [.nan])
      default: frame.set(quantity, [Double](repeating: 0, count: quantity.shape.count))
      }
    }
    for state in recipe.states {
      guard let quantity = quantity(state.name) else { continue }
      let number = try state.start.value(hypers).numbers[0]
      frame.set(quantity, [Double](repeating: number, count: parameters.count))
    }
    evaluate(&frame)
    return frame
  }

  /// A frame that goes on from a row.
  package func frame(from row: [Double]) -> [Double] {
    var frame = frame
    frame.replaceSubrange(0..<rowSize, with: row[0..<rowSize])
    // f was computed when the row was made, and comes out the same again.
    evaluate(&frame)
    return frame
  }

  /// Works out f and ∂f at the frame's θ, after it was moved by hand.
  package func evaluate(_ frame: inout [Double]) {
    let step = Int(clamping: frame[Int(stepNumber.slot.index)])
    evaluation?.run(on: &frame, nextStep: step + 1)
    if step == 0, evaluation != nil { copyGradient(&frame) }
  }

  /// The objective's gradient at a row's θ, nil without an objective.
  package func gradient(at row: Row) -> [Double]? {
    guard objective != nil else { return nil }
    let frame = frame(from: row.numbers)
    return Array(frame[Int(nextGradient.index)...].prefix(parameters.count))
  }

  /// Makes one step: the gradient, the recipe's lines in order, and f at the new θ.
  ///
  /// - Parameters:
  ///   - frame: a frame of this machine, which goes from one step to the next.
  ///   - fed: the gradient to use in place of the objective's, one number a parameter.
  @inline(__always)
  package func step(_ frame: inout [Double], feeding fed: [Double]? = nil) {
    frame[Int(stepNumber.slot.index)] += 1
    frame[Int(valueBefore.slot.index)] = frame[Int(value.slot.index)]
    if let fed {
      for index in fed.indices { frame[Int(gradient.slot.index) + index] = fed[index] }
    } else {
      copyGradient(&frame)
    }
    let step = Int(clamping: frame[Int(stepNumber.slot.index)])
    if let seed {
      draws.fill(&frame, seed: frame[Int(seed.slot.index)], step: step)
    }
    do {
      var span = frame.mutableSpan
      lines.run(on: &span)
    }
    evaluation?.run(on: &frame, nextStep: step + 1)
  }

  @inline(__always)
  private func copyGradient(_ frame: inout [Double]) {
    for index in 0..<parameters.count {
      frame[Int(gradient.slot.index) + index] = frame[Int(nextGradient.index) + index]
    }
    if let batchValue { frame[Int(batchValue.slot.index)] = frame[Int(nextBatchValue.index)] }
  }

  /// Whether θ is finite, without which no later step can be.
  func isThetaFinite(_ frame: [Double]) -> Bool {
    frame[theta.indices].allSatisfy(\.isFinite)
  }

  /// Whether everything a step computed is finite.
  @inline(__always)
  func isRowFinite(_ frame: [Double]) -> Bool {
    // The row begins with t and two values of f, which are not-a-number without an objective.
    let first = objective == nil ? Int(theta.slot.index) : 0
    var isFinite = true
    for index in first..<rowSize { isFinite = isFinite && frame[index].isFinite }
    return isFinite
  }
}

extension [Double] {
  package mutating func set(_ quantity: Quantity, _ numbers: [Double]) {
    replaceSubrange(quantity.indices, with: numbers)
  }
}
