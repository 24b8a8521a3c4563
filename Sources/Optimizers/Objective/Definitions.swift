package import Formula

/// Formulas with a name, as `let` makes them: worked out anew wherever they are used.
package struct Definitions: Hashable, Sendable {
  private var formulas: [Name: Expression] = [:]

  package init() {}

  package subscript(name: Name) -> Expression? { formulas[name] }

  /// All names, sorted.
  package var names: [Name] { formulas.keys.sorted { $0.text < $1.text } }

  /// Gives a formula a name.
  ///
  /// - Throws: a ``Diagnostic`` where the formula would be defined by itself.
  package mutating func define(_ name: Name, as formula: Expression) throws(Diagnostic) {
    var reached = formula.names
    var open = reached
    while let next = open.popFirst() {
      guard next != name else { throw .definedByItself(name, at: formula.range) }
      open.formUnion(formulas[next]?.names.subtracting(reached) ?? [])
      reached.formUnion(formulas[next]?.names ?? [])
    }
    formulas[name] = formula
  }

  /// Adds to a scope the definitions that a formula needs and that the scope doesn't have.
  ///
  /// - Throws: a ``Diagnostic`` without a range, since the fault lies in an earlier text.
  package func bind(_ names: Set<Name>, in scope: inout Scope, of graph: inout Graph)
    throws(Diagnostic)
  {
    for name in names.sorted(by: { $0.text < $1.text }) where scope.bindings[name] == nil {
      guard let formula = formulas[name] else { continue }
      try bind(formula.names, in: &scope, of: &graph)
      do {
        let resolved = formula.resolvingSquares(scope.bindings.keys)
        scope.bindings[name] = try graph.lower(resolved, in: scope)
      } catch {
        throw .inDefinition(name, error)
      }
    }
  }
}
