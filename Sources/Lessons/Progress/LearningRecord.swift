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
  package var right = 0
  package var asked = 0

  package init(right: Int = 0, asked: Int = 0) {
    self.right = right
    self.asked = asked
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

  /// How many questions were met, and to how many a right answer was found.
  package var score: Score {
    struct Question: Hashable {
      var part: String
      var text: String
    }
    let asked = Set(answers.map { Question(part: $0.part, text: $0.question) })
    let right = answers.filter { $0.outcome == .right }
    return Score(
      right: Set(right.map { Question(part: $0.part, text: $0.question) }).count,
      asked: asked.count)
  }

  func part(_ id: String) -> Part? { parts.first { $0.id == id } }
}
