/// How a lesson differs from what it was when a learner last opened it.
package struct LessonChanges: Hashable {
  /// Titles of parts that were not there.
  var new: [String] = []
  /// Titles of parts whose text is another.
  var changed: [String] = []
  /// How many parts are no longer there.
  var goneCount = 0

  /// Compares; a lesson of which nothing was done has not changed for anybody.
  init(since record: LessonRecord, of lesson: Lesson) {
    guard record.partsDone > 0 else { return }
    for part in lesson.parts {
      guard let known = record.part(part.id), known.state != .gone else {
        new.append(part.title)
        continue
      }
      if known.hash != part.contentHash { changed.append(part.title) }
    }
    goneCount = record.parts.count { $0.state != .gone && lesson.partIndex(id: $0.id) == nil }
  }

  var isEmpty: Bool { new.isEmpty && changed.isEmpty && goneCount == 0 }
}

extension LessonRecord {
  /// Whether it is of this very lesson: a part with its text was there.
  package func knows(_ lesson: Lesson) -> Bool {
    lesson.parts.contains { part in
      parts.contains { $0.id == part.id && $0.hash == part.contentHash }
    }
  }
}

extension Lesson {
  /// The parts as progress keeps them.
  package var recordParts: [LessonRecord.Part] { parts.map { $0.record(.open) } }
}

extension Lesson.Part {
  func record(_ state: LessonRecord.Part.State) -> LessonRecord.Part {
    LessonRecord.Part(id: id, hash: contentHash, state: state)
  }
}
