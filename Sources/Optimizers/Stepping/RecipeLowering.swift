import Formula

// fits throughout (product): places of the numbers in a frame

/// Reads a recipe's lines into one graph: names as what stands in the row, `normal()` as numbers
/// that are drawn before a step, `f(…)` as the objective at that point.
struct RecipeLowering {
  private(set) var graph = Graph()
  /// Where what the lines read stands in the row.
  private(set) var inputs: [Graph.ID: Slot] = [:]
  private(set) var calls: RecipeCalls
  private var scope = Scope()
  private let count: Int

  init(_ recipe: Recipe, _ objective: Objective?, count: Int) {
    self.count = count
    calls = RecipeCalls(objective: objective, count: count)
    if recipe.asksForObjective, let data = objective?.data {
      calls.columns = data.inputs(rows: data.rowCount, in: &graph)
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

  /// The node of a line: one number or one a parameter; what has its place in the row already, as
  /// states and θ do, gets as many as there is room for.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the recipe where shapes don't fit.
  mutating func lower(_ line: Recipe.Line, into place: Quantity?)
    throws(Diagnostic) -> (node: Graph.ID, shape: Shape)
  {
    var calls = calls
    let node = try graph.lower(line.formula, in: scope) {
      call, operands, graph throws(Diagnostic) in
      try calls.lower(call, operands, &graph)
    }
    self.calls = calls
    let shape = graph[node].shape
    guard shape == .scalar || shape == calls.each else {
      throw .lineShape(line.target, shape, at: line.formula.range)
    }
    guard let place, place.shape != shape else { return (node, shape) }
    guard shape == .scalar else { throw .lineShape(line.target, shape, at: line.formula.range) }
    return (graph.filled(node, calls.each), calls.each)
  }
}

/// The calls that only a recipe can make, and what was made of them.
struct RecipeCalls {
  let objective: Objective?
  let count: Int
  /// The calls of `normal` and `uniform` in the order of the text, and the inputs they became.
  private(set) var draws: [(function: Function, input: Graph.ID)] = []
  /// The columns of the data, as far as `f(…)` needs them.
  var columns: [Graph.ID] = []

  var each: Shape { .vector(.parameters, count: count) }

  init(objective: Objective?, count: Int) {
    self.objective = objective
    self.count = count
  }

  /// The node of a call, nil for a function that everybody may call.
  ///
  /// - Throws: a ``Diagnostic`` where its arguments don't fit.
  mutating func lower(_ call: Expression, _ operands: [Graph.ID], _ graph: inout Graph)
    throws(Diagnostic) -> Graph.ID?
  {
    guard case .call(let function, let arguments) = call.kind else { return nil }
    switch function {
    case .normal, .uniform:
      guard operands.isEmpty else { throw .drawWithArguments(function, at: call.range) }
      let input = graph.input(Name(function.rawValue), shape: each)
      draws.append((function, input))
      return input
    case .f:
      guard operands.count == 1 else { throw .objectiveAtNumbers(at: call.range) }
      return try value(at: operands[0], arguments[0].range, &graph)
    default:
      return nil
    }
  }

  private func value(at point: Graph.ID, _ range: SourceRange, _ graph: inout Graph)
    throws(Diagnostic) -> Graph.ID
  {
    guard graph[point].shape == each else { throw .objectiveAt(graph[point].shape, at: range) }
    // A recipe is checked without an objective; any function of the point does for that.
    guard let objective else { return graph.reduce(.sum, point) }
    var blocks: [Graph.ID] = []
    for (block, offset) in zip(objective.blocks, objective.blocks.offsets) {
      blocks.append(part(block.shape, of: point, from: offset, &graph))
    }
    return try objective.lower(in: &graph, blocks: blocks, columns: columns)
  }

  /// f at a point that is given by one number a parameter, or by a list of them.
  ///
  /// - Throws: a ``Diagnostic`` where there are fewer numbers or more, or no function.
  func value(atPoint operands: [Graph.ID], _ range: SourceRange, _ graph: inout Graph)
    throws(Diagnostic) -> Graph.ID
  {
    guard let objective else { throw .noFunction(at: range) }
    var point = operands
    if operands.count == 1, case .vector(_, let size) = graph[operands[0]].shape {
      if graph[operands[0]].shape == each { return try value(at: operands[0], range, &graph) }
      point = []
      for index in 0..<size { point.append(graph.element(index, of: operands[0])) }
    }
    guard point.count == count, point.allSatisfy({ graph[$0].shape == .scalar }) else {
      throw .pointCount(point.count, objective.parameters, at: range)
    }
    return try value(at: graph.pack(point, axis: .parameters), range, &graph)
  }

  /// The numbers of a block among those of θ.
  private func part(
    _ shape: Shape, of node: Graph.ID, from offset: Int, _ graph: inout Graph
  ) -> Graph.ID {
    switch shape {
    case .scalar: return graph.element(offset, of: node)
    case .vector(let axis, let count):
      var elements: [Graph.ID] = []
      for index in 0..<count { elements.append(graph.element(offset + index, of: node)) }
      return graph.pack(elements, axis: axis)
    case .matrix(let rows, let columns):
      var parts: [Graph.ID] = []
      for row in 0..<rows.count {
        let shape = Shape.vector(columns.axis, count: columns.count)
        parts.append(part(shape, of: node, from: offset + row * columns.count, &graph))
      }
      return graph.pack(parts, axis: rows.axis)
    }
  }
}
