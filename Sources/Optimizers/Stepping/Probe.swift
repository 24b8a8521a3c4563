package import Formula

/// A formula over the live quantities, compiled to be asked after every step.
package struct Probe: Sendable {
  private let formula: Expression
  private let definitions: Definitions
  private let program: Program
  private let tail: [Double]
  private let target: Slot

  /// Compiles a condition: a formula that is one number, 0 for no.
  ///
  /// - Parameters:
  ///   - condition: a formula over the quantities, the parameters and the definitions.
  ///   - machine: what makes the steps.
  ///   - definitions: formulas with a name that the condition may use.
  /// - Throws: a ``Diagnostic`` for unknown names, or where it isn't a single number.
  package init(
    condition: Expression, on machine: Machine, definitions: Definitions
  ) throws(Diagnostic) {
    var (graph, scope, inputs) = machine.scope(at: nil)
    let formula = condition.resolvingSquares(scope.bindings.keys)
    try definitions.bind(formula.names, in: &scope, of: &graph)
    let node = try graph.lower(formula, in: scope)
    guard graph[node].shape == .scalar else {
      throw .conditionNotScalar(graph[node].shape, at: condition.range)
    }
    self.formula = formula
    self.definitions = definitions
    let start = machine.frame.count
    var compiler = Compiler(graph, inputs: inputs, reserved: start + 1)
    var program = Program()
    target = Slot(start)
    compiler.emit([(node, target)], to: &program)
    self.program = program
    tail = Array(compiler.frame[start...])
  }

  /// Makes room for the formula behind a machine's frame.
  func extend(_ frame: inout [Double]) { frame += tail }

  /// Whether the condition holds, on a frame that was extended.
  func holds(on frame: inout [Double]) -> Bool {
    var span = frame.mutableSpan
    program.run(on: &span)
    return Probe.isYes(frame[Int(target.index)])
  }

  /// Whether the condition holds at a row; no where it speaks of what has no value there yet.
  func holds(at row: Row) -> Bool {
    guard case .scalar(let value)? = try? row.value(of: formula, definitions: definitions) else {
      return false
    }
    return Probe.isYes(value)
  }

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
    if let theta = scope.bindings[.theta] {
      for (index, name) in parameters.enumerated() {
        scope.bindings[name] = graph.element(index, of: theta)
      }
    }
    return (graph, scope, inputs)
  }
}

extension Row {
  /// A formula's value at this row.
  ///
  /// - Throws: a ``Diagnostic`` for unknown names and shapes that don't fit.
  package func value(of formula: Expression, definitions: Definitions = Definitions())
    throws(Diagnostic) -> Value
  {
    var (graph, scope, inputs) = machine.scope(at: self)
    let resolved = formula.resolvingSquares(scope.bindings.keys)
    try definitions.bind(resolved.names, in: &scope, of: &graph)
    let node = try graph.lower(resolved, in: scope)
    return graph.value(of: node, inputs: inputs, row: numbers)
  }
}
