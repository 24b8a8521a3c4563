package import Formula

/// Everything one step used and left behind; row 0 is the start.
package struct Row: Sendable {
  package let machine: Machine
  /// The numbers, laid out as the machine's quantities say.
  package let numbers: [Double]
  /// How many lines are done of a step that is not finished; nil for a whole step.
  private(set) package var linesDone: Int?

  package init(machine: Machine, numbers: [Double]) {
    self.machine = machine
    self.numbers = numbers
  }

  /// A row in the middle of a step: what its first lines set is new, the rest is as it was.
  ///
  /// - Parameters:
  ///   - before: the row the step begins with.
  ///   - after: the row it will leave.
  ///   - linesDone: how many of the recipe's lines are done.
  package init(from before: Row, to after: Row, linesDone: Int) {
    machine = before.machine
    var numbers = before.numbers
    for quantity in machine.quantities {
      let isNew =
        switch quantity.role {
        case .stepNumber, .gradient, .objectiveBefore: true
        default: machine.lineIndex(quantity).map { $0 < linesDone } ?? false
        }
      if isNew { numbers.set(quantity, after[quantity]) }
    }
    self.numbers = numbers
    self.linesDone = linesDone
  }

  package var step: Int { Int(clamping: self[.stepNumber]?.first ?? 0) }

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
    let hasStepped = numbers[0] > (linesDone == nil ? 0 : 1)
    return switch quantity.role {
    case .objective, .batchObjective: machine.objective != nil
    case .objectiveBefore: machine.objective != nil && numbers[0] > 0
    case .gradient: machine.objective != nil || numbers[0] > 0
    case .line(let index):
      hasStepped || index < linesDone ?? 0
        || machine.recipe.states.contains { $0.name == quantity.name }
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
  /// Which of the recipe's lines sets a quantity, nil where none does.
  package func lineIndex(_ quantity: Quantity) -> Int? {
    recipe.lines.firstIndex { $0.target == quantity.name }
  }

  /// The quantities in the order a step computes them: f before, g, the recipe's lines, f.
  package var stepOrder: [Quantity] {
    let lines = recipe.lines.compactMap { quantity($0.target) }
    let ends = quantities.filter { $0.role == .objective }
    let beginnings: [Quantity.Role] = [.objectiveBefore, .batchObjective, .gradient]
    return quantities.filter { beginnings.contains($0.role) } + lines + ends
  }
}
