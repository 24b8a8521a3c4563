package import Formula
import Optimizers

/// A walk, and the same walk in a narrower format beside it.
package struct PrecisionReport: Sendable {
  package var precision: Precision
  package var parameters: [Name]
  /// Where both are.
  package var step: Int
  package var actual: AlternativeReport.End
  package var narrow: AlternativeReport.End
  /// The first number that isn't the double rounded to the format.
  package var rounding: AlternativeReport.Parting?
  /// The first number with a digit less than the format holds.
  package var digit: AlternativeReport.Parting?
  /// The first step that left a parameter where it was, though the double moved.
  package var move: AlternativeReport.Parting?

  init(_ walk: Walk, _ narrow: Walk, _ losses: PrecisionLosses) {
    func parting(_ loss: Walk.Parting?) -> AlternativeReport.Parting? {
      loss.map { AlternativeReport.Parting($0, walk.machine(making: $0.step)) }
    }
    precision = narrow.machine.precision
    parameters = walk.machine.parameters
    step = walk.stepCount
    actual = AlternativeReport.End(walk)
    self.narrow = AlternativeReport.End(narrow)
    (rounding, digit) = (parting(losses.rounding), parting(losses.digit))
    move = parting(losses.move)
  }
}
