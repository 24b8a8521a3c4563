package import Formula
package import Session

extension LessonPlayer {
  /// What the program around the player is left to do.
  package enum Reply: Sendable {
    /// Wait for the next line.
    case waiting
    /// The learner leaves, or the lesson is over.
    case left
    /// Something that is not the lesson's: quit, another lesson, a prediction or a recipe of the
    /// learner's own.
    case outside(Outcome)
  }

  /// Takes a line the learner typed.
  package mutating func receive(_ line: String, _ host: Host) -> Reply {
    receive(SourceSlice(line), host)
  }

  /// Takes a line, which errors point into.
  package mutating func receive(_ line: SourceSlice, _ host: Host) -> Reply {
    let host = host.speaking(lesson.language)
    let line = line.withoutComment
    guard !line.isEmpty else { return enter(host) }
    if answer(line, host) { return .waiting }
    var session = live
    // What the lesson reads, a learner may read again, and files of their own.
    session.files = files.orElse(.own)
    do {
      let command = try session.interpret(line).command.name
      switch try session.execute(line, host) {
      case .lesson(let request): return carryOut(request, host)
      // Another question would tell what this one asks.
      case .wish where isInTest: host.emit(.note(NoteReport(.notInTest, tone: .warning)))
      case .wish(let wish): return .outside(.wish(wish))
      case .recipe(let request): return .outside(.recipe(request))
      case .request(let request): return .outside(.request(request))
      case .load(let path): return .outside(.load(path))
      case .quit: return .outside(.quit)
      case .undo: undo(host)
      case .settings(let change): return .outside(.settings(change))
      case .done:
        // A look at something leaves nothing behind that could be set aside.
        guard session.isChanged(since: live) else {
          looks.insert(command)
          break
        }
        adopt(session, by: String(line.text), command)
        judgeExercise(host)
      }
    } catch {
      host.emit(.error(ErrorReport(error, in: line.source)))
    }
    return .waiting
  }

  /// Takes back what was typed last, as long as it is not set aside.
  private mutating func undo(_ host: Host) {
    guard let line = tried.popLast() else {
      host.emit(.note(NoteReport(.nothingToTakeBack)))
      return
    }
    experiment = line.before
    host.emit(.note(NoteReport(.takenBack, ["line": "\(line.text)"])))
  }

  private mutating func enter(_ host: Host) -> Reply {
    switch pause {
    case .partEnd, .stopped: goOn(host)
    case .finished: return .left
    case .exercise:
      // An empty line steps again, as it does outside, but only after a step of the learner's.
      if !tried.isEmpty, let repetition = live.repetition {
        return receive(repetition, host)
      }
      remind(host)
    case .question: remind(host)
    }
    return .waiting
  }

  /// Says what is waited for: puts the question once more, with what helps on.
  package func remind(_ host: Host) {
    let host = host.speaking(lesson.language)
    switch pause {
    case .question, .exercise:
      guard let question = pause.asked else { return }
      put(question, host)
      let hasHints = question.hint(number: 1) != nil
      let ways: Phrase = takesOneAnswer ? .inTest : hasHints ? .waysOut : .waysOutOfChoices
      host.emit(.note(NoteReport(ways)))
    case .partEnd, .stopped: host.emit(.note(NoteReport(.enterGoesOn)))
    case .finished: host.emit(.note(NoteReport(.enterEnds)))
    }
  }

  private mutating func carryOut(_ request: LessonRequest, _ host: Host) -> Reply {
    switch request {
    case .leave: return .left
    case .list, .open, .progress: return .outside(.lesson(request))
    case .next:
      switch pause {
      case .partEnd, .stopped, .finished: return enter(host)
      case .question, .exercise: remind(host)
      }
    case .skip: skip(host)
    case .solution: showSolution(host)
    case .hint: hint(host)
    case .again: goTo(place.part, host)
    case .previous:
      if place.part == 0 { host.emit(.note(NoteReport(.firstPart))) }
      goTo(max(place.part - 1, 0), host)
    case .goTo(let number):
      // fits: a lesson that is played has a part
      guard (1...lesson.parts.count).contains(number) else {
        let count = lesson.parts.count
        let parts: NoteReport.Content = "\(count: count, "parts")"
        host.emit(
          .note(NoteReport(.partCount, ["parts": parts], count: count, tone: .warning)))
        break
      }
      goTo(number - 1, host)
    case .contents: host.emit(.prose(contents))
    case .review:
      review(host)
      if pause.asked != nil { remind(host) }
    }
    return .waiting
  }

  /// Goes on without an answer.
  private mutating func skip(_ host: Host) {
    if isFinished { return remind(host) }
    if let question = pause.asked { note(question, "", .skipped) }
    goOn(host)
  }
}

// MARK: - Moving about

extension LessonPlayer {
  /// Begins a part anew, in the state it always begins in.
  package mutating func goTo(_ part: Int, _ host: Host) {
    guard lesson.parts.indices.contains(part) else { return }
    guard let session = start(of: part, host) else {
      host.emit(.note(NoteReport(.stopped, tone: .warning)))
      return
    }
    setExperimentAside(host)
    own = session
    place = Place(part: part)
    play(host)
  }

  /// Moves to a part of a lesson that has not begun, without playing it.
  ///
  /// - Returns: false where the learner stopped it.
  package mutating func move(to part: Int, _ host: Host) -> Bool {
    guard let session = start(of: part, host) else { return false }
    own = session
    place = Place(part: part)
    return true
  }

  /// The state in which a part begins, nil where the learner didn't want to wait for it.
  ///
  /// The parts before it that were never played are, without a word and by their solutions.
  private mutating func start(of part: Int, _ host: Host) -> Session? {
    let silent = Host(emit: { _ in }, isInterrupted: host.isInterrupted)
    while starts.count <= part {
      let unplayed = starts.count - 1
      var session = starts[unplayed]
      for item in lesson.parts[unplayed].items {
        guard session.settle(item, silent) else { return nil }
      }
      starts.append(session)
    }
    return starts[part]
  }
}
