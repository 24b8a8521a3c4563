import Dialogue
import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Lessons
import Tutor

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Lessons that mean harm, played and checked.
struct HostileLessonTests {
  private let folder = TemporaryFolder()

  private func isSafe(_ text: String) -> Bool {
    !text.unicodeScalars.contains(where: SafeText.isControl)
  }

  @Test(arguments: HostileTextTests.controls)
  func nothingThatIsSaidWhileItPlaysCanSteerTheTerminal(control: String) throws {
    let text = """
      ---
      title: A title
      needs: ["n\(control)o"]
      ---
      Text \(control)[31m and `code \(control)` &#27;[2J [a](b\(control)c.md) `= y\(control)`

      # H \(control)]0;x

      **Which\(control)?**

      - [x] ch\(control)oice
        > feed\(control)back
      - [ ] other

      ```downhill
      st\(control)pe
      params x=1
      use gd
      quit \(control)
      expect "\(control)" > 1
      ask "q\(control)" = 1
      ```

      ```downhill try
      goal x \(control)> 2
      hint "h\(control)"
      solution
        set x \(control)= 3
      ```
      """
    let path = folder.write("a.md", Array(text.utf8))
    let reports = try play(path, ["", "1", "2", "", "hint", "solution", "", "hint", "skip", ""])
    #expect(reports.count > 10)
    for report in reports { #expect(isSafe(String(describing: report))) }
    let file = try LessonChecker.standard().check([path]).first
    #expect(isSafe(String(describing: try #require(file))))
  }

  /// What a talk that opens the file and goes on with some lines answers.
  private func play(_ path: String, _ lines: [String]) throws -> [Report] {
    var conversation = Conversation(
      session: Session(library: .standard, commands: .standard),
      lessons: LessonLibrary(directories: []))
    var reports: [Report] = []
    let host = Host(emit: { reports.append($0) })
    _ = conversation.open(path, host)
    for line in lines { _ = conversation.receive(line, host) }
    return reports
  }

  @Test(arguments: [
    "save /tmp/a.downhill", "load /etc/passwd", "data /etc/points.csv", "data points.csv",
    "export a.csv", "plot f to a.svg", "edit rmsprop as mine", "progress export a", "quit",
    "lesson adagrad", "lessons", "leave", "skip", "hint", "undo", "settings digits 3",
  ])
  func aLessonsCommandsDontReachBeyondItsSession(command: String) throws {
    let learner = try Learner(body: "```downhill\n\(command)\n```\n")
    #expect(learner.errors.count == 1)
    #expect(learner.player.isFinished)
  }

  @Test(
    arguments: [
      "run 1000000000", "step 1000000000", "run until f < 0", "run until f < 0 max 1e15",
      "compare gd, adam for 1000000000 steps", "sweep lr 0.01..0.1 by 1e-7 for 100000 steps",
    ])
  func aBlockEndsHoweverLongItWouldRun(command: String) throws {
    let line = command + "\n"
    let learner = try Learner(
      body: "```downhill\nminimize x^2 from x=4\nuse gd lr=0.1\n"
        + String(repeating: line, count: 20) + "```\n")
    #expect(learner.player.isFinished)
    #expect(!learner.errors.isEmpty)
    #expect(learner.player.budget.spent <= StepBudget.stretch)
  }

  @Test func aLongRunOfALearnersOwnIsTheLearnersAffair() throws {
    var learner = try Learner(body: "```downhill\nminimize x^2 from x=4\nuse gd lr=0.1\n```\n")
    learner.type("run 200000")
    #expect(learner.player.live.walk?.stepCount == 200_000)
  }

  static let floods = [
    "# A\n\n", "- [x] a\n- [ ] b\n\n# b\n\n", "```downhill\nask \"a\" = 1\n```\n\n",
    "```downhill\nrun 100000\n```\n\n", "```downhill try\ngoal 1>2\nsolution\n  step\n```\n\n",
    "`= 1` `= y`\n\n", "[a](b)\n\n", "```downhill\n1\n```\n```downhill output\n1\n```\n\n",
  ]

  @Test(.timeLimit(.minutes(5)), .serialized, arguments: floods)
  func aFloodIsCheckedInBoundedTime(piece: String) throws {
    let setUp = "```downhill\nminimize x^2 from x=4\nuse gd lr=0.1\n```\n\n"
    let count = 12_000 / piece.utf8.count
    let text = lessonText(setUp + String(repeating: piece, count: count))
    let path = folder.write("a.md", Array(text.utf8))
    // The machine may be slow and busy; without bounds it would be hours.
    let files = try LessonChecker.standard().check([path])
    #expect(files.allSatisfy { $0.diagnostics.count <= 101 })
  }

  @Test func aFileOf100MBIsRefusedBeforeItIsRead() throws {
    let path = folder.write("a.md", Array("---\ntitle: A\n---\n".utf8))
    #expect(truncate(path, 100 << 20) == 0)
    let files = try LessonChecker.standard().check([path])
    #expect(files.map(\.diagnostics.first?.message) == ["\(path) is too large"])
    #expect(try play(path, []).count == 1)
  }

  @Test(
    arguments: [
      "```downhill\nuse gd\n", "```downhill try\ngoal f < 1\n",
      "```downhill\n1\n```\n```downhill output\n",
      "> ```downhill\nuse gd\n",
    ])
  func aBlockThatIsNeverClosedIsReported(body: String) throws {
    let path = folder.write("a.md", Array(lessonText(body).utf8))
    let file = try LessonChecker.standard().check([path]).first
    #expect(file?.diagnostics.contains { $0.message == "the block is not closed" } == true)
  }

  @Test func deeplyNestedListsAreReportedAndPlayedAsFarAsTheyGo() throws {
    let body = (0..<120).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()
    let path = folder.write("a.md", Array(lessonText(body).utf8))
    let file = try LessonChecker.standard().check([path]).first
    #expect(file?.diagnostics.map(\.message) == ["nested too deep, and not shown"])
    #expect(try play(path, [""]).count > 1)
  }
}
