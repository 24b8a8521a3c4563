extension LearningRecord {
  /// Something that happened, to be written down.
  ///
  /// What is kept on disk changes by these alone, each applied to what is there at that moment: so
  /// programs that run at the same time don't undo each other's.
  package enum Change: Hashable, Sendable {
    /// A lesson was opened, which now has these parts.
    case opened(String, parts: [LessonRecord.Part])
    /// A part was played to its end.
    case did(String, LessonRecord.Part)
    case answered(String, LessonRecord.Answer)
    case predicted(isRight: Bool)
    /// An exercise was done.
    case practised(PracticeRecord.Attempt)
    case forgot(String)
    /// What was kept under another name is a lesson's; it stays there too.
    case adopted(from: String, as: String)
    case merged(LearningRecord)
  }

  package mutating func apply(_ change: Change) {
    switch change {
    case .opened(let lesson, let parts):
      lessons[lesson, default: LessonRecord()].adopt(parts)
    case .did(let lesson, let part):
      lessons[lesson, default: LessonRecord()].finish(part)
    case .answered(let lesson, let answer):
      lessons[lesson, default: LessonRecord()].answers.append(answer)
    case .predicted(let isRight):
      predictions.asked += 1
      if isRight { predictions.right += 1 }
    case .practised(let attempt): practice.apply(attempt)
    case .forgot(let lesson):
      lessons[lesson] = nil
    case .adopted(let old, let lesson):
      if lessons[lesson] == nil { lessons[lesson] = lessons[old] }
    case .merged(let other):
      merge(other)
    }
  }

  /// Adds what another progress has more: a part done in either is done.
  ///
  /// To merge the same twice changes nothing the second time.
  private mutating func merge(_ other: LearningRecord) {
    for (name, record) in other.lessons { lessons[name, default: LessonRecord()].merge(record) }
    if other.predictions.asked > predictions.asked { predictions = other.predictions }
    practice.merge(other.practice)
    unknown += other.unknown.filter { !unknown.contains($0) }
  }
}

extension LessonRecord {
  /// Takes over the parts a lesson has now; what was done stays done.
  fileprivate mutating func adopt(_ current: [Part]) {
    let known = parts
    let ids = Set(current.map(\.id))
    parts = current.map { part in
      var part = part
      let isDone = known.contains { $0.id == part.id && $0.state != .open }
      part.state = isDone ? .done : .open
      return part
    }
    for var part in known where !ids.contains(part.id) && part.state != .open {
      part.state = .gone
      parts.append(part)
    }
  }

  fileprivate mutating func finish(_ part: Part) {
    var part = part
    part.state = .done
    if let index = parts.firstIndex(where: { $0.id == part.id }) {
      parts[index] = part
    } else {
      parts.append(part)
    }
  }

  fileprivate mutating func merge(_ other: LessonRecord) {
    if parts.isEmpty {
      parts = other.parts
    } else {
      for part in other.parts where part.state != .open {
        if let index = parts.firstIndex(where: { $0.id == part.id }) {
          if parts[index].state == .open { parts[index].state = .done }
        } else {
          parts.append(Part(id: part.id, hash: part.hash, state: .gone))
        }
      }
    }
    // The same answer given twice is two, but in both files it is one and the same.
    var mine = answers.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    for answer in other.answers {
      if let count = mine[answer], count > 0 {
        mine[answer] = count - 1
      } else {
        answers.append(answer)
      }
    }
  }
}
