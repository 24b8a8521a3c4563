import TestSupport
import Testing

@testable import Lessons

struct LearningRecordFormatTests {
  static let text = """
    downhill progress 1
    lesson\tadagrad
    done\topening\tbad847e3594edd4d
    open\twhat-to-keep\t04a028e78e1ef968
    gone\told\t0000000000000001
    wrong\topening\tWhat will x be?\t49.5
    right\topening\tWhat will x be?\t6.4
    shown\topening\tWhich?\t
    skipped\topening\tf < 1\t
    lesson\trmsprop
    predictions\t3\t5
    end

    """

  @Test func whatIsReadIsWrittenAgainToTheLetter() throws {
    guard case .whole(let progress) = LearningRecord.read(Array(Self.text.utf8)) else {
      Issue.record("not whole")
      return
    }
    #expect(progress.text == Self.text)
    #expect(progress["adagrad"]?.partsDone == 1)
    #expect(progress["adagrad"]?.partCount == 2)
    #expect(progress["adagrad"]?.score == Score(right: 1, asked: 3, helped: 1, skipped: 1))
    #expect(progress.predictions == Score(right: 3, asked: 5))
  }

  @Test(arguments: [
    "predictions\t0\t-1", "predictions\t-1\t3", "predictions\t-2\t-1", "predictions\t5\t3",
    "predictions\t0\t9223372036854775807", "predictions\t0\t99999999999999999999",
    "predictions\t\t", "done\t\t", "lesson\t", "lesson", "wrong\ta\tb\tc\td", "done\ta\t12",
    "done\ta\t+000000000000001", "end", "\t\t\t",
  ])
  func aRowThatCantBeIsNoTrapAndTheOthersAreKept(row: String) {
    let text = Self.text.replacing("predictions\t3\t5", with: row)
    let reading = LearningRecord.read(Array(text.utf8))
    var record: LearningRecord
    switch reading {
    case .whole(let read), .damaged(let read): record = read
    case .newer:
      Issue.record("no newer file")
      return
    }
    #expect(record["adagrad"]?.partsDone == 1)
    record.apply(.predicted(isRight: true))
    #expect(record.predictions.asked == 1)
    #expect(LearningRecord.read(Array(record.text.utf8)) == .whole(record))
  }

  @Test func whateverBytesThereAreReadingAndGoingOnNeverTraps() {
    var generator = SplitMix64(seed: 7)
    let pieces = [
      "\t", "\n", "-1", "9223372036854775807", "-9223372036854775808", "lesson", "end", "done",
      "predictions", "\u{FEFF}", "\0", "é", "1e9", "+", "\r\n", "downhill progress 2",
    ]
    for _ in 0..<3000 {
      var bytes = Array(Self.text.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(place + Int.random(in: 0...6, using: &generator), bytes.count)
        let isByte = Bool.random(using: &generator)
        let piece = pieces.randomElement(using: &generator) ?? ""
        bytes.replaceSubrange(
          place..<end,
          with: isByte ? [UInt8.random(in: 0...255, using: &generator)] : Array(piece.utf8))
      }
      guard case .whole(var record) = LearningRecord.read(bytes) else { continue }
      let part = LessonRecord.Part(id: "new", hash: ContentHash(value: 1), state: .open)
      record.apply(.opened("adagrad", parts: [part]))
      record.apply(.did("adagrad", part))
      record.apply(.predicted(isRight: true))
      record.apply(.merged(record))
      #expect(LearningRecord.read(Array(record.text.utf8)) == .whole(record))
    }
  }

  @Test func aFileThatBreaksOffAnywhereIsDamagedAndItsWholeLinesAreKept() {
    let bytes = Array(Self.text.utf8)
    for length in 0..<bytes.count - 1 {
      guard case .damaged(let rest) = LearningRecord.read(Array(bytes.prefix(length))) else {
        Issue.record("\(length) bytes are not damaged")
        return
      }
      // Up to the third line's end nothing of the first part is there.
      #expect((rest["adagrad"]?.partsDone ?? 0) == (length >= 65 ? 1 : 0), "\(length) bytes")
    }
  }

  @Test(
    arguments: [
      "nonsense", "lesson", "done\topening", "done\topening\txyz", "done\ta\tbad847e3594edd4d\tb",
      "right\ta\tb", "maybe\ta\tb\tc", "predictions\t5\t3", "predictions\t-1\t3",
      "lesson\tadagrad", "lesson\tone\ttwo", "lesson\t\u{1b}[31m",
    ])
  func aLineThatMakesNoSenseIsPassedOverAndToldOf(line: String) {
    let text = Self.text.replacing("predictions\t3\t5\n", with: "\(line)\npredictions\t3\t5\n")
    guard case .damaged(let progress) = LearningRecord.read(Array(text.utf8)) else {
      Issue.record("not damaged")
      return
    }
    #expect(progress.text == Self.text)
  }

  @Test(arguments: ["", "\n", "downhill progress", "downhill progress x\nend\n", "{}\n", "\u{0}"])
  func somethingElseAltogetherIsDamaged(text: String) {
    #expect(LearningRecord.read(Array(text.utf8)) == .damaged(LearningRecord()))
  }

  @Test func bytesThatAreNoTextAreDamaged() {
    let bytes: [UInt8] = Array("downhill progress 1\nlesson\tb".utf8) + [0xff, 10]
    #expect(LearningRecord.read(bytes + Array("end\n".utf8)) == .damaged(LearningRecord()))
  }

  @Test func aLaterFormIsRecognized() {
    #expect(LearningRecord.read(Array("downhill progress 3\nwhatever\n".utf8)) == .newer(format: 3))
  }

  @Test func anAnswerStaysOnItsLine() {
    let answer = LessonRecord.Answer(
      part: "a", question: "one\ntwo", answer: "x\ty\u{1b}[2J\r\n", outcome: .wrong)
    #expect(answer.question == "one two")
    #expect(answer.answer == "x y[2J ")
    var progress = LearningRecord()
    progress.apply(.answered("l", answer))
    #expect(LearningRecord.read(Array(progress.text.utf8)) == .whole(progress))
  }
}
