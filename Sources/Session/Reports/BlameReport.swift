package import Formula

/// How much of an outcome is due to one number.
package struct BlameReport: Sendable {
  /// The outcome: a formula, the step, and what it came to.
  package var outcome: Expression
  package var step: Int
  package var value: Double
  /// What it is blamed on: `lr`, `start x`, `g.x at 3`.
  package var cause: String
  /// The derivative of the outcome.
  package var total: Double
  /// Each step's part of it, 0 being the start; together they are the total.
  package var parts: [(step: Int, part: Double)]
  /// For a start: the derivative by that parameter as each step left it.
  package var nudges: [(step: Int, slope: Double)]

  package init(
    _ outcome: Expression, at step: Int, _ value: Double, on cause: String, total: Double,
    parts: [(step: Int, part: Double)], nudges: [(step: Int, slope: Double)]
  ) {
    (self.outcome, self.step, self.value, self.cause) = (outcome, step, value, cause)
    (self.total, self.parts, self.nudges) = (total, parts, nudges)
  }
}
