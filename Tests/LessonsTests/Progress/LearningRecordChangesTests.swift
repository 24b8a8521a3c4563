import Testing

@testable import Lessons

struct LearningRecordChangesTests {
  private func part(_ id: String, _ hash: UInt64 = 1, _ state: LessonRecord.Part.State = .open)
    -> LessonRecord.Part
  {
    LessonRecord.Part(id: id, hash: ContentHash(value: hash), state: state)
  }

  private func progress(_ changes: LearningRecord.Change...) -> LearningRecord {
    changes.reduce(into: LearningRecord()) { $0.apply($1) }
  }

  private let answer = LessonRecord.Answer(
    part: "a", question: "q", answer: "1", outcome: .right)

  @Test func partsDoneStayDoneInANewVersionMovedOrNot() {
    let after = progress(
      .opened("l", parts: [part("a"), part("b")]), .did("l", part("b")),
      .opened("l", parts: [part("new"), part("b", 2), part("a")]))
    #expect(after["l"]?.parts == [part("new"), part("b", 2, .done), part("a")])
  }

  @Test func aPartThatIsGoneForAWhileIsDoneWhenItIsBack() {
    let without = progress(
      .opened("l", parts: [part("a"), part("b")]), .did("l", part("b")),
      .opened("l", parts: [part("a")]))
    #expect(without["l"]?.parts == [part("a"), part("b", 1, .gone)])
    #expect(without["l"]?.partCount == 1)
    #expect(without["l"]?.isDone == false)
    var back = without
    back.apply(.opened("l", parts: [part("a"), part("b")]))
    #expect(back["l"]?.parts == [part("a"), part("b", 1, .done)])
  }

  @Test func aPartDoneInEitherOfTwoIsDoneInBothTogether() {
    let parts = [part("a"), part("b"), part("c")]
    let one = progress(.opened("l", parts: parts), .did("l", part("a")), .answered("l", answer))
    let two = progress(.opened("l", parts: parts), .did("l", part("b")), .answered("m", answer))
    var both = one
    both.apply(.merged(two))
    #expect(both["l"]?.parts.map(\.state) == [.done, .done, .open])
    #expect(both["l"]?.answers == [answer])
    #expect(both["m"]?.answers == [answer])
    var other = two
    other.apply(.merged(one))
    #expect(other["l"]?.parts == both["l"]?.parts)
  }

  @Test func toMergeTheSameAgainChangesNothing() {
    let one = progress(
      .opened("l", parts: [part("a")]), .did("l", part("a")), .answered("l", answer),
      .answered("l", answer), .predicted(isRight: true))
    var twice = one
    twice.apply(.merged(one))
    #expect(twice == one)
  }

  @Test func whatIsForgottenIsGone() {
    #expect(
      progress(.opened("l", parts: [part("a")]), .did("l", part("a")), .forgot("l"))
        == LearningRecord())
  }

  @Test(
    arguments: [
      ("r", Score(right: 1, asked: 1, atOnce: 1)), ("wr", Score(right: 1, asked: 1)),
      ("wwr", Score(right: 1, asked: 1)), ("rw", Score(right: 1, asked: 1, atOnce: 1)),
      ("s", Score(asked: 1, helped: 1)), ("k", Score(asked: 1, skipped: 1)),
      ("wsr", Score(asked: 1, helped: 1)), ("kr", Score(asked: 1, skipped: 1)),
      ("wrs", Score(right: 1, asked: 1)), ("w", Score(asked: 1)), ("ww", Score(asked: 1)),
    ])
  func rightAtOnceIsToldFromAfterTriesAndWithHelp(outcomes: String, score: Score) {
    let kinds: [Character: LessonRecord.Answer.Outcome] = [
      "r": .right, "w": .wrong, "s": .shown, "k": .skipped,
    ]
    let answers = outcomes.compactMap { kinds[$0] }.map {
      LearningRecord.Change.answered(
        "l", LessonRecord.Answer(part: "a", question: "q", answer: "1", outcome: $0))
    }
    let after = answers.reduce(into: progress(.opened("l", parts: [part("a")]))) { $0.apply($1) }
    #expect(after["l"]?.score == score)
  }

  @Test func answersOfPartsThatAreGoneDontCount() {
    let other = LessonRecord.Answer(part: "b", question: "q", answer: "", outcome: .skipped)
    let after = progress(
      .opened("l", parts: [part("a"), part("b")]), .answered("l", answer), .answered("l", other),
      .did("l", part("b")), .opened("l", parts: [part("a")]))
    #expect(after["l"]?.score == Score(right: 1, asked: 1, atOnce: 1))
    #expect(after["l"]?.answers.count == 2)
  }
}
