import Formula

/// Reads a recipe's lines into one graph: names as what stands in the row, `normal()` as numbers
/// that are drawn before a step, `f(…)` as the objective at that point.
struct RecipeLowering {
  private(set) var graph = Graph()
  /// Where what the lines read stands in the row.
  private(set) var inputs: [Graph.ID: Slot] = [:]
  private(set) var calls: RecipeCalls
  private var scope: Scope

  /// Begins with what no row holds: the data, and the numbers of particles and parameters.
  init(_ recipe: Recipe, _ objective: Objective?, _ size: PopulationSize, parameters: [Name] = []) {
    calls = RecipeCalls(objective: objective, size: size)
    scope = Scope(parameters: parameters)
    if recipe.asksForObjective || recipe.line(.best) != nil, let data = objective?.data {
      calls.points.columns = data.inputs(rows: data.rowCount, in: &graph)
    }
    for (name, count, axis) in [
      (Name.particle, size.particles ?? 1, Shape.Axis.particles),
      (Name.parameter, size.parameters, .parameters),
    ] where recipe.reads(name) && !recipe.declares(name) {
      // fits: there is a particle and a parameter at least
      let numbers = (1...count).map { graph.constant(Double($0)) }
      let isSingle = axis == .particles && size.particles == nil
      scope.bindings[name] = isSingle ? numbers[0] : graph.pack(numbers, axis: axis)
    }
    if recipe.reads(.identity), !recipe.declares(.identity) {
      scope.bindings[.identity] = graph.identity(of: size.parameters)
    }
  }

  /// Lets later lines read a quantity where it stands in the row.
  ///
  /// Were they given the line's formula instead, a simplification such as −(−E) could reach back
  /// to a state's value of before.
  mutating func bind(_ quantity: Quantity) {
    let id = graph.input(quantity.name, shape: quantity.shape)
    inputs[id] = quantity.slot
    scope.bindings[quantity.name] = id
  }

  /// The node of a quantity's formula.
  ///
  /// - Parameters:
  ///   - formula: the formula.
  ///   - target: what it is the value of.
  ///   - shape: the shape that the quantity has; nil for that of its formula.
  ///   - isStart: whether it is where a state starts, for what an error says.
  /// - Returns: the node, and the quantity's shape: where a shape was given, one that has room for
  ///   that and for the formula's.
  /// - Throws: a ``Diagnostic`` with a range in the recipe where shapes don't fit.
  mutating func lower(
    _ formula: Expression, of target: Name, as shape: Shape?, isStart: Bool = false
  ) throws(Diagnostic) -> (node: Graph.ID, shape: Shape) {
    var calls = calls
    let node = try graph.lower(formula, in: scope) {
      call, operands, graph throws(Diagnostic) in
      try calls.lower(call, operands, &graph)
    }
    self.calls = calls
    let own = graph[node].shape
    guard calls.size.shapes.contains(own) else {
      if isStart { throw .stateStart(target, at: formula.range) }
      throw .lineShape(target, own, calls.size, at: formula.range)
    }
    guard let shape else { return (node, own) }
    guard let joined = Shape.join(own, shape), calls.size.shapes.contains(joined) else {
      throw .lineShape(target, own, calls.size, at: formula.range)
    }
    guard joined == shape else { return (node, joined) }
    return (graph.filled(graph.aligned(node, with: shape), shape), shape)
  }
}

/// How many parameters and particles there are.
struct PopulationSize: Hashable, Sendable {
  var parameters: Int
  /// Nil for one walker, whose numbers have no row of their own.
  var particles: Int?

  /// The shape of θ.
  var each: Shape { shape(.vector(.parameters, count: parameters)) }

  /// The shape of one number a particle, or of a single one.
  var one: Shape { shape(.scalar) }

  /// The shapes that a quantity can have.
  var shapes: [Shape] {
    let side = Shape.Dimension(.parameters, count: parameters)
    return [.scalar, Shape([side])] + (particles == nil ? [.matrix(side, side)] : [one, each])
  }

  /// The shape of what each particle has in this shape.
  func shape(_ own: Shape) -> Shape {
    guard let particles else { return own }
    let rows = Shape.vector(.particles, count: particles)
    return Shape.join(rows, own) ?? rows
  }
}

/// The calls that only a recipe can make, and what was made of them.
struct RecipeCalls {
  let size: PopulationSize
  var points: ObjectiveCalls
  /// The calls of `normal` and `uniform` in the order of the text, and the inputs they became.
  private(set) var draws: [(function: Function, input: Graph.ID, count: Int)] = []

  init(objective: Objective?, size: PopulationSize) {
    self.size = size
    points = ObjectiveCalls(objective: objective, count: size.parameters)
  }

  /// The node of a call, nil for a function that everybody may call.
  ///
  /// - Throws: a ``Diagnostic`` where its arguments don't fit.
  mutating func lower(_ call: Expression, _ operands: [Graph.ID], _ graph: inout Graph)
    throws(Diagnostic) -> Graph.ID?
  {
    guard case .call(let function, _) = call.kind else { return nil }
    switch function {
    case .normal, .uniform:
      guard operands.isEmpty || operands.count == 1 && graph[operands[0]].constant == 1 else {
        throw .drawWithArguments(function, at: call.range)
      }
      let shape = operands.isEmpty ? size.each : size.one
      let input = graph.input(Name(function.rawValue), shape: shape)
      draws.append((function, input, shape.count))
      return input
    case .f:
      guard operands.count == 1 else { throw .objectiveAtNumbers(at: call.range) }
      return try points.value(at: operands[0], call.range, &graph)
    default:
      return nil
    }
  }
}
