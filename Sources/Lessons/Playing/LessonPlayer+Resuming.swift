package import Session

extension LessonPlayer {
  /// Takes up what was done before, and moves to the first part that wasn't.
  ///
  /// What has changed in the lesson meanwhile is said, and so is where the lesson goes on. Nothing
  /// is played yet.
  package mutating func resume(_ record: LessonRecord, _ host: Host) {
    let host = host.speaking(lesson.language)
    let changes = LessonChanges(since: record, of: lesson)
    if !changes.isEmpty { host.emit(.note(ProgressMessages.changed(changes))) }
    done = Set(
      lesson.parts.indices.filter { index in
        record.part(lesson.parts[index].id).map { $0.state != .open } ?? false
      })
    answers = record.answers.compactMap { answer in
      lesson.partIndex(id: answer.part).map {
        Answer(
          part: $0, question: answer.question, answer: answer.answer, outcome: answer.outcome)
      }
    }
    guard !done.isEmpty else { return }
    let count = lesson.parts.count
    guard let first = lesson.parts.indices.first(where: { !done.contains($0) }) else {
      host.emit(.note(ProgressMessages.doneBefore(count)))
      return
    }
    guard first > 0, move(to: first, host) else { return }
    host.emit(.note(ProgressMessages.resumed(done: done.count, of: count, at: first + 1)))
  }

  /// What a learner did since an earlier moment of this lesson.
  package func changes(since before: LessonPlayer) -> [LearningRecord.Change] {
    let name = lesson.progressName
    let finished = done.subtracting(before.done).sorted()
    return answers.dropFirst(before.answers.count)
      .map { .answered(name, lesson.record($0)) }
      + (finished.isEmpty ? [] : [.opened(name, parts: lesson.recordParts)])
      + finished.map { .did(name, lesson.parts[$0].record(.done)) }
  }

  /// Forgets what was done, but not where one is.
  package mutating func forget() {
    done = []
    answers = []
  }
}

extension Lesson {
  /// An answer as it is kept.
  func record(_ answer: LessonPlayer.Answer) -> LessonRecord.Answer {
    LessonRecord.Answer(
      part: parts[answer.part].id, question: answer.question, answer: answer.answer,
      outcome: answer.outcome)
  }
}
