import Formula
import Session
import TestSupport
import Testing

@testable import Lessons

/// Recorded outputs that leave out some of what is printed.
struct LongOutputTests {
  private let folder = TemporaryFolder()
  private static let block = "```downhill\n1\n2\n3\n4\n5\n```\n```downhill output\n"

  @Test(arguments: [
    "1\n...\n5", "...\n5", "1\n...", "...", "1\n2\n...\n4\n5", "...\n2\n...\n4\n...",
    "1\n...\n2\n3\n4\n5",
  ])
  func dotsStandForAnyLines(output: String) throws {
    let path = folder.write("a.md", Array(lessonText("\(Self.block)\(output)\n```\n").utf8))
    let files = try LessonChecker.standard().check([path])
    #expect(files.map(\.listing) == [""])
  }

  @Test(arguments: [
    ("1\n...\n4", "14:1: the output has changed; now it is: 5"),
    ("2\n...", "12:1: the output has changed; now it is: 1"),
    ("1\n...\n4\n...\n3\n...", "16:1: the output has changed; now it is: 5"),
    ("1\n2\n3\n...\n3\n4\n5", "16:1: the output has changed; now it ends before this"),
  ])
  func whatIsThereMustBePrinted(output: String, message: String) throws {
    let path = folder.write("a.md", Array(lessonText("\(Self.block)\(output)\n```\n").utf8))
    let files = try LessonChecker.standard().check([path])
    #expect(files.first?.listing.hasPrefix(message) == true, "\(files.map(\.listing))")
  }

  private func update(_ body: String) throws -> String {
    let path = folder.write("b.md", Array(lessonText(body).utf8))
    _ = try LessonChecker.standard(updatesOutputs: true).check([path])
    let text = try LessonFile.load(path).text
    // What was written passes.
    let files = try LessonChecker.standard().check([path])
    #expect(files.map(\.listing) == [""])
    return text.components(between: "```downhill output\n", and: "```")
  }

  @Test(arguments: [
    ("1\n...\n4", "1\n...\n5\n"), ("...\n4", "...\n5\n"), ("7\n...", "1\n...\n"),
    ("7\n...\n...\n5", "1\n2\n3\n4\n5\n"), ("", "1\n2\n3\n4\n5\n"),
  ])
  func anUpdateKeepsTheShape(output: String, new: String) throws {
    #expect(try update("\(Self.block)\(output)\n```\n") == new)
  }

  @Test func aLongTextIsRecordedAsItsEnds() throws {
    let lines = (1...60).map { "\($0)\n" }
    let body = "```downhill\n\(lines.joined())```\n```downhill output\n```\n"
    let ends = lines.prefix(16) + ["...\n"] + lines.suffix(8)
    #expect(try update(body) == ends.joined())
  }

  @Test func aLongTextThatWasRecordedWholeStaysSo() throws {
    let lines = (1...60).map { "\($0)\n" }
    let old = lines.joined().replacing("60", with: "61")
    let body = "```downhill\n\(lines.joined())```\n```downhill output\n\(old)```\n"
    #expect(try update(body) == lines.joined())
  }
}

extension String {
  /// What stands behind the first mark, up to the next one of another kind.
  fileprivate func components(between first: String, and last: String) -> String {
    guard let start = firstRange(of: first) else { return "" }
    let rest = self[start.upperBound...]
    return String(rest[..<(rest.firstRange(of: last)?.lowerBound ?? rest.endIndex)])
  }
}
