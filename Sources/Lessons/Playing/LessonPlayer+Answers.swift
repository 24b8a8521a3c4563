import Formula
import Session

extension LessonPlayer {
  /// Takes an answer, if one is waited for and the line can be one.
  mutating func answer(_ line: SourceSlice, _ host: Host) -> Bool {
    switch pause {
    case .choice(let question): return choose(String(line.text), question, host)
    case .number(let question):
      guard !live.isCommand(line) else { return false }
      give(line, question, host)
      return true
    case .partEnd, .exercise, .stopped, .finished: return false
    }
  }

  private mutating func give(_ line: SourceSlice, _ question: NumberQuestion, _ host: Host) {
    let text = String(line.text)
    do {
      let number = try live.answer(line, to: question)
      let verdict = question.judge(number)
      note(question.text, text, verdict == .right ? .right : .wrong)
      host.emit(.note(question.feedback(verdict, on: text)))
      if verdict == .right { goOn(host) } else { explain(question, verdict, host) }
    } catch {
      host.emit(.error(ErrorReport(error, in: line.source)))
    }
  }

  /// Where no slip fits, the line is shown with the numbers put in, but without its result.
  private func explain(
    _ question: NumberQuestion, _ verdict: NumberQuestion.Verdict, _ host: Host
  ) {
    guard verdict == .wrong([]), let hint = question.explanation?.hint(number: 2) else { return }
    host.emit(.note(NoteReport(hint)))
  }

  private mutating func choose(_ text: String, _ question: Question, _ host: Host) -> Bool {
    switch question.reading(of: text) {
    case .noAnswer: return false
    case .noSuchChoice:
      let count = question.choices.count
      host.emit(
        .note(NoteReport("The choices are numbered from 1 to \(count).", tone: .warning)))
    case .choices(let chosen):
      let right = Set(question.choices.indices.filter { question.choices[$0].isRight })
      let wrong = chosen.subtracting(right)
      note(question.promptText, text, chosen == right ? .right : .wrong)
      if chosen == right {
        host.emit(.note(NoteReport("Right.", tone: .good)))
        showFeedback(on: chosen, question, host)
        goOn(host)
      } else if wrong.isEmpty {
        host.emit(
          .note(NoteReport("Right as far as it goes, but there are more.", tone: .warning)))
      } else {
        host.emit(.note(NoteReport("Not quite.", tone: .warning)))
        showFeedback(on: wrong, question, host)
      }
    }
    return true
  }

  /// What the author says to choices, numbered where there are several.
  private func showFeedback(on chosen: Set<Int>, _ question: Question, _ host: Host) {
    for index in chosen.sorted() {
      guard let feedback = question.choices[index].feedback else { continue }
      let numbered = Prose([.list(start: index + 1, items: [feedback.blocks])])
      show(chosen.count == 1 ? feedback : numbered, host)
    }
  }

  mutating func hint(_ host: Host) {
    let text: String? =
      switch pause {
      case .exercise(let exercise):
        hintsGiven < exercise.hints.count ? String(exercise.hints[hintsGiven].text) : nil
      case .number(let question): question.explanation?.hint(number: hintsGiven + 1)
      case .choice, .partEnd, .stopped, .finished: nil
      }
    if text != nil { hintsGiven += 1 }
    let asks =
      switch pause {
      case .partEnd, .stopped, .finished: false
      case .choice, .number, .exercise: true
      }
    let rest =
      asks ? "There is no more to hint at; solution shows it." : "There is nothing to hint at here."
    host.emit(.note(NoteReport(text ?? rest)))
  }

  /// Shows the answer and goes on; it is never checked against itself.
  mutating func showSolution(_ host: Host) {
    switch pause {
    case .exercise(let exercise):
      note(String(exercise.goal.text), "", .shown)
      var (session, budget) = (own, StepBudget())
      for command in exercise.solution {
        host.emit(.echo(String(command.text)))
        // What is wrong with it is said when the lesson goes on.
        _ = try? session.execute(command, &budget, host)
      }
    case .number(let question):
      note(question.text, "", .shown)
      if let explanation = question.explanation {
        host.emit(.explanation(explanation))
      } else {
        host.emit(.note(NoteReport(NumberFormat.short.text(question.answer))))
      }
    case .choice(let question):
      note(question.promptText, "", .shown)
      for (index, choice) in question.choices.enumerated() where choice.isRight {
        show(Prose([.list(start: index + 1, items: [[.paragraph(choice.text)]])]), host)
        if let feedback = choice.feedback { show(feedback, host) }
      }
    case .partEnd, .stopped, .finished:
      host.emit(.note(NoteReport("Nothing is asked here; Enter goes on.")))
      return
    }
    goOn(host)
  }

  mutating func note(
    _ question: String, _ answer: String, _ outcome: LessonRecord.Answer.Outcome
  ) {
    answers.append(
      Answer(part: place.part, question: question, answer: answer, outcome: outcome))
  }
}
