package import Formula

/// An objective compiled without its gradient, to be asked at many points.
package struct Surface: Sendable {
  private let program: Program
  private let target: Int
  private var frame: [Double]

  /// Compiles an objective.
  ///
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  package init(_ objective: Objective) throws(Diagnostic) {
    let derived = try objective.derived()
    var inputs: [Graph.ID: Slot] = [:]
    for (block, offset) in zip(derived.blocks, objective.blocks.offsets) {
      inputs[block] = Slot(offset)
    }
    target = objective.parameters.count
    // The columns of the data stand behind f, and stay as they are.
    var reserved = [Double](repeating: 0, count: target + 1)
    for (input, column) in zip(derived.columns, objective.data.columns) {
      inputs[input] = Slot(reserved.count)
      reserved += column.values
    }
    var compiler = Compiler(derived.graph, inputs: inputs, reserved: reserved.count)
    var program = Program()
    compiler.emit([(derived.value, Slot(target))], to: &program)
    self.program = program
    frame = reserved + compiler.frame[reserved.count...]
  }

  /// f at a point.
  ///
  /// - Parameter point: one number a parameter, in the objective's order.
  /// - Returns: f, which may not be finite.
  package mutating func height(at point: [Double]) -> Double {
    for index in point.indices { frame[index] = point[index] }
    // Its own copy, since the frame is being changed.
    let program = program
    var span = frame.mutableSpan
    program.run(on: &span)
    return frame[target]
  }
}
