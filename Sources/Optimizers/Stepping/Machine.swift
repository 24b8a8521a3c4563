package import Formula

// fits throughout (range, product): places in a frame that exists

/// A recipe and an objective, compiled for a number of parameters: what makes a step.
///
/// A step is a pure function of a row (everything a step leaves behind), and of the gradient where
/// it is fed by hand. So any step can be computed again from an earlier row, bit for bit. It never
/// changes, and all that walk by it share it.
package final class Machine: Sendable {
  package let recipe: Recipe
  package let objective: Objective?
  /// The parameters as they were declared.
  package let blocks: [ParameterBlock]
  /// The names of their numbers, in the order of θ.
  package let parameters: [Name]
  /// What a row holds.
  package var layout: RowLayout { programs.layout }
  /// How many particles there are, nil for one walker.
  package let particles: Int?
  /// What formulas call θ's numbers, and the blocks of them.
  let parts: [Name: Part]
  private let programs: StepPrograms
  /// The hyper-parameters that every step sets by a formula, and where they stand in a row.
  let scheduled: [(hyper: Recipe.Hyper, place: Int)]
  /// What every operation on parameters' numbers is rounded to.
  package let precision: Precision
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
  ///   - hypers: says how many particles there are, where the recipe lets that be chosen.
  /// - Throws: a ``Diagnostic`` where the objective has an unknown name, or where a parameter has
  ///   a name of the recipe.
  package convenience init(
    recipe: Recipe, objective: Objective?, parameters: [Name], hypers: [Name: Double] = [:]
  ) throws(Diagnostic) {
    try self.init(
      recipe: recipe, objective: objective,
      blocks: objective?.blocks ?? parameters.map { ParameterBlock($0) }, hypers: hypers)
  }

  /// The most numbers that θ has, all particles together.
  static let largestPopulation = 1 << 20

  /// Compiles a recipe for parameters as they were declared.
  ///
  /// - Parameters:
  ///   - recipe: what a step does.
  ///   - objective: what f is; nil where gradients are fed by hand.
  ///   - blocks: the parameters, those of the objective where there is one.
  ///   - hypers: says how many particles there are, where the recipe lets that be chosen.
  ///   - precision: what every operation on parameters' numbers is rounded to.
  /// - Throws: a ``Diagnostic`` where the objective has an unknown name, or where a parameter has
  ///   a name of the recipe.
  package init(
    recipe: Recipe, objective: Objective?, blocks: [ParameterBlock], hypers: [Name: Double] = [:],
    precision: Precision = .float64
  ) throws(Diagnostic) {
    try recipe.check(parameters: blocks.map(\.name))
    if recipe.asksForObjective, objective == nil { throw .needsObjective(recipe) }
    let parameters = blocks.names
    particles = try recipe.populationCount(of: parameters.count, hypers)
    let size = PopulationSize(parameters: parameters.count, particles: particles)
    programs = try StepPrograms(
      recipe, objective, size, parameters: parameters, precision: precision)
    self.precision = precision
    self.recipe = recipe
    self.objective = objective
    self.blocks = blocks
    self.parameters = parameters
    parts = Machine.parts(blocks, parameters)
    let layout = programs.layout
    scheduled = recipe.schedules.compactMap { line in
      guard let hyper = recipe.hyper(line.target), let quantity = layout.quantity(line.target)
      else { return nil }
      return (hyper, quantity.indices.lowerBound)
    }
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
    let hypers = recipe.firstValues(hypers)
    for name in recipe.hypers.map(\.name) where hypers[name] == nil && recipe.startReads(name) {
      if let formula = recipe.schedule(of: name) {
        throw .startsFromSchedule(name, recipe.name, at: formula.range)
      }
      throw .noValueYet(
        name, hint: "it is a hyper-parameter of \(recipe.name)", at: recipe.nameRange)
    }
    for quantity in layout.quantities {
      let numbers: [Double] =
        switch quantity.role {
        case .hyper: [hypers[quantity.name] ?? .nan]
        case .seed: seed.words
        case .parameters: Array(repeatElement(start, count: particles ?? 1).joined())
        case .bound(let isUpper): bounds(around: start).map { isUpper ? $0.upper : $0.lower }
        case .objective, .objectiveBefore, .batchObjective, .answer, .answerBefore:
          [Double](repeating: .nan, count: quantity.size)
        case .stepNumber, .gradient, .hessian, .hessianDiagonal, .state, .line:
          [Double](repeating: 0, count: quantity.size)
        }
      frame.set(quantity, numbers)
    }
    programs.start(&frame)
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
  ///
  /// At the start, a hyper-parameter that a formula sets has the value that the first step will use,
  /// as g has.
  func evaluate(_ frame: inout [Double]) {
    programs.evaluate(&frame)
    guard !scheduled.isEmpty, frame[layout.stepNumber.indices.lowerBound] == 0 else { return }
    var ahead = frame
    programs.step(&ahead, feeding: nil)
    for (_, place) in scheduled { frame[place] = ahead[place] }
  }

  /// Makes one step: the gradient, the recipe's lines in order, and f at the new θ.
  ///
  /// - Parameters:
  ///   - frame: a frame of this machine, which goes from one step to the next.
  ///   - fed: the gradient to use in place of the objective's, one number a parameter.
  @inline(__always)
  func step(_ frame: inout [Double], feeding fed: [Double]? = nil) {
    programs.step(&frame, feeding: fed)
  }

  /// Makes so many steps, or fewer where one leaves what is not finite.
  ///
  /// - Returns: how many it made, one at least.
  @inline(__always)
  func steps(_ count: Int, _ frame: inout [Double]) -> Int { programs.steps(count, &frame) }

  /// Makes the next step in each lane of a frame, all with the objective's gradient or one that is fed.
  func step(_ frame: inout LaneFrame, feeding fed: [Double]? = nil) {
    programs.step(&frame, feeding: fed)
  }

  /// How many numbers a step works out: about how long it takes.
  package var numberCount: Int { programs.numberCount }

  /// Whether its steps can be made in lanes: where no value of a formula is looked at in every step.
  var runsInLanes: Bool { programs.runsInLanes && scheduled.isEmpty }

  /// The row that a frame begins with.
  func row(of frame: [Double]) -> Row {
    Row(machine: self, numbers: Array(frame[0..<layout.size]))
  }

  /// ∂f where a walk stands, which the next step will use, one number a parameter.
  func nextGradient(_ frame: [Double]) -> [Double] {
    let first = particles == nil ? 0 : row(of: frame).bestParticle * parameters.count
    return Array(frame[(Int(programs.nextGradient.index) + first)...].prefix(parameters.count))
  }

  /// Whether θ is finite, that of one particle at least, without which no later step can be.
  func isThetaFinite(_ frame: [Double]) -> Bool {
    let theta = frame[layout.theta.indices]
    guard particles != nil else { return theta.allSatisfy(\.isFinite) }
    return stride(from: theta.startIndex, to: theta.endIndex, by: parameters.count).contains {
      theta[$0..<$0 + parameters.count].allSatisfy(\.isFinite)
    }
  }

  /// Whether everything a step computed is finite.
  @inline(__always)
  func isRowFinite(_ frame: [Double]) -> Bool { programs.isFinite(frame) }
}

// MARK: - Questions

extension Machine {
  /// The box that is searched: what the function states, and where it states nothing, as far around
  /// the start as 0 lies, and twice that, or 5.
  func bounds(around start: [Double]) -> [(lower: Double, upper: Double)] {
    zip(parameters, start).map { name, number in
      if let range = objective?.bounds[name] { return (range.lowerBound, range.upperBound) }
      let reach = max(5, 2 * abs(number))
      return (number - reach, number + reach)
    }
  }

  /// What a walk's f is: where it stands, and where the recipe keeps a best place, there.
  package var answer: Expression {
    let objective = Expression(.name(.objective))
    if layout.answer != nil { return Expression(.call(.f, [Expression(.name(.best))])) }
    return particles == nil ? objective : Expression(.call(.min, [objective]))
  }

  /// How many steps a walk makes with so many evaluations of f and ∂f together.
  package func steps(within evaluations: Int) -> Int {
    let (start, step) = (programs.evaluations.start.all, programs.evaluations.step.all)
    guard step > 0 else { return evaluations }
    return max(evaluations - start, 0) / step
  }

  /// How often a walk asks for f and for ∂f, in so many steps of which some were fed a gradient.
  ///
  /// - Parameters:
  ///   - steps: how many steps.
  ///   - fed: how many of them were fed a gradient.
  ///   - isFromStart: whether what the start asks for is among it.
  /// - Returns: how often.
  package func evaluations(in steps: Int, fed: Int = 0, isFromStart: Bool = true)
    -> EvaluationCount
  {
    let start = isFromStart ? programs.evaluations.start : EvaluationCount()
    var count = start.adding(programs.evaluations.step, times: steps)
    let saved = programs.evaluations.step.gradients.saturatingProduct(fed)
    count.gradients = max(count.gradients - saved, 0)
    return count
  }

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
