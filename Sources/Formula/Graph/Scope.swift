/// What the names in a formula stand for.
package struct Scope: Sendable {
  /// Quantities and parameters.
  package var bindings: [Name: Graph.ID]
  /// The parameters in order: what may follow the dot in `g.x`.
  package var parameters: [Name]

  package init(_ bindings: [Name: Graph.ID] = [:], parameters: [Name] = []) {
    self.bindings = bindings
    self.parameters = parameters
  }

  /// Numbers that have a name everywhere, unless something here is called the same.
  package static let constants: [Name: Double] = [
    Name("π"): .pi, Name("e"): 2.718281828459045, Name("inf"): .infinity,
  ]

  /// Every name there is, for suggestions and completion.
  package var names: [Name] {
    bindings.keys.filter { $0.afterStep == nil }.sorted { $0.text < $1.text }
  }
}

extension Expression {
  /// Reads `g²` as the quantity of that name where there is one, not as a power of `g`.
  package func resolvingSquares(_ quantities: some Sequence<Name>) -> Expression {
    let quantities = Set(quantities)
    return rewritten { node in
      guard case .binary(.power, let base, let exponent) = node.kind,
        case .name(let name) = base.kind, case .number(let value) = exponent.kind,
        let whole = Int(exactly: value), whole >= 0, quantities.contains(name.raised(to: whole))
      else { return node }
      return Expression(.name(name.raised(to: whole)), at: node.range)
    }
  }
}
