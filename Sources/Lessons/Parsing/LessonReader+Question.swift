import Formula
import Session

extension LessonReader {
  /// A task list, with the bold paragraph before it as its prompt if there is one.
  mutating func question(
    _ list: MarkdownNode, prompt: [Prose.Inline] = [], from promptRange: SourceRange? = nil
  ) -> Item {
    var choices: [Question.Choice] = []
    for item in list.children {
      let range = lines.trimmingEnd(item.range)
      guard case .listItem(let isDone?) = item.kind else {
        reportLoss(
          item.isEmptyBox
            ? LessonMessages.choiceEmpty(at: range) : LessonMessages.boxMissing(at: range))
        continue
      }
      if let choice = choice(item, isRight: isDone, range: range) { choices.append(choice) }
    }
    let listRange = lines.trimmingEnd(list.range)
    if !choices.contains(where: \.isRight) {
      reportLoss(LessonMessages.noRightChoice(at: promptRange ?? listRange))
    }
    let question = Question(prompt: prompt, choices: choices)
    return Item(kind: .question(question), range: promptRange?.union(listRange) ?? listRange)
  }

  private mutating func choice(
    _ item: MarkdownNode, isRight: Bool, range: SourceRange
  ) -> Question.Choice? {
    var (text, feedback) = ([Prose.Inline](), [Prose.Block]())
    for (index, block) in item.children.enumerated() {
      switch block.kind {
      case .paragraph where index == 0:
        text = inlines(of: block)
      case .quote:
        for piece in pieces(of: block.children) {
          if case .block(let block, _) = piece {
            feedback.append(block)
          } else {
            reportLoss(LessonMessages.choiceTooMuch(at: block.range))
          }
        }
      case .html: continue
      default: reportLoss(LessonMessages.choiceTooMuch(at: block.range))
      }
    }
    guard !text.isEmpty else {
      reportLoss(LessonMessages.choiceEmpty(at: range))
      return nil
    }
    return Question.Choice(
      text: text, isRight: isRight, feedback: feedback.isEmpty ? nil : Prose(feedback),
      range: range)
  }
}

extension MarkdownNode {
  /// Whether the block is a list with a box in any of its items.
  var isQuestion: Bool {
    guard case .list = kind else { return false }
    return children.contains { item in
      if case .listItem(_?) = item.kind { true } else { item.isEmptyBox }
    }
  }

  /// A box and nothing else, which Markdown takes for text.
  fileprivate var isEmptyBox: Bool {
    guard let first = children.first, first.kind == .paragraph else { return false }
    return ["[ ]", "[x]", "[X]"].contains(first.plainText)
  }
}
