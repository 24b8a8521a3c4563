/// What the names in a formula stand for.
package struct Scope: Sendable {
  /// Quantities and parameters, as they are now.
  package var bindings: [Name: Graph.ID]
  /// Those that are read as they were before, apart from those of now.
  private var earlier: [Reading: Graph.ID] = [:]
  /// The parameters in order: what may follow the dot in `g.x`.
  package var parameters: [Name]
  /// A learner's own functions that are formulas; the library's are everywhere.
  package var functions: [Name: FormulaFunction] = [:]

  package init(_ bindings: [Name: Graph.ID] = [:], parameters: [Name] = []) {
    self.bindings = bindings
    self.parameters = parameters
  }

  /// What a name stands for, now or some steps before.
  package subscript(reading: Reading) -> Graph.ID? {
    get { reading.stepsBack == 0 ? bindings[reading.name] : earlier[reading] }
    set {
      if reading.stepsBack == 0 {
        bindings[reading.name] = newValue
      } else {
        earlier[reading] = newValue
      }
    }
  }

  /// Numbers that have a name everywhere, unless something here is called the same.
  package static let constants: [Name: Double] = [
    Name("π"): .pi, Name("e"): 2.718281828459045, Name("inf"): .infinity,
  ]

  /// Every name there is, for suggestions and completion.
  package var names: [Name] { bindings.keys.sorted { $0.text < $1.text } }
}

extension Expression {
  /// Reads `g²` as the quantity of that name where there is one, not as a power of `g`.
  package func resolvingSquares(_ quantities: some Sequence<Name>) -> Expression {
    let quantities = Set(quantities)
    return resolvingSquares { quantities.contains($0) }
  }

  /// Reads `g²` as the quantity of that name where there is one, not as a power of `g`.
  package func resolvingSquares(where isQuantity: (Name) -> Bool) -> Expression {
    rewritten { node in
      guard case .binary(.power, let base, let exponent) = node.kind,
        case .name(let name) = base.kind, case .number(let value) = exponent.kind,
        let whole = Int(exactly: value), whole >= 0, isQuantity(name.raised(to: whole))
      else { return node }
      return Expression(.name(name.raised(to: whole)), at: node.range)
    }
  }
}
