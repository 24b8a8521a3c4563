import Formula

/// A recipe as graphs of its starts and of its lines, and the row that its quantities make up.
struct LoweredRecipe {
  /// Some formulas, and where the value of each goes.
  struct Part {
    var lowering: RecipeLowering
    var outputs: [(node: Graph.ID, target: Slot)] = []
  }

  private(set) var layout: RowLayout
  private(set) var starts: Part
  private(set) var lines: Part
  /// f at the best place, which is worked out for whoever looks on, and counted nowhere.
  private(set) var answer: Part
  /// The shapes that the states need, in the recipe's order.
  private var needed: [Shape]

  /// How often shapes are looked at before those that still grow get all the room there is.
  private static let roundLimit = 8

  /// Reads a recipe for a number of parameters and particles.
  ///
  /// A state has the shape that its start and its line give it, and those may read the state: so
  /// they are read again until no shape grows.
  ///
  /// - Parameters:
  ///   - recipe: the recipe.
  ///   - objective: what f is, nil where there is none.
  ///   - size: how many parameters and particles there are.
  ///   - parameters: the names of the parameters' numbers, for lines that speak of one.
  /// - Throws: a ``Diagnostic`` where shapes don't fit.
  init(
    _ recipe: Recipe, _ objective: Objective?, _ size: PopulationSize, parameters: [Name] = []
  ) throws(Diagnostic) {
    var shapes = recipe.states.map { _ in Shape.scalar }
    var rounds = 0
    while true {
      let attempt = try LoweredRecipe(recipe, objective, size, parameters, stateShapes: shapes)
      guard attempt.needed != shapes else {
        self = attempt
        return
      }
      // fits: it stops there
      rounds += 1
      shapes = zip(attempt.needed, shapes).map {
        $0 != $1 && rounds >= LoweredRecipe.roundLimit ? size.each : $0
      }
    }
  }

  private init(
    _ recipe: Recipe, _ objective: Objective?, _ size: PopulationSize, _ parameters: [Name],
    stateShapes: [Shape]
  ) throws(Diagnostic) {
    if let name = recipe.curvaturesRead.first {
      let range = recipe.lines.lazy.compactMap { $0.formula.range(of: name) }.first
      guard size.particles == nil else { throw .curvatureOfPopulation(name, at: range) }
      guard size.parameters <= CompiledCurvature.largestCount else {
        throw .hessianTooLarge(size.parameters)
      }
    }
    layout = RowLayout(recipe, objective, size, stateShapes: stateShapes)
    needed = stateShapes
    let empty = RecipeLowering(recipe, objective, size, parameters: parameters)
    (starts, lines, answer) = (Part(lowering: empty), Part(lowering: empty), Part(lowering: empty))
    try lowerStarts(of: recipe)
    // Lines are read once the states have the room that their starts need.
    guard needed == stateShapes else { return }
    try lowerLines(of: recipe)
    try lowerAnswer()
  }

  /// How often the starts, and then each step, ask for f and for ∂f.
  func evaluations(_ recipe: Recipe, _ size: PopulationSize)
    -> (start: EvaluationCount, step: EvaluationCount)
  {
    let particles = size.particles ?? 1
    func isRead(_ name: Name) -> Bool { recipe.lines.contains { $0.formula.reads(name) } }
    return (
      EvaluationCount(values: starts.lowering.calls.points.pointCount),
      EvaluationCount(
        // fits: as many as there are particles, for each call of a text
        values: lines.lowering.calls.points.pointCount + (isRead(.objective) ? particles : 0),
        gradients: isRead(.gradient) ? particles : 0,
        hessians: recipe.curvaturesRead.isEmpty ? 0 : 1, columns: size.parameters)
    )
  }
}

extension LoweredRecipe {
  private mutating func lowerStarts(of recipe: Recipe) throws(Diagnostic) {
    for quantity in layout.quantities {
      switch quantity.role {
      case .hyper, .parameters, .bound: starts.lowering.bind(quantity)
      default: break
      }
    }
    if let formula = recipe.thetaStart {
      let theta = layout.theta
      let (node, _) = try starts.lowering.lower(formula, of: .theta, as: theta.shape)
      starts.outputs.append((node, theta.slot))
      starts.lowering.bind(theta)
    }
    for (index, state) in recipe.states.enumerated() {
      guard let quantity = layout.quantity(state.name) else { continue }
      let (node, shape) = try starts.lowering.lower(
        state.start, of: state.name, as: quantity.shape, isStart: true)
      needed[index] = shape
      starts.outputs.append((node, quantity.slot))
      starts.lowering.bind(quantity)
    }
  }

  private mutating func lowerLines(of recipe: Recipe) throws(Diagnostic) {
    for quantity in layout.quantities {
      switch quantity.role {
      case .hyper, .parameters, .bound, .gradient, .stepNumber, .state, .objectiveBefore,
        .hessian, .hessianDiagonal:
        lines.lowering.bind(quantity)
      default: break
      }
    }
    let states = Dictionary(
      recipe.states.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, line) in recipe.lines.enumerated() {
      // What has its place before the lines are laid out is handed from step to step.
      let kept = layout.quantity(line.target)
      let (node, shape) = try lines.lowering.lower(line.formula, of: line.target, as: kept?.shape)
      if kept?.role == .hyper, shape != .scalar {
        throw .scheduledShape(line.target, shape, at: line.formula.range)
      }
      if let state = states[line.target] {
        needed[state] = Shape.join(needed[state], shape) ?? shape
      } else if let kept, kept.shape != shape {
        throw .lineShape(line.target, shape, lines.lowering.calls.size, at: line.formula.range)
      }
      let quantity = layout.place(line.target, line: index, kept?.shape ?? shape)
      lines.outputs.append((node, quantity.slot))
      lines.lowering.bind(quantity)
    }
  }

  private mutating func lowerAnswer() throws(Diagnostic) {
    layout.placeAnswer()
    guard let target = layout.answer, let best = layout.best else { return }
    answer.lowering.bind(best)
    let value = Expression(.call(.f, [Expression(.name(.best))]))
    let (node, _) = try answer.lowering.lower(value, of: target.name, as: nil)
    answer.outputs.append((node, target.slot))
  }
}

/// How many times f was asked for at a point, ∂f, and ∂²f.
package struct EvaluationCount: Hashable, Sendable {
  package var values: Int
  package var gradients: Int
  package var hessians: Int
  /// How many columns they have together: each costs about as much as a gradient.
  private var columns: Int

  package init(values: Int = 0, gradients: Int = 0) {
    (self.values, self.gradients, hessians, columns) = (values, gradients, 0, 0)
  }

  /// The same with so many Hessians, of so many columns each.
  init(values: Int, gradients: Int, hessians: Int, columns: Int) {
    (self.values, self.gradients, self.hessians) = (values, gradients, hessians)
    self.columns = hessians.saturatingProduct(columns)
  }

  /// All together, where a Hessian counts as a gradient for each of its columns.
  package var all: Int { values.saturatingSum(gradients).saturatingSum(columns) }

  /// This and so many times another.
  func adding(_ other: EvaluationCount, times count: Int) -> EvaluationCount {
    var result = self
    result.values = values.saturatingSum(other.values.saturatingProduct(count))
    result.gradients = gradients.saturatingSum(other.gradients.saturatingProduct(count))
    result.hessians = hessians.saturatingSum(other.hessians.saturatingProduct(count))
    result.columns = columns.saturatingSum(other.columns.saturatingProduct(count))
    return result
  }
}
