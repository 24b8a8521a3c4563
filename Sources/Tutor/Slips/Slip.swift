package import Formula

/// A typical mistake and the number it leads to.
package struct Slip: Hashable, Sendable {
  package var kind: Kind
  /// What was done, to follow "what you get": `with beta and 1 − beta swapped`.
  package var text: String
  /// The line that it was made in, nil where it is about no line.
  package var line: Name?
  package var value: Double
  /// How usual it is: 0 is what many do, 3 what few do.
  package var rank: Int

  package init(_ kind: Kind, _ text: String, line: Name? = nil, _ value: Double, rank: Int = 1) {
    (self.kind, self.text, self.line, self.value, self.rank) = (kind, text, line, value, rank)
  }

  /// Whether it is a number rounded early, which a tolerance is there to forgive.
  package var isRounding: Bool { kind == .rounding }

  /// The families of slips; their raw values stand in files of progress.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case root, square, power, swapped, complement, epsilon, correction
    case factor, alone, inverse, twice, term, sign, product
    case degrees, function, branch, operand
    /// What was there before the step, of a state or a gradient.
    case state, gradient, stepNumber
    case rounding, decimal
    /// The result of another line, or for another parameter, or from before the step.
    case line, parameter, before
    case derivative
  }
}

/// What explains a number: one slip, or two made at once.
package struct Finding: Hashable, Sendable {
  package var slips: [Slip]
  package var value: Double

  package init(_ slips: [Slip], _ value: Double) { (self.slips, self.value) = (slips, value) }

  /// What was done, to follow "what you get".
  package var text: String { slips.map(\.text).joined(separator: " and ") }
}
