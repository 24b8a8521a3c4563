import Formula
import Optimizers

extension CommandTable {
  static let set = Command(
    "set", .setUp, "change a hyper-parameter, a state, or move a parameter", brief: "a number",
    takes: .settings,
    details: """
      It holds from the next step on. A formula may stand for the number. A state is set for one \
      parameter, as E[g²].x, for all alike, or by a list with a number for each.
      """,
    examples: ["set lr = 0.05", "set x = 2", "set E[g²].x = 1", "set E[g²] = [1, 2]"],
    related: ["use", "show"]
  ) { session, assignments, host throws(Diagnostic) in try session.set(assignments, host) }
}

extension Session {
  /// What `set` takes: parameters, hyper-parameters and states.
  var settable: [Name] {
    parameters + (recipe.map { $0.hypers.map(\.name) + $0.states.map(\.name) } ?? [])
      + blocks.filter { $0.shape != .scalar }.map(\.name)
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
    if assignment.parameter == nil, let recipe, recipe.hyper(name) != nil {
      let value = try hyper(assignment, of: recipe)
      setup.hypers[name] = value
      if let quantity = position.walk?.machine.quantity(name) {
        position.walk?.set(quantity, to: value)
      }
      return
    }
    guard let (quantity, indices) = try place(of: assignment) else {
      throw .notSettable(name, among: settable.map(\.text), at: assignment.nameRange)
    }
    let numbers = try value(of: assignment.formula).numbers
    if numbers.count == 1, quantity.role != .parameters, assignment.parameter == nil {
      position.walk?.set(quantity, to: numbers[0])
      return
    }
    guard numbers.count == indices.count else {
      throw .numbersToSet(
        numbers.count, for: indices.map { parameters[$0] }, at: assignment.formula.range)
    }
    for (index, number) in zip(indices, numbers) {
      position.walk?.set(quantity, parameter: index, to: number)
    }
  }

  /// The parameters or the state that an assignment is about, and which of its numbers.
  private func place(of assignment: Assignment) throws(Diagnostic) -> (Quantity, [Int])? {
    let name = assignment.name
    guard let machine = walk?.machine else { return nil }
    if assignment.parameter == nil, let theta = machine.quantity(.theta) {
      if let index = parameters.firstIndex(of: name) { return (theta, [index]) }
      if let block = blocks.firstIndex(where: { $0.name == name }) {
        let first = blocks.offsets[block]
        // fits: a shape has a number at least
        return (theta, Array(first..<first + blocks[block].shape.count))
      }
    }
    guard name == .theta || recipe?.states.contains(where: { $0.name == name }) == true,
      let quantity = machine.quantity(name)
    else { return nil }
    guard let parameter = assignment.parameter, quantity.shape != .scalar else {
      // fits: a shape has a number at least
      return (quantity, Array(0..<quantity.shape.count))
    }
    guard let index = parameters.firstIndex(of: parameter) else {
      throw .unknownComponent(
        parameter, of: name, among: parameters.map(\.text), at: assignment.nameRange)
    }
    return (quantity, [index])
  }
}

extension Diagnostic {
  fileprivate static func numbersToSet(
    _ count: Int, for parameters: [Name], at range: SourceRange
  ) -> Diagnostic {
    let names = parameters.map(\.text).joined(separator: ", ")
    return Diagnostic(
      "\(parameters.count.counted("number")) should stand here, for \(names), not \(count)",
      at: range, hint: parameters.count > 1 ? "a list has one for each: [1, 2]" : nil)
  }
}
