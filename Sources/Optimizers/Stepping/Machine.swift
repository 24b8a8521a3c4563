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
  /// What a row holds.
  package let layout: RowLayout
  /// What formulas call θ's numbers, and the blocks of them.
  let parts: [Name: Part]
  private let programs: StepPrograms
  /// The frame before any start, with the data.
  var emptyFrame: [Double] { programs.frame }

  /// Some of θ's numbers.
  struct Part: Sendable {
    var offset: Int
    var shape: Shape
  }

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
    try recipe.check(parameters: blocks.map(\.name))
    if recipe.asksForObjective, objective == nil { throw .needsObjective(recipe) }
    let parameters = blocks.names
    var layout = RowLayout(recipe, objective, count: parameters.count)
    programs = try StepPrograms(recipe, objective, &layout)
    self.recipe = recipe
    self.objective = objective
    self.blocks = blocks
    self.parameters = parameters
    self.layout = layout
    parts = Machine.parts(blocks, parameters)
  }

  private static func parts(_ blocks: [ParameterBlock], _ parameters: [Name]) -> [Name: Part] {
    var parts: [Name: Part] = [:]
    for (index, name) in parameters.enumerated() {
      parts[name] = Part(offset: index, shape: .scalar)
    }
    for (block, offset) in zip(blocks, blocks.offsets) {
      parts[block.name] = Part(offset: offset, shape: block.shape)
    }
    return parts
  }

  /// The quantity of a name, nil where there is none; a parameter's name is none, see
  /// ``parameters``.
  package func quantity(_ name: Name) -> Quantity? { layout.quantity(name) }

  /// Which of θ's numbers a parameter is, nil where there is none of that name.
  package func index(of parameter: Name) -> Int? {
    parts[parameter].flatMap { $0.shape == .scalar ? $0.offset : nil }
  }

  /// The line of the recipe that sets a quantity, nil where none does.
  package func line(setting quantity: Quantity) -> Recipe.Line? {
    layout.line(setting: quantity).map { recipe.lines[$0] }
  }
}

// MARK: - Frames

extension Machine {
  /// A frame that stands before the first step.
  ///
  /// - Parameters:
  ///   - start: one number a parameter.
  ///   - hypers: a value for each hyper-parameter of the recipe.
  ///   - seed: what random numbers depend on besides the step.
  /// - Returns: the frame, with f and ∂f worked out.
  /// - Throws: a ``Diagnostic`` where a hyper-parameter that a state starts from has no value.
  func startFrame(_ start: [Double], hypers: [Name: Double], seed: UInt64)
    throws(Diagnostic) -> [Double]
  {
    var frame = programs.frame
    var states: [Double] = []
    for state in recipe.states { states.append(try state.start.value(hypers).numbers[0]) }
    var next = states.makeIterator()
    for quantity in layout.quantities {
      let numbers: [Double] =
        switch quantity.role {
        case .hyper: [hypers[quantity.name] ?? .nan]
        case .seed: seed.words
        case .parameters: start
        case .objective, .objectiveBefore, .batchObjective: [.nan]
        // States stand in the order of the recipe.
        case .state: [Double](repeating: next.next() ?? 0, count: quantity.size)
        case .stepNumber, .gradient, .line: [Double](repeating: 0, count: quantity.size)
        }
      frame.set(quantity, numbers)
    }
    evaluate(&frame)
    return frame
  }

  /// A frame that goes on from a row.
  func frame(from row: some Collection<Double>) -> [Double] {
    var frame = programs.frame
    frame.replaceSubrange(0..<layout.size, with: row)
    // f was computed when the row was made, and comes out the same again.
    evaluate(&frame)
    return frame
  }

  /// Works out f and ∂f at the frame's θ, after it was moved by hand.
  func evaluate(_ frame: inout [Double]) { programs.evaluate(&frame) }

  /// Makes one step: the gradient, the recipe's lines in order, and f at the new θ.
  ///
  /// - Parameters:
  ///   - frame: a frame of this machine, which goes from one step to the next.
  ///   - fed: the gradient to use in place of the objective's, one number a parameter.
  @inline(__always)
  func step(_ frame: inout [Double], feeding fed: [Double]? = nil) {
    programs.step(&frame, feeding: fed)
  }

  /// The row that a frame begins with.
  func row(of frame: [Double]) -> Row {
    Row(machine: self, numbers: Array(frame[0..<layout.size]))
  }

  /// ∂f at a frame's θ, which the next step will use.
  func nextGradient(_ frame: [Double]) -> [Double] {
    Array(frame[Int(programs.nextGradient.index)...].prefix(parameters.count))
  }

  /// Whether θ is finite, without which no later step can be.
  func isThetaFinite(_ frame: [Double]) -> Bool {
    frame[layout.theta.indices].allSatisfy(\.isFinite)
  }

  /// Whether everything a step computed is finite.
  @inline(__always)
  func isRowFinite(_ frame: [Double]) -> Bool {
    var isFinite = true
    for index in layout.computed { isFinite = isFinite && frame[index].isFinite }
    return isFinite
  }
}

// MARK: - Questions

extension Machine {
  /// The objective's gradient at a row's θ, as the next step would use it; nil without an objective.
  package func gradient(at row: Row) -> [Double]? {
    objective == nil ? nil : nextGradient(frame(from: row.numbers))
  }
}

extension [Double] {
  mutating func set(_ quantity: Quantity, _ numbers: [Double]) {
    replaceSubrange(quantity.indices, with: numbers)
  }
}
