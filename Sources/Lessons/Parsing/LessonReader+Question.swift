import Formula
import Session

// Questions that are Markdown: lists and tables with boxes.

extension LessonReader {
  /// A question, with the bold paragraph before it as its prompt if there is one.
  mutating func question(
    _ form: QuestionKind.BlockForm, _ node: MarkdownNode, prompt: [Prose.Inline] = [],
    from promptRange: SourceRange? = nil
  ) -> [Piece] {
    let own = lines.trimmingEnd(node.range)
    let range = promptRange?.union(own) ?? own
    let asked = QuestionKind.Prompt(text: prompt, range: promptRange ?? own)
    let before = losses
    guard let question = form.read(&self, node, asked, range), losses == before else {
      return [.item(Item(kind: .unread(.question), range: range))]
    }
    return [.item(Item(kind: .question(question), range: range))]
  }

  /// The choices of a list with boxes: of each a paragraph, and a quote that is said to it.
  mutating func choices(of list: MarkdownNode) -> [ChoiceQuestion.Choice] {
    list.children.compactMap { item in
      let range = lines.trimmingEnd(item.range)
      if case .listItem(let isDone?) = item.kind {
        return choice(item, isRight: isDone, range: range)
      }
      reportLoss(
        item.isEmptyBox
          ? LessonMessages.choiceEmpty(at: range)
          : item.hasCrookedBox
            ? LessonMessages.boxMalformed(at: range) : LessonMessages.boxMissing(at: range))
      return nil
    }
  }

  private mutating func choice(
    _ item: MarkdownNode, isRight: Bool, range: SourceRange
  ) -> ChoiceQuestion.Choice? {
    var (text, feedback) = ([Prose.Inline](), [Prose.Block]())
    for (index, block) in item.children.enumerated() {
      switch block.kind {
      case .paragraph where index == 0:
        text = inlines(of: block)
      case .quote:
        let (title, children) = block.admonition
        if let title { feedback.append(.paragraph([.strong([.text(title)])])) }
        for piece in pieces(of: children) {
          if case .block(let block, _) = piece {
            feedback.append(block)
          } else {
            reportLoss(LessonMessages.choiceTooMuch(at: block.range))
          }
        }
      case .html(let literal):
        if !html(literal, at: block.range).isEmpty {
          reportLoss(LessonMessages.choiceTooMuch(at: block.range))
        }
      default: reportLoss(LessonMessages.choiceTooMuch(at: block.range))
      }
    }
    guard !text.isEmpty else {
      reportLoss(LessonMessages.choiceEmpty(at: range))
      return nil
    }
    return ChoiceQuestion.Choice(
      text: text, isRight: isRight, feedback: feedback.isEmpty ? nil : Prose(feedback),
      range: range)
  }
}

extension MarkdownNode {
  /// The form of a question that the block has, nil where it is none.
  var questionForm: QuestionKind.BlockForm? { QuestionKind.blocks.first { $0.fits(self) } }

  /// Whether the block is a list with a box in any of its items.
  var isListOfBoxes: Bool {
    guard case .list = kind else { return false }
    return children.contains { item in
      if case .listItem(_?) = item.kind { true } else { item.isEmptyBox || item.hasCrookedBox }
    }
  }

  /// A box and nothing else, which Markdown takes for text.
  fileprivate var isEmptyBox: Bool {
    guard let first = children.first, first.kind == .paragraph else { return false }
    return ["[ ]", "[x]", "[X]"].contains(first.plainText)
  }

  /// Whether it begins with what was meant for a box, which Markdown takes for text: `[]`, `[x ]`,
  /// `[ ]text`.
  fileprivate var hasCrookedBox: Bool {
    guard let first = children.first, first.kind == .paragraph else { return false }
    let text = first.plainText
    guard text.hasPrefix("["), let end = text.firstIndex(of: "]") else { return false }
    // fits: the bracket that closes is not the first character
    let inside = text[text.index(after: text.startIndex)..<end].filter { !$0.isWhitespace }
    return ["", "x", "X", "✓", "✔", "✗"].contains(inside)
  }
}
