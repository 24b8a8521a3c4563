import Formula
import Optimizers

extension Session {
  mutating func minimize(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else { throw .expectedObjective(at: arguments.range) }
    let (formula, starts) = try objectiveAndStarts(arguments)
    try check(formula, starts)
    parameters = starts.map(\.name)
    start = try numbers(starts)
    objective = Objective(formula: formula, parameters: parameters, definitions: definitions)
    try restart()
    guard let walk, let gradient = try GradientReport(walk) else { return .done }
    host.emit(
      .objective(
        ObjectiveReport(
          formula: formula, parameters: parameters, start: start,
          value: walk.current[.objective]?.first ?? .nan, gradient: gradient)))
    return .done
  }

  private func objectiveAndStarts(_ arguments: Arguments)
    throws(Diagnostic) -> (Expression, [Assignment])
  {
    let word = "from"
    var parser = try arguments.parser()
    let formula = try parser.expression()
    if parser.word(word) != nil {
      return (formula, try parser.assignments(example: "from x = 4"))
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

  /// Every name of the formula has a start, and every start a use.
  private func check(_ formula: Expression, _ starts: [Assignment]) throws(Diagnostic) {
    let started = starts.map(\.name)
    // θ stands for all parameters, as in norm(θ).
    var used: Set<Name> = formula.names.contains(.theta) ? Set(started) : []
    var missing: [(name: Name, range: SourceRange)] = []
    formula.forEach { node in
      guard case .name(let name) = node.kind, name != .theta || starts.isEmpty else { return }
      let parameters = definitions.parameters(of: name, given: started)
      used.formUnion(parameters)
      for name in parameters.sorted(by: { $0.text < $1.text }) where !started.contains(name) {
        missing.append((name, node.range))
      }
    }
    if let (name, range) = missing.first {
      let all = started + used.subtracting(started).sorted { $0.text < $1.text }
      throw .noStart(name, given: starts.map { ($0.name, $0.formula) }, all: all, at: range)
    }
    for start in starts where !used.contains(start.name) {
      throw .unusedStart(start.name, at: start.nameRange)
    }
    guard !starts.isEmpty else { throw .noParameters(at: formula.range) }
    try checkParameterNames(starts)
  }

  private func checkParameterNames(_ starts: [Assignment]) throws(Diagnostic) {
    let recipe = recipe ?? .none
    for start in starts { try recipe.check(parameter: start.name, at: start.nameRange) }
  }

  mutating func params(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    var parser = try arguments.parser()
    let starts = try parser.assignments(example: "params x = 4, y = 1")
    try checkParameterNames(starts)
    parameters = starts.map(\.name)
    start = try numbers(starts)
    objective = nil
    try restart()
    if let walk { host.emit(.parameters(PositionReport(walk))) }
    return .done
  }

  private func numbers(_ assignments: [Assignment]) throws(Diagnostic) -> [Double] {
    var result: [Double] = []
    for assignment in assignments { result.append(try number(assignment.formula)) }
    return result
  }

  /// The single number that a formula comes to now.
  func number(_ formula: Expression) throws(Diagnostic) -> Double {
    guard case .scalar(let number) = try value(of: formula) else {
      throw .notANumber(at: formula.range)
    }
    return number
  }

  mutating func use(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    let (word, rest) = arguments.splitWord()
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

  mutating func set(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
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

  mutating func define(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
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
