// Elements of lists, and functions that are formulas.

extension Graph {
  /// How many calls of such functions one graph may hold, as each is written out anew: a few
  /// functions that call each other twice would else take more nodes than there is memory for.
  private static let callLimit = 20_000
  /// How many such functions may stand in each other, which bounds the stack.
  private static let callDepthLimit = 64

  /// The node of a call: the function's formula over the nodes of its arguments.
  ///
  /// - Parameters:
  ///   - callee: the function's name, and where it stands.
  ///   - arguments: what it is called with.
  ///   - call: the name, and how many steps before the call is taken.
  ///   - operands: the arguments' nodes.
  ///   - range: where the call stands.
  ///   - scope: what names around the call stand for.
  ///   - ownCalls: lowers the calls that are the caller's own.
  /// - Returns: the node.
  /// - Throws: a ``Diagnostic`` for an unknown function, a wrong number of arguments, and what is
  ///   wrong inside.
  mutating func apply(
    _ callee: Callee, _ arguments: [Expression], as call: Reading, _ operands: [ID],
    at range: SourceRange, in scope: Scope, ownCalls: CallLowering? = nil
  ) throws(Diagnostic) -> ID {
    guard let function = scope.functions[callee.name] ?? FunctionLibrary.standard[callee.name]
    else {
      throw .unknownFunction(
        callee, arguments, own: Array(scope.functions.keys),
        isQuantity: scope.bindings[callee.name] != nil)
    }
    guard function.arity.contains(operands.count) else {
      throw .wrongArity(function, given: operands.count, at: range)
    }
    guard calls.count < Graph.callLimit, calls.depth < Graph.callDepthLimit else {
      throw .tooManyCalls(of: callee.name, at: range)
    }
    // fits: both are below their limits
    calls = (calls.count + 1, calls.depth + 1)
    defer { calls.depth -= 1 }
    var inner = scope
    for (index, argument) in function.arguments.enumerated() {
      let reading = Reading(argument.name, stepsBack: call.stepsBack)
      // Whatever else has the name is hidden, at earlier steps too.
      inner[reading.earlier(by: 1)] = nil
      if index < operands.count {
        inner[reading] = operands[index]
      } else if let standard = argument.standard {
        inner[reading] = try lower(
          standard, stepsBack: call.stepsBack, in: scope, ownCalls: ownCalls)
      }
    }
    do {
      return try lower(
        function.formula, stepsBack: call.stepsBack, in: inner, ownCalls: ownCalls)
    } catch {
      let step = Reading(.stepNumber, stepsBack: call.stepsBack)
      if function.isSchedule, scope[step] == nil { throw .scheduleWithoutStep(function, at: range) }
      throw .inFunction(callee.name, error, at: range)
    }
  }

  /// The node of `x[2]` or `W[1, 3]`; nil where the name is no such thing, or the whole is unknown.
  ///
  /// - Throws: a ``Diagnostic`` where the whole has no such element.
  mutating func element(_ reading: Reading, at range: SourceRange, in scope: Scope)
    throws(Diagnostic) -> ID?
  {
    guard let (whole, indices) = reading.name.element,
      let id = scope[Reading(whole, stepsBack: reading.stepsBack)]
    else { return nil }
    let sides = self[id].shape.dimensions
    guard !sides.isEmpty else { throw .elementOfNumber(whole, indices, at: range) }
    guard !sides.contains(where: { $0.axis == .rows }) else {
      throw .elementOfRows(whole, at: range)
    }
    // A row of a number a parameter is a whole by itself, of which they are picked by their names.
    let isRow =
      indices.count == 1 && (sides[0].axis == .particles || sides.last?.axis == .parameters)
    guard indices.count == sides.count || isRow else {
      throw .wrongIndices(whole, self[id].shape, given: indices, at: range)
    }
    // fits: a side has a number at least
    for (index, side) in zip(indices, sides) where !(1...side.count).contains(index) {
      throw .noSuchElement(whole, self[id].shape, indices, at: range)
    }
    // fits: an index is between 1 and a count
    return indices.reduce(id) { element($1 - 1, of: $0) }
  }
}
