/// What a formula comes to: one number, or one for each parameter or element.
package enum Value: Hashable, Sendable {
  case scalar(Double)
  case vector([Double], axis: Shape.Axis)
  /// Numbers row after row.
  case matrix([Double], columns: Int)

  /// Numbers of a shape, row after row.
  package init(_ numbers: [Double], _ shape: Shape) {
    self =
      switch shape {
      case .scalar: .scalar(numbers[0])
      case .vector(let axis, _): .vector(numbers, axis: axis)
      case .matrix(_, let columns): .matrix(numbers, columns: columns.count)
      }
  }

  package var numbers: [Double] {
    switch self {
    case .scalar(let number): [number]
    case .vector(let numbers, _), .matrix(let numbers, _): numbers
    }
  }

  /// The rows of a matrix; anything else is one row.
  package var rows: [[Double]] {
    guard case .matrix(let numbers, let columns) = self else { return [numbers] }
    return stride(from: 0, to: numbers.count, by: columns).map {
      Array(numbers[$0..<$0 + columns])
    }
  }
}

extension Graph {
  /// A node's value, given where the inputs stand in a row of numbers.
  ///
  /// This compiles the node and runs it once; what is computed often is compiled once, by
  /// ``Compiler``.
  package func value(of node: ID, inputs: [ID: Slot] = [:], row: [Double] = []) -> Value {
    var compiler = Compiler(self, inputs: inputs, reserved: row.count)
    var program = Program()
    let shape = self[node].shape
    let target = compiler.allocate(shape.count)
    compiler.emit([(node, target)], to: &program)
    var frame = row + compiler.frame[row.count...]
    var span = frame.mutableSpan
    program.run(on: &span)
    let first = Int(target.index)
    // fits: a shape has a number at least
    return Value(Array(frame[first..<first + shape.count]), shape)
  }
}

extension Expression {
  /// The value of a formula in which every name is a number.
  package func value(_ numbers: [Name: Double] = [:]) throws(Diagnostic) -> Value {
    var graph = Graph()
    var scope = Scope()
    let names = names
    // An error has to know all names, where one is read that isn't among them.
    let isComplete = names.allSatisfy { numbers[$0] != nil }
    for (name, number) in numbers where !isComplete || names.contains(name) {
      scope.bindings[name] = graph.constant(number)
    }
    let node = try graph.lower(self, in: scope)
    return graph.value(of: node)
  }
}
