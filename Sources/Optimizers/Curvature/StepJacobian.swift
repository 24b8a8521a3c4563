import Formula

// fits throughout (product, range): places of the numbers of a row and of a matrix

/// One step as a map from what it finds to what it leaves, compiled with all its derivatives.
///
/// The recipe's own lines are differentiated, one after the other, and joined by the chain rule; of
/// the objective it takes the gradient and the Hessian. The Hessian itself, where a recipe reads it,
/// counts as the same everywhere, which holds for a quadratic.
struct StepJacobian: Sendable {
  let machine: Machine
  /// What is handed on: θ, then the states in the recipe's order.
  let kept: [Quantity]
  /// How many numbers those are.
  let count: Int
  private let lines: DifferentiatedLines

  /// The most numbers of θ and the states of which there is a matrix.
  static let largestCount = 64

  /// Compiles it.
  ///
  /// - Throws: a ``Diagnostic`` where the recipe draws numbers or has a population, and where there
  ///   are too many numbers.
  init(_ machine: Machine) throws(Diagnostic) {
    self.machine = machine
    let (recipe, layout) = (machine.recipe, machine.layout)
    guard !recipe.isRandom, machine.particles == nil else { throw .stepsByChance(recipe.name) }
    kept = [layout.theta] + recipe.states.compactMap { layout.quantity($0.name) }
    count = kept.reduce(0) { $0.saturatingSum($1.size) }
    guard count <= StepJacobian.largestCount else { throw .tooManyToStep(count) }
    let lowered = try LoweredRecipe(of: machine)
    let targets = recipe.lines.indices.map { layout.quantity(ofLine: $0) }
    lines = try DifferentiatedLines(lowered.lines, setting: targets, machine)
  }

  /// The matrix of derivatives of the step that a row begins, row after row.
  ///
  /// - Parameters:
  ///   - before: the row.
  ///   - after: the row that the step leaves.
  ///   - hessian: the objective's Hessian there, row after row.
  /// - Returns: for each number that is handed on, its derivatives by each that was found.
  func matrix(from before: Row, to after: Row, hessian: [Double]) -> [Double] {
    let slopes = slopes(from: before, to: after, hessian: hessian)
    return kept.flatMap { quantity in
      quantity.indices.flatMap { slopes[$0 * count..<($0 + 1) * count] }
    }
  }

  /// The derivatives of all that a step leaves, by what it finds.
  ///
  /// - Parameters:
  ///   - before: the row that the step begins with.
  ///   - after: the row that it leaves.
  ///   - hessian: the objective's Hessian where it begins, row after row; none where the gradient was
  ///     fed by hand, and changes with nothing.
  ///   - slope: the objective's gradient where the step ends; none where nobody asks for f there.
  ///   - other: a number of the row besides, by which is differentiated, too: a hyper-parameter, or a
  ///     part of the gradient.
  /// - Returns: for each number of the row, its derivatives by each that was found, and last by the
  ///   other.
  func slopes(
    from before: Row, to after: Row, hessian: [Double], slope: [Double] = [], by other: Int? = nil
  ) -> [Double] {
    let (layout, size) = (machine.layout, machine.parameters.count)
    let width = other == nil ? count : count + 1
    var slopes = [Double](repeating: 0, count: layout.size * width)
    var next = 0
    for index in kept.flatMap(\.indices) {
      slopes[index * width + next] = 1
      next += 1
    }
    // ∂f changes with θ as the Hessian says, and f as ∂f says.
    if !hessian.isEmpty {
      for (row, index) in layout.gradient.indices.enumerated() {
        for column in 0..<size { slopes[index * width + column] = hessian[row * size + column] }
      }
      for index in layout.objectiveBefore.indices {
        for column in 0..<size {
          slopes[index * width + column] =
            after.numbers[layout.gradient.indices.lowerBound + column]
        }
      }
    }
    if let other { slopes[other * width + count] = 1 }
    lines.propagate(&slopes, width: width) {
      Row(from: before, to: after, linesDone: $0).numbers
    }
    for index in layout.objective.indices {
      for (theta, factor) in zip(layout.theta.indices, slope) {
        for column in 0..<width {
          slopes[index * width + column] += factor * slopes[theta * width + column]
        }
      }
    }
    return slopes
  }

  /// The derivatives of what the first step finds, by where the walk begins.
  ///
  /// - Parameters:
  ///   - row: the first row.
  ///   - other: a number of it, by which is differentiated: one of θ, or a hyper-parameter.
  /// - Returns: for each number that is handed on, its derivative.
  /// - Throws: a ``Diagnostic`` where there are too many numbers.
  func startSlopes(_ row: Row, by other: Int) throws(Diagnostic) -> [Double] {
    let starts = try DifferentiatedLines(
      try LoweredRecipe(of: machine).starts, setting: Array(kept.dropFirst()), machine)
    var slopes = [Double](repeating: 0, count: machine.layout.size)
    slopes[other] = 1
    starts.propagate(&slopes, width: 1) { _ in row.numbers }
    return kept.flatMap { slopes[$0.indices] }
  }
}

extension LoweredRecipe {
  /// The recipe of a machine with one walker.
  fileprivate init(of machine: Machine) throws(Diagnostic) {
    try self.init(
      machine.recipe, machine.objective, PopulationSize(parameters: machine.parameters.count),
      parameters: machine.parameters)
  }
}
