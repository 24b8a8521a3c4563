extension Graph {
  /// The node of a call that only some formulas may make, such as `f(θ)` in a recipe; nil for a call
  /// that is none of those.
  package typealias CallLowering = (
    _ call: Expression, _ operands: [ID], _ graph: inout Graph
  ) throws(Diagnostic) -> ID?

  /// The node for a formula, with its names looked up and its shapes checked.
  ///
  /// - Parameters:
  ///   - expression: the formula.
  ///   - scope: what its names stand for.
  ///   - ownCalls: lowers the calls that are the caller's own.
  /// - Returns: its node.
  /// - Throws: a ``Diagnostic`` for a name that isn't known, for shapes that don't fit, and for
  ///   values of more numbers than there is room for.
  package mutating func lower(
    _ expression: Expression, in scope: Scope, ownCalls: CallLowering? = nil
  ) throws(Diagnostic) -> ID {
    try lower(expression, stepsBack: 0, in: scope, ownCalls: ownCalls)
  }

  /// The node for a formula that is taken so many steps before.
  mutating func lower(
    _ expression: Expression, stepsBack: Int, in scope: Scope, ownCalls: CallLowering? = nil
  ) throws(Diagnostic) -> ID {
    try expression.fold(from: stepsBack, descend: { $0.stepsBack(within: $1) }) {
      node, stepsBack, operands throws(Diagnostic) in
      if let ownCalls, case .call = node.kind, let own = try ownCalls(node, operands, &self) {
        return own
      }
      let id = try lower(node, stepsBack, operands, in: scope, ownCalls)
      guard numberCount <= Graph.largest else { throw .tooLarge(self[id].shape, at: node.range) }
      return id
    }
  }

  /// The node for a formula whose parts have theirs.
  private mutating func lower(
    _ expression: Expression, _ stepsBack: Int, _ operands: [ID], in scope: Scope,
    _ ownCalls: CallLowering?
  ) throws(Diagnostic) -> ID {
    switch expression.kind {
    case .number(let value):
      return constant(value)
    case .name(let name):
      return try lower(Reading(name, stepsBack: stepsBack), at: expression.range, in: scope)
    case .component(let component, of: let quantity):
      let whole = Reading(quantity, stepsBack: stepsBack)
      return try lower(component, of: whole, at: expression.range, in: scope)
    case .negate:
      return apply(.negate, operands)
    case .not:
      return apply(.not, operands)
    case .binary(.matrixTimes, _, _):
      return try matrixProduct(operands[0], operands[1], at: expression.range)
    case .binary(let symbol, _, _):
      return try elementwise(symbol.operation, symbol.rawValue, operands, at: expression.range)
    case .near(_, _, let tolerance):
      return try near(operands, tolerance, at: expression.range)
    case .call(.prev, _):
      // Its parts were read as they were before.
      return operands[0]
    case .call(let function, _):
      return try call(function, operands, at: expression.range)
    case .apply(let callee, let arguments):
      let call = Reading(callee.name, stepsBack: stepsBack)
      return try apply(
        callee, arguments, as: call, operands, at: expression.range, in: scope,
        ownCalls: ownCalls)
    case .vector(let elements):
      return try list(operands, elements)
    }
  }

  private mutating func lower(_ reading: Reading, at range: SourceRange, in scope: Scope)
    throws(Diagnostic) -> ID
  {
    if let id = scope[reading] { return id }
    if let element = try element(reading, at: range, in: scope) { return element }
    if let value = Scope.constants[reading.name] { return constant(value) }
    // What is unknown now is misspelled; what is known now has no step before it.
    guard scope.bindings[reading.name] == nil else { throw .noPrevious(reading, at: range) }
    throw .unknownName(reading.name, among: scope.names.map(\.text), at: range)
  }

  private mutating func lower(
    _ component: Name, of quantity: Reading, at range: SourceRange, in scope: Scope
  ) throws(Diagnostic) -> ID {
    let vector = try lower(quantity, at: range, in: scope)
    let shape = self[vector].shape
    guard shape.dimensions.count == 1 || shape.hasRowsOfPopulation,
      shape.dimensions.last?.count == scope.parameters.count,
      shape.dimensions.last?.axis != .particles
    else { throw .notOverParameters(quantity.name, shape, at: range) }
    guard let index = scope.parameters.firstIndex(of: component) else {
      throw .unknownComponent(
        component, of: quantity.name, among: scope.parameters.map(\.text), at: range)
    }
    // Of a population it is one number a particle.
    return element(index, of: transpose(vector))
  }

  /// The one place where shapes are joined.
  private mutating func elementwise(
    _ operation: Operation, _ words: String, _ operands: [ID], at range: SourceRange
  ) throws(Diagnostic) -> ID {
    var shape = self[operands[0]].shape
    for operand in operands.dropFirst() {
      guard let joined = Shape.join(shape, self[operand].shape) else {
        throw .shapes(words, shape, self[operand].shape, at: range)
      }
      shape = joined
    }
    var fitting: [ID] = []
    for operand in operands { fitting.append(aligned(operand, with: shape)) }
    return apply(operation, fitting)
  }

  /// A list of numbers, or of lists that are equally long and make the rows of a matrix.
  private mutating func list(_ operands: [ID], _ elements: [Expression])
    throws(Diagnostic) -> ID
  {
    let shape = self[operands[0]].shape
    for (element, id) in zip(elements, operands) where self[id].shape != shape {
      throw .unevenList(shape, self[id].shape, at: element.range)
    }
    if case .matrix = shape { throw .listOfMatrices(shape, at: elements[0].range) }
    return pack(operands, axis: .elements)
  }

  private mutating func near(_ operands: [ID], _ tolerance: Tolerance, at range: SourceRange)
    throws(Diagnostic) -> ID
  {
    switch tolerance {
    case .nineDigits:
      try elementwise(.near, "~=", operands, at: range)
    case .relative(let fraction):
      try elementwise(.nearRelative, "~=", operands + [constant(fraction)], at: range)
    case .absolute(let amount):
      try elementwise(.nearAbsolute, "~=", operands + [constant(amount)], at: range)
    }
  }

  private mutating func call(
    _ function: Function, _ operands: [ID], at range: SourceRange
  ) throws(Diagnostic) -> ID {
    guard let first = operands.first else { throw .outOfPlace(function, at: range) }
    if operands.count == 1, function != .prod, let operation = function.operation {
      return apply(operation, first)
    }
    switch function {
    case .sum: return reduce(.sum, first)
    case .prod: return product(of: first)
    case .mean: return mean(first)
    case .var: return variance(first)
    case .std: return apply(.sqrt, variance(first))
    case .atan2: return try elementwise(.atan2, "atan2", operands, at: range)
    case .hypot: return try elementwise(.hypot, "hypot", operands, at: range)
    case .mod: return try elementwise(.mod, "mod", operands, at: range)
    case .norm: return apply(.sqrt, reduce(.sum, apply(.multiply, first, first)))
    case .dot: return reduce(.sum, try elementwise(.multiply, "dot", operands, at: range))
    case .argmin, .argmax:
      guard self[first].shape != .scalar else { return constant(1) }
      return reduce(function == .argmin ? .argLeast : .argGreatest, first)
    case .across: return transpose(first)
    case .solve: return try solution(first, operands[1], at: range)
    case .pick:
      guard let picked = pick(first, operands[1]) else {
        throw .shapes("pick", self[first].shape, self[operands[1]].shape, at: range)
      }
      return picked
    case .min where operands.count == 1: return reduce(.least, first)
    case .max where operands.count == 1: return reduce(.greatest, first)
    case .min: return try chain(.minimum, "min", operands, at: range)
    case .max: return try chain(.maximum, "max", operands, at: range)
    case .clamp:
      let raised = try elementwise(.maximum, "clamp", [first, operands[1]], at: range)
      return try elementwise(.minimum, "clamp", [raised, operands[2]], at: range)
    case .if: return try elementwise(.select, "if", operands, at: range)
    case .fma: return try elementwise(.fma, "fma", operands, at: range)
    case .f, .normal, .uniform: throw .outOfPlace(function, at: range)
    default: preconditionFailure("\(function.rawValue) has an operation of its own")
    }
  }

  private mutating func mean(_ operand: ID) -> ID {
    apply(.divide, reduce(.sum, operand), constant(Double(reducedCount(operand))))
  }

  /// The mean square distance from the mean: divided by the count, not by one less.
  private mutating func variance(_ operand: ID) -> ID {
    let middle = aligned(mean(operand), with: self[operand].shape)
    let distance = apply(.subtract, operand, middle)
    return mean(apply(.multiply, distance, distance))
  }

  /// What stands in a list is multiplied as if it were written so.
  private mutating func product(of operand: ID) -> ID {
    let node = self[operand]
    guard node.operation == .pack, node.operands.allSatisfy({ self[$0].shape == .scalar }) else {
      return reduce(.prod, operand)
    }
    return node.operands.dropFirst().reduce(node.operands[0]) { apply(.multiply, $0, $1) }
  }

  private mutating func chain(
    _ operation: Operation, _ words: String, _ operands: [ID], at range: SourceRange
  ) throws(Diagnostic) -> ID {
    var result = operands[0]
    for operand in operands.dropFirst() {
      result = try elementwise(operation, words, [result, operand], at: range)
    }
    return result
  }
}
