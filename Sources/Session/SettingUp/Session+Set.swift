package import Formula
package import Optimizers

extension CommandTable {
  static let set = Command(
    "set", .setUp, "change a hyper-parameter, a state, or move a parameter", brief: "a number",
    takes: .settings,
    details: """
      It holds from the next step on. A formula may stand for the number. One for a \
      hyper-parameter that reads t, the number of the step (1 in the first), or f, g, θ and the \
      states, is a schedule: every step works it out anew, as a line of its own, until a number is \
      set; help schedules lists some. A state is set for one parameter, as E[g²].x, for all alike, or by a list with a number \
      for each.
      """,
    examples: [
      "set lr = 0.05", "set lr = 0.1/sqrt(t)", "set lr = cosine(0.1, 100)", "set x = 2",
      "set E[g²].x = 1", "set E[g²] = [1, 2]",
    ],
    related: ["use", "show"]
  ) { session, assignments, host throws(Diagnostic) in try session.set(assignments, host) }
}

extension Session {
  /// What `set` takes: parameters, hyper-parameters and states.
  package var settable: [Name] {
    parameters + (recipe.map { $0.hypers.map(\.name) + $0.states.map(\.name) } ?? [])
      + blocks.filter { $0.shape != .scalar }.map(\.name)
  }

  mutating func set(_ assignments: [Assignment], _ host: Host) throws(Diagnostic) -> Outcome {
    for assignment in assignments { try set(assignment, host) }
    beginBranch(host)
    if let walk {
      host.emit(.position(PositionReport(walk)))
    } else if let recipe {
      host.emit(.optimizer(OptimizerReport(recipe: recipe, hypers: hypers)))
    }
    return .done
  }

  private mutating func set(_ assignment: Assignment, _ host: Host) throws(Diagnostic) {
    guard halfStep == nil else { throw .halfDone(at: assignment.nameRange) }
    let name = assignment.name
    if assignment.parameter == nil, let recipe, let known = recipe.hyper(name) {
      guard !known.isCount || walk == nil else {
        throw .countsFromTheStart(name, recipe.name, at: assignment.nameRange)
      }
      switch try setting(assignment, of: recipe) {
      case .number(let value):
        setup.recipe = recipe.unscheduling(name)
        setup.hypers[name] = value
        if let quantity = position.walk?.machine.quantity(name) {
          position.walk?.set(quantity, to: value)
        }
      case .formula(let formula): try schedule(name, by: formula, of: recipe, host)
      }
      return
    }
    guard let (quantity, places) = try places(of: assignment), let machine = walk?.machine else {
      throw .notSettable(name, among: settable.map(\.text), at: assignment.nameRange)
    }
    let numbers = try value(of: assignment.formula).numbers
    if numbers.count == 1, quantity.role != .parameters, places.count == quantity.shape.count {
      position.walk?.set(quantity, to: numbers[0])
      return
    }
    // One number is for each particle of a parameter.
    let isForAll = numbers.count == 1 && Set(places.map(\.parameter)).count == 1
    guard numbers.count == places.count || isForAll else {
      let names = places.map { place in
        place.parameter.map { parameters[$0] } ?? place.name(of: quantity.name)
      }
      throw .numbersToSet(numbers.count, for: names, at: assignment.formula.range)
    }
    for (number, place) in places.enumerated() {
      position.walk?.set(
        quantity, parameter: machine.index(place, in: quantity.shape),
        to: numbers[isForAll ? 0 : number])
    }
    // Where the particles stand is not what is shown of a swarm, which is the best place found.
    if isForAll, places.count > 1 {
      host.emit(
        .note(NoteReport("\(name) of all \(count: places.count, of: "particle") is set.")))
    }
  }

  /// The parameters or the state that an assignment is about, and which of its numbers.
  package func places(of assignment: Assignment) throws(Diagnostic) -> (Quantity, [NumberPlace])? {
    let name = assignment.name
    guard let machine = walk?.machine else { return nil }
    if assignment.parameter == nil {
      let theta = machine.layout.theta
      if let (parameter, particle) = machine.parameter(name) {
        return (theta, machine.places(of: theta.shape, particle: particle, parameter: parameter))
      }
      if let block = blocks.first(where: { $0.name == name }) {
        return (
          theta,
          block.names.flatMap { machine.places(of: theta.shape, parameter: $0) }
        )
      }
    }
    guard let (quantity, particle) = machine.selection(name),
      quantity.role == .parameters
        || recipe?.states.contains(where: { $0.name == quantity.name }) == true
    else { return nil }
    let parameter = quantity.shape == .scalar ? nil : assignment.parameter
    if let parameter {
      guard quantity.shape.dimensions.last?.axis == .parameters else { return nil }
      guard machine.index(of: parameter) != nil else {
        throw .unknownComponent(
          parameter, of: name, among: parameters.map(\.text), at: assignment.nameRange)
      }
    }
    return (
      quantity,
      machine.places(of: quantity.shape, particle: particle, parameter: parameter)
    )
  }
}

extension Diagnostic {
  fileprivate static func countsFromTheStart(
    _ name: Name, _ recipe: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(name) is how many particles there are, from the start on", at: range,
      hint: "use \(recipe) \(name) = 10")
  }

  fileprivate static func numbersToSet(
    _ count: Int, for parameters: [Name], at range: SourceRange
  ) -> Diagnostic {
    let names = parameters.map(\.text).joined(separator: ", ")
    return Diagnostic(
      "\(parameters.count.counted("number")) should stand here, for \(names), not \(count)",
      at: range, hint: parameters.count > 1 ? "a list has one for each: [1, 2]" : nil)
  }
}
