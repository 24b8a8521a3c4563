package import Formula
import Optimizers

/// Formulas at several steps of a walk.
package struct TraceReport: Sendable {
  package var columns: [Column]
  package var rows: ReportRows<Row>
  /// Set where only the beginning and the end are to be shown.
  package var isAbridged = false

  /// A number of a formula at each step.
  package struct Column: Hashable, Sendable {
    package var formula: Expression
    /// The parameter whose number it is, nil for a formula that is one number.
    package var parameter: Name?
    /// Which particle's it is, from 1; nil for what all have together.
    package var particle: Int?

    /// What it is called.
    package func label(_ notation: Notation) -> String {
      RowFormulas.Column(formula: 0, parameter: parameter, particle: particle)
        .label(of: formula, notation)
    }
  }

  package struct Row: Hashable, Sendable {
    /// From 0, the start.
    package var step: Int
    /// A number a column, nil where the formula has no value yet.
    package var numbers: [Double?]
  }

  /// A trace of formulas.
  ///
  /// - Throws: a ``Diagnostic`` for unknown names, and where a formula is neither a number nor one
  ///   number a parameter.
  init(
    _ formulas: [Expression], of walk: Walk, _ steps: ClosedRange<Int>, every stride: Int,
    _ definitions: Definitions
  ) throws(Diagnostic) {
    let compiled = try RowFormulas(formulas, on: walk.machine, definitions: definitions)
    let sources = try compiled.columns(of: walk.machine.parameters)
    columns = sources.map {
      Column(
        formula: formulas[$0.formula], parameter: $0.parameter, particle: $0.particle)
    }
    rows = .steps(steps, every: stride) { steps, isInterrupted, body in
      walk.read(compiled, at: steps, isInterrupted: isInterrupted) { reader in
        body(reader.step, Row(step: reader.step, numbers: sources.map { reader.number($0) }))
      }
    }
  }
}
