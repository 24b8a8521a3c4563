import Formula
import Session

extension LessonPlayer {
  /// Takes an answer, if one is waited for and the line can be one.
  mutating func answer(_ line: SourceSlice, _ host: Host) -> Bool {
    guard let question = pause.asked else { return false }
    switch judge(line, as: question, host) {
    case .noAnswer: return false
    case .unclear: break
    case .wrong:
      wrongAnswers += 1
      hintsGiven = question.hintsTold(afterWrong: wrongAnswers, hintsGiven)
      note(question, String(line.text), .wrong)
      if takesOneAnswer || question.isSettledByAnyAnswer { goOn(host) }
    case .right:
      note(question, String(line.text), .right)
      goOn(host)
    }
    return true
  }

  /// What an answer is worth, said to the learner unless this is a test.
  private func judge(_ line: SourceSlice, as question: any LessonQuestion, _ host: Host)
    -> Judgement
  {
    guard takesOneAnswer else { return question.judge(line, by: self, host) }
    var heard: [Report] = []
    let judgement = question.judge(line, by: self, Host(emit: { heard.append($0) }))
    switch judgement {
    case .right, .wrong: host.emit(.note(NoteReport(.noted)))
    // What can't be read is no answer, and that may be said.
    case .unclear, .noAnswer: heard.forEach(host.emit)
    }
    return judgement
  }

  mutating func hint(_ host: Host) {
    guard let question = pause.asked else {
      host.emit(.note(NoteReport(.nothingToHint)))
      return
    }
    guard !takesOneAnswer else { return host.emit(.note(NoteReport(.inTest))) }
    let text = question.hint(number: hintsGiven + 1)
    if text != nil { hintsGiven += 1 }
    let none: Phrase = hintsGiven == 0 ? .noHints : .noMoreHints
    host.emit(.note(text.map { NoteReport($0) } ?? NoteReport(none)))
  }

  /// Shows the answer and goes on; it is never checked against itself.
  mutating func showSolution(_ host: Host) {
    guard let question = pause.asked else {
      host.emit(.note(NoteReport(.enterGoesOn)))
      return
    }
    guard !takesOneAnswer else { return host.emit(.note(NoteReport(.inTest))) }
    note(question, "", .shown)
    question.showSolution(by: self, host)
    goOn(host)
  }

  /// How the questions went that were met.
  var score: Score {
    Score(of: answers.map { lesson.record($0) })
  }

  mutating func note(
    _ question: any LessonQuestion, _ answer: String, _ outcome: LessonRecord.Answer.Outcome
  ) {
    answers.append(
      Answer(
        part: place.part, question: name(of: question), answer: answer, outcome: outcome))
  }
}
