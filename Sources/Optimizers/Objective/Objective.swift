package import Formula

/// A function to be minimized, over named parameters and possibly over data.
package struct Objective: Hashable, Sendable {
  package var formula: Expression
  /// The parameters as declared, in the order of their starting values.
  package var blocks: [ParameterBlock]
  /// Named parts that the formula may use.
  package var definitions: Definitions
  /// Columns that the formula may use.
  package var data: DataTable
  /// Which rows a step is to see; nil for all of them.
  package var batch: BatchPlan?
  /// The box in which it is searched, by the names of the parameters' numbers.
  ///
  /// A parameter that is missing has no bounds. f is defined beyond them.
  package var bounds: [Name: ClosedRange<Double>] = [:]

  package init(
    formula: Expression, blocks: [ParameterBlock], definitions: Definitions = Definitions(),
    data: DataTable = DataTable(), batch: BatchPlan? = nil,
    bounds: [Name: ClosedRange<Double>] = [:]
  ) {
    self.formula = formula
    self.blocks = blocks
    self.definitions = definitions
    self.data = data
    self.batch = batch
    self.bounds = bounds
  }

  /// An objective of single numbers.
  package init(
    formula: Expression, parameters: [Name], definitions: Definitions = Definitions()
  ) {
    self.init(
      formula: formula, blocks: parameters.map { ParameterBlock($0) }, definitions: definitions)
  }

  /// The names of the parameters' numbers, in the order of θ.
  package var parameters: [Name] { blocks.names }

  /// Which rows a step sees, nil where it sees all: without rows there are none to choose from.
  package var batchInForce: BatchPlan? { data.rowCount > 0 ? batch : nil }

  /// The rows that a step sees, from 0; nil where it sees all.
  package func rows(for step: Int) -> [Int]? {
    batchInForce?.rows(for: step, of: data.rowCount)
  }
}

// MARK: - Derivatives

extension Objective {
  /// f and ∂f in one graph whose inputs are the parameters and the data.
  package struct Derived: Sendable {
    package var graph: Graph
    /// One input a block.
    package var blocks: [Graph.ID]
    /// One input a column.
    package var columns: [Graph.ID]
    package var value: Graph.ID
    /// One node a block, of its shape; none where it wasn't asked for.
    package var gradient: [Graph.ID]
    /// What the names of definitions stand for.
    package var definitions: [Name: Graph.ID] = [:]
  }

  /// The graph of f and its exact gradient.
  ///
  /// - Parameters:
  ///   - rows: how many rows of the data it speaks of; nil for all.
  ///   - hasGradient: whether the gradient is needed.
  /// - Returns: the graph, with what is to be put in and what comes out.
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  package func derived(rows: Int? = nil, hasGradient: Bool = true) throws(Diagnostic) -> Derived {
    var graph = Graph()
    let inputs = blocks.map { graph.input($0.name, shape: $0.shape) }
    let columns = data.inputs(rows: rows ?? data.rowCount, in: &graph)
    let (value, scope) = try lowered(in: &graph, blocks: inputs, columns: columns)
    let gradient = hasGradient ? graph.gradient(of: value, by: inputs) : []
    return Derived(
      graph: graph, blocks: inputs, columns: columns, value: value, gradient: gradient,
      definitions: scope.bindings.filter { definitions[$0.key] != nil })
  }

  /// f in a graph, at a point that is a node of it.
  ///
  /// - Parameters:
  ///   - graph: the graph.
  ///   - nodes: the point, one node a block.
  ///   - columns: the data, one node a column.
  /// - Returns: f's node.
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  func lower(in graph: inout Graph, blocks nodes: [Graph.ID], columns: [Graph.ID])
    throws(Diagnostic) -> Graph.ID
  {
    try lowered(in: &graph, blocks: nodes, columns: columns).value
  }

  /// f in a graph, and what its names stand for there.
  private func lowered(in graph: inout Graph, blocks nodes: [Graph.ID], columns: [Graph.ID])
    throws(Diagnostic) -> (value: Graph.ID, scope: Scope)
  {
    var scope = Scope(parameters: parameters)
    for (column, node) in zip(data.columns, columns) { scope.bindings[column.name] = node }
    for (block, node) in zip(blocks, nodes) { scope.bindings[block.name] = node }
    if blocks.allSatisfy({ $0.shape == .scalar }) {
      scope.bindings[.theta] = graph.pack(nodes, axis: .parameters)
    }
    try definitions.bind(formula.readings, in: &scope, of: &graph)
    let value = try graph.lower(formula, in: scope)
    guard graph[value].shape == .scalar else {
      throw .objectiveNotScalar(graph[value].shape, at: formula.range)
    }
    return (value, scope)
  }
}
