import Formula
import TestSupport
import Testing

@testable import Lessons

/// The lessons that come with the program.
struct CourseTests {
  private let library = LessonLibrary(directories: [Place.lessons])

  @Test func theyFormOneCourseInOrder() {
    #expect(library.problems == [])
    #expect(library.courses.map(\.title) == ["How optimizers move"])
    #expect(library.lessons.map(\.name) == Place.lessonNames)
  }

  @Test func eachLessonNeedsTheOneBefore() {
    let needs = library.lessons.map(\.frontMatter.needs)
    #expect(needs == [[]] + Place.lessonNames.dropLast().map { [$0] })
  }

  @Test(arguments: Place.lessonNames)
  func aLessonReadsWithoutAComplaint(name: String) throws {
    let (parsed, diagnostics) = LessonParser.parse(try library.source(of: name))
    let lesson = try #require(parsed)
    #expect(diagnostics == [])
    #expect((4...8).contains(lesson.parts.count))
    #expect((1...2).contains(lesson.questions.count))
    #expect(lesson.exercises.count == 1)
    #expect(lesson.parts.allSatisfy { !$0.items.isEmpty })
  }

  @Test(arguments: Place.lessonNames)
  func everyChoiceHasItsFeedback(name: String) throws {
    let lesson = try #require(LessonParser.parse(try library.source(of: name)).lesson)
    let choices = lesson.questions.flatMap(\.choices)
    #expect(choices.allSatisfy { $0.feedback != nil })
  }

  @Test(arguments: Place.lessonNames)
  func everyFormulaReadsAsAFormula(name: String) throws {
    let lesson = try #require(LessonParser.parse(try library.source(of: name)).lesson)
    #expect(!lesson.formulaExcerpts.isEmpty)
    for excerpt in lesson.formulaExcerpts {
      #expect(throws: Never.self) { try Parser.expression(excerpt.text) }
    }
  }

  @Test(arguments: Place.lessonNames)
  func rangesHold(name: String) throws {
    let lesson = try #require(LessonParser.parse(try library.source(of: name)).lesson)
    for excerpt in lesson.excerpts {
      #expect(lesson.source.slice(excerpt.range) == excerpt.text)
    }
  }
}
