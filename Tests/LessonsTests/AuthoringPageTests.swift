import Formula
import Session
import TestSupport
import Testing

@testable import Lessons

/// The page that teaches how lessons are written, as somebody meets it who plays it.
struct AuthoringPageTests {
  private func lesson() throws -> Lesson {
    let source = try LessonFile.load(Place.lessons + "/AUTHORING.md")
    return try #require(LessonParser.parse(source).lesson)
  }

  /// The blocks of Markdown that a player sees.
  private func examples() throws -> [String] {
    try lesson().items.flatMap { item -> [String] in
      guard case .prose(let prose) = item.kind else { return [] }
      return prose.blocks.compactMap { block in
        if case .code(let text, "markdown") = block { text } else { nil }
      }
    }
  }

  @Test func itShowsTheFencesItTeaches() throws {
    let all = try examples().joined(separator: "\n")
    for fence in ["```downhill\n", "```downhill output\n", "```downhill try\n", "- [x] ", "`= "] {
      #expect(all.contains(fence), "\(fence)")
    }
    #expect(all.components(of: "```").isMultiple(of: 2))
  }

  @Test func whatItShowsCanBeRead() throws {
    for example in try examples() {
      let (lesson, diagnostics) = parse(example)
      #expect(lesson != nil)
      #expect(diagnostics == [], "\(example)")
    }
  }

  @Test func aBlockInsideALongerFenceIsShownToTheLetter() throws {
    let inner = "```downhill\nstep\n\n  indented\n```\n\n- [x] a\n> b"
    let lesson = try #require(parse("# A\n\n````markdown\n\(inner)\n````\n").lesson)
    guard case .prose(let prose)? = lesson.items.first?.kind else {
      Issue.record("no prose")
      return
    }
    #expect(prose.blocks == [.code(inner, language: "markdown")])
  }
}

extension String {
  /// How often a text stands in it.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
