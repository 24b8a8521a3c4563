import Formula
import Optimizers

extension Session {
  mutating func minimize(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else { throw .expectedObjective(at: arguments.range) }
    let (formula, starts) = try objectiveAndStarts(arguments)
    try setStart(starts, for: formula)
    objective = Objective(
      formula: formula, blocks: blocks, definitions: definitions,
      data: data.needed(by: formula, definitions), batch: batch)
    try restart()
    guard let walk, let gradient = try GradientReport(walk) else { return .done }
    host.emit(
      .objective(
        ObjectiveReport(
          formula: formula, parameters: parameters, start: start,
          value: walk.current[.objective]?.first ?? .nan, gradient: gradient)))
    return .done
  }

  private func objectiveAndStarts(_ arguments: SourceSlice)
    throws(Diagnostic) -> (Expression, [Assignment])
  {
    let word = "from"
    var parser = try arguments.parser()
    let formula = try parser.expression()
    if parser.word(word) != nil {
      return (formula, try parser.assignments(example: "from x = 4", allowsSeed: true))
    }
    // The word itself may have been taken for the name that a formula was waiting for.
    if let range = formula.range(of: Name(word)), !parser.isAtEnd {
      throw .somethingMissing(before: word, at: range)
    }
    var ahead = parser
    if let (name, range) = ahead.name(), Spelling.nearest(to: name.text, among: [word]) != nil {
      throw .misspelled(name, for: word, at: range)
    }
    try parser.end()
    return (formula, [])
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

  mutating func params(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    var parser = try arguments.parser()
    let starts = try parser.assignments(example: "params x = 4, y = 1", allowsSeed: true)
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

  mutating func use(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    let (word, rest) = arguments.firstWord
    let recipe = try knownRecipe(word)
    var values = recipe.standardValues
    if !rest.isEmpty {
      var parser = try rest.parser()
      for assignment in try parser.assignments(example: "lr = 0.1") {
        values[assignment.name] = try hyper(assignment, of: recipe)
      }
    }
    for name in parameters { try recipe.check(parameter: name, at: word.range) }
    let dropped = walk?.stepCount ?? 0
    self.recipe = recipe
    hypers = values
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

  mutating func set(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    var parser = try arguments.parser()
    for assignment in try parser.assignments(example: "set lr = 0.05") {
      try set(assignment)
    }
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

  mutating func define(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    var parser = try arguments.parser()
    guard let (name, range) = parser.assignedName() else {
      throw .expectedAssignment("let u = y - x^2", at: parser.place)
    }
    let formula = try parser.expression()
    try parser.end()
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
      host.emit(.note(NoteReport("\(name) is \(Notation().text(formula))")))
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
