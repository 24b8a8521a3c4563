package import Formula

/// A function to be minimized, over named parameters.
package struct Objective: Hashable, Sendable {
  package var formula: Expression
  /// The parameters, in the order of their starting values.
  package var parameters: [Name]
  /// Named parts that the formula may use.
  package var definitions: Definitions

  package init(
    formula: Expression, parameters: [Name], definitions: Definitions = Definitions()
  ) {
    self.formula = formula
    self.parameters = parameters
    self.definitions = definitions
  }

  /// f and ∂f in one graph whose inputs are the parameters.
  package struct Derived: Sendable {
    package var graph: Graph
    package var parameters: [Graph.ID]
    package var value: Graph.ID
    /// One node a parameter.
    package var gradient: [Graph.ID]

    /// ∂f as formulas, nil where one is too long to read.
    package var gradientFormulas: [Expression?] { gradient.map { graph.expression($0) } }
  }

  /// The graph of f and its exact gradient.
  ///
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  package func derived() throws(Diagnostic) -> Derived {
    var graph = Graph()
    let inputs = parameters.map { graph.input($0) }
    var scope = Scope(parameters: parameters)
    for (name, input) in zip(parameters, inputs) { scope.bindings[name] = input }
    scope.bindings[.theta] = graph.pack(inputs, axis: .parameters)
    try definitions.bind(formula.names, in: &scope, of: &graph)
    let value = try graph.lower(formula, in: scope)
    guard graph[value].shape == .scalar else {
      throw .objectiveNotScalar(graph[value].shape, at: formula.range)
    }
    let gradient = graph.gradient(of: value, by: inputs)
    return Derived(graph: graph, parameters: inputs, value: value, gradient: gradient)
  }
}
