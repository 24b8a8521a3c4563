package import Formula

// The next step as another recipe would make it.

extension Walk {
  /// The row that the next step would leave if another recipe made it.
  ///
  /// - Parameters:
  ///   - recipe: a recipe with the quantities of the machine's own, in the same order.
  ///   - gradient: what is fed to the step, nil for the objective's.
  /// - Returns: the row, nil where the recipe doesn't go with the objective.
  package func preview(with recipe: Recipe, feeding gradient: [Double]? = nil) -> Row? {
    guard let other = try? machine(with: recipe, current.hypers), other.layout == machine.layout
    else {
      return nil
    }
    var frame = other.frame(from: current.numbers)
    other.step(&frame, feeding: gradient)
    return other.row(of: frame)
  }

  /// The rows that steps of another recipe would leave, which takes over the step's number and those
  /// states that both recipes have.
  ///
  /// - Parameters:
  ///   - recipe: the other recipe.
  ///   - hypers: a value for each of its hyper-parameters.
  ///   - seed: what its random numbers depend on.
  ///   - steps: how many steps it makes.
  /// - Returns: a row a step; none where the recipe doesn't go with the objective.
  /// - Throws: a ``Diagnostic`` where a hyper-parameter that a state starts from has no value.
  package func trial(of recipe: Recipe, hypers: [Name: Double], seed: UInt64, steps: Int)
    throws(Diagnostic) -> [Row]
  {
    guard let other = try? machine(with: recipe, hypers) else { return [] }
    let now = current
    var frame = try other.startFrame(now.point, hypers: hypers, seed: seed)
    frame.set(other.layout.stepNumber, now[machine.layout.stepNumber])
    for state in recipe.states {
      guard let theirs = other.quantity(state.name), let mine = machine.quantity(state.name),
        now.isSet(mine), mine.shape == theirs.shape
      else { continue }
      frame.set(theirs, now[mine])
    }
    other.evaluate(&frame)
    var rows: [Row] = []
    for _ in 0..<steps {
      other.step(&frame)
      rows.append(other.row(of: frame))
    }
    return rows
  }

  /// A machine for the same parameters and the same objective.
  func machine(with recipe: Recipe, _ hypers: [Name: Double]) throws(Diagnostic)
    -> Machine
  {
    try Machine(
      recipe: recipe, objective: machine.objective, blocks: machine.blocks, hypers: hypers,
      precision: machine.precision)
  }
}
