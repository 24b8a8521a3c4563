/// How derivatives come about, line by line: the values of a formula's parts from the leaves to the
/// result, then the derivative of the result by each part, back to the leaves.
///
///     v1 = x²                   16
///     v2 = y²                    1
///     v3 = 10·v2                10
///     f = v1 + v3               26
///     ∂f/∂v3 = 1                 1   sum
///     ∂f/∂v2 = ∂f/∂v3·10        10   constant factor
///
/// It is written from the very graph that is computed, and its numbers are the graph's.
package struct Backpropagation: Sendable {
  package struct Line: Sendable {
    /// What the line works out: `v3`, `∂f/∂v3`, `∂f/∂x`.
    package var name: Name
    /// What the derivative is by; nil of a line on the way forward.
    package var variable: Name?
    /// The rules it is taken by.
    package var rules: [String] = []
    /// The line as a formula of names before it; nil where it would be too long.
    package var formula: Expression?
    package var value: Value
    /// Of a leaf's derivative, what it comes to in the leaves alone; nil where that is too long.
    package var written: Expression?
    package var isLeaf = false
  }

  /// All lines in the order in which they are worked out.
  package private(set) var lines: [Line] = []
  /// What names stand for that no line works out: leaves and data.
  package private(set) var leaves: [Name: Value] = [:]

  /// Names what a number is computed from, and takes its derivatives.
  ///
  /// - Parameters:
  ///   - result: the number, which is called f.
  ///   - graph: the graph.
  ///   - variables: what it is differentiated by.
  ///   - definitions: nodes that have a name already.
  ///   - inputs: where all inputs stand in `row`.
  ///   - row: their numbers.
  package init(
    of result: Graph.ID, in graph: Graph, by variables: [Graph.ID],
    definitions: [Name: Graph.ID], inputs: [Graph.ID: Slot], row: [Double]
  ) {
    var graph = graph
    let isVariable = graph.dependent(on: variables)
    let (gradient, tape) = graph.accumulate(from: result, to: variables)
    let steps = graph.reachable(from: [result]).filter { id in
      isVariable[id.index] && !graph.isTransparent(id)
    }
    var names = graph.names(of: steps, result: result, definitions)
    for (input, _) in inputs {
      names[input] = graph.inputNames[graph[input].index]
    }
    var written = names.mapValues { Expression(.name($0)) }
    let known = graph.numbers(
      under: [result] + gradient + tape.adjoints.values, inputs: inputs, row: row)
    func value(_ id: Graph.ID) -> Value { Value(known[id] ?? [.nan], graph[id].shape) }
    for input in inputs.keys {
      if let name = names[input] { leaves[name] = value(input) }
    }
    for id in steps {
      guard let name = names[id] else { continue }
      lines.append(
        Line(name: name, formula: graph.spelledOnce(id, naming: written), value: value(id)))
    }
    // What is handed back by name is written by name.
    let forward = written
    for id in steps.reversed() where id != result {
      guard let adjoint = tape.adjoints[id], let name = names[id], written[adjoint] == nil,
        graph[adjoint].constant == nil
      else { continue }
      written[adjoint] = Expression(.name(Self.derivative(by: name)))
    }
    let writer = AdjointWriter(
      graph: graph, tape: tape, result: result, names: names, written: written)
    for id in steps.reversed() where id != result {
      guard let name = names[id], let adjoint = tape.adjoints[id] else { continue }
      lines.append(writer.line(of: id, name, value(adjoint)))
    }
    for (variable, slope) in zip(variables, gradient) {
      guard let name = names[variable] else { continue }
      var line = writer.line(of: variable, name, value(slope))
      line.isLeaf = true
      if variable == result { line.rules = ["f itself"] }
      // What stands on the way has no name here.
      line.written = graph.expression(slope, limit: 24)
      if line.formula == nil { line.formula = graph.spelled(slope, naming: forward) }
      lines.append(line)
    }
  }

  /// What the derivative of f by something is called.
  package static func derivative(by name: Name) -> Name { Name("∂f/∂\(name)") }
}

extension Graph {
  /// Whether a node is written like what it reads: elements of what is put in, and what is spread out.
  fileprivate func isTransparent(_ id: ID) -> Bool {
    let node = self[id]
    switch node.operation {
    case .input, .copy, .repeatColumn, .repeatRow: return true
    case .element:
      let whole = self[node.operands[0]]
      return whole.operation == .input
        || whole.operation == .element && isTransparent(node.operands[0])
    default: return false
    }
  }

  /// A name for each step: that of its definition, f for the result, else v1, v2 and so on.
  fileprivate func names(of steps: [ID], result: ID, _ definitions: [Name: ID]) -> [ID: Name] {
    var names: [ID: Name] = [:]
    for (name, id) in definitions.sorted(by: { $0.key.text > $1.key.text }) { names[id] = name }
    names = names.filter { self[$0.key].constant == nil && self[$0.key].operation != .input }
    names[result] = .objective
    let taken = Set(inputNames + definitions.keys)
    let letter =
      ["v", "u", "n", "node"].first { letter in
        !steps.indices.contains { taken.contains(Name("\(letter)\($0 + 1)")) }
      } ?? "part"
    var count = 0
    for id in steps where names[id] == nil {
      count += 1
      names[id] = Name("\(letter)\(count)")
    }
    return names
  }
}

/// Writes what a node gets of its readers, each by the rule of what that reader does.
private struct AdjointWriter {
  let graph: Graph
  let tape: Graph.Tape
  let result: Graph.ID
  let names: [Graph.ID: Name]
  let written: [Graph.ID: Expression]

  func line(of id: Graph.ID, _ name: Name, _ value: Value) -> Backpropagation.Line {
    var line = Backpropagation.Line(
      name: Backpropagation.derivative(by: name), variable: name, value: value)
    var terms: [Expression] = []
    // In the order in which the formula reads it.
    let parts = (tape.parts[id] ?? []).reversed()
    for (reader, operand, part) in parts {
      // Both factors of a square are one part.
      let term = term(reader, operand, of: id)
      let rule = term?.rule ?? graph.ruleName(of: graph[reader].operation)
      if !line.rules.contains(rule) { line.rules.append(rule) }
      if let formula = term?.factor ?? graph.spelled(part, naming: written.removing(part, name)) {
        terms.append(formula)
      }
    }
    guard let first = terms.first, terms.count == parts.count else { return line }
    line.formula = terms.dropFirst().reduce(first) { sum, term in
      if case .negate(let part) = term.kind { return .minus(sum, part) }
      return .plus(sum, term)
    }
    return line
  }

  /// ∂f/∂reader · ∂reader/∂operand, nil where no textbook's rule says it.
  private func term(_ reader: Graph.ID, _ operand: Int, of id: Graph.ID) -> Graph.LocalDerivative? {
    guard let name = names[reader], let adjoint = tape.adjoints[reader],
      var local = graph.localDerivative(of: reader, operand, { graph.spelled($0, naming: written) })
    else { return nil }
    let isSpread = graph[id].shape == .scalar && graph[reader].shape != .scalar
    let isNumber =
      graph[adjoint].shape == .scalar && local.factor.names.allSatisfy { isScalar($0) }
    if reader != result {
      local.factor = .times(
        Expression(.name(Backpropagation.derivative(by: name))), local.factor)
    }
    guard isSpread else { return local }
    // A number that went into every element gets the sum of what comes back.
    local.factor =
      isNumber
      ? .times(.number(Double(graph[reader].shape.count)), local.factor)
      : .called(.sum, local.factor)
    local.rule += ", added up"
    return local
  }

  private func isScalar(_ name: Name) -> Bool {
    names.allSatisfy { $0.value != name || graph[$0.key].shape == .scalar }
  }
}

extension [Graph.ID: Expression] {
  /// The names but for what is just being written.
  fileprivate func removing(_ id: Graph.ID, _ name: Name) -> Self {
    guard self[id] == Expression(.name(Backpropagation.derivative(by: name))) else { return self }
    var result = self
    result[id] = nil
    return result
  }
}

// MARK: - Looking things up

extension Backpropagation {
  /// The line of a name: `v3`, or ∂f/∂v3.
  package func line(_ name: Name) -> Line? { lines.first { $0.name == name } }

  /// What a name stands for, a leaf, a datum or a line.
  package func value(_ name: Name) -> Value? { leaves[name] ?? line(name)?.value }

  /// The lines that one derivative rests on, itself the last.
  package func lines(behind name: Name) -> [Line] {
    var needed: Set<Name> = [name]
    var result: [Line] = []
    for line in lines.reversed() where needed.contains(line.name) {
      result.append(line)
      needed.formUnion(line.formula?.names ?? [])
      // What it is the derivative by is worked out before.
      if let variable = line.variable, !line.isLeaf { needed.insert(variable) }
    }
    return result.reversed()
  }
}
