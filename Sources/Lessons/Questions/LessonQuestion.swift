package import Formula
package import Session

/// What a lesson waits to be answered: all there is to one kind of question.
///
/// The player and the check know questions by this alone.
package protocol LessonQuestion: Sendable {
  /// What is asked, as answers remember it.
  var text: String { get }
  /// A hint, each plainer than the one before, counted from 1; nil where there is no more to say.
  func hint(number: Int) -> NoteReport.Content?

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

/// What a line is to a question.
package enum Judgement: Hashable, Sendable {
  case right, wrong
  /// An answer that can't be read, which counts as none.
  case unclear
  /// Something else, such as a command.
  case noAnswer
}
