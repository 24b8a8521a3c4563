import Formula
package import Session
import Tutor

extension LessonPlayer {
  /// Plays on from the place at hand to the next pause.
  package mutating func play(_ host: Host) {
    let host = host.speaking(lesson.language)
    (hintsGiven, wrongAnswers, looks, lastRemark) = (0, 0, [], nil)
    budget.beginStretch()
    while let part {
      if place == Place(part: place.part) { begin(part, host) }
      guard place.item < part.items.count else {
        done.insert(place.part)
        let isLast = place.part == lesson.parts.count - 1
        pause = isLast ? .finished : .partEnd
        if isLast {
          host.emit(
            .note(NoteReport(.endOfLesson, ["title": "\(lesson.title)"], tone: .good)))
          if takesOneAnswer { tellScore(host) }
          let left = lesson.parts.count - done.count
          if left > 0 {
            let parts: NoteReport.Content = "\(count: left, "parts")"
            host.emit(.note(NoteReport(.partsLeft, ["parts": parts], count: left)))
          }
        } else if takesOneAnswer, lesson.asks(in: place.part) {
          host.emit(.note(NoteReport(.enterContinues)))
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
    met = [:]
    rounds[place.part, default: 0] += 1
    // What stands before the first heading has the lesson's title.
    let headings = [part.above, part.heading].compactMap { $0 }
    let shown = headings.map { Prose.Block.heading(level: $0.level, $0.inlines) }
    show(Prose(shown.isEmpty ? [.heading(level: 1, [.text(lesson.title)])] : shown), host)
  }

  /// Plays an item from its statement at hand; a pause if it has one.
  private mutating func play(_ item: Item, _ host: Host) -> Pause? {
    switch item.kind {
    case .prose(let prose):
      show(prose, host)
      return nil
    case .question(let written):
      do throws(Diagnostic) {
        return .question(try ask(written, before: nil, host))
      } catch {
        blame(error, host)
        return nil
      }
    case .exercise(let exercise):
      experiment = own
      met[exercise.text, default: 0] += 1
      put(exercise, host)
      return .exercise(exercise)
    case .statements(let statements):
      budget.beginBlock()
      return play(statements, host)
    // The learner has seen what the commands print now.
    case .output: return nil
    case .unread(let unread):
      lapses.add(unread)
      return nil
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
            host.emit(.note(NoteReport(.stoppedCommand, tone: .warning)))
            return .stopped
          }
        case .recipe(let recipe):
          try own.define(recipe, host)
        case .expect(let condition):
          try own.check(condition)
        case .question(let written):
          let next = statements.dropFirst(place.statement).first
          return .question(try ask(written, before: next, host))
        // It was taken into its question, or reported.
        case .remark: break
        case .unread(let unread): lapses.add(unread)
        }
        if case .command(let command) = statement.kind { lapses.makeGood(command) }
      } catch {
        blame(error, at: statement, host)
      }
    }
    return nil
  }

  /// Shows a mistake in a statement, unless what failed before explains it.
  private mutating func blame(_ mistake: Diagnostic, at statement: Statement, _ host: Host) {
    switch statement.kind {
    case .command(let command):
      if !lapses.explains(command) { blame(mistake, host) }
      lapses.add(command)
    case .expect(let condition):
      if !lapses.explains(formula: condition) { blame(mistake, host) }
    case .question:
      if lapses.isEmpty { blame(mistake, host) }
    case .recipe: blame(mistake, host)
    case .remark, .unread: break
    }
  }

  /// Puts a question.
  private mutating func ask(
    _ written: WrittenQuestion, before next: Statement?, _ host: Host
  ) throws(Diagnostic) -> any LessonQuestion {
    let question = try written.make(own, next)
    met[question.text, default: 0] += 1
    // Shuffled the same for everybody, and anew each time the part is played.
    let seed = ContentHash(of: "\(lesson.shuffleSeed)\n\(name(of: question))").value
    var dice = Dice(seed: seed, round: rounds[place.part] ?? 0)
    let laidOut = question.laidOut(&dice, shufflesChoices: lesson.frontMatter.shuffle != nil)
    put(laidOut, host)
    return laidOut
  }

  /// What a question is called where answers are kept: of several that read the same in a part, each
  /// has its number behind it.
  func name(of question: any LessonQuestion) -> String {
    let count = met[question.text] ?? 1
    return count > 1 ? "\(question.text) (\(count))" : question.text
  }

  /// Goes on behind a question or an exercise, and plays to the next pause.
  mutating func goOn(_ host: Host) {
    if case .exercise(let exercise) = pause {
      var (session, mistakes) = (own, [Diagnostic]())
      budget.beginStretch()
      var found = lapses
      let isDone = session.solve(exercise, &budget, host) { mistake, step in
        guard case .command(let command) = step else { return mistakes.append(mistake) }
        if !found.explains(command) { mistakes.append(mistake) }
        found.add(command)
      }
      lapses = found
      guard isDone else {
        host.emit(.note(NoteReport(.stopped, tone: .warning)))
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
    defer { (experiment, tried) = (nil, []) }
    guard !tried.isEmpty else { return }
    let lines: NoteReport.Content = "\(tried.prefix(3).map(\.text).joined(separator: " · "))"
    // fits: more than none
    let more = tried.count - 3
    host.emit(
      .note(
        more > 0
          ? NoteReport(.setAsideMore, ["lines": lines, "more": "\(count: more, "more")"])
          : NoteReport(.setAside, ["lines": lines])))
  }

  /// Shows prose with its live values.
  func show(_ prose: Prose, _ host: Host) {
    var mistakes: [Diagnostic] = []
    let shown = prose.withValues(own) { mistake, formula in
      if !lapses.explains(formula: formula) { mistakes.append(mistake) }
    }
    host.emit(.prose(shown))
    for mistake in mistakes { blame(mistake, host) }
  }

  /// Shows a mistake of the author's; the lesson goes on.
  func blame(_ mistake: Diagnostic, _ host: Host) {
    host.emit(.error(ErrorReport(mistake, in: lesson.source)))
  }
}
