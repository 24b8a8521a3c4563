import Formula
import Session
import Tutor

extension WrittenQuestion {
  /// What begins a line of exercises.
  static let practiceWord = "practice"
  private static let mostExercises = 20

  /// `practice WHAT [n]`, so many exercises made by the program, each showing less than the last.
  ///
  /// They are the same for everybody, so that the check does them too.
  static func practice(_ rest: SourceSlice, _ line: SourceSlice) throws(Diagnostic)
    -> [WrittenQuestion]
  {
    let (name, behind) = rest.firstWord
    guard !name.isEmpty else { throw LessonMessages.practiceEmpty(at: line.range) }
    var count = 1
    if !behind.isEmpty {
      // fits: a limit of more than one
      guard let number = Int(behind.text), (1...mostExercises).contains(number) else {
        throw LessonMessages.practiceCount(mostExercises, at: behind.range)
      }
      count = number
    }
    // fits: one at least
    return (1...count).map { number in
      WrittenQuestion([name]) { session, _ throws(Diagnostic) in
        guard let subject = PracticeSubject(String(name.text), session.library) else {
          throw .practiceUnknown(
            String(name.text), among: PracticeSubject.names(session.library), at: name.range)
        }
        let stage = Drill.Stage(rawValue: min(number, 3)) ?? .blank
        guard let drill = subject.drill(seed: 0, number: number, stage: stage) else {
          throw .practiceTooHard(String(name.text), at: name.range)
        }
        return drill.question
      }
    }
  }
}
