import Formula
import TestSupport
import Testing

@testable import Lessons

struct LessonLibraryTests {
  private let folder = TemporaryFolder()

  private func write(_ name: String, needs: String = "[]", title: String = "T") {
    folder.write(
      name + ".md", Array("---\ntitle: \(title)\nneeds: \(needs)\n---\n# A\n\ntext\n".utf8))
  }

  private var library: LessonLibrary { LessonLibrary(directories: [folder.path]) }

  @Test func lessonsComeAfterThoseTheyNeedThenByName() {
    write("b")
    write("c")
    write("a", needs: "[c]")
    #expect(library.lessons.map(\.name) == ["b", "c", "a"])
    #expect(library.problems.isEmpty)
  }

  @Test func courseYmlGivesTheOrderAndATitle() {
    for name in ["a", "b", "c"] { write(name) }
    folder.write("course.yml", Array("title: Moving\nlessons: [c, a]\n".utf8))
    #expect(library.courses.map(\.title) == ["Moving"])
    #expect(library.lessons.map(\.name) == ["c", "a", "b"])
    #expect(library.problems.isEmpty)
  }

  @Test(
    arguments: [
      ("lessons: [aa]", "there is no lesson aa"), ("lessons: a", "lessons must be a list"),
      ("lessons: [a, a]", "a stands here twice"), ("tite: x", "unknown key tite"),
      ("title: [x]", "the title must be"), ("lessons: [a", "not YAML"),
    ])
  func aBrokenCourseYmlIsReportedAndItsLessonsAreThere(yaml: String, message: String) {
    write("a")
    folder.write("course.yml", Array(yaml.utf8))
    #expect(library.lessons.map(\.name) == ["a"])
    #expect(library.problems.count == 1)
    #expect(library.problems.first?.diagnostics.first?.message.hasPrefix(message) == true)
  }

  @Test func filesThatAreNoLessonsArePassedOver() {
    write("a")
    write("README")
    folder.write("notes.md", Array("# Notes\n".utf8))
    folder.write("a.txt", Array("---\ntitle: A\n---\n".utf8))
    #expect(library.lessons.map(\.name) == ["a"])
    #expect(library.problems.isEmpty)
  }

  @Test func aBrokenLessonIsAProblemNotALesson() {
    write("a")
    folder.write("b.md", Array("---\ntitel: B\n---\n".utf8))
    folder.write("c.md", [0x2d, 0xff])
    #expect(library.lessons.map(\.name) == ["a"])
    #expect(library.problems.map(\.source.name) == ["\(folder.path)/b.md", "\(folder.path)/c.md"])
  }

  @Test func lessonsThatNeedEachOtherAreAProblemAndAllThere() {
    write("a", needs: "[b]")
    write("b", needs: "[a]")
    #expect(library.lessons.map(\.name) == ["a", "b"])
    #expect(
      library.problems.first?.diagnostics.first?.message == "lessons that need each other: a, b")
  }

  @Test func aLessonIsFoundByNameOrByPath() throws {
    write("a", title: "By name")
    #expect(try library.source(of: "a").text.contains("By name"))
    let alone = LessonLibrary(directories: [])
    #expect(try alone.source(of: "\(folder.path)/a.md").text.contains("By name"))
  }

  @Test func anUnknownNameSuggestsTheNearest() {
    write("rmsprop")
    let error = #expect(throws: Diagnostic.self) { try library.source(of: "rmsporp") }
    #expect(error?.message == "there is no lesson rmsporp")
    #expect(error?.hint == "did you mean rmsprop?")
  }

  @Test func theFirstOfTwoDirectoriesWinsANameAndAMissingOneIsNoMatter() throws {
    let other = TemporaryFolder()
    write("a", title: "First")
    other.write("a.md", Array("---\ntitle: Second\n---\ntext".utf8))
    let library = LessonLibrary(directories: [folder.path + "/no", folder.path, other.path])
    #expect(try library.lesson("a").lesson?.title == "First")
    #expect(library.courses.count == 2)
  }
}
