import Formula

/// Lays out a machine's row and compiles its programs, the recipe's lines and then f and ∂f.
struct MachineBuilder {
  let recipe: Recipe
  let objective: Objective?
  let count: Int
  private(set) var quantities: [Quantity] = []
  private(set) var rowSize = 0
  private(set) var lines = Program()
  private(set) var evaluation: Evaluation?
  private(set) var draws = Draws()
  private(set) var frame: [Double] = []

  let theta: Quantity
  let gradient: Quantity
  let stepNumber: Quantity
  let value: Quantity
  let valueBefore: Quantity
  /// ∂f at the current θ, which the next step will use.
  private(set) var nextGradient = Slot(0)
  /// f on the rows that the next step sees, as far as it sees only some.
  private(set) var nextBatchValue = Slot(0)
  /// Where the columns of the data stand.
  private var columns: [Slot] = []

  init(recipe: Recipe, objective: Objective? = nil, count: Int) {
    self.recipe = recipe
    self.objective = objective
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
    if objective?.batch != nil {
      quantities.append(quantity(.batchObjective, .batchObjective, .scalar))
    }
    if recipe.isRandom { quantities.append(quantity(.seed, .seed, .scalar)) }
    for hyper in recipe.hypers { quantities.append(quantity(hyper.name, .hyper, .scalar)) }
    for state in recipe.states {
      let line = recipe.lines.firstIndex { $0.target == state.name } ?? 0
      quantities.append(quantity(state.name, .line(line), each))
    }
    rowSize = size
  }

  /// Gives each line its place in the row, and compiles them in order.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the recipe where shapes don't fit.
  mutating func addLines() throws(Diagnostic) {
    var reader = LineReader(recipe: recipe, objective: objective, count: count)
    for quantity in quantities { reader.bind(quantity) }
    var outputs: [(node: Graph.ID, target: Slot)] = []
    for (index, line) in recipe.lines.enumerated() {
      let isState = quantities.contains { $0.name == line.target }
      let (node, shape) = try reader.lower(line, isState: isState)
      let quantity = place(line.target, index, shape)
      outputs.append((node, quantity.slot))
      reader.bind(quantity)
    }
    reserveInputs(of: reader)
    for (call, slot) in zip(reader.drawInputs, draws.calls.map(\.slot)) {
      reader.inputs[call] = slot
    }
    for (column, slot) in zip(reader.columnInputs, columns) { reader.inputs[column] = slot }
    var compiler = Compiler(reader.graph, inputs: reader.inputs, reserved: frame.count)
    for output in outputs { compiler.emit([output], to: &lines) }
    frame += compiler.frame[frame.count...]
  }

  /// Makes room behind the row for what isn't a part of it: the next step's gradient, random
  /// numbers, the data.
  private mutating func reserveInputs(of reader: LineReader) {
    frame = [Double](repeating: 0, count: rowSize)
    func reserve(_ numbers: [Double]) -> Slot {
      defer { frame += numbers }
      return Slot(frame.count)
    }
    nextGradient = reserve([Double](repeating: 0, count: count))
    nextBatchValue = reserve([0])
    draws.count = count
    for function in reader.draws {
      let slot = reserve([Double](repeating: 0, count: count))
      draws.calls.append(Draws.Call(function: function, slot: slot))
    }
    for column in objective?.data.columns ?? [] { columns.append(reserve(column.values)) }
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
  mutating func addEvaluation() throws(Diagnostic) {
    guard let objective else { return }
    evaluation = try Evaluation(
      objective, columns: columns,
      targets: Evaluation.Targets(
        theta: theta.slot, value: value.slot, gradient: nextGradient, batchValue: nextBatchValue),
      frame: &frame)
  }
}
