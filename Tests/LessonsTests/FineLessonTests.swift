import Formula
import Optimizers
import Rendering
import Session
import System
import TestSupport
import Testing

@testable import Lessons

/// Lessons that hold what lessons may hold, and of which the check says nothing.
struct FineLessonTests {
  static let names = Directory.names(in: Place.fineLessons).filter { $0.hasSuffix(".md") }.sorted()

  /// The check as the program makes it.
  private var checker: LessonChecker {
    let renderer = TextRenderer(width: 72, alphabet: .unicode, isColoured: false)
    return LessonChecker(recipes: .standard, render: { renderer.text($0) })
  }

  @Test(arguments: names)
  func aFineLessonPasses(name: String) throws {
    let files = checker.check(["\(Place.fineLessons)/\(name)"])
    #expect(files.map(\.listing) == [""])
  }

  @Test func theGuidePassesWithItsOutputs() throws {
    let files = checker.check([Place.lessons + "/AUTHORING.md"])
    #expect(files.map(\.listing) == [""])
  }
}
