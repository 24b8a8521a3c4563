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

  /// A definition's formula over the numbers before the step.
  private func beforeStep(_ name: Name) -> Expression? {
    self[name].map { Expression(.call(.prev, [$0]), at: $0.range) }
  }

  /// Whether a formula, or a definition it uses, speaks of the numbers before the step.
  package func usesPrevious(_ formula: Expression) -> Bool {
    var (open, seen) = ([formula], Set<Name>())
    while let next = open.popLast() {
      if next.usesPrevious { return true }
      open += next.names.filter { seen.insert($0).inserted }.compactMap { self[$0] }
    }
    return false
  }

  /// Adds to a scope the definitions that a formula needs and that the scope doesn't have.
  ///
  /// - Throws: a ``Diagnostic`` without a range, since the fault lies in an earlier text.
  package func bind(_ names: Set<Name>, in scope: inout Scope, of graph: inout Graph)
    throws(Diagnostic)
  {
    for name in names.sorted(by: { $0.text < $1.text }) where scope.bindings[name] == nil {
      guard let formula = self[name] ?? name.afterStep.flatMap({ beforeStep($0) }) else {
        continue
      }
      let resolved = formula.resolvingSquares(scope.bindings.keys).resolvingPrevious()
      try bind(resolved.names, in: &scope, of: &graph)
      do {
        scope.bindings[name] = try graph.lower(resolved, in: scope)
      } catch {
        throw .inDefinition(name, error)
      }
    }
  }
}
