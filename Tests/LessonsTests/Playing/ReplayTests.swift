import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Lessons

/// However a learner gets to a place in a lesson, the lesson is in one and the same state there.
struct ReplayTests {
  static let lessons: [Lesson] =
    (["valley", "adagrad", "hovering", "AUTHORING"].map { "\(Place.lessons)/\($0).md" })
    .compactMap { path in (try? LessonFile.load(path)).flatMap { LessonParser.parse($0).lesson } }
    + [parse(odd).lesson].compactMap { $0 }

  /// What the course doesn't do: half-done steps, definitions, a state set by hand, a failing
  /// command, a prediction of a half-done step, a walk that overflows.
  private static let odd = """
    ```downhill
    let k = 3
    minimize k*x^2 + y^2 from x=4, y=1
    use adagrad lr=0.5
    line
    ```

    # Half

    ```downhill
    predict G.x
    line
    set lr = 2
    step
    ```

    # Set

    ```downhill
    set G = 5
    set x = -0.0
    nonsense
    predict step.y within 1%
    step g = 1, 2
    ask "k?" = k
    let k = 4
    ```

    ```downhill try
    goal steps >= 6
    solution
      step 2
      line
      step 2
    ```

    # Overflow

    ```downhill
    use gd lr=1e9
    run 300
    ```

    **Why?**

    - [x] a
    - [ ] b

    # End

    ```downhill
    back 3
    ```
    """

  static let lines = [
    // Moving about.
    "", "", "", "", "next", "previous", "previous", "again", "goto 1", "goto 2", "goto 3", "goto 4",
    "goto 7", "skip", "skip", "skip", "solution", "hint", "contents", "review",
    // Experiments.
    "step", "s", "step 3", "run 10", "set lr = 0.3", "set x = 7", "use gd lr=0.1", "use rmsprop",
    "minimize (a - 1)^2 from a = 3", "let k = 9", "let q = 3", "back 2", "reset", "line", "l",
    "params z=1", "step g = 1", "step g = 1, 2", "lr", "help", "nonsense", "predict f", "(((",
    "run until f < 1e-9 max 600",
    // Answers, mostly wrong.
    "0.123", "99", "1 2 3", "2", "b", "1", "1e400", "0,5", "step.x", "-9223372036854775808",
  ]

  /// The lesson's own state at every pause of a straight run, and at each part's beginning.
  private func straightRun(
    _ lesson: Lesson, by word: String
  ) throws -> (states: [LessonPlayer.Place: Session], player: LessonPlayer) {
    var learner = Learner(lesson)
    var states = [learner.player.place: learner.player.own]
    for _ in 0..<200 where !learner.player.isFinished {
      learner.type(learner.player.isAsking ? word : "")
      states[learner.player.place] = learner.player.own
    }
    #expect(learner.player.isFinished)
    return (states, learner.player)
  }

  @Test func everyLessonIsThereToBePlayed() {
    #expect(Self.lessons.count == 5)
  }

  @Test(arguments: lessons)
  func skipAloneAndSolutionAloneLeadToTheEndInOneState(lesson: Lesson) throws {
    let skipped = try straightRun(lesson, by: "skip").player
    let shown = try straightRun(lesson, by: "solution").player
    #expect(skipped.starts.count == lesson.parts.count)
    #expect(skipped.hasSameStates(as: shown))
  }

  @Test(arguments: lessons, 1...6 as ClosedRange<UInt64>)
  func noDetourChangesTheLessonsOwnState(lesson: Lesson, seed: UInt64) throws {
    let straight = try straightRun(lesson, by: "skip")
    var generator = SplitMix64(seed: seed)
    var learner = Learner(lesson)
    var typed: [String] = []
    for _ in 0..<80 {
      let line = Self.lines.randomElement(using: &generator) ?? ""
      typed.append(line)
      let isInterrupting = Int.random(in: 0..<8, using: &generator) == 0
      if case .left = learner.type(line, interrupting: isInterrupting) { break }
      let player = learner.player
      if let expected = straight.states[player.place] {
        try #require(player.own.hasSameState(as: expected), "after \(typed)")
      }
      let startsAgree = zip(player.starts, straight.player.starts)
        .allSatisfy { $0.hasSameState(as: $1) }
      try #require(startsAgree, "after \(typed)")
      try #require(player.starts.count <= lesson.parts.count)
    }
    // And from wherever that was, skip leads to the end.
    for _ in 0..<200 where !learner.player.isFinished { learner.type("skip") }
    #expect(learner.player.isFinished)
    #expect(learner.player.own.hasSameState(as: straight.player.own), "after \(typed)")
  }
}

extension Lesson: CustomTestStringConvertible {
  /// The lesson by its name, since its text is long.
  public var testDescription: String { name }
}
