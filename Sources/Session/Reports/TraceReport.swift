package import Formula
package import Optimizers

/// Formulas at several steps of a walk, to be read off when they are rendered.
package struct TraceReport: Sendable {
  package var walk: Walk
  /// From 0, the start.
  package var steps: ClosedRange<Int>
  /// Every how many steps there is a row.
  package var stride: Int
  package var columns: [Column]
  /// Set where only the beginning and the end are to be shown.
  package var isAbridged = false
  private let readout: Readout

  /// A number of a formula at each step.
  package struct Column: Sendable {
    package var formula: Expression
    /// Which number of the formula's it is: that of a parameter, or nil for a single one.
    package var parameter: Name?
    fileprivate var source: Int
    fileprivate var element: Int
  }

  /// A trace of formulas.
  ///
  /// - Throws: a ``Diagnostic`` for unknown names, and where a formula is neither a number nor one
  ///   number a parameter.
  init(
    _ formulas: [Expression], of walk: Walk, _ steps: ClosedRange<Int>, every stride: Int,
    _ definitions: Definitions
  ) throws(Diagnostic) {
    self.walk = walk
    self.steps = steps
    self.stride = stride
    readout = try Readout(formulas, on: walk.machine, definitions: definitions)
    columns = []
    let parameters = walk.machine.parameters
    for (index, shape) in readout.shapes.enumerated() {
      let formula = formulas[index]
      switch shape {
      case .scalar:
        columns.append(Column(formula: formula, parameter: nil, source: index, element: 0))
      case .vector(.parameters, _):
        columns += parameters.indices.map {
          Column(formula: formula, parameter: parameters[$0], source: index, element: $0)
        }
      default: throw .notTraced(formula, at: formula.range)
      }
    }
  }

  /// Visits the rows in order, as long as nobody stops it; a number is nil where the formula has no
  /// value yet.
  package func visit(
    isInterrupted: () -> Bool = { false }, _ body: (_ step: Int, _ numbers: [Double?]) -> Void
  ) {
    walk.visitPairs(steps, isInterrupted: isInterrupted) { before, row in
      guard (row.step - steps.lowerBound).isMultiple(of: stride) else { return }
      let values = readout.values(at: row, previous: before)
      body(row.step, columns.map { values[$0.source]?.numbers[$0.element] })
    }
  }
}
