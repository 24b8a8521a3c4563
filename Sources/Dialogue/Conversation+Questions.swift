import Formula
import Lessons
import Session
import Tutor

// The prediction that waits for its answer, and what may be typed meanwhile.

extension Conversation {
  /// Does what a command of the tutor wants of the talk.
  mutating func carryOut(_ wish: any TalkWish, _ line: Line, _ host: Host) -> Reply {
    switch wish {
    case let question as NumberQuestion:
      practice = nil
      ask(question, host)
    case let wish as PracticeWish: return practise(wish, line, host)
    default: break
    }
    return .goOn
  }

  /// Puts a question.
  mutating func ask(_ question: NumberQuestion, _ host: Host) {
    self.question = question
    (hintsGiven, wrongAnswers) = (0, 0)
    waitingQuestion = nil
    host.emit(.note(NoteReport(question.invitation)))
  }

  /// Takes a line while a question waits for its answer.
  ///
  /// Commands that only look leave it waiting; one that changes something sets it aside.
  ///
  /// - Returns: whether the talk goes on; nil for a blank line of a typist, which drops the question
  ///   and means what it means without one.
  mutating func receiveAtQuestion(_ command: SourceSlice, _ line: Line, _ host: Host) -> Reply? {
    guard let question else { return nil }
    guard !command.isEmpty else {
      if line.isTyped { dropQuestion(host) }
      return .goOn
    }
    guard live.isCommand(command) else { return answer(command, question, host) }
    if let call = try? live.interpret(command), let request = call.questionRequest {
      if practice != nil, call.command.name == "leave" {
        dropQuestion(host)
      } else {
        carryOut(request, question, host)
      }
      return .goOn
    }
    let before = live
    self.question = nil
    let reply = receiveCommand(command, line, host)
    // What was asked may have been answered by a command that asks anew.
    guard reply != .quit, self.question == nil else { return reply }
    if question.drill == nil, live.isChanged(since: before) {
      host.emit(.note(NoteReport("The prediction is set aside.")))
    } else {
      self.question = question
    }
    return reply
  }

  /// Forgets the prediction that waits for its answer, or ends practice.
  mutating func dropQuestion(_ host: Host) {
    if practice != nil {
      endPractice(host)
    } else if question != nil {
      host.emit(.note(NoteReport("The prediction is set aside.")))
    }
    (question, waitingQuestion) = (nil, nil)
  }

  /// Puts the question once more that waited for another to tell what was wrong.
  private mutating func goOnWithWaiting(_ host: Host) {
    guard let waiting = waitingQuestion else { return }
    (waitingQuestion, question) = (nil, waiting)
    host.emit(.note(NoteReport("Now again: \(part: waiting.invitation)")))
  }

  /// What a lesson's commands mean for a question outside of lessons.
  private mutating func carryOut(
    _ request: QuestionRequest, _ question: NumberQuestion, _ host: Host
  ) {
    switch request {
    case .hint:
      if let hint = question.hint(number: hintsGiven + 1) {
        hintsGiven += 1
        host.emit(.note(NoteReport(hint)))
      } else {
        let none: Phrase = hintsGiven == 0 ? .noHints : .noMoreHints
        host.emit(.note(NoteReport(none)))
      }
    case .skip where waitingQuestion != nil: goOnWithWaiting(host)
    case .skip where practice != nil: nextDrill(host)
    case .skip: dropQuestion(host)
    case .solution:
      host.emit(.note(NoteReport("It is \(number: question.answer, "answer").")))
      question.solution.forEach(host.emit)
      self.question = nil
      if waitingQuestion != nil {
        goOnWithWaiting(host)
      } else if practice != nil {
        note(.wrong([]), question, host)
        nextDrill(host)
      }
    }
  }

  private mutating func answer(
    _ line: SourceSlice, _ question: NumberQuestion, _ host: Host
  ) -> Reply {
    do {
      let typed = try live.answer(line, to: question)
      let verdict = question.judge(typed)
      let isRight = verdict == .right
      // The first answer counts: what follows it was led to.
      if wrongAnswers == 0, !verdict.isUnclear, waitingQuestion == nil {
        if practice == nil {
          score.asked += 1
          if isRight { score.right += 1 }
          keep([.predicted(isRight: isRight)], host)
        } else {
          note(verdict, question, host)
        }
      }
      if !isRight, !verdict.isUnclear { wrongAnswers += 1 }
      let attempt = max(wrongAnswers, 1)
      let notes = question.feedback(
        verdict, on: String(line.text), attempt: attempt, hintsTold: hintsGiven)
      for note in notes { host.emit(.note(note)) }
      if !isRight, !verdict.isUnclear {
        hintsGiven = question.hintsTold(afterWrong: attempt, hintsGiven)
      }
      if waitingQuestion != nil, !verdict.isUnclear {
        // One answer tells, and is no second try at the question it was about.
        wrongAnswers = max(wrongAnswers - (isRight ? 0 : 1), 1)
        goOnWithWaiting(host)
      } else if !isRight, let aside = question.telling(verdict) {
        host.emit(.note(NoteReport("Which of them it was, a case with other numbers tells.")))
        host.emit(.note(NoteReport(aside.invitation)))
        (waitingQuestion, self.question) = (question, aside)
      } else if isRight, practice != nil {
        nextDrill(host)
      } else if isRight {
        host.emit(
          .note(
            NoteReport(
              "\(count: score.right, "right") of \(count: score.asked, "asked") right so far")))
        self.question = nil
      }
      return .goOn
    } catch {
      host.emit(.error(ErrorReport(error.helpingOn(line.text), in: line.source)))
      return .failed
    }
  }
}
