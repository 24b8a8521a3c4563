import Formula
import Session
import Tutor

// Questions whose answer is a number.

extension QuestionKind {
  /// `predict QUANTITY [within TOLERANCE]`: what the next step will make of a quantity.
  static let predict = QuestionKind(word: "predict") { rest, line throws(Diagnostic) in
    let (quantity, within) = try rest.splitAtTolerance(of: line)
    guard !quantity.isEmpty else { throw LessonMessages.predictEmpty(at: line.range) }
    return WrittenQuestion([quantity] + within) { session, next throws(Diagnostic) in
      try session.prediction(quantity, within.first, before: next)
    }
  }

  /// `ask "QUESTION" = FORMULA [within TOLERANCE]`: a number to find.
  static let ask = QuestionKind(word: "ask") { rest, line throws(Diagnostic) in
    guard let (question, rest) = rest.quoted, !question.isEmpty, let answer = rest.behindEquals
    else { throw LessonMessages.askMalformed(at: line.range) }
    let (formula, within) = try answer.splitAtTolerance(of: line)
    guard !formula.isEmpty else { throw LessonMessages.askMalformed(at: line.range) }
    return WrittenQuestion([question, formula] + within) { session, _ throws(Diagnostic) in
      try session.question(String(question.text), formula, within.first)
    }
  }
}

// MARK: - Reading

extension SourceSlice {
  /// What follows a single `=`, nil where none stands here.
  fileprivate var behindEquals: SourceSlice? {
    guard text.hasPrefix("="), !text.hasPrefix("==") else { return nil }
    return from(range.lower + 1).trimmed
  }

  /// What stands before the last word `within`, and the tolerance after it if there is one.
  fileprivate func splitAtTolerance(of line: SourceSlice) throws(Diagnostic)
    -> (before: SourceSlice, tolerance: [SourceSlice])
  {
    guard let (before, tolerance) = split(atLast: "within") else { return (self, []) }
    guard !tolerance.isEmpty else { throw LessonMessages.withinEmpty(at: line.range) }
    return (before, [tolerance])
  }
}

// MARK: - Working out

extension Session {
  /// A lesson's question about the next step.
  ///
  /// If the statement that follows feeds a gradient, the question is about that step.
  fileprivate func prediction(
    _ quantity: SourceSlice, _ within: SourceSlice?, before next: Statement?
  ) throws(Diagnostic) -> NumberQuestion {
    var gradient: [Double]?
    if case .command(let command)? = next?.kind {
      gradient = (try? interpret(command)).flatMap(gradientFed)
    }
    let tolerance = try tolerance(within)
    return try quantity.placing { () throws(Diagnostic) in
      try prediction(of: try quantity.formula(), tolerance: tolerance, feeding: gradient)
    }
  }

  /// A lesson's question for a number.
  fileprivate func question(_ text: String, _ answer: SourceSlice, _ within: SourceSlice?)
    throws(Diagnostic) -> NumberQuestion
  {
    let formula = try answer.placing { () throws(Diagnostic) in try answer.formula() }
    let result = try answer.placing { () throws(Diagnostic) in try value(of: formula) }
    guard case .scalar(let number) = result else {
      throw LessonMessages.answerNotANumber(String(answer.text), at: answer.range)
    }
    return question(text, answeredBy: formula, number, tolerance: try tolerance(within))
  }

  private func tolerance(_ within: SourceSlice?) throws(Diagnostic) -> Tolerance {
    guard let within else { return NumberQuestion.standardTolerance }
    return try within.placing { () throws(Diagnostic) in
      var parser = try within.parser()
      let tolerance = try parser.tolerance()
      try parser.end()
      return tolerance
    }
  }
}
