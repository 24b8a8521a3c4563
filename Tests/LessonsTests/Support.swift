import Formula
import Optimizers
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

  var questions: [ChoiceQuestion] {
    items.compactMap { item in
      guard case .question(let written) = item.kind,
        let question = try? written.make(Session(library: .standard), nil)
      else { return nil }
      return (question as? ClosedQuestion<ChoiceQuestion>)?.kind
    }
  }

  var exercises: [Exercise] {
    items.compactMap { if case .exercise(let exercise) = $0.kind { exercise } else { nil } }
  }

  /// The formulas in prose, choices and prompts, with their places.
  var formulas: [SourceSlice] {
    items.flatMap { item -> [SourceSlice] in
      switch item.kind {
      case .prose(let prose): prose.formulas
      default: []
      }
    }
      + questions.flatMap { question in
        question.prompt.flatMap(\.formulas)
          + question.choices.flatMap { choice in
            choice.text.flatMap(\.formulas) + (choice.feedback?.blocks.flatMap(\.formulas) ?? [])
          }
      }
  }

  /// The pieces that are formulas: live values, conditions, quantities and answers.
  var formulaExcerpts: [SourceSlice] {
    formulas + exercises.flatMap { $0.goals.map(\.written) }
      + statements.compactMap { statement in
        switch statement.kind {
        case .command, .recipe, .remark, .unread: nil
        case .expect(let formula): formula
        // What is asked in words stands in quotes.
        case .question(let question):
          question.pieces.first { !isQuoted($0) && !$0.text.hasPrefix("\"") }
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
        case .recipe, .remark, .unread: []
        case .question(let question): question.pieces
        }
      }
      + exercises.flatMap { exercise in
        exercise.goals.map(\.written) + exercise.hints
          + exercise.solution.compactMap { step in
            if case .command(let command) = step { command } else { nil }
          }
      }
  }
}
