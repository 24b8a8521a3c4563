package import Formula
package import Session

/// What a person and the program say to each other, line by line: commands, formulas, answers to a
/// prediction, and a lesson where one is open.
///
/// It knows nothing of terminals: lines come in and reports go out, so that a pipe, a test and a
/// screen see the same.
package struct Conversation: Sendable {
  package internal(set) var session: Session
  package internal(set) var player: LessonPlayer?
  package let lessons: LessonLibrary
  /// The prediction that waits for its answer.
  package private(set) var question: NumberQuestion?
  package private(set) var score = Score()
  /// The recipe whose lines are being typed.
  var draft: RecipeDraft?
  /// The last recipe that had a mistake in it.
  var faultyRecipe: String?

  /// How a person's predictions went.
  package struct Score: Hashable, Sendable {
    package var right = 0
    package var asked = 0
  }

  /// Whether the talk goes on.
  package enum Reply: Hashable, Sendable {
    case goOn, quit
    /// The line was wrong; in a file of commands that is the end.
    case failed
  }

  package init(session: Session, lessons: LessonLibrary) {
    self.session = session
    self.lessons = lessons
  }

  /// What stands before the cursor.
  package var prompt: String {
    if isDrafting { return Conversation.draftPrompt }
    if question != nil { return "answer> " }
    return player?.prompt ?? "downhill> "
  }

  /// The session that formulas and completion speak of.
  package var live: Session { player?.live ?? session }
}

// MARK: - Taking lines

extension Conversation {
  /// Takes a line.
  ///
  /// - Parameters:
  ///   - line: what was typed; an empty line may repeat a step or go on in a lesson.
  ///   - source: what an error points into; nil where it is the line itself.
  ///   - host: takes the reports.
  /// - Returns: whether the talk goes on.
  package mutating func receive(_ line: String, in source: SourceLine? = nil, _ host: Host)
    -> Reply
  {
    let typed = RecipeDraft.Line(text: line, source: source)
    if isDrafting { return addToDraft(typed, host) }
    let text = line.withoutComment
    if let question {
      if !text.isEmpty, !live.isCommand(text) { return answer(text, question, host) }
      // A blank line in a file is only a gap.
      if text.isEmpty, source != nil { return .goOn }
      if text.isEmpty {
        dropQuestion(host)
        return .goOn
      }
      self.question = nil
    }
    if var player {
      let reply = player.receive(line, host)
      self.player = player
      return leave(reply, typed, host)
    }
    if text.isEmpty {
      guard source == nil, let repetition = session.repetition else { return .goOn }
      return receive(repetition, host)
    }
    do {
      return carryOut(try session.execute(line, host), typed, host)
    } catch {
      host.emit(.error(source?.error(error) ?? ErrorReport(error, in: SourceText(line))))
      return .failed
    }
  }

  /// Forgets the prediction that waits for its answer.
  mutating func dropQuestion(_ host: Host) {
    if question != nil { host.emit(.note(NoteReport("The prediction is set aside."))) }
    question = nil
  }

  private mutating func carryOut(_ outcome: Outcome, _ line: RecipeDraft.Line, _ host: Host)
    -> Reply
  {
    switch outcome {
    case .done: return .goOn
    case .quit: return .quit
    case .question(let question):
      self.question = question
      host.emit(.note(NoteReport(question.invitation)))
      return .goOn
    case .lesson(let request): return carryOut(request, host)
    case .recipe(let request): return carryOut(request, line, host)
    }
  }

  private mutating func carryOut(_ request: LessonRequest, _ host: Host) -> Reply {
    switch request {
    case .list:
      host.emit(.lessons(lessons.entries))
      return .goOn
    case .open(let name):
      return open(name, host) ? .goOn : .failed
    default:
      host.emit(.note(NoteReport("No lesson is open; lessons lists them.", tone: .warning)))
      return .goOn
    }
  }

  /// What is left when a lesson has taken a line.
  private mutating func leave(
    _ reply: LessonPlayer.Reply, _ line: RecipeDraft.Line, _ host: Host
  ) -> Reply {
    switch reply {
    case .waiting: return .goOn
    case .left:
      let name = player?.lesson.title ?? ""
      player = nil
      host.emit(.note(NoteReport("You left \(name). What you had set up before is back.")))
      return .goOn
    case .outside(let outcome):
      return carryOut(outcome, line, host)
    }
  }

  private mutating func answer(_ line: String, _ question: NumberQuestion, _ host: Host) -> Reply {
    do {
      let number = try live.answer(line)
      let verdict = question.judge(number)
      score.asked += 1
      if verdict == .right { score.right += 1 }
      host.emit(.note(question.feedback(verdict, on: line)))
      if let explanation = question.explanation { host.emit(.explanation(explanation)) }
      host.emit(.note(NoteReport("\(score.right) of \(score.asked) right so far")))
      self.question = nil
      return .goOn
    } catch {
      host.emit(.error(ErrorReport(error, in: SourceText(line))))
      return .failed
    }
  }
}

/// A line of a file, so that an error in it can be shown with the file's name and line.
package struct SourceLine: Sendable {
  let source: SourceText
  let offset: Int

  /// A line that begins at an offset of the source, in UTF-8.
  package init(of source: SourceText, at offset: Int) {
    self.source = source
    self.offset = offset
  }

  func error(_ diagnostic: Diagnostic) -> ErrorReport {
    var shifted = diagnostic.shifted(by: offset)
    if shifted.range == nil { shifted.range = SourceRange(offset, offset) }
    return ErrorReport(shifted, in: source)
  }
}

// MARK: - Lessons

extension Conversation {
  /// Opens a lesson and plays to its first pause.
  ///
  /// - Returns: whether there is such a lesson and it can be played.
  package mutating func open(_ nameOrPath: String, _ host: Host) -> Bool {
    do {
      let source = try lessons.source(of: nameOrPath)
      let (lesson, diagnostics) = LessonParser.parse(source)
      // An error shows the line it is in, which a stranger wrote.
      let shown = lesson?.source ?? source.blankingControls
      for diagnostic in diagnostics { host.emit(.error(ErrorReport(diagnostic, in: shown))) }
      guard let lesson else { return false }
      var player = LessonPlayer(lesson, library: session.library)
      player.play(host)
      self.player = player
      return true
    } catch {
      host.emit(.error(ErrorReport(error, in: SourceText(nameOrPath))))
      return false
    }
  }
}

extension LessonLibrary {
  /// What a list of lessons shows.
  package var entries: [LessonEntry] {
    lessons.map {
      LessonEntry(
        name: $0.name, title: $0.frontMatter.title, minutes: $0.frontMatter.minutes,
        needs: $0.frontMatter.needs)
    }
  }
}

extension Conversation {
  /// Plays an open lesson to its end by its own solutions, as a handout.
  package mutating func playThrough(_ host: Host) {
    while let player, !player.isFinished, !host.isInterrupted() {
      let isQuestion =
        switch player.pause {
        case .choice, .number, .exercise: true
        case .partEnd, .stopped, .finished: false
        }
      _ = receive(isQuestion ? "solution" : "", host)
    }
  }
}
