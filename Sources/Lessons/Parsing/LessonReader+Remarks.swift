import Formula
import Session
import Tutor

// What an author adds to a question for a number, on indented lines below it.

extension LessonReader {
  /// The lines of a `downhill` block, those of an author on a question taken into the question.
  ///
  ///     predict E[g²].x within 1%
  ///       wrong 49.5 "That keeps a tenth of the old mean. How much should be kept?"
  ///       hint "Nine tenths of the mean are old."
  mutating func statements(_ code: [CodeLine]) -> [Statement] {
    var result: [Statement] = []
    for line in code {
      let text = line.slice.withoutComment
      if text.firstWord.word.text == WrittenQuestion.practiceWord {
        result += practice(text)
        continue
      }
      let isRemark =
        ["wrong", "hint"].contains(text.firstWord.word.text)
        && (line.isIndented || text.text.contains("\""))
      guard isRemark else {
        if let statement = statement(line.slice) { result.append(statement) }
        continue
      }
      guard let last = result.last, case .question(let question) = last.kind else {
        reportLoss(LessonMessages.remarkWithoutQuestion(at: text.range))
        continue
      }
      do throws(Diagnostic) {
        result[result.count - 1].kind = .question(try question.adding(remark: text))
      } catch {
        reportLoss(error)
      }
    }
    return result
  }
}

extension LessonReader {
  /// The exercises of a line, each a statement of its own.
  private mutating func practice(_ line: SourceSlice) -> [Statement] {
    do throws(Diagnostic) {
      return try WrittenQuestion.practice(line.firstWord.rest, line)
        .map { Statement(kind: .question($0), range: line.range) }
    } catch {
      reportLoss(error)
      return []
    }
  }
}

extension WrittenQuestion {
  /// The question with a line of its author's: `wrong FORMULA "WORDS"` or `hint "WORDS"`.
  fileprivate func adding(remark line: SourceSlice) throws(Diagnostic) -> WrittenQuestion {
    let (word, rest) = line.firstWord
    if word.text == "hint" {
      guard let (hint, more) = rest.quoted, more.isEmpty, !hint.isEmpty else {
        throw LessonMessages.hintMalformed(at: line.range)
      }
      return adding([hint], at: line.range) { question, _ throws(Diagnostic) in
        question.hints.append(String(hint.text))
      }
    }
    let length = rest.text.prefix { $0 != "\"" }.utf8.count
    let formula = rest.upTo(rest.range.lower + length).trimmed
    guard !formula.isEmpty, let (words, more) = rest.from(rest.range.lower + length).quoted,
      more.isEmpty, !words.isEmpty
    else { throw LessonMessages.wrongMalformed(at: line.range) }
    return adding([formula, words], at: line.range) { question, session throws(Diagnostic) in
      let value = try formula.placing { () throws(Diagnostic) in
        try session.number(try formula.formula())
      }
      question.remarks.append(
        NumberQuestion.Remark(value, String(words.text), at: formula.range))
    }
  }

  private func adding(
    _ more: [SourceSlice], at range: SourceRange,
    _ change: @escaping @Sendable (inout NumberQuestion, Session) throws(Diagnostic) -> Void
  ) -> WrittenQuestion {
    WrittenQuestion(pieces + more) { session, next throws(Diagnostic) in
      guard var question = try make(session, next) as? NumberQuestion else {
        throw LessonMessages.remarkWithoutQuestion(at: range)
      }
      try change(&question, session)
      return question
    }
  }
}
