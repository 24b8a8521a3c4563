package import Formula

// fits throughout (product): places of numbers that a value has

/// Formulas over a machine's rows, compiled once to be read at one row or at many.
///
/// This is the one way from a formula about a step to its value: conditions, watches, traces, plots
/// and what is typed at the prompt are read by it.
package struct RowFormulas: Sendable {
  /// As they were written.
  package let formulas: [Expression]
  /// What the value of each is.
  package let shapes: [Shape]
  let results: [Result]
  let program: CompiledProgram
  /// The frame before the first row: what is read of rows, constants, results.
  let frame: [Double]
  /// What is put in from the row at hand, and from the one its step began with.
  let (now, before): ([Part], [Part])

  /// Where a formula's value comes to stand, and what has to have a value for it.
  struct Result: Sendable {
    var slot: Slot
    var needs: [Need]
    /// The first step with a value.
    var firstStep: Int
  }

  /// A quantity that a formula reads.
  struct Need: Sendable {
    var quantity: Quantity
    var stepsBack: Int
  }

  /// Numbers of a row and the place in the frame where they are put.
  struct Part: Sendable {
    var source: Int
    var target: Int
    var count: Int
  }

  /// Compiles formulas.
  ///
  /// - Parameters:
  ///   - formulas: formulas over the quantities, the parameters, the data and the definitions.
  ///   - machine: what makes the rows.
  ///   - definitions: formulas with a name that they may use.
  /// - Throws: a ``Diagnostic`` for unknown names and shapes that don't fit.
  package init(
    _ formulas: [Expression], on machine: Machine, definitions: Definitions = Definitions()
  ) throws(Diagnostic) {
    try self.init(formulas, on: machine, definitions, squares: { machine.quantity($0) != nil })
  }

  /// Compiles formulas in which some names such as `g²` are read as a quantity's.
  fileprivate init(
    _ formulas: [Expression], on machine: Machine, _ definitions: Definitions,
    squares isSquare: @escaping (Name) -> Bool
  ) throws(Diagnostic) {
    var scope = RowScope(machine, definitions, squares: isSquare)
    var nodes: [Graph.ID] = []
    for formula in formulas { nodes.append(try scope.lower(formula)) }
    let graph = scope.graph
    var frame: [Double] = []
    var slots: [Graph.ID: Slot] = [:]
    var parts: (now: [Part], before: [Part]) = ([], [])
    for (id, input) in scope.inputs.sorted(by: { $0.key < $1.key }) {
      slots[id] = Slot(frame.count)
      switch input {
      case .values(let values):
        frame += values
      case .row(let quantity, let numbers, let stepsBack):
        let part = Part(
          source: quantity.indices.lowerBound + numbers.lowerBound, target: frame.count,
          count: numbers.count)
        if stepsBack == 0 { parts.now.append(part) } else { parts.before.append(part) }
        frame += [Double](repeating: .nan, count: numbers.count)
      }
    }
    var compiler = Compiler(graph, inputs: slots, reserved: frame.count)
    var results: [Result] = []
    for node in nodes {
      let needs = graph.reachable(from: [node]).compactMap { id -> Need? in
        guard case .row(let quantity, _, let stepsBack) = scope.inputs[id] else { return nil }
        return Need(quantity: quantity, stepsBack: stepsBack)
      }
      results.append(
        Result(
          slot: compiler.allocate(graph[node].shape.count), needs: needs,
          firstStep: needs.map { $0.quantity.firstStep + $0.stepsBack }.max() ?? 0))
    }
    let kept = compiler.frame.count
    var program = Program()
    compiler.emit(zip(nodes, results).map { ($0, $1.slot) }, to: &program)
    self.formulas = formulas
    shapes = nodes.map { graph[$0].shape }
    self.results = results
    self.frame = frame + compiler.frame[frame.count...]
    self.program = CompiledProgram(program, frameSize: self.frame.count, keeping: kept)
    (now, before) = parts
  }

  /// Whether any formula speaks of the numbers before the step.
  var usesPrevious: Bool { !before.isEmpty }
}

// MARK: - Numbers one by one

extension RowFormulas {
  /// One number of a formula that is a single one or has one for each parameter or particle.
  package struct Column: Hashable, Sendable {
    /// The formula's index.
    package var formula: Int
    /// The parameter it is for, nil where the formula is a single number.
    package var parameter: Name?
    /// The particle it is for, or the row of a matrix, from 1; nil where there is none or it is the
    /// same for all.
    package var particle: Int?
    /// Which of the formula's numbers.
    package var element: Int

    package init(formula: Int, parameter: Name? = nil, particle: Int? = nil, element: Int = 0) {
      (self.formula, self.element) = (formula, element)
      (self.parameter, self.particle) = (parameter, particle)
    }
  }

  /// The formulas' numbers in order.
  ///
  /// - Parameter parameters: the names of the parameters' numbers.
  /// - Returns: a column a number.
  /// - Throws: a ``Diagnostic`` for a formula of another shape.
  package func columns(of parameters: [Name]) throws(Diagnostic) -> [Column] {
    var columns: [Column] = []
    for (index, shape) in shapes.enumerated() {
      switch shape {
      case .scalar:
        columns.append(Column(formula: index))
      case .vector(.parameters, count: parameters.count):
        columns += parameters.enumerated().map {
          Column(formula: index, parameter: $1, element: $0)
        }
      case .vector(.particles, let count):
        columns += (0..<count).map {
          // fits: a particle's number
          Column(formula: index, particle: $0 + 1, element: $0)
        }
      case .matrix(let rows, let sides)
      where rows.axis == .particles && sides.axis == .parameters:
        for particle in 0..<rows.count {
          columns += parameters.enumerated().map {
            // fits: a particle's number, and the place of a number that exists
            Column(
              formula: index, parameter: $1, particle: particle + 1,
              element: particle * parameters.count + $0)
          }
        }
      case .matrix(let rows, let sides) where rows == sides && sides.count == parameters.count:
        for row in 0..<rows.count {
          columns += parameters.enumerated().map {
            // fits: a row's number, and the place of a number that exists
            Column(
              formula: index, parameter: $1, particle: row + 1,
              element: row * parameters.count + $0)
          }
        }
      default: throw .notReadable(shape, at: formulas[index].range)
      }
    }
    return columns
  }
}

// MARK: - At one row

extension RowFormulas {
  /// Why a formula has no value at a row.
  package enum Gap: Hashable, Sendable {
    /// What has no value there.
    case notYet(Quantity)
    /// What was to be taken from before the step, where there is nothing.
    case noStepBefore(Quantity)
  }

  /// The formulas' values at a row.
  ///
  /// - Parameters:
  ///   - row: a row of the machine.
  ///   - previous: the row its step began with.
  /// - Returns: a value a formula; nil for one that speaks of what has no value there.
  package func values(at row: Row, previous: Row?) -> [Value?] {
    var reader = RowReader(self)
    reader.read(row, previous: previous)
    return formulas.indices.map { gap($0, at: row, previous: previous) == nil ? reader[$0] : nil }
  }

  /// Why a formula has no value at a row, nil where it has one.
  package func gap(_ formula: Int, at row: Row, previous: Row?) -> Gap? {
    for need in results[formula].needs {
      guard need.stepsBack > 0 else {
        if !row.isSet(need.quantity) { return .notYet(need.quantity) }
        continue
      }
      guard let previous, previous.isSet(need.quantity) else {
        return .noStepBefore(need.quantity)
      }
    }
    return nil
  }
}

extension Row {
  /// A formula's value at this row.
  ///
  /// - Parameters:
  ///   - formula: what is worked out.
  ///   - definitions: formulas with a name that it may use.
  ///   - previous: the row before the step, of which `prev` speaks.
  ///   - hint: what to say of a quantity that has no value here.
  /// - Returns: its value.
  /// - Throws: a ``Diagnostic`` for unknown names, shapes that don't fit, and where it speaks of
  ///   what has no value here.
  package func value(
    of formula: Expression, definitions: Definitions = Definitions(), previous: Row? = nil,
    whereMissing hint: String = "it has one after a step"
  ) throws(Diagnostic) -> Value {
    // As long as there is no g², the name is the square of g.
    let compiled = try RowFormulas(
      [formula], on: machine, definitions,
      squares: { machine.quantity($0).map(isSet) ?? false })
    if let gap = compiled.gap(0, at: self, previous: previous) {
      throw .noValue(gap, in: formula, hint: hint)
    }
    guard let value = compiled.values(at: self, previous: previous)[0] else {
      preconditionFailure("what has no gap has a value")
    }
    return value
  }

  /// Every name that a formula may read here, sorted.
  package var names: [Name] {
    let unset = machine.layout.quantities.filter { !isSet($0) && $0.role != .objectiveBefore }
    return Set(machine.names).subtracting(unset.map(\.name)).sorted { $0.text < $1.text }
  }
}
