package import Formula

/// Lowers formulas about rows: looks their names up as quantities, parameters, columns of the data
/// and definitions, and notes what of a row each needs.
struct RowScope {
  private(set) var graph = Graph()
  /// What each input of the graph is.
  private(set) var inputs: [Graph.ID: Input] = [:]
  private var scope: Scope
  private var points: ObjectiveCalls
  private let machine: Machine
  private let definitions: Definitions
  /// Whether a name such as `g²` is read as a quantity's, and not as a square.
  private let isSquare: (Name) -> Bool
  /// f at other points.

  /// What is put in for an input.
  enum Input {
    /// Some of a quantity's numbers in this row, or in the one that its step began with.
    case row(Quantity, numbers: Range<Int>, stepsBack: Int)
    /// Numbers that are the same in all rows.
    case values([Double])
  }

  init(_ machine: Machine, _ definitions: Definitions, squares isSquare: @escaping (Name) -> Bool) {
    self.machine = machine
    self.definitions = definitions
    self.isSquare = isSquare
    scope = Scope(parameters: machine.parameters)
    points = ObjectiveCalls(objective: machine.objective, count: machine.parameters.count)
  }

  /// The node of a formula.
  ///
  /// - Throws: a ``Diagnostic`` for unknown names and shapes that don't fit.
  mutating func lower(_ formula: Expression) throws(Diagnostic) -> Graph.ID {
    let before = self
    do {
      return try lowerBinding(formula)
    } catch {
      // A formula needs few of the names there are, but an error has to know them all.
      self = before
      for name in machine.names { bind(Reading(name)) }
      return try lowerBinding(formula)
    }
  }

  /// Binds what a formula needs, and lowers it.
  private mutating func lowerBinding(_ formula: Expression) throws(Diagnostic) -> Graph.ID {
    let machine = machine
    let formula = formula.resolvingSquares(where: isSquare)
    let needed = try definitions.needed(
      by: formula.readings, except: { machine.gives($0) }, squares: isSquare)
    for reading in needed.others where scope[reading] == nil { bind(reading) }
    bindColumns(for: formula, needed)
    for reading in needed.others where Machine.curvatures.contains(reading.name) {
      try bindCurvature(reading, at: formula.range(of: reading.name) ?? formula.range)
    }
    let points = points
    let elsewhere: Graph.CallLowering = { call, operands, graph throws(Diagnostic) in
      guard case .call(.f, _) = call.kind else { return nil }
      var points = points
      return try points.value(atPoint: operands, call.range, &graph)
    }
    for reading in needed.definitions where scope[reading] == nil {
      try definitions.bind(
        reading, in: &scope, of: &graph, squares: isSquare, ownCalls: elsewhere)
    }
    return try graph.lower(formula, in: scope, ownCalls: elsewhere)
  }

  /// Puts in the data that f at another point, or its second derivatives, need.
  private mutating func bindColumns(for formula: Expression, _ needed: Definitions.Needed) {
    guard let objective = machine.objective, points.columns.isEmpty,
      needed.others.contains(where: { Machine.curvatures.contains($0.name) })
        || ([formula] + needed.definitions.compactMap { definitions.formula(of: $0.name) })
          .contains(where: { $0.range(ofCall: .f) != nil })
    else { return }
    points.columns = objective.data.inputs(rows: objective.data.rowCount, in: &graph)
    for (id, column) in zip(points.columns, objective.data.columns) {
      inputs[id] = .values(column.values)
    }
  }

  /// Binds a name that is no definition, as far as there is something of that name.
  private mutating func bind(_ reading: Reading) {
    guard reading.stepsBack <= 1 else { return }
    switch machine.given(reading.name) {
    case .quantity(let quantity) where quantity.role == .seed:
      let words = Shape.vector(.elements, count: quantity.size)
      let both = input(reading, quantity, 0..<quantity.size, shape: words)
      let high = graph.apply(.multiply, graph.element(0, of: both), graph.constant(0x1p32))
      scope[reading] = graph.apply(.add, high, graph.element(1, of: both))
    case .quantity(let quantity):
      scope[reading] = input(reading, quantity, 0..<quantity.size, shape: quantity.shape)
    case .part(let offset, let shape) where machine.particles != nil:
      // One number a particle, or a row.
      let theta = machine.layout.theta
      let whole = graph.transpose(input(reading, theta, 0..<theta.size, shape: theta.shape))
      // fits: a shape has a number at least
      let parts = (offset..<offset + shape.count).map { graph.element($0, of: whole) }
      scope[reading] =
        shape == .scalar ? parts[0] : graph.transpose(graph.pack(parts, axis: .elements))
    case .part(let offset, let shape):
      // fits: a shape has a number at least
      let part = offset..<offset + shape.count
      scope[reading] = input(reading, machine.layout.theta, part, shape: shape)
    case .column(let values):
      let id = graph.input(reading.name, shape: .vector(.rows, count: values.count))
      inputs[id] = .values(values)
      scope[reading] = id
    case nil: break
    }
  }

  /// Binds second derivatives and the identity, where the recipe has none of its own.
  private mutating func bindCurvature(_ reading: Reading, at range: SourceRange)
    throws(Diagnostic)
  {
    guard machine.hasCurvature, reading.stepsBack <= 1, scope[reading] == nil else { return }
    if reading.name == .identity {
      scope[reading] = graph.identity(of: machine.parameters.count)
      return
    }
    let theta = machine.layout.theta
    let point = input(
      Reading(.theta, stepsBack: reading.stepsBack), theta, 0..<theta.size, shape: theta.shape)
    let hessian = try points.hessian(at: point, reading.name, range, &graph)
    scope[reading] = reading.name == .hessian ? hessian : graph.diagonal(of: hessian)
  }

  private mutating func input(
    _ reading: Reading, _ quantity: Quantity, _ numbers: Range<Int>, shape: Shape
  ) -> Graph.ID {
    let id = graph.input(reading.name, shape: shape)
    inputs[id] = .row(quantity, numbers: numbers, stepsBack: reading.stepsBack)
    return id
  }
}

// MARK: - What a machine gives names to

extension Machine {
  /// What a formula about a row can read by a name.
  enum Given {
    case quantity(Quantity)
    /// Some of θ's numbers.
    case part(offset: Int, Shape)
    case column([Double])
  }

  /// What a name stands for in a formula about a row, nil where that is a definition or nothing.
  func given(_ name: Name) -> Given? {
    if let quantity = layout.quantity(name == .steps ? .stepNumber : name) {
      return layout.exists(quantity) ? .quantity(quantity) : nil
    }
    if let part = parts[name] { return .part(offset: part.offset, part.shape) }
    return objective?.data[name].map { .column($0) }
  }

  /// Whether a name stands for a quantity, parameters or a column.
  func gives(_ name: Name) -> Bool { given(name) != nil }

  /// Names that stand for something made of θ, where no quantity has them.
  static let curvatures: [Name] = [.hessian, .hdiag, .identity]

  /// Whether there is a function, and one point to speak of.
  var hasCurvature: Bool { objective != nil && particles == nil }

  /// Every name that stands for a quantity, parameters or a column.
  package var names: [Name] {
    layout.quantities.filter { $0.role != .objectiveBefore && layout.exists($0) }.map(\.name)
      + [.steps] + blocks.map(\.name) + (blocks.contains { $0.shape != .scalar } ? parameters : [])
      + (objective?.data.columns.map(\.name) ?? []) + (hasCurvature ? Machine.curvatures : [])
  }
}
