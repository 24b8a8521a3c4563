import Formula

// fits throughout (product): places of the numbers in a frame

/// Reads a recipe's lines into one graph: names as what stands in the row, `normal()` as numbers
/// that are drawn before a step, `f(…)` as the objective at that point.
struct LineReader {
  let recipe: Recipe
  let objective: Objective?
  let count: Int
  private(set) var graph = Graph()
  var inputs: [Graph.ID: Slot] = [:]
  /// The calls of `normal` and `uniform` in the order of the text, and the inputs they became.
  private(set) var draws: [Function] = []
  private(set) var drawInputs: [Graph.ID] = []
  /// The columns of the data, as far as `f(…)` needs them.
  private(set) var columnInputs: [Graph.ID] = []
  private var scope = Scope()

  init(recipe: Recipe, objective: Objective?, count: Int) {
    self.recipe = recipe
    self.objective = objective
    self.count = count
    if recipe.asksForObjective, let data = objective?.data {
      columnInputs = data.inputs(rows: data.rowCount, in: &graph)
    }
  }

  private var each: Shape { .vector(.parameters, count: count) }

  /// Lets later lines read a quantity where it stands in the row.
  ///
  /// Were they given the line's formula instead, a simplification such as −(−E) could reach back
  /// to a state's value of before.
  mutating func bind(_ quantity: Quantity) {
    let id = graph.input(quantity.name, shape: quantity.shape)
    inputs[id] = quantity.slot
    scope.bindings[quantity.name] = id
  }

  /// The node of a line: one number or one a parameter; a state and θ always have one a parameter.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the recipe where shapes don't fit.
  mutating func lower(_ line: Recipe.Line, isState: Bool)
    throws(Diagnostic) -> (node: Graph.ID, shape: Shape)
  {
    let node = try graph.lower(try withoutCalls(line.formula), in: scope)
    let shape = graph[node].shape
    guard shape == .scalar || shape == each else {
      throw .lineShape(line.target, shape, at: line.formula.range)
    }
    guard shape == .scalar, isState else { return (node, shape) }
    return (graph.pack(Array(repeating: node, count: count), axis: .parameters), each)
  }

  /// The formula with names in place of the calls that only a recipe can make.
  private mutating func withoutCalls(_ formula: Expression) throws(Diagnostic) -> Expression {
    try formula.fold { node, parts throws(Diagnostic) in
      var rest = parts[...]
      let kind = node.kind.mapChildren { _ in rest.removeFirst() }
      let rebuilt = Expression(kind, at: node.range)
      guard case .call(let function, let arguments) = kind else { return rebuilt }
      switch function {
      case .normal, .uniform:
        guard arguments.isEmpty else { throw .drawWithArguments(function, at: node.range) }
        return named(draw(function), at: node.range)
      case .f:
        return named(try value(at: arguments[0]), at: node.range)
      default: return rebuilt
      }
    }
  }

  private mutating func named(_ node: Graph.ID, at range: SourceRange) -> Expression {
    // Nobody can type such a name.
    let name = Name("call.\(node.index)")
    scope.bindings[name] = node
    return Expression(.name(name), at: range)
  }

  private mutating func draw(_ function: Function) -> Graph.ID {
    let input = graph.input(Name("\(function.rawValue)()"), shape: each)
    draws.append(function)
    drawInputs.append(input)
    return input
  }

  private mutating func value(at point: Expression) throws(Diagnostic) -> Graph.ID {
    let node = try graph.lower(point, in: scope)
    guard graph[node].shape == each else {
      throw .objectiveAt(graph[node].shape, at: point.range)
    }
    // A recipe is checked without an objective; any function of the point does for that.
    guard let objective else { return graph.reduce(.sum, node) }
    var blocks: [Graph.ID] = []
    for (block, offset) in zip(objective.blocks, objective.blocks.offsets) {
      blocks.append(part(block.shape, of: node, from: offset))
    }
    return try objective.lower(in: &graph, blocks: blocks, columns: columnInputs)
  }

  /// The numbers of a block among those of θ.
  private mutating func part(_ shape: Shape, of node: Graph.ID, from offset: Int) -> Graph.ID {
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
        parts.append(part(shape, of: node, from: offset + row * columns.count))
      }
      return graph.pack(parts, axis: rows.axis)
    }
  }
}
