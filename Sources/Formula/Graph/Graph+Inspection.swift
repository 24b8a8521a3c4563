// What is to be said of a point besides numbers: why there is none, and where there is a corner.

extension Graph {
  /// What a point has that its numbers don't show.
  package struct Inspection: Hashable, Sendable {
    /// The first operation that has no value, with its numbers: log(−1.43775).
    package var undefined: Expression?
    /// Parts of the function that have no derivative here, so that of all slopes that meet the one
    /// of least size is taken: abs(x).
    package var corners: [Expression]
  }

  /// Inspects a function and its derivatives at a point.
  ///
  /// - Parameters:
  ///   - value: the function.
  ///   - derivatives: its derivatives.
  ///   - variables: what they are by.
  ///   - inputs: where the inputs stand in `row`.
  ///   - row: the point, and whatever else is put in.
  /// - Returns: nil where the numbers say all.
  package mutating func inspect(
    _ value: ID, derivatives: [ID], by variables: [ID], inputs: [ID: Slot], row: [Double]
  ) -> Inspection? {
    let known = numbers(under: [value] + derivatives, inputs: inputs, row: row)
    let slopes = derivatives.flatMap { known[$0] ?? [] }
    let isDefined = ((known[value] ?? []) + slopes).allSatisfy { !$0.isNaN }
    guard isDefined else {
      let undefined = undefined(under: [value] + derivatives, known)
      return undefined.map { Inspection(undefined: $0, corners: []) }
    }
    guard slopes.allSatisfy(\.isFinite) else { return nil }
    let bent = bent(under: value, by: variables, known)
    guard !bent.isEmpty else { return nil }
    // A part through which nothing is handed on bends nothing.
    let adjoints = gradient(of: value, by: bent)
    let handed = numbers(under: adjoints, inputs: inputs, row: row)
    let corners = zip(bent, adjoints).filter { _, adjoint in
      (handed[adjoint] ?? []).contains { $0 != 0 && !$0.isNaN }
    }
    var shown: [Expression] = []
    for (part, _) in corners {
      guard let formula = expression(part, limit: 30), !shown.contains(formula) else { continue }
      shown.append(formula)
    }
    return shown.isEmpty ? nil : Inspection(undefined: nil, corners: shown)
  }

  /// The numbers of all nodes that some need.
  func numbers(under roots: [ID], inputs: [ID: Slot], row: [Double]) -> [ID: [Double]] {
    var compiler = Compiler(self, inputs: inputs, reserved: row.count)
    var program = Program()
    let nodes = reachable(from: roots)
    let outputs = nodes.map { ($0, compiler.allocate(self[$0].shape.count)) }
    compiler.emit(outputs, to: &program)
    var frame = row + compiler.frame[row.count...]
    var span = frame.mutableSpan
    program.run(on: &span)
    return Dictionary(
      uniqueKeysWithValues: outputs.map { node, slot in
        let first = Int(slot.index)
        // fits: the frame has room for every node
        return (node, Array(frame[first..<first + self[node].shape.count]))
      })
  }

  /// The first operation that makes something that isn't a number of numbers.
  private func undefined(under roots: [ID], _ known: [ID: [Double]]) -> Expression? {
    for id in reachable(from: roots) {
      let node = self[id]
      let parts = node.operands.map { known[$0] ?? [] }
      guard let place = known[id]?.firstIndex(where: \.isNaN), !parts.isEmpty,
        parts.allSatisfy({ !$0.contains(where: \.isNaN) })
      else { continue }
      let isElementwise = parts.allSatisfy { $0.count == 1 || $0.count == known[id]?.count }
      guard isElementwise else { return nil }
      return written(node, parts.map { Expression.number($0.count == 1 ? $0[0] : $0[place]) })
    }
    return nil
  }

  private func written(_ node: Node, _ numbers: [Expression]) -> Expression? {
    if let symbol = BinaryOperator(node.operation == .chain ? .multiply : node.operation) {
      return Expression(.binary(symbol, numbers[0], numbers[1]))
    }
    return Function(node.operation).map { Expression(.call($0, numbers)) }
  }

  /// The parts of a function that bend at a point, so that they have no derivative there.
  private func bent(under value: ID, by variables: [ID], _ known: [ID: [Double]]) -> [ID] {
    let isVariable = dependent(on: variables)
    return reachable(from: [value]).filter { id in
      let node = self[id]
      guard isVariable[id.index] else { return false }
      let parts = node.operands.map { known[$0] ?? [] }
      switch node.operation {
      case .abs, .relu, .sqrt, .cbrt: return parts[0].contains(0)
      case .hypot: return known[id]?.contains(0) == true
      case .power:
        guard let exponent = self[node.operands[1]].constant, exponent > 0, exponent < 1 else {
          return false
        }
        return parts[0].contains(0)
      case .minimum, .maximum:
        let count = max(parts[0].count, parts[1].count)
        return (0..<count).contains {
          parts[0][parts[0].count == 1 ? 0 : $0] == parts[1][parts[1].count == 1 ? 0 : $0]
        }
      case .least, .greatest:
        guard let extreme = known[id]?.first else { return false }
        return parts[0].count { $0 == extreme } > 1
      default: return false
      }
    }
  }
}
