import Formula

/// Lays out a machine's row and compiles its programs, the recipe's lines and then f and ∂f.
struct MachineBuilder {
  let recipe: Recipe
  let count: Int
  private(set) var quantities: [Quantity] = []
  private(set) var rowSize = 0
  private(set) var lines = Program()
  private(set) var evaluation: Program?
  private(set) var frame: [Double] = []

  let theta: Quantity
  let gradient: Quantity
  let stepNumber: Quantity
  let value: Quantity
  let valueBefore: Quantity
  private(set) var nextGradient = Slot(0)

  init(recipe: Recipe, count: Int) {
    self.recipe = recipe
    self.count = count
    var size = 0
    func quantity(_ name: Name, _ role: Quantity.Role, _ shape: Shape) -> Quantity {
      defer { size += shape.count }
      return Quantity(name: name, role: role, shape: shape, slot: Slot(size))
    }
    let each = Shape.vector(.parameters, count: count)
    stepNumber = quantity(.stepNumber, .stepNumber, .scalar)
    valueBefore = quantity(.objectiveBefore, .objectiveBefore, .scalar)
    value = quantity(.objective, .objective, .scalar)
    theta = quantity(.theta, .parameters, each)
    gradient = quantity(.gradient, .gradient, each)
    quantities = [stepNumber, valueBefore, value, theta, gradient]
    for hyper in recipe.hypers { quantities.append(quantity(hyper.name, .hyper, .scalar)) }
    for state in recipe.states {
      let line = recipe.lines.firstIndex { $0.target == state.name } ?? 0
      quantities.append(quantity(state.name, .line(line), each))
    }
    rowSize = size
  }

  /// Gives each line its place in the row and compiles them in order.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the recipe where shapes don't fit.
  mutating func addLines() throws(Diagnostic) {
    var graph = Graph()
    var scope = Scope()
    var inputs: [Graph.ID: Slot] = [:]
    // Later lines read what stands in the row. Were they given the line's formula instead, a
    // simplification such as −(−E) could reach back to a state's value of before.
    func bind(_ quantity: Quantity) {
      let id = graph.input(quantity.name, shape: quantity.shape)
      inputs[id] = quantity.slot
      scope.bindings[quantity.name] = id
    }
    for quantity in quantities { bind(quantity) }
    var outputs: [(node: Graph.ID, target: Slot)] = []
    for (index, line) in recipe.lines.enumerated() {
      let node = try spread(try graph.lower(line.formula, in: scope), line, &graph)
      let quantity = place(line.target, index, graph[node].shape)
      outputs.append((node, quantity.slot))
      bind(quantity)
    }
    nextGradient = Slot(rowSize)
    var compiler = Compiler(graph, inputs: inputs, reserved: rowSize + count)
    for output in outputs { compiler.emit([output], to: &lines) }
    frame = compiler.frame
  }

  /// A line's result is one number or one a parameter; a state and θ always have one a parameter.
  private func spread(_ node: Graph.ID, _ line: Recipe.Line, _ graph: inout Graph)
    throws(Diagnostic) -> Graph.ID
  {
    let shape = graph[node].shape
    guard shape == .scalar || shape == .vector(.parameters, count: count) else {
      throw .lineShape(line.target, shape, at: line.formula.range)
    }
    let isState = quantities.contains { $0.name == line.target }
    guard shape == .scalar, isState else { return node }
    return graph.pack(Array(repeating: node, count: count), axis: .parameters)
  }

  /// Where a line's result stands: a state's own place, or a new one at the row's end.
  private mutating func place(_ target: Name, _ line: Int, _ shape: Shape) -> Quantity {
    if let state = quantities.first(where: { $0.name == target }) { return state }
    let quantity = Quantity(name: target, role: .line(line), shape: shape, slot: Slot(rowSize))
    quantities.append(quantity)
    rowSize += shape.count
    return quantity
  }

  /// Compiles f and ∂f at θ, into the row's f and into the gradient of the next step.
  mutating func addEvaluation(of objective: Objective?, _ parameters: [Name]) throws(Diagnostic) {
    guard let objective else { return }
    let derived = try objective.derived()
    var inputs: [Graph.ID: Slot] = [:]
    for (index, input) in derived.parameters.enumerated() {
      inputs[input] = theta.slot.advanced(by: index)
    }
    var compiler = Compiler(derived.graph, inputs: inputs, reserved: frame.count)
    var program = Program()
    var outputs = [(node: derived.value, target: value.slot)]
    for (index, node) in derived.gradient.enumerated() {
      outputs.append((node, nextGradient.advanced(by: index)))
    }
    compiler.emit(outputs, to: &program)
    frame += compiler.frame[frame.count...]
    evaluation = program
  }
}
