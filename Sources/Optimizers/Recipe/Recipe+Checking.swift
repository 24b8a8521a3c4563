package import Formula

extension Recipe {
  /// Sees that a recipe can run, and reads `g²` as the quantity where there is one.
  ///
  /// Every name is set once and before it is read, every state is updated, θ moves, and shapes fit
  /// for any number of parameters.
  mutating func check() throws(Diagnostic) {
    try checkNames()
    var known = Recipe.given + hypers.map(\.name)
    for state in states { try checkStart(of: state) }
    known += states.map(\.name)
    for index in lines.indices {
      let later = Set(lines[index...].map(\.target)).subtracting(known)
      lines[index].formula = lines[index].formula.resolvingSquares(known)
      try checkReads(lines[index].formula, known, later: later)
      known.append(lines[index].target)
    }
    for state in states where line(state.name) == nil {
      throw .stateNeverUpdated(state.name, at: state.range)
    }
    guard line(.theta) != nil else { throw .thetaNeverMoved(at: lines.last?.range) }
    // A list of numbers fits one number of parameters at most, so what fits two fits all.
    for count in [2, 3] {
      var builder = MachineBuilder(recipe: self, objective: nil, count: count)
      try builder.addLines()
    }
  }

  private func checkStart(of state: State) throws(Diagnostic) {
    try checkReads(state.start, hypers.map(\.name), later: [])
    guard case .scalar = try state.start.value(standardValues) else {
      throw .stateStart(state.name, at: state.start.range)
    }
  }

  /// Sees that a parameter's name is none of the recipe's own.
  ///
  /// - Throws: a ``Diagnostic`` with this range.
  package func check(parameter: Name, at range: SourceRange? = nil) throws(Diagnostic) {
    let taken = Recipe.reserved + hypers.map(\.name) + lines.map(\.target)
    guard !taken.contains(parameter) else { throw .parameterTaken(parameter, self, at: range) }
  }

  private func checkNames() throws(Diagnostic) {
    var declared = Set(Recipe.reserved)
    for (name, range) in hypers.map({ ($0.name, $0.range) }) + states.map({ ($0.name, $0.range) }) {
      guard declared.insert(name).inserted else { throw .nameTwice(name, at: range) }
    }
    var assignable = Set(states.map(\.name) + [.theta])
    for line in lines {
      let isFirst = declared.insert(line.target).inserted || assignable.remove(line.target) != nil
      guard isFirst else { throw .nameTwice(line.target, at: line.range) }
    }
  }

  private func checkReads(_ formula: Expression, _ known: [Name], later: Set<Name>)
    throws(Diagnostic)
  {
    var failure: Diagnostic?
    formula.forEach { node in
      guard failure == nil else { return }
      switch node.kind {
      case .name(let name) where !known.contains(name) && Scope.constants[name] == nil:
        failure =
          later.contains(name)
          ? .readBeforeSet(name, at: node.range)
          : .unknownInRecipe(name, among: known, at: node.range)
      case .component(_, of: let name):
        failure = .componentInRecipe(name, at: node.range)
      default: break
      }
    }
    if let failure { throw failure }
  }
}
