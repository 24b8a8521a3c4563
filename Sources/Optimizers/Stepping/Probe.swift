package import Formula

/// Conditions over the live quantities, compiled to be asked after every step.
///
/// Some end a run where they hold; others, breaks, end it where they begin to hold. Conditions
/// may speak of the numbers before the step, as in `f > prev(f)`.
package struct Probe: Sendable {
  private let formulas: [Expression]
  /// How many of the conditions, the first ones, end a run.
  private let endCount: Int
  private let definitions: Definitions
  private let program: Program
  /// Where the answers stand, one behind the other.
  private let target: Slot
  /// Where the row before the step stands, nil where no condition asks for it.
  private let previous: Slot?
  /// Which conditions ask for what has no value before the first step.
  private let needsTwoSteps: [Bool]
  private let rowSize: Int
  private let tail: [Double]

  /// Compiles a condition that ends a run: a formula that is one number, 0 for no.
  ///
  /// - Parameters:
  ///   - condition: a formula over the quantities, the parameters and the definitions.
  ///   - machine: what makes the steps.
  ///   - definitions: formulas with a name that the condition may use.
  /// - Throws: a ``Diagnostic`` for unknown names, or where it isn't a single number.
  package init(
    condition: Expression, on machine: Machine, definitions: Definitions
  ) throws(Diagnostic) {
    try self.init(ends: [condition], breaks: [], on: machine, definitions: definitions)
  }

  /// Compiles conditions.
  ///
  /// - Parameters:
  ///   - ends: conditions that end a run where they hold.
  ///   - breaks: conditions that end it where they begin to hold.
  ///   - machine: what makes the steps.
  ///   - definitions: formulas with a name that the conditions may use.
  /// - Throws: a ``Diagnostic`` for unknown names, or where one isn't a single number.
  package init(
    ends: [Expression], breaks: [Expression], on machine: Machine, definitions: Definitions
  ) throws(Diagnostic) {
    let conditions = ends + breaks
    let usesPrevious = conditions.contains { definitions.usesPrevious($0) }
    let start = machine.frame.count
    let previous = usesPrevious ? Slot(start + conditions.count) : nil
    var (graph, scope, inputs) = machine.scope(at: nil)
    if let previous { machine.addPrevious(at: previous, to: &graph, &scope, &inputs) }
    var outputs: [(node: Graph.ID, target: Slot)] = []
    var formulas: [Expression] = []
    for condition in conditions {
      let formula = condition.resolvingSquares(scope.bindings.keys)
      try definitions.bind(formula.resolvingPrevious().names, in: &scope, of: &graph)
      let node = try graph.lower(formula, in: scope)
      guard graph[node].shape == .scalar else {
        throw .conditionNotScalar(graph[node].shape, at: condition.range)
      }
      outputs.append((node, Slot(start + outputs.count)))
      formulas.append(formula)
    }
    let late = Set(machine.lateQuantities.map(\.name.beforeStep))
    needsTwoSteps = outputs.map { output in
      graph.reachable(from: [output.node]).contains { id in
        graph[id].operation == .input && late.contains(graph.inputNames[graph[id].index])
      }
    }
    rowSize = machine.rowSize
    let reserved = start + conditions.count + (usesPrevious ? rowSize : 0)
    var compiler = Compiler(graph, inputs: inputs, reserved: reserved)
    var program = Program()
    compiler.emit(outputs, to: &program)
    self.formulas = formulas
    self.endCount = ends.count
    self.definitions = definitions
    self.program = program
    self.previous = previous
    target = Slot(start)
    tail = Array(compiler.frame[start...])
  }

  /// Makes room for the formulas behind a machine's frame.
  func extend(_ frame: inout [Double]) { frame += tail }

  /// Keeps the row of an extended frame as that before the next step.
  @inline(__always)
  func remember(_ frame: inout [Double]) {
    guard let previous else { return }
    for index in 0..<rowSize { frame[Int(previous.index) + index] = frame[index] }
  }

  /// Judges a step.
  ///
  /// - Parameters:
  ///   - frame: a frame that was extended, after the step.
  ///   - held: which conditions held before the step; after it, which hold now.
  /// - Returns: why a run ends here, nil where it goes on.
  func end(on frame: inout [Double], _ held: inout [Bool]) -> Walk.RunEnd? {
    var span = frame.mutableSpan
    program.run(on: &span)
    var end: Walk.RunEnd?
    for index in held.indices {
      let isEarly = needsTwoSteps[index] && frame[0] <= 1
      let holds = !isEarly && Probe.isYes(frame[Int(target.index) + index])
      if holds, end == nil {
        if index < endCount {
          end = .conditionMet
        } else if !held[index] {
          end = .broken(index - endCount)
        }
      }
      held[index] = holds
    }
    return end
  }

  /// Which conditions hold at a row; none that speaks of what has no value there yet.
  func held(at row: Row, previous: Row?) -> [Bool] {
    formulas.map { formula in
      let value = try? row.value(of: formula, definitions: definitions, previous: previous)
      guard case .scalar(let number)? = value else { return false }
      return Probe.isYes(number)
    }
  }

  /// Whether one of the conditions that end a run is among those that hold.
  func ends(_ held: [Bool]) -> Bool { held.prefix(endCount).contains(true) }

  /// Whether the conditions need the row before the step.
  var usesPrevious: Bool { previous != nil }

  private static func isYes(_ value: Double) -> Bool { value != 0 && !value.isNaN }
}

extension Machine {
  /// What names stand for in a formula about a row: quantities, parameters, θ.
  ///
  /// - Parameter row: leaves out what has no value there; nil takes everything.
  /// - Returns: a graph, what its inputs are called, and where in a row each of them stands.
  package func scope(at row: Row?) -> (graph: Graph, scope: Scope, inputs: [Graph.ID: Slot]) {
    var graph = Graph()
    var scope = Scope(parameters: parameters)
    var inputs: [Graph.ID: Slot] = [:]
    for quantity in quantities where quantity.role != .objectiveBefore {
      guard row?.isSet(quantity) ?? (objective != nil || quantity.role != .objective) else {
        continue
      }
      let id = graph.input(quantity.name, shape: quantity.shape)
      inputs[id] = quantity.slot
      scope.bindings[quantity.name] = id
    }
    if scope.bindings[.steps] == nil { scope.bindings[.steps] = scope.bindings[.stepNumber] }
    bindParameters(&graph, &scope, &inputs)
    return (graph, scope, inputs)
  }

  /// Binds the quantities' values before the step, which stand in a row of their own.
  ///
  /// - Parameters:
  ///   - row: leaves out what has no value there; nil takes everything.
  ///   - start: where the row begins in the frame.
  ///   - graph: gets an input for each quantity.
  ///   - scope: gets their names.
  ///   - inputs: gets their places.
  func addPrevious(
    _ row: Row? = nil, at start: Slot, to graph: inout Graph, _ scope: inout Scope,
    _ inputs: inout [Graph.ID: Slot]
  ) {
    let now = self.scope(at: row)
    for quantity in quantities where now.scope.bindings[quantity.name] != nil {
      let name = quantity.name.beforeStep
      let id = graph.input(name, shape: quantity.shape)
      inputs[id] = start.advanced(by: quantity.indices.lowerBound)
      scope.bindings[name] = id
    }
    scope.bindings[Name.steps.beforeStep] =
      scope.bindings[Name.steps.beforeStep] ?? scope.bindings[Name.stepNumber.beforeStep]
    if let theta = scope.bindings[Name.theta.beforeStep] {
      for (index, name) in parameters.enumerated() {
        scope.bindings[name.beforeStep] = graph.element(index, of: theta)
      }
    }
  }

  /// What has no value before the first step: the results of lines that are no state.
  fileprivate var lateQuantities: [Quantity] {
    quantities.filter { quantity in
      guard case .line = quantity.role else { return false }
      return !recipe.states.contains { $0.name == quantity.name }
    }
  }
}

extension Machine {
  /// Lets a formula name parameters, whole or one number of them, and columns of the data.
  private func bindParameters(
    _ graph: inout Graph, _ scope: inout Scope, _ inputs: inout [Graph.ID: Slot]
  ) {
    guard let id = scope.bindings[.theta], let theta = inputs[id] else { return }
    for (index, name) in parameters.enumerated() {
      scope.bindings[name] = graph.element(index, of: id)
    }
    for (block, offset) in zip(blocks, blocks.offsets) where block.shape != .scalar {
      let whole = graph.input(block.name, shape: block.shape)
      inputs[whole] = theta.advanced(by: offset)
      scope.bindings[block.name] = whole
    }
    for column in objective?.data.columns ?? [] where scope.bindings[column.name] == nil {
      var values: [Graph.ID] = []
      for value in column.values { values.append(graph.constant(value)) }
      scope.bindings[column.name] = graph.pack(values, axis: .rows)
    }
  }
}

extension Row {
  /// A formula's value at this row.
  ///
  /// - Parameters:
  ///   - formula: what is worked out.
  ///   - definitions: formulas with a name that it may use.
  ///   - previous: the row before the step, of which `prev` speaks.
  /// - Returns: its value.
  /// - Throws: a ``Diagnostic`` for unknown names and shapes that don't fit.
  package func value(
    of formula: Expression, definitions: Definitions = Definitions(), previous: Row? = nil
  )
    throws(Diagnostic) -> Value
  {
    var (graph, scope, inputs) = machine.scope(at: self)
    if let previous {
      machine.addPrevious(previous, at: Slot(numbers.count), to: &graph, &scope, &inputs)
    }
    let resolved = formula.resolvingSquares(scope.bindings.keys)
    try definitions.bind(resolved.resolvingPrevious().names, in: &scope, of: &graph)
    let node = try graph.lower(resolved, in: scope)
    return graph.value(of: node, inputs: inputs, row: numbers + (previous?.numbers ?? []))
  }
}
