import Formula
import Lessons
import Session
import Tutor

/// Exercises that are done one after the other.
struct PracticeRun: Sendable {
  /// What is practised; nil takes what comes back.
  var subject: PracticeSubject?
  var seed: UInt64
  /// The exercise at hand.
  var number: Int
  /// Whether the seed was given, so that the exercises depend on nothing else.
  var isReplay: Bool
  /// How many exercises are still to come, nil where they go on.
  var left: Int?
  /// How many were right in a row since it began, and how many of how many at once.
  var inARow = 0
  var right = 0
  var done = 0
  /// Whether the exercise at hand counts already.
  var isNoted = false
}

extension Conversation {
  /// Begins to practise.
  mutating func practise(_ wish: PracticeWish, _ line: Line, _ host: Host) -> Reply {
    say(store.refresh(), host)
    var subject = wish.subject
    if subject == nil, !wish.isReview {
      subject = topic(of: wish.name.value)
      guard subject != nil else {
        let known =
          PracticeSubject.names(live.library) + lessons.names + ["review"]
        host.emit(
          .error(
            line.error(
              .practiceUnknown(wish.name.value, among: known, at: wish.name.range))))
        return .failed
      }
    }
    practice = PracticeRun(
      subject: subject, seed: wish.seed ?? 0,
      number: wish.seed == nil ? store.progress.practice.count : 0, isReplay: wish.seed != nil,
      left: wish.count)
    return nextDrill(host) ? .goOn : .failed
  }

  /// What a lesson is about: the first optimizer it uses.
  private func topic(of lesson: String) -> PracticeSubject? {
    guard let source = try? lessons.source(of: lesson) else { return nil }
    let items = LessonParser.parse(source).lesson?.parts.flatMap(\.items) ?? []
    for case .statements(let statements) in items.map(\.kind) {
      for case .command(let command) in statements.map(\.kind) {
        let words = command.text.split(separator: " ")
        if words.first == "use", words.count > 1,
          let subject = PracticeSubject(String(words[1]), live.library)
        {
          return subject
        }
      }
    }
    return nil
  }

  /// Puts the next exercise.
  ///
  /// - Returns: false where there is none, which ends practice.
  @discardableResult
  mutating func nextDrill(_ host: Host) -> Bool {
    guard var run = practice else { return false }
    // What was passed over was not right.
    if let question, !run.isNoted, question.drill != nil {
      note(.wrong([]), question, host)
      run = practice ?? run
    }
    question = nil
    guard !host.isInterrupted() else {
      endPractice(host)
      return true
    }
    if let left = run.left {
      guard left > 0 else {
        endPractice(host)
        return true
      }
      run.left = left - 1
    }
    guard let subject = run.subject ?? subjectDue(host) else {
      practice = nil
      return true
    }
    // fits: one more than what was done
    run.number += 1
    run.isNoted = false
    let stage =
      run.isReplay
      ? Drill.Stage(rawValue: min(run.inARow + 1, 3)) ?? .blank
      : store.progress.practice.stage(of: subject.key, last: subject.lastLine)
    guard let question = subject.question(seed: run.seed, number: run.number, stage: stage),
      let drill = question.drill
    else {
      practice = nil
      host.emit(
        .error(ErrorReport(.practiceTooHard(subject.key), in: SourceText(subject.key))))
      return false
    }
    practice = run
    host.emit(.drill(drill.report))
    ask(question, host)
    return true
  }

  /// What comes back now, else what comes back next; says so where nothing does.
  private func subjectDue(_ host: Host) -> PracticeSubject? {
    let record = store.progress.practice
    for key in record.due + record.open {
      if let subject = PracticeSubject(key, live.library) { return subject }
    }
    let isNew = record.count == 0
    host.emit(
      .note(
        NoteReport(
          isNew
            ? "Nothing was practised yet: practice rmsprop begins."
            : "Nothing is left to come back to.", tone: isNew ? .plain : .good)))
    return nil
  }

  /// Writes down how an exercise went.
  mutating func note(_ verdict: NumberQuestion.Verdict, _ question: NumberQuestion, _ host: Host) {
    guard let drill = question.drill, var run = practice, !run.isNoted else { return }
    let isRight = verdict == .right && hintsGiven == 0
    var slip: Slip?
    if case .wrong(let findings) = verdict { slip = findings.first?.slips.first }
    run.isNoted = true
    run.done += 1
    if isRight { run.right += 1 }
    run.inARow = isRight ? run.inARow + 1 : 0
    practice = run
    let before = store.progress.practice
    let attempt = PracticeRecord.Attempt(
      subject: drill.subject, lines: drill.hiddenNames.map(\.text), isRight: isRight,
      slip: slip?.kind, slipLine: slip?.line?.text)
    keep([.practised(attempt)], host)
    let mastered = store.progress.practice.lines.filter { place, skill in
      skill.isMastered && before.lines[place]?.isMastered != true
    }
    guard !mastered.isEmpty else { return }
    let names = mastered.keys.map(\.line).sorted().joined(separator: ", ")
    host.emit(.note(NoteReport("Mastered: \(names).", tone: .good)))
  }

  /// Says how practice went.
  mutating func endPractice(_ host: Host) {
    guard let run = practice else { return }
    practice = nil
    (question, waitingQuestion) = (nil, nil)
    guard run.done > 0 else { return host.emit(.note(NoteReport("Practice ends."))) }
    host.emit(
      .note(
        NoteReport(
          "Practice ends: \(count: run.right, "right") of \(count: run.done, "done") right at once."
        )))
  }
}

extension PracticeSubject {
  /// The line that comes last, by which the record says how much to show.
  var lastLine: String {
    switch self {
    case .recipe: Name.theta.text
    case .objective, .derivatives: Name.gradient.text
    case .averages: AverageDrills.lastLine
    case .walks, .minimum: key
    }
  }
}
