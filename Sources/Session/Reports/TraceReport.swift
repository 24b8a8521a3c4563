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
  private let formulas: RowFormulas

  /// A number of a formula at each step.
  package struct Column: Sendable {
    package var formula: Expression
    fileprivate var source: RowFormulas.Column

    /// Which number of the formula's it is: that of a parameter, or nil for a single one.
    package var parameter: Name? { source.parameter }
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
    let compiled = try RowFormulas(formulas, on: walk.machine, definitions: definitions)
    columns = try compiled.columns(of: walk.machine.parameters).map {
      Column(formula: formulas[$0.formula], source: $0)
    }
    self.formulas = compiled
  }

  /// Visits the rows in order, as long as nobody stops it; a number is nil where the formula has no
  /// value yet.
  package func visit(
    isInterrupted: () -> Bool = { false }, _ body: (_ step: Int, _ numbers: [Double?]) -> Void
  ) {
    walk.read(formulas, at: steps, isInterrupted: isInterrupted) { reader in
      guard (reader.step - steps.lowerBound).isMultiple(of: stride) else { return }
      body(reader.step, columns.map { reader.number($0.source) })
    }
  }
}
