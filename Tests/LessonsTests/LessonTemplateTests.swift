import Formula
import TestSupport
import Testing

@testable import Lessons

struct LessonTemplateTests {
  private let folder = TemporaryFolder()

  @Test(arguments: ["momentum", "first-steps.md", "übung-1"])
  func aNewLessonPassesTheCheck(name: String) throws {
    let path = try LessonTemplate.write("\(folder.path)/\(name)")
    let files = try LessonChecker.standard().check([path])
    #expect(path.hasSuffix(".md"))
    #expect(files.map(\.listing) == [""])
  }

  @Test func aFileThatIsThereIsLeftAlone() throws {
    let folder = folder
    let path = folder.write("old.md", Array("mine".utf8))
    let error = #expect(throws: Diagnostic.self) {
      try LessonTemplate.write(folder.path + "/old")
    }
    #expect(error?.message == "\(path) is there already")
    #expect(try LessonFile.load(path).text == "mine")
  }

  @Test(
    arguments: [
      ("My Lesson", "write my-lesson"), ("README", "write readme"), ("a.b", "write a-b"),
      ("-a", "write a"), ("..", "use lower-case letters, digits and hyphens"),
      ("a\u{1b}[31m", "write a-31m"),
    ])
  func aNameThatCantBeTypedAsALessonsIsRefused(name: String, hint: String) {
    let error = #expect(throws: Diagnostic.self) { try LessonTemplate.write("/tmp/\(name)") }
    #expect(error?.hint == hint)
  }

  @Test(arguments: ["", "/tmp/", "/nowhere/at/all/lesson", String(repeating: "a", count: 61)])
  func noNameNoFolderOrANameTooLongIsRefused(name: String) {
    #expect(throws: Diagnostic.self) { try LessonTemplate.write(name) }
  }
}
