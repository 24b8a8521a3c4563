package import Formula
package import Session
package import Tutor

/// What a lesson waits to be answered: all there is to one kind of question.
///
/// The player and the check know questions by this alone.
package protocol LessonQuestion: Sendable {
  /// What is asked, as answers remember it.
  var text: String { get }
  /// Whether the answer depends on where the lesson is.
  var isAboutState: Bool { get }
  /// A hint, each plainer than the one before, counted from 1; nil where there is no more to say.
  func hint(number: Int) -> NoteReport.Content?
  /// How many hints are told once a wrong answer, counted from 1, got its feedback, of those that were
  /// told before it.
  func hintsTold(afterWrong attempt: Int, _ told: Int) -> Int

  /// Whether a part may ask it more than once: an exercise that the program makes.
  var mayRepeat: Bool { get }

  /// Whether the lesson goes on after a wrong answer too, which is then settled.
  var isSettledByAnyAnswer: Bool { get }

  /// Takes in what its author adds on a line below it.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the lesson's file.
  mutating func add(_ remark: AuthorsRemark, in session: Session) throws(Diagnostic)
  /// The question as it is put to a learner: what is shuffled is in an order that the dice make.
  func laidOut(_ dice: inout Dice, shufflesChoices: Bool) -> any LessonQuestion

  /// Puts the question.
  func ask(by player: LessonPlayer, _ host: Host)
  /// Hears a line, and says what there is to say of it.
  func judge(_ line: SourceSlice, by player: LessonPlayer, _ host: Host) -> Judgement
  /// Shows the answer.
  func showSolution(by player: LessonPlayer, _ host: Host)

  /// Tries what learners might say, and then goes on with the right answer.
  ///
  /// - Parameters:
  ///   - range: where in the file the question stands.
  ///   - player: a player that waits for the answer.
  ///   - rehearsal: takes what the author has to answer for.
  func rehearse(
    at range: SourceRange, with player: inout LessonPlayer, in rehearsal: inout Rehearsal)
}

extension LessonQuestion {
  package var mayRepeat: Bool { false }
  package var isSettledByAnyAnswer: Bool { false }

  package func hintsTold(afterWrong attempt: Int, _ told: Int) -> Int { told }

  package func laidOut(_ dice: inout Dice, shufflesChoices: Bool) -> any LessonQuestion { self }
}

/// What a line is to a question.
package enum Judgement: Hashable, Sendable {
  case right, wrong
  /// An answer that can't be read, which counts as none.
  case unclear
  /// Something else, such as a command.
  case noAnswer
}

extension LessonQuestion {
  package var isAboutState: Bool { true }
}
