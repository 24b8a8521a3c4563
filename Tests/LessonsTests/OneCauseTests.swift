import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Lessons

/// One cause is one error, and no cause hides behind another.
struct OneCauseTests {
  private let folder = TemporaryFolder()

  private func check(_ body: String, updating: Bool = false) throws -> CheckedFile {
    let path = folder.write("a.md", Array(lessonText(body).utf8))
    let files = try LessonChecker.standard(updatesOutputs: updating).check([path])
    return try #require(files.first)
  }

  /// What depends on a walk, in a block and behind it.
  private static let rest = """
    step
    expect x < 4
    x + 1
    trace f
    ```

    It is at `= x` with `= E[g²].x`.

    ```downhill
    predict x
    step
    ask "What is f?" = f
    ```

    ```downhill output
    step 2
    ```

    ```downhill try
    goal f < 1e-3
    solution
      run 100
    ```
    """

  @Test(arguments: [
    ("minimize x^2 from x=\nuse rmsprop", 1), ("minimze x^2 from x=4\nuse rmsprop", 1),
    ("minimize x^2 from x=4\nuse rmsporp", 1), ("minimize x^2 from x=4\nus rmsprop", 1),
    ("minimize x^2 from x=\nuse rmsporp", 2), ("params x=4\nuse rmsprop\nquit", 3),
    ("let a = 1 +\nminimize a*x^2 from x=4\nuse rmsprop", 1),
    ("data u = [1, 2\nminimize mean(u)*x^2 from x=4\nuse rmsprop", 1),
  ])
  func whatFollowsFromAFailedSetUpIsSilent(setUp: String, count: Int) throws {
    let file = try check("```downhill\n\(setUp)\n\(Self.rest)")
    #expect(file.diagnostics.count <= count, "\(file.listing)")
    #expect(!file.isFine)
  }

  @Test func causesOfTheirOwnAreAllReported() throws {
    let file = try check(
      """
      ```downhill
      minimize x^2 from x=
      use rmsporp
      stpe
      expect x <
      quit
      ```

      And `= x +`.

      - [x] a
      - [ ] a
      """)
    #expect(
      file.diagnostics.map { file.source.location(of: $0.range?.lower ?? 0).line }
        == [5, 6, 7, 8, 12, 14, 15], "\(file.listing)")
  }

  @Test(arguments: [
    ("minimize x^2 from x=\nuse gd", "minimize x^2 from x=4\nuse gd"),
    ("minimize x^2 from x=4\nuse gdd", "use gd"),
    ("minimize x^2 from x=4\nuse gd\nstep 0.5", "minimize x^2 from x=4"),
  ])
  func whatIsSetUpAnewIsJudgedAgain(wrong: String, again: String) throws {
    let file = try check(
      "```downhill\n\(wrong)\n```\n\n```downhill\n\(again)\nexpect x > 5\n```\n")
    #expect(file.diagnostics.count == 2, "\(file.listing)")
    #expect(file.diagnostics.last?.message.hasPrefix("this does not hold") == true)
  }

  @Test func aBlockWithAnErrorIsNotRecordedAndOthersAre() throws {
    let body =
      "```downhill\n1\nquit\n```\n```downhill output\nold\n```\n\n"
      + "```downhill\n2\n```\n```downhill output\nold\n```\n"
    let file = try check(body, updating: true)
    let text = try LessonFile.load(file.path).text
    #expect(text.contains("quit\n```\n```downhill output\nold\n"))
    #expect(text.contains("2\n```\n```downhill output\n2\n"))
    #expect(file.diagnostics.count == 1)
  }

  @Test func theByteThatIsNoTextIsPointedAt() throws {
    let bytes = Array(lessonText("é and ").utf8) + [0xff, 0x41, 0xc3]
    let path = folder.write("a.md", bytes)
    let file = try #require(LessonChecker.standard().check([path]).first)
    #expect(file.listing.hasPrefix("4:7: "))
    #expect(file.diagnostics.count == 1)
  }

  @Test func aCheckEndsWithItsCounts() throws {
    let wrong = try check("```downhill\nquit\n1 +\n```\n\nA[^b].\n")
    let fine = CheckedFile(path: "b.md", source: SourceText(""), diagnostics: [])
    #expect(
      [wrong, fine].report == CheckReport(files: 2, errors: 2, warnings: 1, wrong: 1))
  }

  @Test func aWarningAloneIsFine() throws {
    #expect(try check("A[^b].\n").isFine)
  }

  @Test func aFileThatIsSavedAddedOrTakenAwayIsNoticed() {
    let folder = folder
    folder.write("a.md", [1])
    var watch = CheckWatch([folder.path])
    var looks = [watch.hasChanged()]
    folder.write("b.md", [1, 2])
    for _ in 0..<3 { looks.append(watch.hasChanged()) }
    folder.write("a.md", [1, 2, 3])
    for _ in 0..<2 { looks.append(watch.hasChanged()) }
    #expect(looks == [false, false, true, false, false, true])
  }
}
