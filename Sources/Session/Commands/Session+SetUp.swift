import Formula
import Optimizers

extension CommandTable {
  static let minimize = Command(
    "minimize", .setUp, "set up a function and where to start",
    takes: .sequence(
      .formula("FORMULA", example: "x^2 + 10y^2"), .option("from", starts(hint: "from x = 4"))),
    details: """
      The parameters are the names given a start, in that order. An optimizer in use stays in \
      use; the walk begins anew.
      """,
    examples: ["minimize x^2 + 10y^2 from x = 4, y = 1", "minimize (w - 3)^2 from w = 0"],
    related: ["use", "params", "gradient", "let"]
  ) { session, given, host throws(Diagnostic) in
    try session.minimize(given.0, from: given.1 ?? [], host)
  }

  static let params = Command(
    "params", .setUp, "start without a function; gradients are fed by hand",
    takes: starts(hint: "params x = 4, y = 1"),
    details: "Each step then wants its gradient: step g = 3, -1.",
    examples: ["params x = 4, y = 1", "params w = 0"], related: ["step", "minimize"]
  ) { session, starts, host throws(Diagnostic) in try session.params(starts, host) }

  private static func starts(hint: String) -> Grammar<[Assignment]> {
    .assignments(
      .assignment("x", "NUMBER", example: "x = 4, y = 1", hint: hint).withSeed)
  }

  static let use = Command(
    "use", .setUp, "choose an optimizer and its hyper-parameters", takes: .optimizerChoice,
    details: """
      What is not given has the recipe's value. The walk begins anew from the start, so that \
      optimizers can be compared from the same place.
      """,
    examples: ["use rmsprop lr = 0.1", "use gd"], related: ["recipe", "recipes", "set"]
  ) { session, choice, host throws(Diagnostic) in try session.use(choice, host) }

  static let set = Command(
    "set", .setUp, "change a hyper-parameter or move a parameter",
    takes: .assignments(
      .assignment("NAME", "NUMBER", example: "lr = 0.05", hint: "set lr = 0.05") {
        $0.settable.map(\.text)
      }),
    details: "It holds from the next step on. A formula may stand for the number.",
    examples: ["set lr = 0.05", "set x = 2"], related: ["use", "show"]
  ) { session, assignments, host throws(Diagnostic) in try session.set(assignments, host) }

  static let define = Command(
    "let", .setUp, "give a formula a name",
    takes: .assignment("NAME", "FORMULA", example: "ratio = 1/3", hint: "let u = y - x^2"),
    details: "The formula is worked out anew wherever the name is used.",
    examples: ["let u = 2^10", "let ratio = 1/3"], related: ["print", "minimize"]
  ) { session, definition, host throws(Diagnostic) in try session.define(definition, host) }
}

extension Session {
  mutating func minimize(_ formula: Expression, from starts: [Assignment], _ host: Host)
    throws(Diagnostic) -> Outcome
  {
    try setStart(starts, for: formula)
    // A batch that the function before it used was meant for that one.
    let ended = objective?.batch
    if ended != nil { setup.batch = nil }
    setup.objective = Objective(
      formula: formula, blocks: blocks, definitions: definitions,
      data: data.needed(by: formula, definitions), batch: batch)
    try restart()
    guard let walk, let gradient = try GradientReport(walk) else { return .done }
    host.emit(
      .objective(
        ObjectiveReport(
          formula: formula, parameters: parameters, start: start,
          value: walk.current[.objective]?.first ?? .nan, gradient: gradient)))
    if let ended { host.emit(.note(NoteReport(batchEnded(ended)))) }
    if let seen = RowsSeen(walk) { host.emit(.note(NoteReport(seen.text))) }
    return .done
  }

  /// Takes the starting values given, or those there are already where they fit the formula.
  private mutating func setStart(_ starts: [Assignment], for formula: Expression)
    throws(Diagnostic)
  {
    let isOld = starts.isEmpty
    let known = isOld ? blocks.map(\.name) : starts.map(\.name)
    let used = try check(formula, starts, known: known)
    guard isOld else {
      for start in starts where !used.contains(start.name) {
        throw .unusedStart(start.name, at: start.nameRange)
      }
      try checkParameterNames(starts)
      try take(starts)
      return
    }
    guard !used.isEmpty else { throw .noParameters(at: formula.range) }
    var kept: (blocks: [ParameterBlock], start: [Double]) = ([], [])
    for (block, offset) in zip(blocks, blocks.offsets) where used.contains(block.name) {
      kept.blocks.append(block)
      // fits: a shape has a number at least
      kept.start += start[offset..<offset + block.shape.count]
    }
    (blocks, start) = kept
  }

  /// The parameters a formula uses, every one of which must be known.
  private func check(_ formula: Expression, _ starts: [Assignment], known: [Name])
    throws(Diagnostic) -> Set<Name>
  {
    // θ stands for all parameters, as in norm(θ).
    var used: Set<Name> = formula.names.contains(.theta) ? Set(known) : []
    var missing: [(name: Name, range: SourceRange)] = []
    let given = known + data.columns.map(\.name)
    formula.forEach { node in
      guard case .name(let name) = node.kind, name != .theta || known.isEmpty else { return }
      let names = definitions.parameters(of: name, given: given)
        .subtracting(data.columns.map(\.name).filter { !known.contains($0) })
      used.formUnion(names)
      for name in names.sorted(by: { $0.text < $1.text }) where !known.contains(name) {
        missing.append((name, node.range))
      }
    }
    guard let (name, range) = missing.first else { return used }
    let all = starts.map(\.name) + used.subtracting(starts.map(\.name)).sorted { $0.text < $1.text }
    throw .noStart(name, given: starts.map { ($0.name, $0.formula) }, all: all, at: range)
  }

  private func checkParameterNames(_ starts: [Assignment]) throws(Diagnostic) {
    let recipe = recipe ?? .none
    for start in starts {
      try recipe.check(parameter: start.name, at: start.nameRange)
      if data[start.name] != nil { throw .columnAsParameter(start.name, at: start.nameRange) }
    }
  }

  mutating func params(_ starts: [Assignment], _ host: Host) throws(Diagnostic) -> Outcome {
    try checkParameterNames(starts)
    try take(starts)
    objective = nil
    try restart()
    if let walk { host.emit(.parameters(PositionReport(walk))) }
    return .done
  }

  /// Makes starting values the parameters: each has the shape of what it starts from.
  private mutating func take(_ starts: [Assignment]) throws(Diagnostic) {
    var (blocks, numbers): ([ParameterBlock], [Double]) = ([], [])
    for (index, start) in starts.enumerated() {
      let value = try startingValue(start, number: index)
      blocks.append(ParameterBlock(start.name, shape: value.parameterShape))
      numbers += value.numbers
    }
    (self.blocks, start) = (blocks, numbers)
  }

  /// The single number that a formula comes to now.
  func number(_ formula: Expression) throws(Diagnostic) -> Double {
    guard case .scalar(let number) = try value(of: formula) else {
      throw .notANumber(at: formula.range)
    }
    return number
  }

  mutating func use(_ choice: OptimizerChoice, _ host: Host) throws(Diagnostic) -> Outcome {
    let recipe = choice.recipe
    for name in parameters { try recipe.check(parameter: name, at: choice.range) }
    let dropped = walk?.stepCount ?? 0
    self.recipe = recipe
    hypers = choice.hypers
    try restart()
    host.emit(.optimizer(OptimizerReport(recipe: recipe, hypers: hypers, dropped: dropped)))
    return .done
  }

  /// A hyper-parameter's new value, which has to lie in its range.
  func hyper(_ assignment: Assignment, of recipe: Recipe) throws(Diagnostic) -> Double {
    guard let hyper = recipe.hyper(assignment.name) else {
      throw .unknownHyper(
        assignment.name, of: recipe.name, among: recipe.hypers.map(\.name.text),
        at: assignment.nameRange)
    }
    let value = try number(assignment.formula)
    guard hyper.interval.contains(value) else {
      throw .hyperOutside(
        hyper.name, value, hyper.interval.text, meaning: hyper.meaning,
        at: assignment.formula.range)
    }
    return value
  }

  mutating func set(_ assignments: [Assignment], _ host: Host) throws(Diagnostic) -> Outcome {
    for assignment in assignments { try set(assignment) }
    beginBranch(host)
    if let walk {
      host.emit(.position(PositionReport(walk)))
    } else if let recipe {
      host.emit(.optimizer(OptimizerReport(recipe: recipe, hypers: hypers)))
    }
    return .done
  }

  private mutating func set(_ assignment: Assignment) throws(Diagnostic) {
    guard halfStep == nil else { throw .halfDone(at: assignment.nameRange) }
    let name = assignment.name
    if let index = parameters.firstIndex(of: name), let theta = walk?.machine.quantity(.theta) {
      let value = try number(assignment.formula)
      walk?.set(theta, parameter: index, to: value)
    } else if let recipe, recipe.hyper(name) != nil {
      let value = try hyper(assignment, of: recipe)
      hypers[name] = value
      if let quantity = walk?.machine.quantity(name) { walk?.set(quantity, to: value) }
    } else if let recipe, recipe.states.contains(where: { $0.name == name }),
      let quantity = walk?.machine.quantity(name)
    {
      let value = try number(assignment.formula)
      walk?.set(quantity, to: value)
    } else {
      throw .notSettable(name, among: settable.map(\.text), at: assignment.nameRange)
    }
  }

  /// What `set` takes: parameters, hyper-parameters and states.
  var settable: [Name] {
    parameters + (recipe.map { $0.hypers.map(\.name) + $0.states.map(\.name) } ?? [])
  }

  mutating func define(_ definition: Assignment, _ host: Host) throws(Diagnostic) -> Outcome {
    let (name, range, formula) = (definition.name, definition.nameRange, definition.formula)
    let isTaken =
      row?.machine.quantity(name) != nil || parameters.contains(name)
      || Recipe.reserved.contains(name) || Scope.constants[name] != nil
      || Function(rawValue: name.text) != nil
    guard !isTaken else { throw .nameTaken(name, at: range) }
    try definitions.define(name, as: formula)
    // A formula over what doesn't exist yet is fine: it has a value when it is used.
    if let value = try? value(of: formula) {
      host.emit(.value(ValueReport(formula, value, parameters, name: name)))
    } else {
      host.emit(.note(NoteReport("\(name) is \(formula: formula, "formula")")))
    }
    return .done
  }
}

extension Definitions {
  /// The names that a name comes down to, through definitions, until there is none or a start is
  /// given: x and y for u, where u is x + y.
  fileprivate func parameters(of name: Name, given: [Name]) -> Set<Name> {
    var result: Set<Name> = []
    var seen: Set<Name> = [name]
    var open = [name]
    while let name = open.popLast() {
      if !given.contains(name), let formula = self[name] {
        open += formula.names.filter { seen.insert($0).inserted }
      } else if given.contains(name) || Scope.constants[name] == nil {
        result.insert(name)
      }
    }
    return result
  }
}
