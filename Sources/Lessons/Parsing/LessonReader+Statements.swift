import Formula
import Session
import Tutor

extension LessonReader {
  /// The lines of a `downhill` block, those of an author on a question taken into the question.
  ///
  ///     predict E[g²].x within 1%
  ///       wrong 49.5 "That keeps a tenth of the old mean. How much should be kept?"
  ///       hint "Nine tenths of the mean are old."
  ///
  /// Such lines at the top of a block are for the question before it.
  mutating func statements(_ code: [CodeLine]) -> [Statement] {
    var (result, stem) = ([Statement](), QuestionStem?.none)
    var index = 0
    while index < code.count {
      let line = code[index]
      let text = line.slice.withoutComment
      index += 1
      guard !text.isEmpty else { continue }
      let (word, rest) = text.firstWord
      do throws(Diagnostic) {
        if AuthorsRemark.begins(text, isIndented: line.isIndented) {
          try add(AuthorsRemark(reading: text), to: &result)
          continue
        }
        if word.text == "part", let asked = stem {
          result.append(try part(rest, of: asked, in: text))
          stem?.count += 1
          continue
        }
        stem = nil
        switch word.text {
        case CommandTable.optimizerWord where !rest.isEmpty:
          let end = code.endOfRecipe(from: index - 1)
          // fits: a recipe has a line at least
          result.append(recipeStatement(code[(index - 1)..<end]))
          index = end
        case WrittenQuestion.practiceWord:
          result += try WrittenQuestion.practice(rest, text)
            .map { Statement(kind: .question($0), range: text.range) }
        case "expect":
          guard !rest.isEmpty else { throw LessonMessages.expectEmpty(at: text.range) }
          result.append(Statement(kind: .expect(condition: rest), range: text.range))
        case "ask" where rest.isStem && index < code.count && code[index].isPart:
          stem = rest.quoted.map { QuestionStem(text: $0.inside) }
        default:
          let question = try question(word, rest, in: text)
          result.append(
            Statement(kind: question.map { .question($0) } ?? .command(text), range: text.range))
        }
      } catch {
        reportLoss(error)
        result.append(Statement(kind: .unread(.question), range: text.range))
      }
    }
    return result
  }

  private func add(_ remark: AuthorsRemark, to statements: inout [Statement]) throws(Diagnostic) {
    switch statements.last?.kind {
    case .question(let question)?:
      statements[statements.count - 1].kind = .question(question.adding(remark))
    // It may be for what could not be read.
    case .unread?: break
    case nil, .remark?:
      // Whether a question stands before the block is seen when all of them are read.
      statements.append(Statement(kind: .remark(remark), range: remark.range))
    default: throw LessonMessages.remarkWithoutQuestion(at: remark.range)
    }
  }

  /// A line that asks; nil for one that doesn't.
  private func question(
    _ word: SourceSlice, _ rest: SourceSlice, text given: String? = nil, in line: SourceSlice
  ) throws(Diagnostic) -> WrittenQuestion? {
    let forms = QuestionKind.lines.filter { $0.word == word.text }
    guard !forms.isEmpty else { return nil }
    var written = QuestionLine(rest: rest, line: line)
    if let (question, behind) = rest.quoted, !question.isBlank {
      written.question = question
      written.text = (given ?? "") + String(question.text)
      written.rest = behind
    }
    let form = forms.first { $0.fits(written.rest) } ?? forms[forms.count - 1]
    return try form.read(written)
  }

  /// A part of a question that has several, which is asked as one of its own.
  private func part(_ rest: SourceSlice, of stem: QuestionStem, in line: SourceSlice)
    throws(Diagnostic) -> Statement
  {
    let letter = String(letterOf: stem.count)
    let before = (stem.count == 0 ? "\(stem.text.text) " : "") + "\(letter)) "
    guard stem.count < QuestionStem.mostParts else {
      throw LessonMessages.tooManyParts(QuestionStem.mostParts, at: line.range)
    }
    let ask = SourceSlice("ask")
    guard let question = try question(ask, rest, text: before, in: line) else {
      throw LessonMessages.askMalformed(at: line.range)
    }
    return Statement(kind: .question(question), range: line.range)
  }
}

/// What is said before the parts of a question.
private struct QuestionStem {
  static let mostParts = 26

  var text: SourceSlice
  /// How many parts were read.
  var count = 0
}

extension SourceSlice {
  /// Whether it is a question and nothing else.
  fileprivate var isStem: Bool { quoted.map { $0.rest.isEmpty && !$0.inside.isBlank } ?? false }
}

extension CodeLine {
  fileprivate var isPart: Bool { slice.firstWord.word.text == "part" }
}

// MARK: - Lines at the top of a block

extension LessonReader {
  /// The items with the lines for a question before them taken into that question.
  mutating func takingRemarks(in items: [Item]) -> [Item] {
    var result: [Item] = []
    for var item in items {
      guard case .statements(var statements) = item.kind else {
        result.append(item)
        continue
      }
      while case .remark(let remark)? = statements.first?.kind {
        statements.removeFirst()
        switch result.last?.kind {
        case .question(let question)?:
          result[result.count - 1].kind = .question(question.adding(remark))
        case .unread?: break
        default: report(LessonMessages.remarkWithoutQuestion(at: remark.range))
        }
      }
      guard !statements.isEmpty else { continue }
      item.kind = .statements(statements)
      result.append(item)
    }
    return result
  }
}
