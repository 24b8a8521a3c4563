import Testing
import Tutor

@testable import Lessons

/// What is known of what was practised, and how it is kept.
struct PracticeRecordTests {
  private func attempt(_ isRight: Bool, slip: Slip.Kind? = nil) -> LearningRecord.Change {
    .practised(
      PracticeRecord.Attempt(
        subject: "rmsprop", lines: ["denominator", "θ"], isRight: isRight, slip: slip,
        slipLine: slip == nil ? nil : "denominator"))
  }

  private var wrong: LearningRecord {
    var record = LearningRecord()
    record.apply(attempt(false, slip: .root))
    return record
  }

  @Test func aSlipIsItsLines() {
    let practice = wrong.practice
    #expect(practice.lines[.init("rmsprop", "denominator")]?.asked == 1)
    #expect(practice.lines[.init("rmsprop", "θ")]?.asked == 0)
    #expect(practice.slips.values.sorted() == [1])
    #expect(practice.open == ["rmsprop"])
  }

  @Test func threeInARowWithoutHelpIsMastered() {
    var record = wrong
    for count in 1...3 {
      record.apply(attempt(true))
      let skill = record.practice.lines[.init("rmsprop", "denominator")]
      #expect(skill?.isMastered == (count == 3))
    }
    #expect(record.practice.open.isEmpty)
    record.apply(attempt(false))
    #expect(record.practice.lines[.init("rmsprop", "θ")]?.isMastered == false)
  }

  /// It is due after every third exercise.
  @Test func whatWentWrongComesBackAtEvenIntervals() {
    var record = wrong
    #expect(record.practice.due.isEmpty)
    let other = LearningRecord.Change.practised(
      .init(subject: "gd", lines: ["θ"], isRight: true))
    for _ in 0..<2 { record.apply(other) }
    #expect(record.practice.due.isEmpty)
    record.apply(other)
    #expect(record.practice.due == ["rmsprop"])
    record.apply(attempt(true))
    #expect(record.practice.due.isEmpty)
    for _ in 0..<3 { record.apply(other) }
    #expect(record.practice.due == ["rmsprop"])
  }

  @Test func itIsWrittenAndReadAgain() {
    let record = wrong
    #expect(record.text.hasPrefix("downhill progress 2\n"))
    #expect(LearningRecord.read(Array(record.text.utf8)) == .whole(record))
  }

  /// An older program goes on with the file as long as nothing was practised.
  @Test func withoutPracticeTheFileStaysInItsFirstForm() {
    var record = LearningRecord()
    record.apply(.predicted(isRight: true))
    #expect(record.text.hasPrefix("downhill progress 1\n"))
  }

  @Test(arguments: [
    "whatever\tx\ty", "slip\tadam\tm\tsome-later-kind\t3", "skills\tadam",
  ])
  func linesOfALaterProgramSurvive(_ line: String) throws {
    let text = "downhill progress 2\nexercises\t4\n\(line)\nend\n"
    guard case .whole(var record) = LearningRecord.read(Array(text.utf8)) else {
      Issue.record("not whole")
      return
    }
    record.apply(attempt(true))
    #expect(record.text.contains("\(line)\n"))
  }

  @Test(arguments: [
    "skill\ta\tb\t-1\t0\t0\t0\t0", "exercises\tmany", "skill\ta", "exercises\t9999999999999999",
  ])
  func aDamagedLineIsToldOf(_ line: String) {
    let text = "downhill progress 2\n\(line)\nend\n"
    guard case .damaged = LearningRecord.read(Array(text.utf8)) else {
      Issue.record("taken for whole")
      return
    }
  }

  @Test func toMergeTwiceChangesNothing() {
    var record = wrong
    var other = LearningRecord()
    other.apply(attempt(true))
    other.apply(attempt(true))
    record.apply(.merged(other))
    let once = record
    record.apply(.merged(other))
    #expect(record == once)
    #expect(record.practice.lines[.init("rmsprop", "θ")]?.asked == 2)
  }
}
