import Formula
import Session

extension LessonPlayer {
  /// Takes an answer, if one is waited for and the line can be one.
  mutating func answer(_ line: SourceSlice, _ host: Host) -> Bool {
    guard let question = pause.asked else { return false }
    switch question.judge(line, by: self, host) {
    case .noAnswer: return false
    case .unclear: break
    case .wrong:
      wrongAnswers += 1
      note(question, String(line.text), .wrong)
    case .right:
      note(question, String(line.text), .right)
      goOn(host)
    }
    return true
  }

  mutating func hint(_ host: Host) {
    guard let question = pause.asked else {
      host.emit(.note(NoteReport(.nothingToHint)))
      return
    }
    let text = question.hint(number: hintsGiven + 1)
    if text != nil { hintsGiven += 1 }
    host.emit(.note(text.map { NoteReport($0) } ?? NoteReport(.noMoreHints)))
  }

  /// Shows the answer and goes on; it is never checked against itself.
  mutating func showSolution(_ host: Host) {
    guard let question = pause.asked else {
      host.emit(.note(NoteReport(.enterGoesOn)))
      return
    }
    note(question, "", .shown)
    question.showSolution(by: self, host)
    goOn(host)
  }

  mutating func note(
    _ question: any LessonQuestion, _ answer: String, _ outcome: LessonRecord.Answer.Outcome
  ) {
    answers.append(
      Answer(
        part: place.part, question: name(of: question), answer: answer, outcome: outcome))
  }
}
