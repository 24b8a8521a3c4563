package import Formula

extension Recipe {
  /// How many hyper-parameters, states and lines a recipe may have together.
  static let sizeLimit = 10_000

  /// Sees that a recipe can run, and reads `g²` as the quantity where there is one.
  ///
  /// Every name is set once and before it is read, every state is updated, θ moves, and shapes fit
  /// for any number of parameters.
  mutating func check() throws(Diagnostic) {
    try checkLines()
    let targets = Set(lines.map(\.target))
    for state in states where !targets.contains(state.name) {
      throw .stateNeverUpdated(state.name, at: state.range)
    }
    guard targets.contains(.theta) else { throw .thetaNeverMoved(at: lines.last?.range) }
    // A list of numbers fits one number of parameters at most, so what fits two fits all.
    for count in [2, 3] { try StepPrograms.check(self, count: count) }
    if let population, population.hyper == nil { _ = try populationCount(of: 2, [:]) }
  }

  /// Sees that there is no mistake in the lines there are, whatever is missing.
  mutating func checkLines() throws(Diagnostic) {
    let size = hypers.count + states.count + lines.count
    guard size <= Recipe.sizeLimit else { throw .recipeTooLong(at: nameRange) }
    try checkNames()
    let offered = Recipe.offered.filter { !declares($0) }
    // f has no value of its own before the first step; a start asks for it at a point.
    var settings = Known(
      [.theta] + offered.filter { !Recipe.curvatures.contains($0) } + hypers.map(\.name))
    if let thetaStart { try checkReads(thetaStart, settings, later: []) }
    for state in states {
      try checkReads(state.start, settings, later: [])
      settings.add(state.name)
    }
    var known = Known(Recipe.given + offered + hypers.map(\.name))
    for state in states { known.add(state.name) }
    let targets = Set(lines.map(\.target))
    for index in lines.indices {
      let formula = lines[index].formula.resolvingSquares { known.names.contains($0) }
      try checkReads(formula, known, later: targets, setting: lines[index].target)
      lines[index].formula = formula
      known.add(lines[index].target)
    }
  }

  /// The names that may be read so far.
  private struct Known {
    private(set) var names: Set<Name>
    private(set) var inOrder: [Name]

    init(_ names: [Name]) {
      self.names = Set(names)
      inOrder = names
    }

    mutating func add(_ name: Name) {
      names.insert(name)
      inOrder.append(name)
    }
  }

  /// Sees that a parameter's name is none of the recipe's own.
  ///
  /// - Throws: a ``Diagnostic`` with this range.
  package func check(parameter: Name, at range: SourceRange? = nil) throws(Diagnostic) {
    try check(parameters: [parameter], at: range)
  }

  /// Sees that no parameter's name is one of the recipe's own.
  ///
  /// - Throws: a ``Diagnostic`` with this range.
  package func check(parameters: [Name], at range: SourceRange? = nil) throws(Diagnostic) {
    let taken = Set(
      Recipe.reserved + Recipe.offered.filter(reads) + hypers.map(\.name) + lines.map(\.target))
    for parameter in parameters where taken.contains(parameter) {
      throw .parameterTaken(parameter, self, at: range)
    }
  }

  func checkNames() throws(Diagnostic) {
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

  private func checkReads(
    _ formula: Expression, _ known: Known, later: Set<Name>, setting target: Name? = nil
  ) throws(Diagnostic) {
    var failure: Diagnostic?
    formula.forEach { node in
      guard failure == nil else { return }
      switch node.kind {
      case .name(let name) where !known.names.contains(name) && Scope.constants[name] == nil:
        failure =
          name == target
          ? .parameterInRecipe(name, at: node.range)
          : later.contains(name)
            ? .readBeforeSet(name, at: node.range)
            : .unknownInRecipe(name, among: known.inOrder, at: node.range)
      case .component(_, of: let name):
        failure = .componentInRecipe(name, at: node.range)
      default: break
      }
    }
    if let failure { throw failure }
  }
}
