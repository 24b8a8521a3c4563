package import Formula

/// Everything one step used and left behind; row 0 is the start.
package struct Row: Sendable {
  package let machine: Machine
  /// The numbers, laid out as the machine's quantities say.
  package let numbers: [Double]

  package var step: Int { Int(self[.stepNumber]?.first ?? 0) }

  /// A quantity's numbers, one or one a parameter.
  ///
  /// - Returns: nil where there is no such quantity, or where it has no value before step 1.
  package subscript(name: Name) -> [Double]? {
    machine.quantity(name).flatMap { isSet($0) ? Array(numbers[$0.indices]) : nil }
  }

  package subscript(quantity: Quantity) -> [Double] { Array(numbers[quantity.indices]) }

  /// Whether a quantity has a value: a line's result has none before the first step, f has none
  /// without an objective.
  package func isSet(_ quantity: Quantity) -> Bool {
    let hasStepped = numbers[0] > 0
    return switch quantity.role {
    case .objective: machine.objective != nil
    case .objectiveBefore: machine.objective != nil && hasStepped
    case .gradient: machine.objective != nil || hasStepped
    case .line: hasStepped || machine.recipe.states.contains { $0.name == quantity.name }
    default: true
    }
  }

  /// The hyper-parameters that were in force.
  package var hypers: [Name: Double] {
    var result: [Name: Double] = [:]
    for quantity in machine.quantities where quantity.role == .hyper {
      result[quantity.name] = numbers[quantity.indices.lowerBound]
    }
    return result
  }

  /// The first quantity, in the order a step computes them, that is not a finite number.
  package var firstNonFinite: (quantity: Quantity, parameter: Int, value: Double)? {
    let order = machine.stepOrder
    for quantity in order where isSet(quantity) {
      if let index = self[quantity].firstIndex(where: { !$0.isFinite }) {
        return (quantity, index, self[quantity][index])
      }
    }
    return nil
  }
}

extension Machine {
  /// The quantities in the order a step computes them: f before, g, the recipe's lines, f.
  package var stepOrder: [Quantity] {
    let lines = recipe.lines.compactMap { quantity($0.target) }
    let ends = quantities.filter { $0.role == .objective }
    return quantities.filter { $0.role == .objectiveBefore || $0.role == .gradient } + lines + ends
  }
}
