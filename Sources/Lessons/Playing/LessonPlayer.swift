import Formula
package import Optimizers
package import Session
import Tutor

/// Plays a lesson: a value that a learner's lines move from pause to pause.
///
/// The lesson has a session of its own, which only the lesson's commands change, so that every
/// part begins in one and the same state however it was reached. What a learner types runs on a
/// copy, which is set aside when the lesson goes on.
package struct LessonPlayer: Sendable {
  package let lesson: Lesson
  package internal(set) var place = Place()
  package internal(set) var pause = Pause.partEnd
  /// The lesson's own state.
  package internal(set) var own: Session
  /// The learner's copy, nil as long as nothing was tried.
  package internal(set) var experiment: Session?
  /// What was typed that changed the copy.
  var tried: [TriedLine] = []
  /// The commands typed at this pause that changed nothing.
  var looks: Set<String> = []
  /// How often each question was met since the part at hand began, by its text.
  var met: [String: Int] = [:]
  /// How often each part was begun, so that what is shuffled is shuffled anew.
  var rounds: [Int: Int] = [:]
  /// What was last said of a goal that isn't met as it should be.
  var lastRemark: NoteReport.Content?
  /// The lesson's own state at the beginning of each part reached so far.
  package internal(set) var starts: [Session]
  /// Parts that were played to their end, by number from 0.
  package internal(set) var done: Set<Int> = []
  /// How many hints were given at this pause.
  package internal(set) var hintsGiven = 0
  /// How many wrong answers were given at it.
  package internal(set) var wrongAnswers = 0
  /// What was answered, by part.
  package internal(set) var answers: [Answer] = []
  /// The files that the lesson may read.
  let files: ReadableFiles
  /// What failed of the lesson's own commands, and keeps what follows from going as it should.
  var lapses = Lapses()
  /// How many steps the block at hand may still make.
  var budget = StepBudget()

  /// A place in a lesson: an item of a part, and a statement of the item.
  package struct Place: Hashable, Comparable, Sendable {
    package var part = 0
    package var item = 0
    package var statement = 0

    package init(part: Int = 0) { self.part = part }

    package static func < (left: Place, right: Place) -> Bool {
      (left.part, left.item, left.statement) < (right.part, right.item, right.statement)
    }
  }

  /// Why a lesson waits.
  package enum Pause: Sendable {
    /// For Enter, at a part's end.
    case partEnd
    /// For an answer.
    case question(any LessonQuestion)
    /// For commands that reach a goal.
    case exercise(Exercise)
    /// The learner stopped a command of the lesson, which is to be carried out again.
    case stopped
    /// The last part is done.
    case finished

    /// What is asked, nil where nothing is.
    package var asked: (any LessonQuestion)? {
      switch self {
      case .question(let question): question
      case .exercise(let exercise): exercise
      case .partEnd, .stopped, .finished: nil
      }
    }
  }

  /// What a learner answered to a question or an exercise.
  package struct Answer: Hashable, Sendable {
    package var part: Int
    package var question: String
    /// What was typed; empty where nothing was.
    package var answer: String
    package var outcome: LessonRecord.Answer.Outcome
  }

  /// A player before the first part, with the recipes that the lesson may use.
  package init(_ lesson: Lesson, library: RecipeLibrary) {
    self.lesson = lesson
    files = .beside(lessonAt: lesson.source.name)
    own = Session(library: library, commands: .standard)
    own.files = files
    starts = [own]
  }

  /// The part at hand.
  package var part: Lesson.Part? {
    place.part < lesson.parts.count ? lesson.parts[place.part] : nil
  }

  /// What stands before the cursor: where one is, or that this is an experiment.
  package var prompt: String {
    let isTrying =
      if case .exercise = pause { true } else { experiment != nil }
    if isTrying { return lesson.language.text(.tryPrompt) + "> " }
    return "\(lesson.name) \(min(place.part + 1, lesson.parts.count))/\(lesson.parts.count)> "
  }

  /// The session that formulas at this pause speak of.
  package var live: Session { experiment ?? own }

  package var isFinished: Bool {
    if case .finished = pause { return true }
    return false
  }
}
