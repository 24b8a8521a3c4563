package import Formula

// fits throughout (conversion, product): a seed is made of words of 32 bits, and places in a row

/// Everything one step used and left behind; row 0 is the start.
package struct Row: Sendable {
  package let machine: Machine
  /// The numbers, laid out as the machine's layout says.
  package let numbers: [Double]
  /// How many lines are done of a step that is not finished; nil for a whole step.
  private(set) package var linesDone: Int?

  init(machine: Machine, numbers: [Double]) {
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
    for quantity in machine.layout.quantities {
      let isNew =
        switch quantity.role {
        case .stepNumber, .gradient, .hessian, .hessianDiagonal, .objectiveBefore, .batchObjective,
          .answerBefore:
          true
        // f at the best place is that of the whole step, as f is.
        default: machine.layout.line(setting: quantity).map { $0 < linesDone } ?? false
        }
      if isNew { numbers.replaceSubrange(quantity.indices, with: after.numbers[quantity.indices]) }
    }
    self.numbers = numbers
    self.linesDone = linesDone
  }
}

// MARK: - What is in it

extension Row {
  private var layout: RowLayout { machine.layout }

  package var step: Int { Int(clamping: numbers[layout.stepNumber.indices.lowerBound]) }

  /// θ, one number a parameter; of a population, the particles' rows one after the other.
  package var theta: [Double] { self[layout.theta] }

  /// Where the walk stands, one number a parameter: θ, and of a population the best place that the
  /// recipe keeps, or else that of the particle whose f is least.
  package var point: [Double] {
    guard machine.particles != nil else { return self[layout.theta] }
    return best ?? leastPlace
  }

  /// The best place that the recipe keeps, nil where it keeps none yet.
  private var best: [Double]? { layout.best.flatMap { isSet($0) ? self[$0] : nil } }

  /// What the optimizer would answer: the best place it keeps, or where it stands.
  package var answer: (point: [Double], value: Double?) {
    guard let best, let value = layout.answer else { return (point, objective) }
    return (best, numbers[value.indices.lowerBound])
  }

  private var leastPlace: [Double] {
    let (count, best) = (machine.parameters.count, bestParticle)
    return Array(numbers[layout.theta.indices].dropFirst(best * count).prefix(count))
  }

  /// The particle whose f is least, from 0.
  var bestParticle: Int {
    guard isSet(layout.objective) else { return 0 }
    let values = numbers[layout.objective.indices]
    // What is not a number is no less than anything.
    let best = values.indices.min {
      values[$0] < values[$1] || values[$1].isNaN && !values[$0].isNaN
    }
    return (best ?? values.startIndex) - values.startIndex
  }

  /// f after the step where the walk stands, see ``point``; nil without an objective.
  package var objective: Double? {
    machine.particles == nil || best == nil ? least(layout.objective) : layout.answer.flatMap(least)
  }

  /// f before the step, nil without an objective and at the start.
  package var objectiveBefore: Double? {
    machine.particles == nil || best == nil
      ? least(layout.objectiveBefore) : layout.answerBefore.flatMap(least)
  }

  /// What random numbers depend on, nil where the recipe draws none.
  package var seed: UInt64? {
    layout.seed.map {
      UInt64(words: numbers[$0.indices.lowerBound], numbers[$0.indices.lowerBound + 1])
    }
  }

  private func least(_ quantity: Quantity) -> Double? {
    guard isSet(quantity) else { return nil }
    let values = numbers[quantity.indices]
    return values.filter { !$0.isNaN }.min() ?? values.first
  }

  /// A quantity's numbers, one or one a parameter.
  ///
  /// - Returns: nil where there is no such quantity, or where it has no value before step 1.
  package subscript(name: Name) -> [Double]? {
    layout.quantity(name).flatMap { isSet($0) ? self[$0] : nil }
  }

  package subscript(quantity: Quantity) -> [Double] { Array(part(quantity)) }

  /// A quantity's numbers, which need no copy.
  package func part(_ quantity: Quantity) -> ArraySlice<Double> {
    guard quantity.role != .seed else { return [Double(seed ?? 0)] }
    return numbers[quantity.indices]
  }

  /// Whether a quantity has a value: a line's result has none before the first step, f has none
  /// without an objective.
  package func isSet(_ quantity: Quantity) -> Bool {
    guard layout.exists(quantity) else { return false }
    if let linesDone, case .line(let line) = quantity.role {
      return line < linesDone || step > quantity.firstStep
    }
    return step >= quantity.firstStep
  }

  /// The hyper-parameters that were in force, as far as they are numbers that somebody chose.
  package var hypers: [Name: Double] {
    var result: [Name: Double] = [:]
    for quantity in layout.quantities
    where quantity.role == .hyper && layout.line(setting: quantity) == nil {
      result[quantity.name] = numbers[quantity.indices.lowerBound]
    }
    return result
  }

  /// The first quantity, in the order a step computes them, that is not a finite number.
  package var firstNonFinite: (quantity: Quantity, parameter: Int, value: Double)? {
    for quantity in layout.stepOrder where isSet(quantity) {
      let numbers = part(quantity)
      if let index = numbers.firstIndex(where: { !$0.isFinite }) {
        return (quantity, index - numbers.startIndex, numbers[index])
      }
    }
    return nil
  }
}
