import Formula

// The wording of everything that can be wrong with what is asked of the tutor.

// MARK: - Questions

extension Diagnostic {
  static func otherSubject(_ subject: Expression, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the question is about \(Notation().text(subject))", at: range,
      hint: "type the number alone, or \(Notation().text(subject)) = …")
  }

  static func decimalComma(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a decimal point is a point here", at: range,
      hint: "write \(text.replacing(",", with: "."))")
  }

  static func predictsOne(_ formula: Expression, _ parameters: [String], at range: SourceRange)
    -> Diagnostic
  {
    let text = Notation().text(formula)
    let one = parameters.first.map { "\(text).\($0)" }
    return Diagnostic("a prediction is one number", at: range, hint: one.map { "predict \($0)" })
  }

  static func predictsADraw(_ formula: Expression, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(Notation().text(formula)) is drawn at random in the step", at: range,
      hint: "ask for what comes of it; explain shows the draw afterwards")
  }

  static func predictsManyDraws(
    _ formula: Expression, _ count: Int, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(Notation().text(formula)) rests on \(count.counted("drawn number"))", at: range,
      hint: "ask for one particle's, as in velocity[1].x")
  }
}
