import Formula

extension LessonReader {
  /// The words of a `downhill` block that are the lesson's own; other lines are commands.
  static let statementWords = ["expect", "predict", "ask"]

  /// A line of a `downhill` block; nil for a comment or a line that is wrong.
  mutating func statement(_ line: SourceSlice) -> Statement? {
    let line = line.withoutComment
    guard !line.isEmpty else { return nil }
    do throws(Diagnostic) {
      return Statement(kind: try kind(of: line), range: line.range)
    } catch {
      reportLoss(error)
      return nil
    }
  }

  private func kind(of line: SourceSlice) throws(Diagnostic) -> Statement.Kind {
    let (word, rest) = line.firstWord
    switch word.text {
    case "expect":
      guard !rest.isEmpty else { throw LessonMessages.expectEmpty(at: line.range) }
      return .expect(condition: rest)
    case "predict":
      let (quantity, within) = rest.splitAtWithin()
      guard !quantity.isEmpty else { throw LessonMessages.predictEmpty(at: line.range) }
      return .predict(quantity: quantity, within: try tolerance(within, of: line))
    case "ask":
      guard let (question, rest) = rest.quoted, !question.isEmpty,
        rest.text.hasPrefix("="), !rest.text.hasPrefix("==")
      else { throw LessonMessages.askMalformed(at: line.range) }
      let (answer, within) = rest.from(rest.range.lower + 1).trimmed.splitAtWithin()
      guard !answer.isEmpty else { throw LessonMessages.askMalformed(at: line.range) }
      return .ask(question: question, answer: answer, within: try tolerance(within, of: line))
    default:
      return .command(line)
    }
  }

  private func tolerance(
    _ within: SourceSlice?, of line: SourceSlice
  ) throws(Diagnostic) -> SourceSlice? {
    if let within, within.isEmpty { throw LessonMessages.withinEmpty(at: line.range) }
    return within
  }
}
