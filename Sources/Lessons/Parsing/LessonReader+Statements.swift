import Formula

extension LessonReader {
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
    if word.text == "expect" {
      guard !rest.isEmpty else { throw LessonMessages.expectEmpty(at: line.range) }
      return .expect(condition: rest)
    }
    guard let question = QuestionKind.all.first(where: { $0.word == word.text }) else {
      return .command(line)
    }
    return .question(try question.read(rest, line))
  }
}
