import Formula
import System
import TestSupport
import Testing

@testable import Lessons

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Courses in a .zip, some of them from strangers.
@Suite(.enabled(if: archivesCanBeRead))
struct LessonArchiveTests {
  static let lesson = "---\ntitle: A lesson\n---\n# A\n\ntext\n"

  private let folder = TemporaryFolder()

  /// The library of an archive with some files.
  private func library(_ files: [(String, String)]) -> LessonLibrary {
    var zip = ZipFile()
    for (name, text) in files { zip.add(name, text) }
    folder.write("course.zip", zip.whole)
    return LessonLibrary(directories: ["\(folder.path)/course.zip"])
  }

  private func complaint(_ library: LessonLibrary) -> String? {
    library.problem(at: "\(folder.path)/course.zip")?.message
  }

  @Test(arguments: ["", "course-main/", "a/b c/"])
  func lessonsAreFoundWhereverTheCourseLies(prefix: String) throws {
    let library = library([
      (prefix + "course.yml", "title: Moving\nlessons: [b, a]\n"), (prefix + "a.md", Self.lesson),
      (prefix + "b.md", Self.lesson.replacing("text", with: "Ünïcode")), (prefix + "x.png", "x"),
      (prefix + "deeper/c.md", Self.lesson), (prefix + "deeper/still/d.md", Self.lesson),
      ("__MACOSX/d.md", "x"),
    ])
    #expect(library.courses.map(\.title) == ["Moving"])
    #expect(library.lessons.map(\.name) == ["b", "a", "c"])
    #expect(library.lessons.map(\.chapter) == [nil, nil, "Deeper"])
    #expect(try library.source(of: "b").text.contains("Ünïcode"))
    #expect(library.problems.isEmpty)
    #expect(complaint(library) == nil)
  }

  @Test(
    arguments: [
      "../a.md", "/tmp/a.md", "x/../../a.md", "a\u{1b}[31m.md", "a\u{7}.md", "a*.md", "-d.md",
      "..\\a.md", "a\u{202e}.md",
    ])
  func aNameThatIsNoLessonsIsRefusedWithAllTheRest(name: String) {
    let library = library([("good.md", Self.lesson), (name, Self.lesson)])
    #expect(library.lessons.isEmpty)
    #expect(complaint(library)?.contains("a name that lessons don't have") == true)
    #expect(complaint(library)?.unicodeScalars.contains(where: SafeText.isControl) == false)
    #expect(!Directory.exists("/tmp/a.md"))
  }

  @Test func aLessonThatIsTooLargeIsRefused() {
    let large = Self.lesson + String(repeating: "x", count: LessonFile.largestSize)
    #expect(complaint(library([("a.md", large)]))?.contains("is too large") == true)
  }

  @Test func anArchiveWithoutLessonsSaysSo() {
    #expect(complaint(library([("a.txt", "x")]))?.hasPrefix("there are no lessons in") == true)
  }

  @Test func whatIsNoArchiveSaysSo() {
    folder.write("course.zip", Array("PK not really".utf8))
    let library = LessonLibrary(directories: ["\(folder.path)/course.zip"])
    #expect(complaint(library)?.contains("is no .zip that can be read") == true)
  }

  @Test func nothingIsUnpacked() {
    _ = library([("a.md", Self.lesson)])
    #expect(Directory.names(in: folder.path) == ["course.zip"])
  }

  // MARK: Checking

  private func check(_ files: [(String, String)]) throws -> [String] {
    _ = library(files)
    return try LessonChecker.standard().check(["\(folder.path)/course.zip"]).flatMap { file in
      file.diagnostics.map { "\(Directory.name(of: file.path)): \($0.message)" }
    }
  }

  @Test func anArchiveIsCheckedAsAFolderIs() throws {
    let fine = [
      ("x/course.yml", "name: packed\n"), ("x/a.md", Self.lesson),
      ("x/b.md", Self.lesson.replacing("text", with: "See [A](a.md).")),
      ("x/two/c.md", "---\ntitle: C\nneeds: [a]\n---\ntext\n"),
    ]
    #expect(try check(fine).isEmpty)
    let wrong = [
      ("course.yml", "name: packed\nlessons: [a, nobody]\n"),
      ("a.md", Self.lesson + "\n```downhill\nexpect 1 == 2\n```\n\n[B](bb.md)\n"),
      ("b.md", "---\ntitle: B\nneeds: [nobody, c]\n---\ntext\n"), ("c.md", "---\nx: 1\n---\n"),
    ]
    let found = try check(wrong)
    #expect(found.count == 6, "\(found)")
    for (file, message) in [
      ("course.yml", "nobody"), ("a.md", "does not hold"), ("a.md", "bb.md"), ("b.md", "nobody"),
      ("c.md", "title"), ("c.md", "x"),
    ] {
      #expect(
        found.contains { $0.hasPrefix("\(file): ") && $0.contains(message) }, "\(file) \(found)")
    }
  }

  @Test func recordedOutputInAnArchiveIsLeftAlone() throws {
    _ = library([("a.md", Self.lesson + "\n```downhill\n1 + 1\n```\n```downhill output\n```\n")])
    let path = "\(folder.path)/course.zip"
    let before = folder.bytes("course.zip")
    let files = try LessonChecker.standard(updatesOutputs: true).check([path])
    #expect(files.flatMap(\.diagnostics).map(\.message) == ["the output is not recorded yet"])
    #expect(folder.bytes("course.zip") == before)
  }
}
