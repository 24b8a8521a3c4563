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
    for (index, input) in derived.parameters.enumerated() { inputs[input] = Slot(index) }
    target = objective.parameters.count
    var compiler = Compiler(derived.graph, inputs: inputs, reserved: target + 1)
    var program = Program()
    compiler.emit([(derived.value, Slot(target))], to: &program)
    self.program = program
    frame = compiler.frame
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
