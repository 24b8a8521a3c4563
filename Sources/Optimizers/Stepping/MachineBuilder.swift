import Formula

/// Lays out a machine's row and compiles its programs, the recipe's lines and then f and ∂f.
struct MachineBuilder {
  let recipe: Recipe
  let count: Int
  private(set) var quantities: [Quantity] = []
  private(set) var rowSize = 0
  private(set) var lines = Program()
  private(set) var lineEnds: [Int] = []
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
    for state in recipe.states { quantities.append(quantity(state.name, .state, each)) }
    rowSize = size
  }

  /// Gives each line its place in the row and compiles them in order.
  mutating func addLines() throws(Diagnostic) {
    var graph = Graph()
    var scope = Scope()
    var inputs: [Graph.ID: Slot] = [:]
    for quantity in quantities {
      let id = graph.input(quantity.name, shape: quantity.shape)
      inputs[id] = quantity.slot
      scope.bindings[quantity.name] = id
    }
    var outputs: [(node: Graph.ID, target: Slot)] = []
    for (index, line) in recipe.lines.enumerated() {
      var node = try graph.lower(line.formula, in: scope)
      let isState = quantities.contains { $0.name == line.target }
      if isState { node = try spread(node, line, &graph) }
      // A quantity that is another's value so far keeps it when that one changes.
      if graph[node].operation == .input { node = graph.apply(.copy, node) }
      outputs.append((node, place(line.target, index, graph[node].shape)))
      scope.bindings[line.target] = node
    }
    nextGradient = Slot(rowSize)
    var compiler = Compiler(graph, inputs: inputs, reserved: rowSize + count)
    for output in outputs {
      compiler.emit([output], to: &lines)
      lineEnds.append(lines.count)
    }
    frame = compiler.frame
  }

  /// A state and θ have one number a parameter, whatever the formula.
  private func spread(_ node: Graph.ID, _ line: Recipe.Line, _ graph: inout Graph)
    throws(Diagnostic) -> Graph.ID
  {
    let each = Shape.vector(.parameters, count: count)
    guard Shape.join(graph[node].shape, each) == each else {
      throw .stateShape(line.target, graph[node].shape, at: line.formula.range)
    }
    guard graph[node].shape == .scalar else { return node }
    return graph.pack(Array(repeating: node, count: count), axis: .parameters)
  }

  /// The slot of a line's result: a state's own, or a new one at the row's end.
  private mutating func place(_ target: Name, _ line: Int, _ shape: Shape) -> Slot {
    if let index = quantities.firstIndex(where: { $0.name == target }) {
      quantities[index].role = target == .theta ? .parameters : .line(line)
      return quantities[index].slot
    }
    let quantity = Quantity(name: target, role: .line(line), shape: shape, slot: Slot(rowSize))
    quantities.append(quantity)
    rowSize += shape.count
    return quantity.slot
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
