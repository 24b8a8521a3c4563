package import Formula
package import Lessons
package import Session
package import Tutor

/// What a person and the program say to each other, line by line: commands, formulas, answers to a
/// prediction, and a lesson where one is open.
///
/// It knows nothing of terminals: lines come in and reports go out, so that a pipe, a test and a
/// screen see the same.
package struct Conversation: Sendable {
  package internal(set) var session: Session
  package internal(set) var player: LessonPlayer?
  package internal(set) var lessons: LessonLibrary
  /// How things are shown.
  package var settings = Settings()
  /// What undo takes back.
  var history = SessionHistory()
  /// The prediction that waits for its answer.
  package internal(set) var question: NumberQuestion?
  /// The question that goes on once another has told what was wrong with an answer to it.
  var waitingQuestion: NumberQuestion?
  /// The exercises that are being done, one of which the question is.
  var practice: PracticeRun?
  /// How many hints were given to it.
  var hintsGiven = 0
  /// How many wrong answers.
  var wrongAnswers = 0
  /// The command that the last line was, if it was carried out outside a lesson.
  package private(set) var lastCommand: String?
  /// The recipe whose lines are being typed.
  var draft: RecipeDraft?
  /// The last recipe that had a mistake in it.
  var faultyRecipe: String?
  /// How a person's predictions went.
  package internal(set) var score = Score()
  /// The lesson to go on with after one that was finished.
  var nextLesson: String?
  /// Whether nothing was typed since, so that Enter goes on too.
  var isBetweenLessons = false
  /// How many files that load each other are being carried out.
  var loadDepth = 0
  /// What was done in lessons, now and before.
  package internal(set) var store: ProgressStore
  /// Whether what is done now counts as progress.
  package var keepsProgress: Bool

  /// Whether the talk goes on.
  package enum Reply: Hashable, Sendable {
    case goOn, quit
    /// The line was wrong; in a file of commands that is the end.
    case failed
  }

  /// A talk that has not begun.
  ///
  /// - Parameters:
  ///   - session: what formulas speak of at first.
  ///   - lessons: the lessons there are.
  ///   - store: where progress is kept; by default nowhere beyond this talk.
  ///   - keepsProgress: false for a talk that is nobody's, such as a file of commands.
  package init(
    session: Session, lessons: LessonLibrary, store: ProgressStore = ProgressStore(path: nil),
    keepsProgress: Bool = true
  ) {
    self.session = session
    self.lessons = lessons
    self.store = store
    self.keepsProgress = keepsProgress
  }

  /// What stands before the cursor.
  package var prompt: String {
    if isDrafting { return Conversation.draftPrompt }
    if question != nil { return "answer> " }
    if let player { return player.prompt }
    return (settings.prompt ? session.status : nil).map { "\($0)> " } ?? "downhill> "
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
  ///   - isPasted: whether others come with it, typed before this one was answered.
  ///   - host: takes the reports.
  /// - Returns: whether the talk goes on.
  package mutating func receive(_ line: String, isPasted: Bool = false, _ host: Host) -> Reply {
    receive(Line(SourceSlice(line), isTyped: true, isPasted: isPasted), host)
  }

  /// Takes a line of a file or a pipe, in which a blank one is only a gap.
  package mutating func receive(_ line: SourceSlice, _ host: Host) -> Reply {
    receive(Line(line, isTyped: false), host)
  }

  private mutating func receive(_ line: Line, _ host: Host) -> Reply {
    lastCommand = nil
    if isDrafting { return addToDraft(line, host) }
    let command = line.slice.withoutComment
    if question != nil, let reply = receiveAtQuestion(command, line, host) { return reply }
    return receiveCommand(command, line, host)
  }

  /// Takes a line that is no answer and no line of a recipe.
  mutating func receiveCommand(_ command: SourceSlice, _ line: Line, _ host: Host) -> Reply {
    if var player {
      let before = player
      let reply = player.receive(line.slice, host)
      self.player = player
      keep(since: before, host)
      return leave(reply, line, host)
    }
    let wasBetweenLessons = isBetweenLessons
    isBetweenLessons = false
    if command.isEmpty {
      if line.isTyped, wasBetweenLessons { return openNext(host) }
      guard line.isTyped, let repetition = session.repetition else { return .goOn }
      return receive(repetition, host)
    }
    let before = session
    do {
      let outcome = try session.execute(command, host)
      let text = String(command.text)
      if case .done = outcome, session.isChanged(since: before) {
        history.record(text, before: before, after: session)
      }
      lastCommand = text
      return carryOut(outcome, line, host)
    } catch {
      host.emit(.error(line.error(error)))
      return .failed
    }
  }

  private mutating func carryOut(_ outcome: Outcome, _ line: Line, _ host: Host)
    -> Reply
  {
    switch outcome {
    case .done: return .goOn
    case .quit: return .quit
    case .undo:
      undo(host)
      return .goOn
    case .settings(let change):
      settings = settings.changed(change)
      host.apply(settings)
      host.emit(.settings(settings))
      return .goOn
    case .wish(let wish): return carryOut(wish, line, host)
    case .lesson(let request): return carryOut(request, host)
    case .recipe(let request): return carryOut(request, line, host)
    case .request(let request): return carryOut(request, line, host)
    case .load(let path): return load(path, line, host)
    }
  }

  private mutating func carryOut(_ request: LessonRequest, _ host: Host) -> Reply {
    switch request {
    case .list:
      list(host)
      return .goOn
    case .open(let name):
      return open(name, host) ? .goOn : .failed
    case .progress(let request):
      return carryOut(request, host)
    case .goTo(let step):
      return goTo(step: step, host)
    case .next where nextLesson != nil:
      return openNext(host)
    default:
      host.emit(.note(NoteReport("No lesson is open; lessons lists them.", tone: .warning)))
      return .goOn
    }
  }

  /// What is left when a lesson has taken a line.
  private mutating func leave(
    _ reply: LessonPlayer.Reply, _ line: Line, _ host: Host
  ) -> Reply {
    switch reply {
    case .waiting: return .goOn
    case .left:
      let left = player
      player = nil
      guard let left else { return .goOn }
      let host = host.speaking(left.lesson.language)
      host.emit(.note(NoteReport(.youLeft, ["title": "\(left.lesson.title)"])))
      if left.isFinished { suggestLesson(after: left.lesson.progressName, host) }
      return .goOn
    case .outside(let outcome):
      return carryOut(outcome, line, host)
    }
  }
}

extension Conversation {
  /// A line as it came.
  struct Line: Sendable {
    var slice: SourceSlice
    /// Whether a person typed it just now; else it stands in a file or came through a pipe.
    var isTyped: Bool
    /// Whether others were typed with it, before it was answered.
    var isPasted: Bool

    init(_ slice: SourceSlice, isTyped: Bool, isPasted: Bool = false) {
      self.slice = slice
      self.isTyped = isTyped
      self.isPasted = isPasted
    }

    /// An error of this line; in a file, what has no place of its own is shown at the line's.
    func error(_ diagnostic: Diagnostic) -> ErrorReport {
      var diagnostic = diagnostic
      if diagnostic.range == nil, !isTyped {
        diagnostic.range = SourceRange(slice.range.lower, slice.range.lower)
      }
      return ErrorReport(diagnostic, in: slice.source)
    }
  }
}
