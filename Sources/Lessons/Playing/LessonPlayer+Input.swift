import Formula
package import Session

extension LessonPlayer {
  /// What the program around the player is left to do.
  package enum Reply: Sendable {
    /// Wait for the next line.
    case waiting
    /// The learner leaves, or the lesson is over.
    case left
    /// Something that is not the lesson's: quit, or another lesson.
    case outside(Outcome)
  }

  /// Takes a line the learner typed.
  package mutating func receive(_ line: String, _ host: Host) -> Reply {
    let text = line.trimmingBlanks
    guard !text.isEmpty else { return enter(host) }
    if !text.isBlankOrCommand, answer(text, host) { return .waiting }
    var session = live
    do {
      switch try session.execute(text, host) {
      case .lesson(let request): return carryOut(request, host)
      case .question: host.emit(.note(NoteReport("predictions here are the lesson's")))
      case .quit: return .outside(.quit)
      case .done:
        experiment = session
        experimentCount += 1
        judgeExercise(host)
      }
    } catch {
      host.emit(.error(ErrorReport(error, in: SourceText(text))))
    }
    return .waiting
  }

  private mutating func enter(_ host: Host) -> Reply {
    switch pause {
    case .partEnd:
      goOn(host)
      return .waiting
    case .finished:
      return .left
    case .choice(let question):
      host.emit(.note(NoteReport("\(question.invitation), hint, or skip")))
    case .number(let question):
      host.emit(.note(NoteReport("\(question.invitation) Or hint, solution, skip.")))
    case .exercise(let exercise):
      // At an exercise an empty line steps again, as it does outside.
      if let repetition = live.repetition { return receive(repetition, host) }
      host.emit(
        .note(NoteReport("The goal: \(exercise.goal.text). Or type hint, solution, skip.")))
    }
    return .waiting
  }

  private mutating func judgeExercise(_ host: Host) {
    guard case .exercise(let exercise) = pause, let experiment else { return }
    do {
      guard try experiment.meets(exercise.goal) else { return }
    } catch {
      // A goal about what doesn't exist yet is simply not met.
      return
    }
    note(exercise.goal.text, "\(experimentCount) commands", isRight: true)
    host.emit(.note(NoteReport("The goal is met.", tone: .good)))
    goOn(host)
  }

  private mutating func carryOut(_ request: LessonRequest, _ host: Host) -> Reply {
    switch request {
    case .leave: return .left
    case .list, .open: return .outside(.lesson(request))
    case .next:
      if case .partEnd = pause { goOn(host) } else { return enter(host) }
    case .skip: skip(host)
    case .solution: showSolution(host)
    case .hint: hint(host)
    case .again: goTo(place.part, host)
    case .previous: goTo(max(place.part - 1, 0), host)
    case .goTo(let number):
      guard number <= lesson.parts.count else {
        host.emit(.note(NoteReport("there are \(lesson.parts.count) parts", tone: .warning)))
        return .waiting
      }
      goTo(number - 1, host)
    case .contents: host.emit(.prose(contents))
    case .review: host.emit(.prose(review))
    }
    return .waiting
  }
}

// MARK: - Moving about

extension LessonPlayer {
  /// Begins a part anew, in the state it always begins in.
  package mutating func goTo(_ part: Int, _ host: Host) {
    setExperimentAside(host)
    let silent = Host(emit: { _ in })
    while starts.count <= part {
      // The parts between were never played: they are, without a word and by their solutions.
      let unplayed = starts.count - 1
      own = starts[unplayed]
      for item in lesson.parts[unplayed].items { own.settle(item, silent) }
      starts.append(own)
    }
    own = starts[part]
    place = Place(part: part)
    play(host)
  }

  /// Goes on without an answer.
  private mutating func skip(_ host: Host) {
    switch pause {
    case .partEnd, .finished:
      goOn(host)
    case .choice(let question): note(question.promptText, "skipped", isRight: false)
    case .number(let question): note(question.text, "skipped", isRight: false)
    case .exercise(let exercise): note(exercise.goal.text, "skipped", isRight: false)
    }
    switch pause {
    case .choice, .number, .exercise: goOn(host)
    case .partEnd, .finished: break
    }
  }
}

extension Session {
  /// Brings the lesson's own state behind an item, as a straight run would.
  mutating func settle(_ item: Item, _ host: Host) {
    switch item.kind {
    case .prose, .question: break
    case .exercise(let exercise): solve(exercise)
    case .statements(let statements):
      for case .command(let command) in statements.map(\.kind) {
        try? executeInLesson(command.text, host)
      }
    }
  }
}

extension String {
  /// Whether a line can't be an answer: it is nothing, or a command.
  var isBlankOrCommand: Bool {
    let text = trimmingBlanks
    let word = text.prefix { $0.isLetter }
    let isWhole = text.dropFirst(word.count).first?.isWhitespace ?? true
    return text.isEmpty || isWhole && CommandTable.command(word) != nil
  }

  /// The text without blanks at either end.
  var trimmingBlanks: String {
    let start = drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }
}
