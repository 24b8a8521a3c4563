package import Formula

// fits throughout (range, product): places in a frame that exists

/// Formulas over the live quantities, compiled to be read off at many steps of a walk.
///
/// A formula with one number a parameter counts as that many, see ``columns``.
package struct Gauge: Sendable {
  private let formulas: [Expression]
  private let definitions: Definitions
  private let program: Program
  private let tail: [Double]
  private let start: Int
  /// Where the row before the step stands, nil where no formula speaks of it.
  private let previous: Int?
  private let rowSize: Int
  /// What each number read is: a formula by its index, and the parameter it is for.
  package let columns: [Column]

  package struct Column: Hashable, Sendable {
    package var formula: Int
    /// Nil where the formula is one number.
    package var parameter: Name?
  }

  /// Compiles formulas that are each one number or one a parameter.
  ///
  /// - Parameters:
  ///   - formulas: formulas over the quantities, the parameters and the definitions.
  ///   - machine: what makes the steps.
  ///   - definitions: formulas with a name that these may use.
  /// - Throws: a ``Diagnostic`` for unknown names and for other shapes.
  package init(
    _ formulas: [Expression], on machine: Machine, definitions: Definitions = Definitions()
  ) throws(Diagnostic) {
    let usesPrevious = formulas.contains { definitions.usesPrevious($0) }
    let previous = usesPrevious ? machine.frame.count : nil
    var (graph, scope, inputs) = machine.scope(at: nil)
    if let previous { machine.addPrevious(at: Slot(previous), to: &graph, &scope, &inputs) }
    let start = machine.frame.count + (usesPrevious ? machine.rowSize : 0)
    var outputs: [(node: Graph.ID, target: Slot)] = []
    var columns: [Column] = []
    for (index, formula) in formulas.enumerated() {
      let resolved = formula.resolvingSquares(scope.bindings.keys)
      try definitions.bind(resolved.resolvingPrevious().names, in: &scope, of: &graph)
      let node = try graph.lower(resolved, in: scope)
      outputs.append((node, Slot(start + columns.count)))
      switch graph[node].shape {
      case .scalar: columns.append(Column(formula: index))
      case .vector(.parameters, count: machine.parameters.count):
        columns += machine.parameters.map { Column(formula: index, parameter: $0) }
      case let shape: throw .notReadable(shape, at: formula.range)
      }
    }
    var compiler = Compiler(graph, inputs: inputs, reserved: start + columns.count)
    var program = Program()
    compiler.emit(outputs, to: &program)
    self.formulas = formulas
    self.definitions = definitions
    self.program = program
    self.start = start
    self.previous = previous
    self.columns = columns
    rowSize = machine.rowSize
    tail = Array(compiler.frame[machine.frame.count...])
  }

  /// Until this step some formulas may have no value.
  fileprivate var lastUncertainStep: Int { previous == nil ? 0 : 1 }

  /// Makes room for the formulas behind a machine's frame.
  fileprivate func extend(_ frame: inout [Double]) { frame += tail }

  /// Keeps the row of an extended frame as that before the next step.
  fileprivate func remember(_ frame: inout [Double]) {
    guard let previous else { return }
    for index in 0..<rowSize { frame[previous + index] = frame[index] }
  }

  /// The formulas' numbers on a frame that was extended.
  fileprivate func numbers(on frame: inout [Double]) -> ArraySlice<Double> {
    var span = frame.mutableSpan
    program.run(on: &span)
    return frame[start..<start + columns.count]
  }

  /// The formulas' numbers at a row; not-a-number for what has no value there yet.
  fileprivate func numbers(at row: Row, previous: Row?) -> [Double] {
    formulas.indices.flatMap { index in
      let count = columns.count { $0.formula == index }
      let value = try? row.value(
        of: formulas[index], definitions: definitions, previous: previous)
      return value?.numbers ?? [Double](repeating: .nan, count: count)
    }
  }
}

extension Walk {
  /// Reads formulas off some steps in order, each as the step left it.
  ///
  /// - Parameters:
  ///   - gauge: the formulas, compiled for this walk's machine.
  ///   - steps: which steps; 0 is the start, where a recipe's lines have no value yet.
  ///   - body: takes the step and a number a column, and says whether to go on.
  package func read(
    _ gauge: Gauge, at steps: ClosedRange<Int>, _ body: (Int, ArraySlice<Double>) -> Bool
  ) {
    let last = min(steps.upperBound, stepCount)
    var first = steps.lowerBound
    while first <= min(last, gauge.lastUncertainStep) {
      let previous = first > 0 ? rowWithChanges(after: first - 1) : nil
      guard body(first, gauge.numbers(at: row(first), previous: previous)[...]) else { return }
      first += 1
    }
    guard first <= last else { return }
    // From before the first, since its formulas may speak of the step before.
    var (step, frame) = frame(atOrBefore: max(first - 1, 0))
    gauge.extend(&frame)
    while true {
      if step >= first, !body(step, gauge.numbers(on: &frame)) { return }
      guard step < last else { return }
      goOn(from: step, &frame, beforeStep: gauge.remember)
      step += 1
    }
  }
}
