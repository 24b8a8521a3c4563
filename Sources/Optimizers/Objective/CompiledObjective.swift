package import Formula

/// An objective compiled without its gradient, to be asked at many points.
package struct CompiledObjective: Sendable {
  private let program: CompiledProgram
  private let target: Int
  private var frame: [Double]

  /// Compiles an objective.
  ///
  /// - Parameters:
  ///   - objective: the objective.
  ///   - rows: which rows of its data it is over, from 0; nil for all.
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  package init(_ objective: Objective, rows: [Int]? = nil) throws(Diagnostic) {
    let count = rows?.count ?? objective.data.rowCount
    // θ, f, and behind it the columns of the data, which stay as they are.
    target = objective.blocks.reduce(0) { $0 + $1.shape.count }
    var columns: [Slot] = []
    frame = [Double](repeating: 0, count: target + 1)
    for column in objective.data.columns {
      columns.append(Slot(frame.count))
      frame += rows?.map { column.values[$0] } ?? column.values
    }
    program = try ObjectivePrograms.compile(
      objective, rows: count, columns: columns, theta: Slot(0), value: Slot(target), gradient: nil,
      frame: &frame)
  }

  /// f at a point.
  ///
  /// - Parameter point: one number a parameter, in the objective's order.
  /// - Returns: f, which may not be finite.
  package mutating func value(at point: [Double]) -> Double {
    for index in point.indices { frame[index] = point[index] }
    program.run(on: &frame)
    return frame[target]
  }
}
