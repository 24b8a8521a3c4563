import Formula
import Optimizers
import Session

extension Session {
  /// Carries out a lesson's command, which must not reach beyond the session.
  mutating func executeInLesson(_ line: String, _ host: Host) throws(Diagnostic) {
    let outcome = try execute(line, host)
    guard case .done = outcome else { throw LessonMessages.notInALesson(line) }
  }

  /// Brings the session to where an exercise's solution leads.
  mutating func solve(_ exercise: Exercise) {
    let silent = Host(emit: { _ in })
    // A solution that fails is the author's mistake, which the check reports.
    for command in exercise.solution { try? executeInLesson(command.text, silent) }
  }

  /// Whether a goal is met now.
  func meets(_ goal: Excerpt) throws(Diagnostic) -> Bool {
    try value(of: try Parser.expression(goal.text)).holds
  }

  /// A lesson's question about the next step.
  ///
  /// - Parameter next: the statement that follows, whose fed gradient the step will use.
  func prediction(_ quantity: Excerpt, _ within: Excerpt?, before next: Statement?)
    throws(Diagnostic) -> NumberQuestion
  {
    var gradient: [Double]?
    if case .command(let command)? = next?.kind {
      gradient = fedGradient(inStep: command.text)
    }
    return try prediction(
      of: try Parser.expression(quantity.text), tolerance: try tolerance(within),
      feeding: gradient)
  }

  /// A lesson's question for a number.
  func question(_ text: String, _ answer: Excerpt, _ within: Excerpt?)
    throws(Diagnostic) -> NumberQuestion
  {
    let formula = try Parser.expression(answer.text)
    guard case .scalar(let number) = try value(of: formula) else {
      throw LessonMessages.answerNotANumber(answer.text)
    }
    return NumberQuestion(
      text: text, answer: number, tolerance: try tolerance(within),
      explanation: ExplanationReport(answer: formula, number))
  }

  private func tolerance(_ within: Excerpt?) throws(Diagnostic) -> Tolerance {
    guard let within else { return NumberQuestion.standardTolerance }
    var parser = try Parser(within.text)
    return try parser.tolerance()
  }
}

extension Prose {
  /// The text with every `` `= formula` `` replaced by its value.
  func withValues(_ session: Session) -> Prose {
    Prose(blocks.map { $0.mapInlines { $0.withValue(session) } })
  }
}

extension Prose.Inline {
  fileprivate func withValue(_ session: Session) -> Prose.Inline {
    switch self {
    case .formula(let text, _): .code(session.shortValue(of: text))
    case .emphasis(let inner): .emphasis(inner.map { $0.withValue(session) })
    case .strong(let inner): .strong(inner.map { $0.withValue(session) })
    case .link(let inner, let destination):
      .link(inner.map { $0.withValue(session) }, destination: destination)
    case .text, .code, .lineBreak: self
    }
  }
}

extension Session {
  /// A formula's value in few digits, or the formula itself where it has none.
  fileprivate func shortValue(of text: String) -> String {
    guard let formula = try? Parser.expression(text), let value = try? value(of: formula) else {
      return "= \(text)"
    }
    return value.numbers.map { NumberFormat.short.text($0) }.joined(separator: ", ")
  }
}

extension Prose.Block {
  fileprivate func mapInlines(_ change: (Prose.Inline) -> Prose.Inline) -> Prose.Block {
    switch self {
    case .heading(let level, let inlines): .heading(level: level, inlines.map(change))
    case .paragraph(let inlines): .paragraph(inlines.map(change))
    case .list(let start, let items):
      .list(start: start, items: items.map { $0.map { $0.mapInlines(change) } })
    case .quote(let blocks): .quote(blocks.map { $0.mapInlines(change) })
    case .table(let header, let rows):
      .table(
        header: header.map { $0.map(change) }, rows: rows.map { $0.map { $0.map(change) } })
    case .code, .rule: self
    }
  }
}
