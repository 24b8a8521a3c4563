import Formula
import Session
import TestSupport
import Testing

@testable import Lessons
@testable import Tutor

/// What authors say to wrong answers, their hints, and exercises in lessons.
struct RemarkTests {
  private static let lesson = """
    ## One

    ```downhill
    minimize x^2 + 10y^2 from x = 4, y = 1
    use rmsprop lr=0.1
    step
    ask "How far?" = sqrt(5^2 + 12^2)
      wrong 17 "That adds the sides."
      wrong 5 * 12 "That is an area."
      hint "Squares are added."
    predict E[g²].x
      wrong 50 "Fifty is none of it."
    practice rmsprop 3
    ```

    """

  @Test(arguments: [
    ("17", "That adds the sides."), ("60", "That is an area."),
    ("169", "with the square root left out"),
  ])
  func aWrongAnswerGetsItsWord(_ line: String, _ words: String) throws {
    var learner = try Learner(body: Self.lesson)
    learner.type(line)
    #expect(learner.notes.contains { $0.contains(words) }, "\(learner.notes)")
    #expect(learner.player.wrongAnswers == 1)
  }

  /// Another seed makes other exercises, the same for everybody.
  @Test func exercisesHaveASeed() throws {
    func asked(_ line: String) throws -> [String] {
      let learner = try Learner(body: "## One\n\n```downhill\n\(line)\n```\n")
      return learner.drills.map { "\($0.given) \($0.number) \($0.stage)" }
    }
    #expect(try asked("practice gd 3 seed 2") == asked("practice gd 3 seed 2"))
    #expect(try asked("practice gd 3 seed 2") != asked("practice gd 3"))
    #expect(try asked("practice gd seed 0") == asked("practice gd 1"))
  }

  @Test func anAuthorsHintComesBeforeTheProgramsOwn() throws {
    var learner = try Learner(body: Self.lesson)
    learner.type("hint")
    #expect(learner.notes.last == "Squares are added.")
    learner.type("hint")
    #expect(learner.notes.last == "It is √(5² + 12²).")
  }

  /// Wrong answers lead through the author's hints to the program's own, and a hint asked for counts.
  @Test(arguments: [["14", "14.5"], ["hint", "14"]])
  func wrongAnswersComeToTheAuthorsHintsFirst(_ lines: [String]) throws {
    var learner = try Learner(body: Self.lesson)
    var heard: [String] = []
    for line in lines {
      learner.type(line)
      heard += learner.notes
    }
    #expect(heard.count { $0 == "Squares are added." } == 1, "\(heard)")
    #expect(!heard.contains { $0.contains("√") })
    learner.type("15")
    #expect(learner.notes.last == "It is √(5² + 12²).")
  }

  /// Of several answers that a typed one may be a rounding of, the nearest was meant.
  @Test(arguments: [("0.05", "A twentieth."), ("0.1", "A tenth."), ("0.0501", "A little more.")])
  func theNearestAnswerForeseenIsMeant(_ line: String, _ words: String) throws {
    var learner = try Learner(
      body: """
        ## One

        ```downhill
        ask "How much?" = 1/40
          wrong 1/20 "A twentieth."
          wrong 0.0501 "A little more."
          wrong 0.1 "A tenth."
        ```

        """)
    learner.type(line)
    #expect(learner.notes.last?.contains(words) == true, "\(learner.notes)")
  }

  /// Where, then how, then with which numbers; the question stays.
  @Test func feedbackLeads() throws {
    var learner = try Learner(body: Self.lesson)
    learner.type("13")
    learner.type("49.5")
    #expect(learner.notes.last == "Not quite: 49.5 is what you get with beta and 1 − beta swapped.")
    learner.type("51")
    #expect(learner.notes.last == "It is beta · E[g²].x + (1 − beta) · g².x.")
    learner.type("52")
    #expect(learner.notes.last?.hasPrefix("It is 0.9 · 6.4") == true)
    learner.type("11.1881")
    #expect(learner.notes.contains("It went 0.1 of the way from 6.4 to 54.2807."))
  }

  @Test func exercisesFade() throws {
    var learner = try Learner(body: Self.lesson)
    learner.type("13")
    learner.type("11.1881")
    var drills: [DrillReport] = []
    for _ in 0..<3 {
      drills.append(try #require(learner.drills.last))
      learner.type("solution")
    }
    #expect(drills.map(\.stage) == [1, 2, 3])
    #expect(learner.player.isFinished)
  }

  @Test func theCheckPassesIt() throws {
    let folder = TemporaryFolder()
    folder.write("l.md", Array(lessonText(Self.lesson).utf8))
    let files = try LessonChecker.standard().check(["\(folder.path)/l.md"])
    #expect(files.flatMap(\.diagnostics).isEmpty, "\(files.map(\.listing))")
  }
}
