import Formula
import Session
import Tutor

extension WrittenQuestion {
  /// What begins a line of exercises.
  static let practiceWord = "practice"
  private static let mostExercises = 20

  /// `practice WHAT [n] [blank] [seed m]`, so many exercises made by the program, each showing less
  /// than the last, or nothing but what is given.
  ///
  /// They are the same for everybody, so that the check does them too; another seed makes others.
  static func practice(_ rest: SourceSlice, _ line: SourceSlice) throws(Diagnostic)
    -> [WrittenQuestion]
  {
    let (name, behind) = rest.firstWord
    guard !name.isEmpty else { throw LessonMessages.practiceEmpty(at: line.range) }
    var (word, others) = behind.firstWord
    var (count, seed, isBlank) = (1, UInt64(0), false)
    if !word.isEmpty, word.text != "seed", word.text != "blank" {
      // fits: a limit of more than one
      guard let number = Int(word.text), (1...mostExercises).contains(number) else {
        throw LessonMessages.practiceCount(mostExercises, at: word.range)
      }
      count = number
      (word, others) = others.firstWord
    }
    if word.text == "blank" {
      isBlank = true
      (word, others) = others.firstWord
    }
    if !word.isEmpty {
      // fits: nil where it doesn't
      guard word.text == "seed", let number = UInt64(others.text) else {
        throw LessonMessages.practiceSeed(at: word.range)
      }
      seed = number
    }
    // fits: one at least
    return (1...count).map { number in
      WrittenQuestion([name]) { [seed, isBlank] session, _ throws(Diagnostic) in
        guard let subject = PracticeSubject(String(name.text), session.library) else {
          throw .practiceUnknown(
            String(name.text), among: PracticeSubject.names(session.library), at: name.range)
        }
        let stage = isBlank ? .blank : Drill.Stage(rawValue: min(number, 3)) ?? .blank
        guard let question = subject.question(seed: seed, number: number, stage: stage) else {
          throw .practiceTooHard(String(name.text), at: name.range)
        }
        return question
      }
    }
  }
}
