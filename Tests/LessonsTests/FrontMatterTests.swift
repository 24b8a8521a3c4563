import Formula
import TestSupport
import Testing

@testable import Lessons

/// What stands at the top of a lesson.
struct FrontMatterTests {
  private func parse(_ yaml: String) -> (lesson: Lesson?, diagnostics: [Diagnostic]) {
    LessonParser.parse(SourceText(name: "a.md", "---\n\(yaml)\n---\ntext\n"))
  }

  @Test(arguments: [
    "author: Ada Lovelace", "author: [Ada, \"Grace: Hopper\"]", "license: CC BY 4.0",
    "description: \"What it fixes: nothing\"", "x-topic: [a, b]", "x-level: 3",
    "jupyter:\n  kernelspec:\n    name: python3\n    display_name: Python 3",
    "jupytext:\n  formats: md:myst", "kernelspec: {name: python3}",
    "language_info:\n  name: python",
  ])
  func whatOthersKeepThereIsAllowed(line: String) {
    let (lesson, diagnostics) = parse("title: A\n\(line)")
    #expect(diagnostics == [])
    #expect(lesson?.title == "A")
  }

  /// What an author writes as a title, and what YAML would make of it.
  static let titles = [
    "RMSprop: what it fixes", "Lesson #1", "Lesson 1 #", "# 1", "`lr` and its size", "A\tB",
    "@home",
    "[1] The first", "{a} and b", "\"A\" and B", "'t is it", "- a", "? why", "& more", "*bold*",
    "!important", "| a", "> a", "% of all", "RMSprop:", "a: b \"c\" d", "a: it's \"c\"",
  ]

  @Test(arguments: titles)
  func aTitleThatWouldBeCutOrRefusedWantsQuotes(title: String) throws {
    for key in ["title", "author", "description"] {
      let yaml = (key == "title" ? "" : "title: A\n") + "\(key): \(title)\nminutes: 3"
      let diagnostics = parse(yaml).diagnostics
      #expect(diagnostics.count == 1)
      let first = try #require(diagnostics.first)
      #expect(first.message == "the \(key) has signs that mean something else here")
      let hint = try #require(first.hint)
      #expect(hint.hasPrefix("put the \(key) in quotes: "))
      let range = try #require(first.range)
      #expect(SourceText("---\n\(yaml)\n").slice(range) == title)
      // What is said to write is right.
      let line = hint.dropFirst("put the \(key) in quotes: ".count)
      let (lesson, rest) = parse((key == "title" ? "" : "title: A\n") + line)
      #expect(rest == [])
      if key == "title" {
        #expect(lesson?.title == title.replacing("\t", with: " "))
      }
    }
  }

  @Test(arguments: [
    "RMSprop, what it fixes", "\"RMSprop: what it fixes\"", "'It''s: it'", "C#", "a:b", "1.5",
    "a - b",
    "yes", "what? why", "a & b", "50%",
  ])
  func otherTitlesStandAsTheyAre(title: String) {
    #expect(parse("title: \(title)").diagnostics == [])
  }

  @Test func aTitleOfSeveralLinesIsOne() {
    let (lesson, diagnostics) = parse("title: What\n  RMSprop fixes")
    #expect(diagnostics == [])
    #expect(lesson?.title == "What RMSprop fixes")
  }
}
