import Formula
import Optimizers
import TestSupport
import Testing

@testable import Lessons

struct CheckerTests {
  private let folder = TemporaryFolder()

  private func check(_ text: String, updating: Bool = false) throws -> CheckedFile {
    let path = folder.write("sample.md", Array(text.utf8))
    let files = try LessonChecker.standard(updatesOutputs: updating).check([path])
    return try #require(files.first)
  }

  @Test func theCoursePassesAndItsGuideWithIt() throws {
    let checker = LessonChecker(recipes: .standard)
    let files = checker.check([Place.lessons])
    #expect(files.map(\.lesson) == Place.lessonNames + [Place.guideName])
    for file in files { #expect(file.listing == "") }
  }

  @Test func aPathGivenTwiceIsCheckedOnce() throws {
    let path = Place.lessons + "/adagrad.md"
    let files = try LessonChecker.standard().check([path, Place.lessons, path])
    #expect(files.count { $0.lesson == "adagrad" } == 1)
  }

  @Test func whatIsntThereIsReported() throws {
    let files = try LessonChecker.standard().check(["/nowhere/a.md"])
    #expect(files.map(\.listing) == ["1:1: can't read /nowhere/a.md: No such file or directory\n"])
  }

  @Test func aFolderWithoutLessonsIsReported() throws {
    let path = folder.path
    let files = try LessonChecker.standard().check([path])
    #expect(files.map(\.listing) == ["1:1: there are no lessons in \(path)\n"])
  }

  @Test func aCoursesFileIsCheckedToo() throws {
    let folder = folder
    folder.write("one.md", Array(lessonText("Text.\n").utf8))
    folder.write("course.yml", Array("lessons: [one, oen]\n".utf8))
    let files = try LessonChecker.standard().check([folder.path])
    #expect(files.map(\.lesson) == [nil, "one"])
    #expect(files.first?.listing == "1:16: there is no lesson oen\n  did you mean one?\n")
  }

  @Test func aLessonThatCantBeReadIsNoMistakeOfTheCourse() throws {
    let folder = folder
    folder.write("a.md", Array(lessonText("Text.\n").utf8))
    folder.write("b.md", Array("---\ntitle: B: c\n---\nText.\n".utf8))
    folder.write("course.yml", Array("lessons: [a, b]\n".utf8))
    let files = try LessonChecker.standard().check([folder.path])
    #expect(files.filter { !$0.isFine }.map(\.path) == [folder.path + "/b.md"])
  }

  @Test func aLessonMayNeedOneOfTheLibrary() throws {
    let text = "---\ntitle: A\nneeds: [adagrad]\n---\nText.\n"
    let path = folder.write("sample.md", Array(text.utf8))
    var checker = try LessonChecker.standard()
    #expect(checker.check([path]).first?.isFine == false)
    checker.lessons = LessonLibrary(directories: [Place.lessons])
    #expect(checker.check([path]).first?.isFine == true)
  }

  @Test func allErrorsAreReportedInTheOrderOfTheText() throws {
    let text = lessonText(
      "x is `= x`.\n\n```downhill\nuse gd\nstep\nexpect 1 > 2\n```\n\n[a](b.md)\n\n**Q**\n\n- [x] a\n"
    )
    let file = try check(text)
    #expect(
      file.diagnostics.map(\.message) == [
        "there is nothing called x here", "there is nothing to walk on yet",
        "this does not hold: the left side is 1, the right 2",
        "there is no file b.md beside the lesson", "the question has no wrong choice",
      ])
  }

  @Test func aBlockThatIsLostDoesntMakeAllThatFollowsFail() throws {
    let text = lessonText(
      "```downhill tyr\nuse gd\n```\n\n```downhill\nstep\nexpect f < 1\n```\n")
    #expect(try check(text).diagnostics.count == 1)
  }

  @Test(
    arguments: [
      "[a](https://example.org/x.md)", "[a](mailto:a@b.c)", "[a](//host/x)", "[a](sample.md)",
      "[a](sample.md#h)", "[a](#h)", "[a](./sample%2Emd?raw=1)", "![a](sample.md)",
      "[a](#deeper-h)",
    ])
  func aLinkThatLeadsSomewhereIsFine(link: String) throws {
    #expect(try check(lessonText("\(link)\n\n## H\n\n### Deeper h\n")).listing == "")
  }

  @Test func thereIsAnEndToWhatIsReported() throws {
    let text = lessonText("```downhill\n" + String(repeating: "stpe\n", count: 300) + "```\n")
    let diagnostics = try check(text).diagnostics
    #expect(diagnostics.count == 101)
    #expect(diagnostics.last?.message == "200 more errors are not shown")
  }
}
