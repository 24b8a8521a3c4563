import Formula
package import Session

extension LessonPlayer {
  /// Plays on from the place at hand to the next pause.
  package mutating func play(_ host: Host) {
    hintsGiven = 0
    while let part {
      if place == Place(part: place.part) { begin(part, host) }
      guard place.item < part.items.count else {
        done.insert(place.part)
        let isLast = place.part == lesson.parts.count - 1
        pause = isLast ? .finished : .partEnd
        if isLast { host.emit(.note(NoteReport("That is the end of \(lesson.title).", tone: .good))) }
        return
      }
      if let pause = play(part.items[place.item], host) {
        self.pause = pause
        return
      }
      place.item += 1
      place.statement = 0
    }
  }

  private mutating func begin(_ part: Lesson.Part, _ host: Host) {
    if starts.count == place.part { starts.append(own) }
    if let heading = part.heading {
      host.emit(.prose(Prose([.heading(level: heading.level, heading.inlines)])))
    }
  }

  /// Plays an item from its statement at hand; a pause if it has one.
  private mutating func play(_ item: Item, _ host: Host) -> Pause? {
    switch item.kind {
    case .prose(let prose):
      host.emit(.prose(prose.withValues(own)))
      return nil
    case .question(let question):
      host.emit(.prose(question.prose.withValues(own)))
      host.emit(.note(NoteReport(question.invitation)))
      return .choice(question)
    case .exercise(let exercise):
      experiment = own
      experimentCount = 0
      host.emit(.note(NoteReport("Your turn. The goal: \(exercise.goal.text)")))
      return .exercise(exercise)
    case .statements(let statements):
      return play(statements, host)
    }
  }

  private mutating func play(_ statements: [Statement], _ host: Host) -> Pause? {
    while place.statement < statements.count {
      let statement = statements[place.statement]
      place.statement += 1
      do {
        switch statement.kind {
        case .command(let command):
          host.emit(.echo(command.text))
          try own.executeInLesson(command.text, host)
        case .expect(let condition):
          _ = try own.execute("expect \(condition.text)", host)
        case .predict(let quantity, let within):
          let question = try own.prediction(
            quantity, within, before: statements.dropFirst(place.statement).first)
          host.emit(.note(NoteReport(question.invitation)))
          return .number(question)
        case .ask(let text, let answer, let within):
          let question = try own.question(text.text, answer, within)
          host.emit(.note(NoteReport(question.invitation)))
          return .number(question)
        }
      } catch {
        // The author's mistake: it is shown, and the lesson goes on.
        let diagnostic = Diagnostic(error.message, at: statement.range, hint: error.hint)
        host.emit(.error(ErrorReport(diagnostic, in: lesson.source)))
      }
    }
    return nil
  }

  /// Goes on behind a question or an exercise, and plays to the next pause.
  mutating func goOn(_ host: Host) {
    if case .exercise(let exercise) = pause { own.solve(exercise) }
    setExperimentAside(host)
    switch pause {
    case .finished: return
    case .partEnd: place = Place(part: place.part + 1)
    case .choice, .exercise: place.item += 1
    // The statement at hand is the one after the question.
    case .number: break
    }
    play(host)
  }

  /// Drops the learner's copy, and says so if anything was done with it.
  mutating func setExperimentAside(_ host: Host) {
    defer { (experiment, experimentCount) = (nil, 0) }
    guard experiment != nil, experimentCount > 0 else { return }
    let commands = experimentCount == 1 ? "1 command" : "\(experimentCount) commands"
    host.emit(.note(NoteReport("(your experiment of \(commands) is set aside)")))
  }
}
