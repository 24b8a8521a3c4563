/// What a learner has done in every lesson: a value that programs keep in one file.
package struct LearningRecord: Hashable, Sendable {
  /// What is known of each lesson, by its name.
  package internal(set) var lessons: [String: LessonRecord] = [:]
  /// How the predictions went that the learner made for themselves.
  package internal(set) var predictions = Score()
  /// How practice went.
  package internal(set) var practice = PracticeRecord()
  /// Lines of the file that a later program has written, kept as they are.
  var unknown: [String] = []

  package init() {}

  /// What is known of a lesson, nil where it was never opened.
  package subscript(lesson: String) -> LessonRecord? { lessons[lesson] }
}

/// How questions went.
package struct Score: Hashable, Sendable {
  /// To how many a right answer was found.
  package var right = 0
  package var asked = 0
  /// How many of the right ones were right at once.
  package var atOnce = 0
  /// How many were answered by the solution.
  package var helped = 0
  /// How many were passed over.
  package var skipped = 0

  package init(
    right: Int = 0, asked: Int = 0, atOnce: Int = 0, helped: Int = 0, skipped: Int = 0
  ) {
    (self.right, self.asked, self.atOnce) = (right, asked, atOnce)
    (self.helped, self.skipped) = (helped, skipped)
  }
}

/// What a learner has done in a lesson, as the lesson was when they last opened it.
package struct LessonRecord: Hashable, Sendable {
  /// The lesson's parts in order, and behind them those done that it has lost.
  package internal(set) var parts: [Part] = []
  package internal(set) var answers: [Answer] = []

  package init() {}

  /// A part, found again by its id, and by its hash if it changed.
  package struct Part: Hashable, Sendable {
    package enum State: String, Hashable, Sendable {
      case open, done
      /// Done, and no longer there.
      case gone
    }

    package var id: String
    package var hash: ContentHash
    package var state: State
  }

  /// What was answered to a question.
  package struct Answer: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable {
      case right, wrong
      /// The solution was asked for.
      case shown
      case skipped
    }

    /// The id of the question's part.
    package var part: String
    package var question: String
    /// What was typed; empty where nothing was.
    package var answer: String
    package var outcome: Outcome

    /// An answer as it can be kept: long texts are cut.
    package init(part: String, question: String, answer: String, outcome: Outcome) {
      self.part = part
      self.question = LearningRecord.field(question)
      self.answer = LearningRecord.field(answer)
      self.outcome = outcome
    }
  }
}

extension LessonRecord {
  /// How many parts are done of those the lesson has.
  package var partsDone: Int { parts.count { $0.state == .done } }

  /// How many parts the lesson had when it was last opened.
  package var partCount: Int { parts.count { $0.state != .gone } }

  /// Whether nothing is left to do.
  package var isDone: Bool { partCount > 0 && partsDone == partCount }

  /// How the questions went that the lesson has: answers of parts that are gone don't count.
  package var score: Score {
    let there = Set(parts.lazy.filter { $0.state != .gone }.map(\.id))
    return Score(of: answers.filter { there.contains($0.part) })
  }

  func part(_ id: String) -> Part? { parts.first { $0.id == id } }
}

extension Score {
  /// How the questions of some answers went.
  ///
  /// A question is right at once where the first answer was; it is right after tries where a right
  /// one followed before help did; where there was help first, the answer is no longer one's own.
  init(of answers: [LessonRecord.Answer]) {
    struct Question: Hashable {
      var part: String
      var text: String
    }
    self.init()
    let asked = Dictionary(grouping: answers) { Question(part: $0.part, text: $0.question) }
    for answers in asked.values {
      self.asked += 1
      let settled = answers.firstIndex { $0.outcome != .wrong }
      switch settled.map({ answers[$0].outcome }) {
      case .right:
        right += 1
        if settled == 0 { atOnce += 1 }
      case .shown: helped += 1
      case .skipped: skipped += 1
      case .wrong, nil: break
      }
    }
  }
}
