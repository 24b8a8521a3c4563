import Formula
import Session

// Questions that are a list or a table with boxes.

extension QuestionKind {
  /// A list of boxes, of which those of the right choices are ticked.
  static let choices = QuestionKind.block(fits: \.isListOfBoxes) { reader, list, prompt, range in
    let choices = reader.choices(of: list)
    if !choices.contains(where: \.isRight) {
      reader.reportLoss(LessonMessages.noRightChoice(at: prompt.range))
    }
    return reader.written(ChoiceQuestion(prompt: prompt.text, choices: choices), at: range)
  }

  /// A numbered list of boxes, none of them ticked, in the right order.
  static let order = QuestionKind.block(
    fits: { node in
      guard case .list(.some) = node.kind else { return false }
      return node.children.allSatisfy { $0.kind == .listItem(isDone: false) }
    }
  ) { reader, list, prompt, range in
    let items = reader.choices(of: list)
    guard items.count > 1 else {
      reader.reportLoss(LessonMessages.orderTooShort(at: range))
      return nil
    }
    return reader.written(OrderQuestion(prompt: prompt.text, items: items), at: range)
  }

  /// A table with a box in its first head, each row a pair that belongs together.
  static let match = QuestionKind.block(
    fits: { node in
      guard node.kind == .table, let head = node.children.first?.children.first else {
        return false
      }
      return head.plainText.hasPrefix(box)
    }
  ) { reader, table, prompt, range in
    let rows = table.children.map { row in row.children.map { reader.inlines(of: $0) } }
    let before = reader.losses
    var heads = Array(rows[0].prefix(2))
    heads[0] = heads[0].withoutBox
    var question = MatchQuestion(
      prompt: prompt.text, heads: heads, pairs: [], offers: [], order: [])
    for (row, node) in zip(rows, table.children).dropFirst() {
      guard row.count > 1, !row[1].isEmpty else {
        reader.reportLoss(LessonMessages.matchIncomplete(at: reader.lines.trimmingEnd(node.range)))
        continue
      }
      let words = row[1].map(\.plainText).joined()
      let known = question.offers.firstIndex { $0.map(\.plainText).joined() == words }
      if known == nil { question.offers.append(row[1]) }
      guard !row[0].isEmpty else { continue }
      let feedback = row.count > 2 && !row[2].isEmpty ? row[2] : nil
      question.pairs.append(
        MatchQuestion.Pair(
          // fits: one was appended at least
          text: row[0], offer: known ?? question.offers.count - 1, feedback: feedback))
    }
    // What is left of the table has another size.
    guard reader.losses == before else { return nil }
    question.order = Array(question.offers.indices)
    // fits: a limit of more than two
    guard (2...MatchQuestion.mostOffers).contains(question.offers.count), !question.pairs.isEmpty
    else {
      reader.reportLoss(LessonMessages.matchSize(MatchQuestion.mostOffers, at: range))
      return nil
    }
    return reader.written(question, at: range)
  }

  fileprivate static let box = "[ ]"
}

extension LessonReader {
  /// A question whose answer needs nothing of the session.
  fileprivate func written(_ kind: some AnswerKind, at range: SourceRange) -> WrittenQuestion {
    WrittenQuestion([SourceSlice(source, at: range)]) { _, _ throws(Diagnostic) in
      ClosedQuestion(kind)
    }
  }
}

extension [Prose.Inline] {
  /// The text without the box that it begins with.
  fileprivate var withoutBox: [Prose.Inline] {
    guard case .text(let text)? = first, text.hasPrefix(QuestionKind.box) else { return self }
    return [.text(String(text.dropFirst(QuestionKind.box.count)).trimmingBlanks())] + dropFirst()
  }
}
