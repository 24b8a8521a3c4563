import Formula
import Session

extension LessonPlayer {
  /// Takes an answer, if one is waited for and the line can be one.
  mutating func answer(_ text: String, _ host: Host) -> Bool {
    switch pause {
    case .choice(let question): return choose(text, question, host)
    case .number(let question): return give(text, question, host)
    case .partEnd, .exercise, .finished: return false
    }
  }

  private mutating func give(_ text: String, _ question: NumberQuestion, _ host: Host) -> Bool {
    do {
      let number = try live.answer(text)
      let verdict = question.judge(number)
      note(question.text, text, isRight: verdict == .right)
      host.emit(.note(question.feedback(verdict, on: text)))
      if verdict == .right { goOn(host) } else { explain(question, verdict, host) }
    } catch {
      host.emit(.error(ErrorReport(error, in: SourceText(text))))
    }
    return true
  }

  /// Where no slip fits, the line is shown with the numbers put in, but without its result.
  private func explain(
    _ question: NumberQuestion, _ verdict: NumberQuestion.Verdict, _ host: Host
  ) {
    guard verdict == .wrong([]), let hint = question.explanation?.hint(number: 2) else { return }
    host.emit(.note(NoteReport(hint)))
  }

  private mutating func choose(_ text: String, _ question: Question, _ host: Host) -> Bool {
    guard let chosen = question.choices(in: text) else { return false }
    let right = Set(question.choices.indices.filter { question.choices[$0].isRight })
    let isRight = chosen == right
    note(question.promptText, text, isRight: isRight)
    let wrong = chosen.subtracting(right)
    for index in (isRight ? chosen : wrong).sorted() {
      host.emit(.note(NoteReport("\(index + 1).", tone: wrong.isEmpty ? .good : .warning)))
      if let feedback = question.choices[index].feedback {
        host.emit(.prose(feedback.withValues(own)))
      }
    }
    if isRight {
      host.emit(.note(NoteReport("Right.", tone: .good)))
      goOn(host)
    } else {
      let remark = wrong.isEmpty ? "Right as far as it goes, but there are more." : "Not quite."
      host.emit(.note(NoteReport(remark, tone: .warning)))
    }
    return true
  }

  mutating func hint(_ host: Host) {
    hintsGiven += 1
    let text: String? =
      switch pause {
      case .exercise(let exercise):
        hintsGiven <= exercise.hints.count ? exercise.hints[hintsGiven - 1].text : nil
      case .number(let question): question.explanation?.hint(number: hintsGiven)
      case .choice, .partEnd, .finished: nil
      }
    host.emit(.note(NoteReport(text ?? "There is no more to hint at; solution shows it.")))
  }

  /// Shows the answer and goes on; it is never checked against itself.
  mutating func showSolution(_ host: Host) {
    switch pause {
    case .exercise(let exercise):
      note(exercise.goal.text, "shown", isRight: false)
      var session = own
      for command in exercise.solution {
        host.emit(.echo(command.text))
        try? session.executeInLesson(command.text, host)
      }
    case .number(let question):
      note(question.text, "shown", isRight: false)
      if let explanation = question.explanation {
        host.emit(.explanation(explanation))
      } else {
        host.emit(.note(NoteReport(NumberFormat.short.text(question.answer))))
      }
    case .choice(let question):
      note(question.promptText, "shown", isRight: false)
      for (index, choice) in question.choices.enumerated() where choice.isRight {
        host.emit(.prose(Prose([.list(start: index + 1, items: [[.paragraph(choice.text)]])])))
        if let feedback = choice.feedback { host.emit(.prose(feedback.withValues(own))) }
      }
    case .partEnd, .finished:
      host.emit(.note(NoteReport("Nothing is asked here; Enter goes on.")))
      return
    }
    goOn(host)
  }

  mutating func note(_ question: String, _ answer: String, isRight: Bool) {
    answers.append(
      Answer(part: place.part, question: question, answer: answer, isRight: isRight))
  }
}

// MARK: - Looking at the lesson

extension LessonPlayer {
  /// The parts, with those done marked.
  var contents: Prose {
    let items = lesson.parts.enumerated().map { index, part -> [Prose.Block] in
      let mark = done.contains(index) ? " (done)" : index == place.part ? " (here)" : ""
      return [.paragraph([.text(part.title + mark)])]
    }
    return Prose([.list(start: 1, items: items)])
  }

  /// What was asked and answered, part by part.
  var review: Prose {
    guard !answers.isEmpty else {
      return Prose([.paragraph([.text("Nothing was answered yet.")])])
    }
    var blocks: [Prose.Block] = []
    for (index, part) in lesson.parts.enumerated() {
      let given = answers.filter { $0.part == index }
      guard !given.isEmpty else { continue }
      blocks.append(.heading(level: 2, [.text(part.title)]))
      let items = given.map { answer -> [Prose.Block] in
        let mark = answer.isRight ? "right" : "not right"
        return [
          .paragraph([.text("\(answer.question) "), .code(answer.answer), .text(" \(mark)")])
        ]
      }
      blocks.append(.list(start: nil, items: items))
    }
    return Prose(blocks)
  }
}
