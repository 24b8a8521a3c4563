import Formula
import TestSupport
import Testing

@testable import Lessons

/// A lesson is checked around what can't be read, so that all mistakes are told at once.
struct UnreadTests {
  private let folder = TemporaryFolder()

  private func check(_ body: String) throws -> [String] {
    let walk = "```downhill\nminimize x^2 from x=4\nuse gd lr=0.01\n```\n\n"
    let path = folder.write("a.md", Array(lessonText(walk + body).utf8))
    let file = try #require(LessonChecker.standard().check([path]).first)
    return file.diagnostics.map(\.message)
  }

  /// A mistake that shows only when the lesson is played, and what it is called.
  private static let played = ("```downhill\nexpect 1 + 1 == 3\n```\n", "this does not hold")

  /// What can't be read, one of each kind.
  static let unread = [
    "```downhil\nminimize x^2 from x=4\n```", "```downhill tyr\nstep\n```",
    "```recipe now\noptimizer mine\n```", "```recipe\noptimizer mine\nstep = lr *\n```",
    "```downhill\noptimizer mine\n  step = lr *\n```", "```downhill\nexpect\n```",
    "```downhill\nask f\n```", "```downhill\nask \"How much?\"\n```",
    "```downhill\npractice nothing 3\n```", "```downhill\nstep\nwrong 3 \"No.\"\n```",
    "```downhill try\nsolution\n  step\n```", "```downhill try\ngoal f < 1\n```",
    "```downhill try\ngoal f <\nsolution\n  step\n```",
    "```downhill try\ngoal f < 1\nmay do\nsolution\n  step\n```",
    "**Which?**\n\n- [ ] a\n- [ ] b", "**Which?**\n\n- [x ] a\n- [ ] b\n- [x] c",
    "**In which order?**\n\n1. [ ] a", "**Which?**\n\n| [ ] a | b |\n|---|---|\n| c |  |",
  ]

  @Test(arguments: unread)
  func whatStandsAroundItIsCheckedAllTheSame(_ block: String) throws {
    let (text, message) = Self.played
    let alone = try check(block + "\n")
    #expect(alone.count == 1, "\(alone)")
    let before = try check("\(text)\n\(block)\n")
    #expect(before.count == 2 && before[0].hasPrefix(message), "\(before)")
    let behind = try check("\(block)\n\n\(text)")
    #expect(behind.count == 2 && behind[1].hasPrefix(message), "\(behind)")
  }

  @Test(arguments: unread)
  func whatDependsOnItIsSilent(_ block: String) throws {
    let dependent = """
      \(block)

      ```downhill
      use mine
      step
      expect step.x == 17
      ```

      """
    let isState = block.hasPrefix("```recipe") || block.contains("optimizer mine")
    // Words on a fence may have hidden any command.
    let isAny = block.hasPrefix("```downhil\n") || block.hasPrefix("```downhill tyr")
    let found = try check(dependent)
    #expect((found.count == 1) == (isState || isAny), "\(found)")
  }

  /// A hint for a question that can't be read is not blamed for that.
  @Test(arguments: [
    "**Which?**\n\n- [ ] a\n- [ ] b\n\n```downhill\nhint \"Look.\"\n```",
    "```downhill\nask \"How much?\"\nhint \"Look.\"\nwrong 3 \"No.\"\n```",
  ])
  func remarksOnItAreSilent(_ body: String) throws {
    #expect(try check(body + "\n").count == 1)
  }
}
