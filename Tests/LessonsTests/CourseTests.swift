import Formula
import Optimizers
import Session
import TestSupport
import Testing
import Tutor

@testable import Lessons

/// The lessons that come with the program.
struct CourseTests {
  private let library = LessonLibrary(directories: [Place.lessons])

  @Test func theyFormOneCourseInOrder() {
    #expect(library.problems == [])
    #expect(library.courses.map(\.title) == ["How optimizers move"])
    #expect(library.lessons.map(\.name) == Place.lessonNames + [Place.guideName])
  }

  /// From the first that teaches on, each needs some before it.
  @Test func eachLessonNeedsSomeBeforeIt() {
    for (index, lesson) in library.lessons.enumerated()
    where index > 1 && lesson.name != Place.guideName {
      let needs = lesson.frontMatter.needs
      #expect(!needs.isEmpty, "\(lesson.name)")
      #expect(Set(needs).isSubset(of: Place.lessonNames[..<index]), "\(lesson.name)")
    }
  }

  /// Before, after and later ask twelve questions of one form, made by practice, with numbers of
  /// their own.
  @Test func theMeasuresAreTestsOfOneForm() throws {
    let tests = try Place.measureNames.map { name in
      try #require(LessonParser.parse(try library.source(of: name)).lesson)
    }
    #expect(tests.count { $0.frontMatter.isTest } == tests.count)
    let session = Session(library: .standard, commands: .standard)
    let questions = try tests.map { lesson in
      try lesson.statements.compactMap { statement -> (any LessonQuestion)? in
        guard case .question(let written) = statement.kind else { return nil }
        return try written.make(session, nil)
      }
    }
    let drills = questions.map { $0.compactMap { ($0 as? NumberQuestion)?.drill?.report } }
    #expect(drills.map(\.count) == [12, 12, 12])
    #expect(Set(drills.map { $0.map(\.subject) }).count == 1)
    let looks = drills.map { test in
      test.map {
        "\($0.story?.text(.short) ?? "") \($0.given.map(\.value)) \($0.heading.map { Notation().text($0) } ?? "") \($0.rows.map(\.values))"
      }
    }
    for place in 0..<12 {
      #expect(Set(looks.map { $0[place] }).count == 3, "\(place): \(looks[0][place])")
    }
  }

  @Test func theGuideIsOpenedByItsNameInAnyCase() throws {
    for name in ["AUTHORING", "authoring", "downhill/authoring"] {
      let source = try library.source(of: name)
      #expect(source.name.hasSuffix("AUTHORING.md"))
    }
  }

  @Test(arguments: Place.lessonNames)
  func aLessonReadsWithoutAComplaint(name: String) throws {
    let (parsed, diagnostics) = LessonParser.parse(try library.source(of: name))
    let lesson = try #require(parsed)
    #expect(diagnostics == [])
    #expect(lesson.parts.allSatisfy { !$0.items.isEmpty })
  }

  /// Each has something to be chosen, something to be done that can fail, and a summary.
  @Test(arguments: Place.lessonNames.filter { !Place.measureNames.contains($0) })
  func aLessonAsksAndHasSomethingDone(name: String) throws {
    let lesson = try #require(LessonParser.parse(try library.source(of: name)).lesson)
    #expect(!lesson.questions.isEmpty)
    #expect(!lesson.exercises.isEmpty)
    #expect(lesson.parts.contains { $0.title == "What to keep" })
  }

  /// What each lesson is there for, by the words that can't be missing from it.
  static let contents: [(lesson: String, words: [String])] = [
    ("valley", ["1847", "blindfold"]),
    ("gradient-descent", ["2 / curvature", "zigzag", "sweep lr"]),
    ("adagrad", ["Duchi, Hazan and Singer 2011", "predict step.x"]),
    ("rmsprop", ["lecture 6e", "Why squares", "half of it left"]),
    ("three-walks", ["gd", "adagrad", "rmsprop", "plot"]),
    ("sensitivity", ["sweep beta", "sweep lr", "half-life"]),
    ("epsilon", ["0.953", "3.161", "PyTorch", "Keras", "optax"]),
    ("hovering", ["cosine", "0.1/sqrt(t)", "very small late in training"]),
    ("momentum", ["rmsprop.momentum", "Kingma and Ba", "PyTorch", "Keras"]),
    ("noise", ["lecture 6e", "2012", "batch 2", "the sign"]),
    (
      "stuck",
      ["saddle", "Kirkpatrick", "1983", "Kennedy and Eberhart", "1995", "predict velocity"]
    ),
    ("tiny-models", ["objective logistic", "XOR", "filter", "recurrent net", "wave"]),
    ("your-own-optimizer", ["first slip", "second slip", "third slip", "centered", "halflife=20"]),
    (
      "claims",
      ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "convolutional", "LSTM", "speech", "ball"]
    ),
  ]

  @Test(arguments: contents)
  func aLessonHoldsWhatItIsThereFor(name: String, words: [String]) throws {
    let text = try library.source(of: name).text.split(whereSeparator: \.isWhitespace)
      .joined(separator: " ").lowercased()
    for word in words { #expect(text.contains(word.lowercased()), "\(word)") }
  }

  @Test func everyLessonThatTeachesIsThereForSomething() {
    #expect(
      Self.contents.map(\.lesson) == Place.lessonNames.filter { !Place.measureNames.contains($0) })
  }

  @Test(arguments: Place.lessonNames.filter { !Place.measureNames.contains($0) })
  func everyChoiceHasItsFeedback(name: String) throws {
    let lesson = try #require(LessonParser.parse(try library.source(of: name)).lesson)
    let choices = lesson.questions.flatMap(\.choices)
    #expect(choices.allSatisfy { $0.feedback != nil })
  }

  @Test(arguments: Place.lessonNames)
  func everyFormulaReadsAsAFormula(name: String) throws {
    let lesson = try #require(LessonParser.parse(try library.source(of: name)).lesson)
    // A goal may be about a recipe.
    let isOther = { (text: Substring) in text.hasPrefix("like ") || text.hasSuffix(" always") }
    for excerpt in lesson.formulaExcerpts where !isOther(Substring(excerpt.text)) {
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
