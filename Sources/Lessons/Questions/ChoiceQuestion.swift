package import Formula
package import Session
package import Tutor

/// A question with choices, written as a task list.
///
///     **Which of the three shrinks its steps for ever?**
///
///     - [ ] gradient descent
///       > Its step is lr·g, whatever happened before.
///     - [x] AdaGrad
///       > Right: its sum only grows.
///
/// An answer is the set of choices that are taken, each by its place in the file.
package struct ChoiceQuestion: AnswerKind {
  /// The bold paragraph just before the list; empty when there is none.
  package var prompt: [Prose.Inline]
  package var choices: [Choice]
  /// In which order they are shown.
  var order: [Int]

  package struct Choice: Hashable, Sendable {
    package var text: [Prose.Inline]
    package var isRight: Bool
    /// What to say when it is chosen: the quote inside the choice, or nil.
    package var feedback: Prose?
    package var range: SourceRange

    /// The choice as a learner may type it.
    var plainText: String { text.map(\.plainText).joined() }
  }

  init(prompt: [Prose.Inline], choices: [Choice]) {
    (self.prompt, self.choices) = (prompt, choices)
    order = Array(choices.indices)
  }

  /// Whether more than one choice is right, so that a learner must find them all.
  package var hasSeveralRight: Bool { choices.count(where: \.isRight) > 1 }

  private var right: Set<Int> { Set(choices.indices.filter { choices[$0].isRight }) }
}

// MARK: - Asking

extension ChoiceQuestion {
  package var text: String {
    let words = prompt.map(\.plainText).joined()
    return words.isEmpty ? choices.map(\.plainText).joined(separator: " / ") : words
  }

  package var invitation: NoteReport.Content {
    .init(hasSeveralRight ? .typeTheNumbers : .typeTheNumber)
  }

  package func laidOut(_ dice: inout Dice, shufflesChoices: Bool) -> ChoiceQuestion {
    var copy = self
    if shufflesChoices { copy.order = dice.shuffled(order) }
    return copy
  }

  package func show(by player: LessonPlayer, _ host: Host) {
    let list = Prose.Block.list(start: 1, items: order.map { [.paragraph(choices[$0].text)] })
    player.show(Prose(prompt.isEmpty ? [list] : [.paragraph([.strong(prompt)]), list]), host)
  }

  /// Reads numbers, letters or the words of a choice: `2`, `b`, `1 3`, `1, 3`, `1 and 3`.
  package func reading(of line: SourceSlice, by player: LessonPlayer) -> AnswerReading<Set<Int>> {
    let text = String(line.text)
    if let index = choices.firstIndex(where: { $0.plainText.lowercased() == text.lowercased() }),
      !text.isCommandWord
    {
      return .answer([index])
    }
    switch text.listedPlaces(of: choices.count) {
    case nil: return .noAnswer
    case .some(.outside):
      return .unclear(
        .init(.choicesAreNumbered, ["choices": "\(count: choices.count, "choices")"]))
    case .some(.places(let places)): return .answer(Set(places.map { order[$0] }))
    }
  }

  package func foreseen(_ answer: SourceSlice, in session: Session) throws(Diagnostic) -> Set<Int> {
    guard case .places(let places)? = String(answer.text).listedPlaces(of: choices.count) else {
      throw LessonMessages.wrongOfChoices(choices.count, at: answer.range)
    }
    return Set(places)
  }

  package func isRight(_ answer: Set<Int>) -> Bool { answer == right }

  package func verdict(on answer: Set<Int>) -> NoteReport.Content {
    .init(answer.isSubset(of: right) ? .rightButMore : .wrong)
  }

  package func onlyFeedback(on answer: Set<Int>) -> String? {
    let told = told(of: answer)
    guard told.count == 1, let index = told.first,
      case .paragraph(let words)? = choices[index].feedback?.blocks.first
    else { return nil }
    return words.map(\.plainText).joined()
  }

  /// The choices that something is said to: those that are wrong where any is.
  private func told(of answer: Set<Int>) -> Set<Int> {
    isRight(answer) ? answer : answer.subtracting(right)
  }

  /// What the author says to choices, numbered where there are several; to those that are wrong
  /// where any is.
  package func showFeedback(on answer: Set<Int>, by player: LessonPlayer, _ host: Host) {
    let told = told(of: answer)
    for (number, index) in order.enumerated() where told.contains(index) {
      guard let feedback = choices[index].feedback else { continue }
      let numbered = Prose([.list(start: number + 1, items: [feedback.blocks])])
      player.show(told.count == 1 ? feedback : numbered, host)
    }
  }

  package func showSolution(by player: LessonPlayer, _ host: Host) {
    for (number, index) in order.enumerated() where choices[index].isRight {
      let choice = choices[index]
      player.show(Prose([.list(start: number + 1, items: [[.paragraph(choice.text)]])]), host)
      if let feedback = choice.feedback { player.show(feedback, host) }
    }
  }
}

// MARK: - Checking

extension ChoiceQuestion {
  package var rightLines: [String] { [line(for: right)] }

  package var wrongLines: [(line: String, range: SourceRange?)] {
    var lines = choices.indices.filter { !choices[$0].isRight }
      .map { (line(for: [$0]), SourceRange?.some(choices[$0].range)) }
    let all = Set(choices.indices)
    if all != right { lines.append((line(for: all), nil)) }
    if right.count > 1 { lines += right.sorted().map { (line(for: [$0]), nil) } }
    return lines
  }

  package func line(for answer: Set<Int>) -> String {
    order.indices.filter { answer.contains(order[$0]) }.map { "\($0 + 1)" }.joined(separator: " ")
  }

  package func isToldBy(_ hint: String) -> Bool {
    right.allSatisfy { hint.lowercased().contains(choices[$0].plainText.lowercased()) }
  }

  package func mistakes(at range: SourceRange, _ player: LessonPlayer) -> [Diagnostic] {
    var mistakes: [Diagnostic] = []
    if prompt.isEmpty { mistakes.append(LessonMessages.promptMissing(at: range)) }
    if !choices.contains(where: { !$0.isRight }) {
      mistakes.append(LessonMessages.noWrongChoice(at: range))
    }
    let twice = player.repeated(choices.map(\.text))
    return mistakes + twice.map { LessonMessages.choiceTwice(at: choices[$0].range) }
  }
}

extension LessonPlayer {
  /// Which of some texts show the same as one before, with the values that stand in them now.
  func repeated(_ texts: [[Prose.Inline]]) -> [Int] {
    var seen: Set<String> = []
    return texts.indices.filter { index in
      let shown = Prose([.paragraph(texts[index])]).withValues(own) { _, _ in }
      guard case .paragraph(let inlines)? = shown.blocks.first else { return false }
      let words = inlines.map(\.plainText).joined().lowercased()
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return !seen.insert(words).inserted
    }
  }
}
