import Dialogue
import Formula
import Optimizers
import Session
import System
import TestSupport
import Testing

@testable import Lessons

/// Courses as instructors make them: chapters, names, order, and what is wrong with each.
struct CourseFolderTests {
  private let folder = TemporaryFolder()

  private func lesson(_ title: String, needs: [String] = []) -> String {
    "---\ntitle: \(title)\nneeds: [\(needs.joined(separator: ", "))]\n---\n# A\n\ntext\n"
  }

  private func write(_ files: [(String, String)]) {
    for (name, text) in files { folder.write(name, Array(text.utf8)) }
  }

  private var library: LessonLibrary { LessonLibrary(directories: [folder.path]) }

  private func messages() throws -> [String] {
    try LessonChecker.standard().check([folder.path]).flatMap { file in
      file.diagnostics.map { diagnostic in
        let place = diagnostic.range.map { file.source.slice($0) } ?? ""
        return "\(Directory.name(of: file.path)) [\(place)] \(diagnostic.message)"
      }
    }
  }

  // MARK: Chapters

  @Test func foldersAreChaptersInTheOrderOfTheirNames() throws {
    write([
      ("course.yml", "title: Moving\n"), ("start.md", lesson("Start")),
      ("02-far-away/c.md", lesson("C")), ("01-near/b.md", lesson("B")),
      ("01-near/a.md", lesson("A", needs: ["b"])), ("data/points.csv", "x,y\n1,2\n"),
      (".hidden/d.md", lesson("D")), ("01-near/deep/e.md", lesson("E")),
    ])
    #expect(library.lessons.map(\.name) == ["start", "b", "a", "c"])
    #expect(library.lessons.map(\.chapter) == [nil, "Near", "Near", "Far away"])
    #expect(library.problems.isEmpty)
    #expect(try messages().isEmpty)
    #expect(try library.source(of: "c").text.contains("title: C"))
  }

  @Test func courseYmlOrdersChaptersAndAChaptersOwnItsLessons() {
    write([
      ("course.yml", "title: Moving\nchapters: [z, a]\n"), ("a/one.md", lesson("One")),
      ("z/two.md", lesson("Two")), ("z/three.md", lesson("Three")),
      ("z/course.yml", "title: The last\nlessons: [two, three]\n"),
    ])
    #expect(library.lessons.map(\.name) == ["two", "three", "one"])
    #expect(library.lessons.map(\.chapter) == ["The last", "The last", "A"])
    #expect(library.problems.isEmpty)
  }

  @Test func aFolderWithoutCourseYmlHasNoChapters() {
    write([("a.md", lesson("A")), ("other/b.md", lesson("B"))])
    #expect(library.lessons.map(\.name) == ["a"])
  }

  // MARK: What is wrong

  @Test(
    arguments: [
      ("chapters: [far]", "course.yml [far] there is no chapter far"),
      ("chapters: far", "course.yml [far] chapters must be a list of folders"),
      ("chapters: [near, near]", "course.yml [near] near stands here twice"),
      ("name: My Course", "course.yml [My] My Course can't name a course"),
      ("lang: German", "course.yml [German] lang must be a language's tag"),
      ("lessons: [b, a]", "course.yml [b] b needs a, which comes after it"),
    ])
  func aMistakeInCourseYmlIsToldInItsPlace(line: String, message: String) throws {
    write([
      ("course.yml", "title: T\n\(line)\n"), ("a.md", lesson("A")),
      ("b.md", lesson("B", needs: ["a"])), ("near/c.md", lesson("C")),
    ])
    #expect(try messages() == [message])
  }

  @Test func aChapterThatNeedsALaterOneIsToldInTheLesson() throws {
    write([
      ("course.yml", "title: T\n"), ("1/a.md", lesson("A", needs: ["b"])), ("2/b.md", lesson("B")),
    ])
    #expect(
      try messages() == ["a.md [b] the lesson needs b, which comes after it in the course"])
    write([("course.yml", "title: T\nchapters: [\"2\", \"1\"]\n")])
    #expect(try messages().isEmpty)
  }

  @Test func lessonsThatNeedEachOtherAreToldOnceEach() throws {
    write([
      ("course.yml", "title: T\nlessons: [a, b]\n"), ("a.md", lesson("A", needs: ["b"])),
      ("b.md", lesson("B", needs: ["a"])),
    ])
    #expect(try messages().count == 2)
  }

  @Test func twoLessonsOfOneNameAreTold() throws {
    write([
      ("course.yml", "title: T\n"), ("1/a.md", lesson("A")), ("2/a.md", lesson("B")),
    ])
    #expect(library.lessons.map(\.name) == ["a"])
    #expect(try messages().map { $0.prefix(50) }.count == 1)
  }

  // MARK: Laziness

  @Test func nothingIsReadBeforeSomebodyAsks() {
    write([("a.md", lesson("A"))])
    let library = library
    #expect(!library.isRead)
    let copy = library
    #expect(copy.lessons.map(\.name) == ["a"])
    #expect(library.isRead)
  }

  @Test func theProgramHasItsOwnLessonsWithIt() throws {
    let library = LessonLibrary(directories: [], includesBuiltIn: true)
    #expect(library.problems.isEmpty)
    #expect(library.courses.map(\.name) == [Course.own])
    #expect(library.lessons.map(\.name) == LessonLibrary(directories: [Place.lessons]).names)
    for name in library.names {
      #expect(try library.lesson(name).diagnostics.isEmpty)
    }
  }

  @Test func aCopyOfTheOwnCourseIsTheSameCourse() {
    let library = LessonLibrary(directories: [Place.lessons, Place.lessons], includesBuiltIn: true)
    #expect(library.courses.count == 1)
    #expect(library.names == LessonLibrary(directories: [Place.lessons]).names)
  }

  // MARK: Names

  @Test(
    arguments: [
      ("title: T\nname: mine\n", "mine"), ("title: How to Move\n", "how-to-move"),
    ])
  func aCourseIsKnownByItsNameOrItsTitle(yaml: String, name: String) {
    write([("course.yml", yaml), ("a.md", lesson("A"))])
    #expect(library.courses.map(\.name) == [name])
  }

  @Test func ofLessonsWithOneNameTheFirstIsMeant() throws {
    let other = TemporaryFolder()
    write([("course.yml", "name: here\n"), ("a.md", lesson("Here")), ("b.md", lesson("B"))])
    other.write("course.yml", Array("name: there\n".utf8))
    other.write("a.md", Array(lesson("There").utf8))
    let library = LessonLibrary(directories: [folder.path, other.path])
    #expect(library.names == ["a", "b", "there/a"])
    #expect(try library.source(of: "a").text.contains("Here"))
    #expect(try library.source(of: "here/a").text.contains("Here"))
    #expect(try library.source(of: "there/a").text.contains("There"))
    let lesson = try #require(try library.lesson("a").lesson)
    #expect(library.hidden(by: lesson) == "there/a")
    let hidden = try #require(try library.lesson("there/a").lesson)
    #expect(library.hidden(by: hidden) == nil)
    #expect(lesson.progressName == "here/a")
    #expect(hidden.progressName == "there/a")
  }

  @Test func theCoursesLanguageIsItsLessons() throws {
    write([
      ("course.yml", "name: kurs\nlang: de\n"), ("a.md", lesson("A")),
      ("b.md", "---\ntitle: B\nlang: zh\n---\ntext\n"),
    ])
    #expect(try library.lesson("a").lesson?.language.tag == "de")
    #expect(try library.lesson("b").lesson?.language.tag == "zh")
    #expect(try library.lesson("\(folder.path)/a.md").lesson?.language.tag == "de")
  }
}
