package import Formula
package import Session

/// A question whose answer is a number, judged by value and never by spelling.
package struct NumberQuestion: TalkWish {
  /// The question as a sentence.
  package var content: NoteReport.Content
  package var answer: Double
  /// What is asked for, which an answer may name: `x = 3.2`.
  package var subject: Expression?
  package var tolerance: Tolerance
  /// Numbers that typical slips lead to.
  package var slips: [Slip] = []
  /// How the number comes about, to be shown with a solution.
  package var explanation: ExplanationReport?

  package init(
    _ content: NoteReport.Content, answer: Double, tolerance: Tolerance, slips: [Slip] = [],
    explanation: ExplanationReport? = nil
  ) {
    self.content = content
    self.answer = answer
    self.tolerance = tolerance
    self.slips = slips
    self.explanation = explanation
  }

  /// The question as answers remember it.
  package var text: String { content.text(.short) }

  /// How close an answer has to come where the question doesn't say.
  package static let standardTolerance = Tolerance.relative(0.001)
}

/// A typical mistake and the number it leads to.
package struct Slip: Hashable, Sendable {
  /// What was done, to follow "what you get": `with beta and 1 − beta swapped`.
  package var text: String
  package var value: Double
  /// Whether it is a number rounded early, which a tolerance is there to forgive.
  package var isRounding: Bool

  package init(_ text: String, _ value: Double, isRounding: Bool = false) {
    self.text = text
    self.value = value
    self.isRounding = isRounding
  }
}

extension NumberQuestion {
  /// What an answer is worth.
  package enum Verdict: Hashable, Sendable {
    case right
    /// The slips that lead to the number given, none where nothing fits.
    case wrong([Slip])
  }

  package func judge(_ number: Double) -> Verdict {
    if tolerance.accepts(number, for: answer) { return .right }
    let fitting = distinguishableSlips.filter { Self.isSame(number, $0.value) }
    let nearest = fitting.map { abs($0.value - number) }.min() ?? 0
    return .wrong(
      fitting.filter { abs($0.value - number) <= nearest + 1e-9 * max(1, abs(number)) })
  }

  /// The slips that the question tells apart from the right answer.
  package var distinguishableSlips: [Slip] {
    slips.filter { $0.value.isFinite && !tolerance.accepts($0.value, for: answer) }
  }

  /// People round what they type: half a percent is the same number.
  private static func isSame(_ typed: Double, _ value: Double) -> Bool {
    abs(typed - value) <= 0.005 * abs(value)
  }

  /// The tolerance in words, nil where nine digits are wanted.
  package var toleranceText: NoteReport.Content {
    switch tolerance {
    case .nineDigits: "to \(count: 9, "digits") digits"
    case .relative(let fraction): "within \(number: fraction * 100, "percent")%"
    case .absolute(let amount): "within \(number: amount, "tolerance")"
    }
  }
}

extension Tolerance {
  /// Whether a number is near enough to the one wanted.
  package func accepts(_ number: Double, for wanted: Double) -> Bool {
    if number == wanted { return true }
    let distance = abs(number - wanted)
    return switch self {
    case .nineDigits:
      distance <= 1e-9 * (number == 0 || wanted == 0 ? 1 : max(abs(number), abs(wanted)))
    case .relative(let fraction): distance <= fraction * abs(wanted)
    case .absolute(let amount): distance <= amount
    }
  }
}
