import Formula

extension Recipe {
  /// Sees that every name is set once and before it is read, every state is updated, θ moves, and
  /// reads `g²` as the quantity where there is one.
  mutating func check() throws(Diagnostic) {
    try checkNames()
    var known = Recipe.given + hypers.map(\.name)
    for state in states { try checkReads(state.start, hypers.map(\.name), later: []) }
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
  }

  private func checkNames() throws(Diagnostic) {
    var declared: Set<Name> = [.gradient, .stepNumber, .objective]
    for hyper in hypers {
      guard declared.insert(hyper.name).inserted else {
        throw .nameTwice(hyper.name, at: nil)
      }
    }
    for state in states {
      guard state.name != .theta, declared.insert(state.name).inserted else {
        throw .nameTwice(state.name, at: state.range)
      }
    }
    let states = Set(states.map(\.name))
    var assigned: Set<Name> = []
    for line in lines {
      let isTaken = declared.contains(line.target) && !states.contains(line.target)
      guard !isTaken, assigned.insert(line.target).inserted else {
        throw .nameTwice(line.target, at: line.range)
      }
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
