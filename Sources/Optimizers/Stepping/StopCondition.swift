package import Formula

/// What ends a run: conditions over the live quantities, asked after every step.
///
/// Some end it where they hold; others, breaks, end it where they begin to hold. Conditions may
/// speak of the numbers before the step, as in `f > prev(f)`. One that speaks of what has no value
/// yet doesn't hold.
package struct StopCondition: Sendable {
  let formulas: RowFormulas
  /// How many of the conditions, the first ones, end a run where they hold.
  let endCount: Int

  /// Compiles conditions, each a formula that is one number, 0 for no.
  ///
  /// - Parameters:
  ///   - ends: conditions that end a run where they hold.
  ///   - breaks: conditions that end it where they begin to hold.
  ///   - machine: what makes the steps.
  ///   - definitions: formulas with a name that the conditions may use.
  /// - Throws: a ``Diagnostic`` for unknown names, or where one isn't a single number.
  package init(
    ends: [Expression] = [], breaks: [Expression] = [], on machine: Machine,
    definitions: Definitions = Definitions()
  ) throws(Diagnostic) {
    formulas = try RowFormulas(ends + breaks, on: machine, definitions: definitions)
    endCount = ends.count
    for (formula, shape) in zip(formulas.formulas, formulas.shapes) where shape != .scalar {
      throw .conditionNotScalar(shape, at: formula.range)
    }
  }
}

/// A stop condition at work on a run.
struct StopJudge {
  private var reader: RowReader
  private let condition: StopCondition
  /// Which conditions held after the last step.
  private var held: [Bool]

  /// Begins at a row.
  init(_ condition: StopCondition, at row: Row, previous: Row?) {
    self.condition = condition
    reader = RowReader(condition.formulas)
    held = condition.formulas.values(at: row, previous: previous).map {
      if case .scalar(let number)? = $0 { StopJudge.isYes(number) } else { false }
    }
  }

  /// Whether a condition that ends a run holds already.
  var isMet: Bool { held.prefix(condition.endCount).contains(true) }

  /// Keeps the row from which the next step is made.
  @inline(__always)
  mutating func keepAsBefore(_ frame: [Double]) { reader.keepAsBefore(frame) }

  /// Judges a step.
  ///
  /// - Parameters:
  ///   - frame: the frame that the step left.
  ///   - step: the step's number.
  /// - Returns: why a run ends here, nil where it goes on.
  mutating func end(after frame: [Double], step: Int) -> Walk.RunEnd? {
    reader.read(frame, step: step)
    var end: Walk.RunEnd?
    for index in held.indices {
      let holds = reader.number(index).map { StopJudge.isYes($0) } ?? false
      if holds, end == nil {
        if index < condition.endCount {
          end = .conditionMet
        } else if !held[index] {
          end = .broken(index - condition.endCount)
        }
      }
      held[index] = holds
    }
    return end
  }

  static func isYes(_ value: Double) -> Bool { value != 0 && !value.isNaN }
}
