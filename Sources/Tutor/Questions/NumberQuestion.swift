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
  /// Where a parameter stands before the step that it is asked after; nil for what has no way to go.
  package var before: Double?
  /// What wrong answers are held against, worked out when one is given.
  package var suspects: @Sendable () -> Suspects
  /// How the number comes about, to lead there.
  package var explanation: ExplanationReport?
  /// How the numbers come about that it is worked out from, where they are left to the learner too.
  package var workings: [ExplanationReport] = []
  /// What there is to say once the answer is right: why it is so, in a sentence.
  package var insight: @Sendable () -> NoteReport.Content? = { nil }
  /// What an author says to wrong answers of their own.
  package var remarks: [Remark] = []
  /// Hints of an author or of an exercise, before those that its formula gives.
  package var hints: [NoteReport.Content] = []
  /// The exercise that it is, with numbers of its own; nil for one about the walk.
  package var drill: MadeExercise?
  /// How many choices there are, of which the number is one's; nil for other numbers.
  var choiceCount: Int?
  /// Numbers that an answer may speak of, in place of those of the walk.
  package var given: [Name: Double] = [:]
  /// How much likelier than elsewhere a wrong answer comes from a slip; see ``Suspects``.
  package var trust = 1.0

  /// A wrong answer that an author foresaw, and what to say to it.
  package struct Remark: Hashable, Sendable {
    package var value: Double
    package var text: NoteReport.Content
    /// Where in the lesson it stands.
    package var range: SourceRange

    package init(_ value: Double, _ text: NoteReport.Content, at range: SourceRange) {
      (self.value, self.text, self.range) = (value, text, range)
    }
  }

  package init(
    _ content: NoteReport.Content, answer: Double, tolerance: Tolerance,
    explanation: ExplanationReport? = nil
  ) {
    self.content = content
    self.answer = answer
    self.tolerance = tolerance
    suspects = { Suspects([], answer: answer) }
    self.explanation = explanation
  }

  /// Takes in where a parameter stands before the step.
  ///
  /// What is asked for is how far the step leads: where it is short beside the number, a tenth of a percent
  /// of that would let any step pass, and an answer has to come within a twentieth of the way.
  mutating func setOut(from before: Double) {
    self.before = before
    let way = abs(answer - before)
    guard tolerance == NumberQuestion.standardTolerance, way > 0 else { return }
    let limit = (way / 20).rounded(toDigits: 1)
    // fits: products of doubles
    if limit < 0.001 * abs(answer) { tolerance = .absolute(limit) }
  }

  /// The question as answers remember it.
  package var text: String { content.text(.short) }

  /// How close an answer has to come where the question doesn't say.
  package static let standardTolerance = Tolerance.relative(0.001)
}

extension NumberQuestion.Verdict {
  /// What an author foresaw to say.
  var remark: NoteReport.Content? {
    if case .foreseen(let remark) = self { remark.text } else { nil }
  }

  /// Whether the answer is none yet.
  package var isUnclear: Bool {
    switch self {
    case .rough, .noChoice: true
    case .right, .wrong, .foreseen: false
    }
  }
}

extension NumberQuestion {
  /// How the answer comes about, line by line; why it is the right one, where that is one of several.
  package var solution: [Report] {
    let lines = (workings + [explanation].compactMap { $0 }).map { Report.explanation($0) }
    let reason = choiceCount == nil ? nil : insight()
    return lines + [reason].compactMap { $0.map { .note(NoteReport($0)) } }
  }

  /// What a line says to choices: the number of the one whose words it has, or what it is; nil where
  /// there are none to choose from.
  func choice(_ text: String) -> Double? {
    guard choiceCount != nil else { return nil }
    let words = drill?.report.choices.map { $0.text(.short).lowercased() } ?? []
    if let place = words.firstIndex(of: text.lowercased()) { return Double(place + 1) }
    // No choice has a number below 1.
    return Double(text) ?? 0
  }

  /// What an answer is worth.
  package enum Verdict: Hashable, Sendable {
    case right
    /// The slips that explain the number given, none where nothing does.
    case wrong([Finding])
    /// The answer rounded to fewer digits than are wanted.
    case rough
    /// Wrong as the author foresaw it.
    case foreseen(Remark)
    /// The number of none of the choices, of which there are so many.
    case noChoice(Int)
  }

  package func judge(_ typed: TypedNumber) -> Verdict {
    if tolerance.accepts(typed.value, for: answer) { return .right }
    // fits: a count of choices
    if let choiceCount, !(1...choiceCount).contains(where: { Double($0) == typed.value }) {
      return .noChoice(choiceCount)
    }
    if let remark = remark(on: typed) { return .foreseen(remark) }
    if typed.digits < 6, typed.value != 0, typed.isRounding(of: answer), saysWay(typed.value) {
      return .rough
    }
    return .wrong(
      suspects().findings(for: typed, trust: trust) { tolerance.accepts($0, for: answer) })
  }

  /// Whether a rounded answer says of the way to it more than its direction: 4 says nothing of a step
  /// from 4 to 3.68.
  private func saysWay(_ number: Double) -> Bool {
    before.map { abs(number - answer) <= 0.2 * abs(answer - $0) } ?? true
  }

  /// What the author says to a number: of several that it may be a rounding of, the nearest.
  private func remark(on typed: TypedNumber) -> Remark? {
    func distance(_ remark: Remark) -> Double { abs(typed.value - remark.value) }
    return remarks.filter { remark in
      tolerance.accepts(typed.value, for: remark.value) || typed.isRounding(of: remark.value)
    }.min { distance($0) < distance($1) }
  }

  /// Judges a number to as many digits as it is written with.
  package func judge(_ number: Double) -> Verdict { judge(TypedNumber("\(number)", number)) }

  /// The usual slips that the question tells apart from the right answer.
  package var distinguishableSlips: [Slip] {
    suspects().slips.filter { !tolerance.accepts($0.value, for: answer) }
  }

  /// The tolerance in words, nil where nine digits are wanted.
  package var toleranceText: NoteReport.Content {
    switch tolerance {
    case .nineDigits: .init(.toDigits, ["digits": "\(count: 9, "digits")"])
    case .relative(let fraction):
      .init(.withinPercent, ["percent": "\(number: fraction * 100, "percent")"])
    case .absolute(0) where answer == answer.rounded(): .init(.wholeNumber)
    case .absolute(let amount): .init(.within, ["tolerance": "\(number: amount, "tolerance")"])
    }
  }
}

extension Tolerance {
  /// Whether a number is near enough to the one wanted: as far below it as above it.
  package func accepts(_ number: Double, for wanted: Double) -> Bool {
    if number == wanted { return true }
    guard number.isFinite, wanted.isFinite else { return false }
    let distance = abs(number - wanted)
    let size = abs(wanted)
    // Ends belong to it, and a decimal is seldom what it says to the last bit.
    // fits: products of doubles
    let slack = 1e-12 * size
    return switch self {
    case .nineDigits: distance <= 1e-9 * (number == 0 || wanted == 0 ? 1 : max(abs(number), size))
    // fits: products of doubles
    case .relative(let fraction): distance <= fraction * size + slack
    case .absolute(let amount): distance <= amount + slack
    }
  }
}
