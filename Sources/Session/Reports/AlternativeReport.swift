package import Formula
package import Optimizers

/// What would have become of a walk, had one thing been otherwise.
package struct AlternativeReport: Sendable {
  /// What is otherwise, as one says it: `lr = 0.05 from step 6`.
  package var change: String
  package var parameters: [Name]
  /// Where the two part; nil where they don't.
  package var parting: Parting?
  /// Where the walk at hand ended, and the other.
  package var actual: End
  package var other: End

  package struct Parting: Sendable {
    package var step: Int
    /// `step.x`.
    package var quantity: Expression
    /// The recipe's line that works it out, nil for g, f and the start.
    package var line: String?
    package var actual: Double
    package var other: Double
  }

  package struct End: Sendable {
    package var step: Int
    package var point: [Double]
    package var objective: Double?
    package var nonFinite: NonFiniteReport?
  }
}

extension AlternativeReport {
  package init(
    _ change: String, parting: Parting?, of walk: Walk, and other: Walk
  ) {
    self.change = change
    parameters = walk.machine.parameters
    self.parting = parting
    actual = End(walk)
    self.other = End(other)
  }
}

extension AlternativeReport.End {
  init(_ walk: Walk) {
    let row = walk.current
    step = walk.stepCount
    point = row.answer.point
    objective = row.answer.value
    nonFinite = NonFiniteReport(walk)
  }
}

extension AlternativeReport.Parting {
  package init(_ parting: Walk.Parting, _ machine: Machine) {
    step = parting.step
    let name = parting.place.name(of: parting.quantity.name)
    let parameter = parting.place.parameter.map { machine.parameters[$0] }
    quantity =
      switch (parameter, parting.quantity.role) {
      case (let parameter?, .parameters): Expression(.name(parting.place.name(of: parameter)))
      case (let parameter?, _): Expression(.component(parameter, of: name))
      case (nil, _): Expression(.name(name))
      }
    // No line has worked out what it begins with.
    let setting = step > 0 ? machine.line(setting: parting.quantity) : nil
    line = setting.map { "\($0.target) = \(machine.recipe.text($0))" }
    actual = parting.value
    other = parting.other
  }
}
