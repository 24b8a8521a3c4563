package import Formula
package import Optimizers

/// Walks over a grid of hyper-parameters: a curve over one, a map over two.
package struct SweepReport: Sendable {
  package var objective: Expression
  package var parameters: [Name]
  package var start: [Double]
  package var startValue: Double
  package var optimizer: String
  /// The hyper-parameters that every walk had in common.
  package var fixed: [(name: Name, setting: Recipe.Setting)]
  /// One or two.
  package var axes: [Axis]
  package var limit: Int
  /// The condition whose steps are counted; nil where f after the last step is shown.
  package var condition: Expression?
  /// One a walk; along the first axis, then along the second.
  package var cells: [Cell]
  /// Whether the person stopped it.
  package var isInterrupted: Bool

  /// A hyper-parameter and the values it is given.
  package struct Axis: Hashable, Sendable {
    package var name: Name
    package var values: [Double]
    package var isLogarithmic: Bool
  }

  /// How a walk ended.
  package enum Cell: Hashable, Sendable {
    /// f after the last step, or the number of steps to the condition.
    case value(Double)
    /// The condition was not met in time.
    case notReached
    /// It went up: f ended so far above where it began.
    case above(Double)
    /// θ or f became infinite or undefined, first at this step.
    case diverged(Int)
    /// The person stopped it first.
    case unfinished
  }

  /// The cell with the lowest value, none where no walk has one.
  package var best: Int? {
    let values = cells.indices.compactMap { index -> (index: Int, value: Double)? in
      if case .value(let value) = cells[index] { (index, value) } else { nil }
    }
    return values.min { $0.value < $1.value }?.index
  }

  /// The values that a cell's walk was given, one an axis.
  package func values(of cell: Int) -> [Double] {
    let count = axes[0].values.count
    // fits: an axis has a value at least
    let first = axes[0].values[cell % count]
    return axes.count == 1 ? [first] : [first, axes[1].values[cell / count]]
  }

  /// The cell at places of the axes.
  package subscript(column: Int, row: Int) -> Cell { cells[row * axes[0].values.count + column] }
}
