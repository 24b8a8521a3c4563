import Formula
import Optimizers
import Session
import Testing

@testable import Tutor

extension Session {
  /// A session in which some lines were carried out.
  init(_ lines: String...) throws {
    self = try Session.after(lines)
  }

  /// The session of the course: x² + 10·y² from 4, 1 by RMSprop with lr = 0.1, after a step.
  static func course(_ lines: String...) throws -> Session {
    try Session.after(
      ["minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr=0.1", "step"] + lines)
  }

  /// The question that `predict` puts.
  func predict(_ quantity: String) throws -> NumberQuestion {
    try prediction(
      of: try Parser.expression(quantity), tolerance: NumberQuestion.standardTolerance)
  }

  /// The question that `ask "…" = FORMULA` puts.
  func ask(_ formula: String) throws -> NumberQuestion {
    let parsed = try Parser.expression(formula)
    return question(
      "What is it?", answeredBy: parsed, try number(parsed),
      tolerance: NumberQuestion.standardTolerance)
  }

  /// What an answer as it is typed is put down to; nil where it is right.
  func findings(_ typed: String, to question: NumberQuestion) throws -> [String]? {
    switch question.judge(try answer(SourceSlice(typed), to: question)) {
    case .right: nil
    case .wrong(let findings): findings.map(\.text)
    case .rough: ["rough"]
    case .foreseen(let remark): [remark.text.text(.short)]
    case .noChoice: ["none of the choices"]
    }
  }
}
