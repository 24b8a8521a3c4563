import Formula
package import Session

extension LessonPlayer {
  /// Plays on from the place at hand to the next pause.
  package mutating func play(_ host: Host) {
    (hintsGiven, wrongAnswers) = (0, 0)
    budget.beginStretch()
    while let part {
      if place == Place(part: place.part) { begin(part, host) }
      guard place.item < part.items.count else {
        done.insert(place.part)
        let isLast = place.part == lesson.parts.count - 1
        pause = isLast ? .finished : .partEnd
        if isLast {
          host.emit(.note(NoteReport("That is the end of \(lesson.title).", tone: .good)))
          let left = lesson.parts.count - done.count
          if left > 0 {
            let are = left == 1 ? "is" : "are"
            host.emit(
              .note(
                NoteReport("\(count: left, of: "part") \(are) still to do; contents shows which.")))
          }
        }
        return
      }
      if let pause = play(part.items[place.item], host) {
        self.pause = pause
        return
      }
      place.item += 1
      place.statement = 0
    }
    // A lesson without parts, which its author will hear of, ends before it begins.
    pause = .finished
  }

  private mutating func begin(_ part: Lesson.Part, _ host: Host) {
    if starts.count == place.part { starts.append(own) }
    if let heading = part.heading {
      show(Prose([.heading(level: heading.level, heading.inlines)]), host)
    }
  }

  /// Plays an item from its statement at hand; a pause if it has one.
  private mutating func play(_ item: Item, _ host: Host) -> Pause? {
    switch item.kind {
    case .prose(let prose):
      show(prose, host)
      return nil
    case .question(let question):
      question.ask(by: self, host)
      return .question(question)
    case .exercise(let exercise):
      experiment = own
      exercise.ask(by: self, host)
      return .exercise(exercise)
    case .statements(let statements):
      budget.beginBlock()
      return play(statements, host)
    // The learner has seen what the commands print now.
    case .output: return nil
    }
  }

  private mutating func play(_ statements: [Statement], _ host: Host) -> Pause? {
    while place.statement < statements.count {
      let statement = statements[place.statement]
      place.statement += 1
      do throws(Diagnostic) {
        switch statement.kind {
        case .command(let command):
          host.emit(.echo(String(command.text)))
          guard try own.execute(command, &budget, host) else {
            place.statement -= 1
            host.emit(.note(NoteReport("Stopped. Enter carries it out again.", tone: .warning)))
            return .stopped
          }
        case .expect(let condition):
          try own.check(condition)
        case .question(let written):
          let next = statements.dropFirst(place.statement).first
          let question = try written.make(own, next)
          question.ask(by: self, host)
          return .question(question)
        }
      } catch {
        blame(error, host)
      }
    }
    return nil
  }

  /// Goes on behind a question or an exercise, and plays to the next pause.
  mutating func goOn(_ host: Host) {
    if case .exercise(let exercise) = pause {
      var (session, mistakes) = (own, [Diagnostic]())
      budget.beginStretch()
      guard session.solve(exercise, &budget, host, { mistakes.append($0) }) else {
        host.emit(.note(NoteReport("Stopped; you are where you were.", tone: .warning)))
        return
      }
      for mistake in mistakes { blame(mistake, host) }
      own = session
    }
    setExperimentAside(host)
    switch pause {
    case .finished: return
    case .partEnd: place = Place(part: place.part + 1)
    case .exercise: place.item += 1
    // In a block the statement at hand is the one to go on with.
    case .question: if place.statement == 0 { place.item += 1 }
    case .stopped: break
    }
    play(host)
  }

  /// Drops the learner's copy, and says what was done with it.
  mutating func setExperimentAside(_ host: Host) {
    defer { (experiment, experimentLines, earlier) = (nil, [], []) }
    guard !experimentLines.isEmpty else { return }
    let shown = experimentLines.prefix(3).joined(separator: " · ")
    let more: NoteReport.Content =
      experimentLines.count > 3
      ? " and \(count: experimentLines.count - 3, "more") more" : ""
    host.emit(.note(NoteReport("(your experiment is set aside: \(shown)\(part: more))")))
  }

  /// Shows prose with its live values.
  func show(_ prose: Prose, _ host: Host) {
    var mistakes: [Diagnostic] = []
    host.emit(.prose(prose.withValues(own) { mistakes.append($0) }))
    for mistake in mistakes { blame(mistake, host) }
  }

  /// Shows a mistake of the author's; the lesson goes on.
  func blame(_ mistake: Diagnostic, _ host: Host) {
    host.emit(.error(ErrorReport(mistake, in: lesson.source)))
  }
}
