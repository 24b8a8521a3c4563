import Formula
import Session
import Tutor

// Questions whose answer is a number.

extension QuestionKind {
  /// `predict QUANTITY [within TOLERANCE]`: what the next step will make of a quantity.
  static let predict = QuestionKind.line("predict") { written throws(Diagnostic) in
    let (quantity, within) = try written.rest.splitAtTolerance(of: written.line)
    guard !quantity.isEmpty else { throw LessonMessages.predictEmpty(at: written.line.range) }
    return WrittenQuestion([quantity] + within) { session, next throws(Diagnostic) in
      try session.prediction(quantity, within.first, before: next)
    }
  }

  /// `ask "QUESTION" = FORMULA [within TOLERANCE]`: a number to find.
  static let number = QuestionKind.line("ask") { written throws(Diagnostic) in
    guard let question = written.question, let answer = written.rest.behindEquals else {
      throw LessonMessages.askMalformed(at: written.line.range)
    }
    let (formula, within) = try answer.splitAtTolerance(of: written.line)
    guard !formula.isEmpty else { throw LessonMessages.askMalformed(at: written.line.range) }
    return WrittenQuestion([question, formula] + within) { session, _ throws(Diagnostic) in
      try session.question(written.text, formula, within.first)
    }
  }
}

// MARK: - Reading

extension SourceSlice {
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
    let tolerance = try within?.tolerance() ?? NumberQuestion.standardTolerance
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
    let tolerance = try within?.tolerance() ?? NumberQuestion.standardTolerance
    return question(text, answeredBy: formula, number, tolerance: tolerance)
  }
}
