import Formula
import Session
import TestSupport

@testable import Lessons
import Tutor

/// Reads a body as a lesson named `sample`.
func parse(_ body: String) -> (lesson: Lesson?, diagnostics: [Diagnostic]) {
  LessonParser.parse(SourceText(name: "lessons/sample.md", lessonText(body)))
}

extension Lesson {
  /// The items of all parts, in order.
  var items: [Item] { parts.flatMap(\.items) }

  /// The statements of all blocks, in order.
  var statements: [Statement] {
    items.flatMap { item -> [Statement] in
      if case .statements(let statements) = item.kind { statements } else { [] }
    }
  }

  var questions: [Question] {
    items.compactMap { if case .question(let question) = $0.kind { question } else { nil } }
  }

  var exercises: [Exercise] {
    items.compactMap { if case .exercise(let exercise) = $0.kind { exercise } else { nil } }
  }

  /// The formulas in prose, choices and prompts, with their places.
  var formulas: [SourceSlice] {
    items.flatMap { item -> [SourceSlice] in
      switch item.kind {
      case .prose(let prose): prose.formulas
      case .question(let question):
        question.prompt.flatMap(\.formulas)
          + question.choices.flatMap { choice in
            choice.text.flatMap(\.formulas) + (choice.feedback?.blocks.flatMap(\.formulas) ?? [])
          }
      default: []
      }
    }
  }

  /// The pieces that are formulas: live values, conditions, quantities and answers.
  var formulaExcerpts: [SourceSlice] {
    formulas + exercises.map(\.goal)
      + statements.compactMap { statement in
        switch statement.kind {
        case .command: nil
        case .expect(let formula): formula
        // What is asked in words stands in quotes.
        case .question(let question): question.pieces.first { !isQuoted($0) }
        }
      }
  }

  private func isQuoted(_ piece: SourceSlice) -> Bool {
    Array(source.text.utf8)[piece.range.lower - 1] == UInt8(ascii: "\"")
  }

  /// Every piece of text that says where it stands.
  var excerpts: [SourceSlice] {
    formulas
      + statements.flatMap { statement -> [SourceSlice] in
        switch statement.kind {
        case .command(let text), .expect(let text): [text]
        case .question(let question): question.pieces
        }
      }
      + exercises.flatMap { [$0.goal] + $0.hints + $0.solution }
  }
}
