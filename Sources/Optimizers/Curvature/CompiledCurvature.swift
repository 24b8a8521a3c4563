package import Formula

// fits throughout (range, product): places in a frame that exists

/// An objective compiled with its first and second derivatives, to be asked at many points; over
/// all rows of its data.
package struct CompiledCurvature: Sendable {
  /// How many parameters there are.
  package let count: Int
  /// Whether all of the Hessian is worked out; if not, only products with it can be had.
  let isWhole: Bool
  private let slopes: CompiledProgram
  private let hessian: HessianProgram
  private var frame: [Double]

  /// Compiles an objective.
  ///
  /// - Parameters:
  ///   - objective: the objective.
  ///   - isWhole: whether all of the Hessian is wanted; if not, only products with it can be had.
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number, and where there
  ///   are too many parameters for a Hessian.
  package init(_ objective: Objective, isWhole: Bool = true) throws(Diagnostic) {
    count = objective.parameters.count
    self.isWhole = isWhole
    guard !isWhole || count <= CompiledCurvature.largestCount else {
      throw .hessianTooLarge(count)
    }
    // θ, f, ∂f, ∂²f, and behind them the columns of the data.
    frame = [Double](repeating: 0, count: 2 * count + 1 + (isWhole ? count * count : count))
    var columns: [Slot] = []
    for column in objective.data.columns {
      columns.append(Slot(frame.count))
      frame += column.values
    }
    slopes = try ObjectivePrograms.compile(
      objective, rows: objective.data.rowCount, columns: columns, theta: Slot(0),
      value: Slot(count), gradient: Slot(count + 1), frame: &frame)
    hessian = try HessianProgram(
      objective, isWhole ? .whole : .diagonal, rows: objective.data.rowCount, columns: columns,
      theta: Slot(0), target: Slot(2 * count + 1), frame: &frame)
  }

  /// The most parameters of which all second derivatives are worked out.
  package static let largestCount = 128

  /// f, ∂f and ∂²f at a point, the latter row after row.
  package mutating func derivatives(at point: [Double])
    -> (value: Double, gradient: [Double], hessian: [Double])
  {
    let slopes = slopes(at: point)
    hessian.run(on: &frame)
    return (slopes.value, slopes.gradient, Array(frame[2 * count + 1..<(count + 2) * count + 1]))
  }

  /// f and ∂f at a point.
  package mutating func slopes(at point: [Double]) -> (value: Double, gradient: [Double]) {
    for index in point.indices { frame[index] = point[index] }
    slopes.run(on: &frame)
    return (frame[count], Array(frame[count + 1..<2 * count + 1]))
  }

  /// H·v at the point that was asked for last; nil where there are so few parameters that all of H
  /// is made at once.
  mutating func product(_ vector: [Double]) -> [Double]? {
    hessian.product(vector, on: &frame)
  }
}
