package import Formula

// fits throughout (range, product): places in a frame that exists

/// Formulas over a walk's rows, compiled once to be read off at many.
package struct Readout: Sendable {
  package let formulas: [Expression]
  private let machine: Machine
  private let program: Program
  private let tail: [Double]
  private let results: [Result]
  private let usesPrevious: Bool

  private struct Result: Sendable {
    var slot: Slot
    var shape: Shape
    /// What has to have a value, at the row and at the one before it.
    var needs: Set<Name>
  }

  /// Compiles formulas.
  ///
  /// - Parameters:
  ///   - formulas: formulas over the quantities, the parameters and the definitions.
  ///   - machine: what makes the rows.
  ///   - definitions: formulas with a name that they may use.
  /// - Throws: a ``Diagnostic`` for unknown names and shapes that don't fit.
  package init(
    _ formulas: [Expression], on machine: Machine, definitions: Definitions
  ) throws(Diagnostic) {
    self.machine = machine
    usesPrevious = formulas.contains { definitions.usesPrevious($0) }
    var (graph, scope, inputs) = machine.scope(at: nil)
    let size = machine.rowSize
    if usesPrevious { machine.addPrevious(at: Slot(size), to: &graph, &scope, &inputs) }
    var nodes: [Graph.ID] = []
    var resolved: [Expression] = []
    for formula in formulas {
      let formula = formula.resolvingSquares(scope.bindings.keys)
      try definitions.bind(formula.resolvingPrevious().names, in: &scope, of: &graph)
      nodes.append(try graph.lower(formula, in: scope))
      resolved.append(formula)
    }
    var compiler = Compiler(graph, inputs: inputs, reserved: 2 * size)
    var program = Program()
    var results: [Result] = []
    for node in nodes {
      let shape = graph[node].shape
      let slot = compiler.allocate(shape.count)
      let needs = graph.reachable(from: [node]).filter { graph[$0].operation == .input }
      results.append(
        Result(
          slot: slot, shape: shape, needs: Set(needs.map { graph.inputNames[graph[$0].index] })))
    }
    compiler.emit(zip(nodes, results).map { ($0, $1.slot) }, to: &program)
    self.formulas = resolved
    self.program = program
    self.results = results
    tail = Array(compiler.frame[(2 * size)...])
  }

  /// The shapes of the formulas' values.
  package var shapes: [Shape] { results.map(\.shape) }

  /// The formulas' values at a row.
  ///
  /// - Parameters:
  ///   - row: a row of the machine.
  ///   - previous: the row its step began with.
  /// - Returns: a value a formula; nil for one that speaks of what has no value there.
  package func values(at row: Row, previous: Row?) -> [Value?] {
    let before = previous?.numbers ?? [Double](repeating: .nan, count: machine.rowSize)
    var frame = row.numbers + before + tail
    var span = frame.mutableSpan
    program.run(on: &span)
    return results.map { result in
      guard result.needs.allSatisfy({ isSet($0, row, previous) }) else { return nil }
      let first = Int(result.slot.index)
      let numbers = Array(frame[first..<first + result.shape.count])
      return switch result.shape {
      case .scalar: .scalar(numbers[0])
      case .vector(let axis, _): .vector(numbers, axis: axis)
      case .matrix(_, let columns): .matrix(numbers, columns: columns.count)
      }
    }
  }

  private func isSet(_ name: Name, _ row: Row, _ previous: Row?) -> Bool {
    guard let now = name.afterStep else { return machine.quantity(name).map(row.isSet) ?? true }
    guard let previous else { return false }
    return machine.quantity(now).map(previous.isSet) ?? true
  }
}
