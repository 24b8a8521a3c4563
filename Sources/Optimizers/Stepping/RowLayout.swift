package import Formula

/// What a row of numbers holds, and where each thing stands in it.
///
/// A row is all that a step leaves behind:
///
///     t  f before  f  θ…  g…  [f on the step's rows]  [hessian…]  [hdiag…]  [seed]  [bounds…]
///     hypers…  states…  lines…
///
/// f, θ and g of a population have a number, or a row of them, a particle.
///
/// What a person named and what the program named are told apart by their roles; nothing is looked
/// up by a name but for a formula.
package struct RowLayout: Hashable, Sendable {
  /// All there is, in the order of the row.
  package private(set) var quantities: [Quantity] = []
  /// How many numbers a row has.
  package private(set) var size = 0
  /// The quantities by what formulas call them.
  private var places: [Name: Int] = [:]
  /// Where the quantity of each line stands among the quantities.
  private var lines: [Int] = []
  /// The line that moves θ.
  private let thetaLine: Int?
  /// The lines that set hyper-parameters.
  private let scheduleLines: [Name: Int]

  package let stepNumber: Quantity
  package let objectiveBefore: Quantity
  package let objective: Quantity
  package let theta: Quantity
  package let gradient: Quantity
  /// f on the rows that a step sees, where it doesn't see all.
  package let batchObjective: Quantity?
  /// Second derivatives where a step begins, as far as the recipe reads them.
  package let curvatures: [Quantity]
  /// What random numbers depend on, where the recipe draws any.
  let seed: Quantity?
  /// f at the best place, where the recipe keeps one, after the step and before it.
  package private(set) var answer: Quantity?
  package private(set) var answerBefore: Quantity?
  /// Whether there is a function, so that f has a value.
  package let hasObjective: Bool

  /// Lays out all but the lines that are no state, which follow as their shapes are known.
  ///
  /// - Parameters:
  ///   - recipe: what a step does.
  ///   - objective: what f is, nil where there is none.
  ///   - size: how many parameters and particles there are.
  ///   - stateShapes: the shape of each state, in the recipe's order.
  init(
    _ recipe: Recipe, _ objective: Objective?, _ size: PopulationSize, stateShapes: [Shape]
  ) {
    let (each, one) = (size.each, size.one)
    let hasObjective = objective != nil
    var next = 0
    var quantities: [Quantity] = []
    func add(_ name: Name, _ role: Quantity.Role, _ shape: Shape, from step: Int = 0) -> Quantity {
      let quantity = Quantity(
        name: name, role: role, shape: shape, firstStep: step, slot: Slot(next))
      next += quantity.size
      quantities.append(quantity)
      return quantity
    }
    self.hasObjective = hasObjective
    stepNumber = add(.stepNumber, .stepNumber, .scalar)
    objectiveBefore = add(.objective, .objectiveBefore, one, from: 1)
    self.objective = add(.objective, .objective, one)
    theta = add(.theta, .parameters, each)
    // Without a function there is no gradient before one is fed.
    gradient = add(.gradient, .gradient, each, from: hasObjective ? 0 : 1)
    batchObjective =
      objective?.batchInForce == nil ? nil : add(.batchObjective, .batchObjective, one)
    let parameters = Shape.Dimension(.parameters, count: size.parameters)
    curvatures = recipe.curvaturesRead.map { name in
      name == .hessian
        ? add(name, .hessian, .matrix(parameters, parameters))
        : add(name, .hessianDiagonal, Shape([parameters]))
    }
    seed = recipe.isRandom ? add(.seed, .seed, .scalar) : nil
    for name in recipe.boundsRead {
      let shape = Shape.vector(.parameters, count: size.parameters)
      _ = add(name, .bound(isUpper: name == .high), shape)
    }
    for hyper in recipe.hypers { _ = add(hyper.name, .hyper, .scalar) }
    var lineOf: [Name: Int] = [:]
    for (index, line) in recipe.lines.enumerated() { lineOf[line.target] = index }
    thetaLine = lineOf[.theta]
    let schedules = recipe.schedules.map(\.target)
    scheduleLines = lineOf.filter { schedules.contains($0.key) }
    for (state, shape) in zip(recipe.states, stateShapes) {
      _ = add(state.name, .state(line: lineOf[state.name] ?? 0), shape)
    }
    self.quantities = quantities
    self.size = next
    for (index, quantity) in quantities.enumerated() where quantity.role != .objectiveBefore {
      places[quantity.name] = index
    }
  }

  /// Gives a line's result its place: that of its state or of θ, or a new one at the row's end.
  mutating func place(_ target: Name, line: Int, _ shape: Shape) -> Quantity {
    if let place = places[target] {
      lines.append(place)
      return quantities[place]
    }
    let quantity = Quantity(
      name: target, role: .line(line), shape: shape, firstStep: 1, slot: Slot(size))
    places[target] = quantities.count
    lines.append(quantities.count)
    quantities.append(quantity)
    size += quantity.size
    return quantity
  }
}

extension RowLayout {
  /// The best place that the recipe keeps, one number a parameter; nil where it keeps none.
  package var best: Quantity? {
    quantity(.best).flatMap {
      guard case .vector(.parameters, _) = $0.shape, line(setting: $0) != nil else { return nil }
      return $0
    }
  }

  /// Makes room for f at the best place, once all lines have theirs.
  mutating func placeAnswer() {
    guard hasObjective, best != nil else { return }
    func add(_ role: Quantity.Role) -> Quantity {
      let quantity = Quantity(
        name: Name("f(best)"), role: role, shape: .scalar, firstStep: role == .answer ? 0 : 1,
        slot: Slot(size))
      quantities.append(quantity)
      size += 1
      return quantity
    }
    answer = add(.answer)
    answerBefore = add(.answerBefore)
  }
}

// MARK: - Looking things up

extension RowLayout {
  /// The quantity that a formula means by a name, nil where there is none.
  package func quantity(_ name: Name) -> Quantity? { places[name].map { quantities[$0] } }

  /// What a line of the recipe sets, by its index.
  package func quantity(ofLine index: Int) -> Quantity { quantities[lines[index]] }

  /// Which of the recipe's lines sets a quantity, nil where none does.
  package func line(setting quantity: Quantity) -> Int? {
    switch quantity.role {
    case .state(let line), .line(let line): line
    case .parameters: thetaLine
    case .hyper: scheduleLines[quantity.name]
    default: nil
    }
  }

  /// The quantities in the order a step computes them: f before, g, the recipe's lines, f.
  package var stepOrder: [Quantity] {
    [objectiveBefore] + [batchObjective].compactMap { $0 } + [gradient]
      + curvatures + lines.map { quantities[$0] } + [objective]
  }

  /// The numbers that are finite as long as nothing overflowed: all, but for f without a function.
  var computed: Range<Int> {
    // t and the two values of f come first.
    // fits: θ stands in the row
    hasObjective ? 0..<size : theta.indices.lowerBound..<size
  }

  /// Whether there can be a value of a quantity in some row.
  func exists(_ quantity: Quantity) -> Bool {
    hasObjective || ![.objective, .objectiveBefore].contains(quantity.role)
  }
}
