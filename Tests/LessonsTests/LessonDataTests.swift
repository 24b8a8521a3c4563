import Formula
import Optimizers
import Session
import System
import TestSupport
import Testing

@testable import Lessons

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Lessons that read data: from their own folder or archive, and from nowhere else.
struct LessonDataTests {
  private let folder = TemporaryFolder()
  static let table = "x,y\n1,2\n2,4\n"

  private func lesson(_ file: String) -> String {
    "---\ntitle: Data\n---\n# A\n\n```downhill\ndata \(file)\nexpect mean(y) ~= 3\n```\n"
  }

  private func write(_ files: [(String, String)]) {
    for (name, text) in files { folder.write(name, Array(text.utf8)) }
  }

  /// What is said of a lesson when it is checked.
  private func complaints(_ path: String) throws -> [String] {
    try LessonChecker.standard().check([folder.path + "/" + path])
      .flatMap { $0.diagnostics.map(\.message) }
  }

  @Test(arguments: ["points.csv", "data/points.csv", "\"my points.csv\"", "./points.csv"])
  func aLessonReadsWhatLiesBesideIt(file: String) throws {
    write([
      ("course/a.md", lesson(file)), ("course/points.csv", Self.table),
      ("course/data/points.csv", Self.table), ("course/my points.csv", Self.table),
    ])
    #expect(try complaints("course/a.md") == [])
  }

  @Test(
    arguments: [
      "../points.csv", "data/../../points.csv", "~/points.csv", "/etc/passwd", "link.csv",
      "linked/points.csv", "..\\points.csv",
    ])
  func aLessonReadsNothingElse(file: String) throws {
    write([
      ("course/a.md", lesson(file)), ("points.csv", Self.table), ("out/points.csv", Self.table),
    ])
    symlink("\(folder.path)/points.csv", "\(folder.path)/course/link.csv")
    symlink("\(folder.path)/out", "\(folder.path)/course/linked")
    let said = try complaints("course/a.md")
    #expect(said.first?.contains("a lesson reads only files beside it or below") == true)
  }

  @Test func aLinkThatStaysInsideIsFollowed() throws {
    write([("course/a.md", lesson("link.csv")), ("course/points.csv", Self.table)])
    symlink("points.csv", "\(folder.path)/course/link.csv")
    #expect(try complaints("course/a.md") == [])
  }

  @Test(arguments: ["none.csv", "course", "pipe.csv"])
  func whatIsNoFileIsAnError(file: String) throws {
    write([("course/a.md", lesson(file)), ("course/course/x.csv", Self.table)])
    mkfifo("\(folder.path)/course/pipe.csv", 0o600)
    let said = try complaints("course/a.md")
    #expect(said.first?.hasPrefix("can't read \(file)") == true)
  }

  @Test(arguments: ["load walk.downhill", "save x.downhill", "export x.csv", "load a.recipe"])
  func otherFilesStayOutOfReach(command: String) throws {
    write([("a.md", "---\ntitle: T\n---\n# A\n\n```downhill\n\(command)\n```\n")])
    let said = try complaints("a.md")
    #expect(said == ["a lesson can't do this: \(command)"])
  }

  @Test func aLearnerMayReadTheLessonsFileOrTheirOwn() throws {
    write([("course/a.md", lesson("points.csv")), ("course/points.csv", Self.table)])
    write([("mine.csv", "u\n5\n")])
    let library = LessonLibrary(directories: [])
    let lesson = try #require(try library.lesson("\(folder.path)/course/a.md").lesson)
    var learner = Learner(lesson)
    #expect(learner.errors.isEmpty)
    learner.type("data points.csv")
    #expect(learner.errors.isEmpty)
    learner.type("data \(folder.path)/mine.csv")
    #expect(learner.errors.isEmpty)
    #expect(learner.player.live.data.rowCount == 1)
    learner.type("data nowhere.csv")
    #expect(learner.errors.count == 1)
  }

  @Test(.enabled(if: archivesCanBeRead), arguments: ["", "course/"])
  func aLessonInAnArchiveReadsFromTheArchive(prefix: String) throws {
    var zip = ZipFile()
    zip.add(prefix + "course.yml", "name: packed\n")
    zip.add(prefix + "one/a.md", lesson("points.csv"))
    zip.add(prefix + "one/points.csv", Self.table)
    zip.add(prefix + "b.md", lesson("one/points.csv"))
    zip.add(prefix + "c.md", lesson("../points.csv"))
    zip.add(prefix + "d.md", lesson("points.csv"))
    folder.write("course.zip", zip.whole)
    folder.write("points.csv", Array(Self.table.utf8))
    let library = LessonLibrary(directories: ["\(folder.path)/course.zip"])
    #expect(library.names == ["b", "c", "d", "a"])
    for (name, count) in [("a", 0), ("b", 0), ("c", 1), ("d", 1)] {
      let lesson = try #require(try library.lesson(name).lesson)
      // The file; what was expected of it is silent.
      #expect(Learner(lesson).errors.count == count, "\(name)")
    }
  }
}
