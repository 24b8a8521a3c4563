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

/// Lessons with one defect each, and everything the check says of them.
///
/// With `DOWNHILL_RECORD=1` in the environment what is said is written down anew, beside each
/// lesson; the tests fail then, so that nobody records by chance.
struct BrokenCorpusTests {
  static let names = Directory.names(in: Place.brokenLessons).filter { $0.hasSuffix(".md") }
    .map { String($0.dropLast(3)) }.sorted()

  private var isRecording: Bool { getenv("DOWNHILL_RECORD") != nil }

  @Test func thereAreManyWaysToBreakALesson() {
    #expect(Self.names.count >= 40)
  }

  @Test(arguments: names)
  func aDefectIsReportedOnceInItsPlace(name: String) throws {
    let path = "\(Place.brokenLessons)/\(name).md"
    let files = try LessonChecker.standard().check([path])
    let listing = try #require(files.first).listing
      .replacing(Place.brokenLessons + "/", with: "")
    let record = "\(Place.brokenLessons)/\(name).txt"
    if isRecording {
      unlink(record)
      try FileWriting.create(record, Array(listing.utf8))
      Issue.record("recorded \(record)")
      return
    }
    #expect(files.map(\.path) == [path])
    #expect(files.first?.diagnostics.count == 1)
    #expect(listing == (try? LessonFile.load(record))?.text)
  }

  @Test func aFoldersFilesAreCheckedInOneOrderWhateverIsDoneWhen() throws {
    let checker = try LessonChecker.standard()
    let first = checker.check([Place.brokenLessons])
    let second = checker.check([Place.brokenLessons])
    #expect(first.map(\.path) == second.map(\.path))
    #expect(first.map(\.listing) == second.map(\.listing))
    // The one without front matter is a note among lessons.
    #expect(first.count == Self.names.count - 1)
  }
}
