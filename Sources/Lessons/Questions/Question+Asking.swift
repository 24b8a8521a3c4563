package import Formula
package import Session
import Tutor

extension Question: LessonQuestion {
  /// The question with its choices numbered.
  var prose: Prose {
    let list = Prose.Block.list(start: 1, items: choices.map { [.paragraph($0.text)] })
    return Prose(prompt.isEmpty ? [list] : [.paragraph([.strong(prompt)]), list])
  }

  package var text: String { prompt.isEmpty ? "a question" : prompt.map(\.plainText).joined() }

  package func hint(number: Int) -> NoteReport.Content? { nil }

  private var invitation: NoteReport {
    NoteReport(hasSeveralRight ? .typeTheNumbers : .typeTheNumber)
  }

  /// What a line says to the question.
  enum Reading: Hashable {
    case choices(Set<Int>)
    /// Numbers, of which one is no choice's.
    case noSuchChoice
    /// Something else, such as a command.
    case noAnswer
  }

  /// Reads numbers, letters or the words of a choice: `2`, `b`, `1 3`, `1, 3`, `1 and 3`.
  ///
  /// A letter that is a choice's is that choice, even where it is short for a command; a whole
  /// word that is a command stays one.
  func reading(of line: String) -> Reading {
    let text = line.lowercased()
    if CommandTable.standard.command(line.prefix { $0.isLetter })?.name == line { return .noAnswer }
    if let index = choices.firstIndex(where: { $0.plainText.lowercased() == text }) {
      return .choices([index])
    }
    var result: Set<Int> = []
    var isOutside = false
    for word in text.split(whereSeparator: { ", ;\t".contains($0) }) where word != "and" {
      let word = word.last.map { ".)".contains($0) } == true ? word.dropLast() : word
      if !word.isEmpty, word.utf8.allSatisfy({ (48...57).contains($0) }) {
        // Too large for a number is too large for a choice.
        let index = (Int(word) ?? 0) - 1
        if choices.indices.contains(index) { result.insert(index) } else { isOutside = true }
      } else if word.utf8.count == 1, let letter = word.utf8.first,
        choices.indices.contains(Int(letter) - 97)
      {
        result.insert(Int(letter) - 97)
      } else {
        return .noAnswer
      }
    }
    return isOutside ? .noSuchChoice : result.isEmpty ? .noAnswer : .choices(result)
  }
}

extension Question.Choice {
  /// The choice as a learner may type it.
  var plainText: String { text.map(\.plainText).joined() }
}

// MARK: - Asking

extension Question {
  package func ask(by player: LessonPlayer, _ host: Host) {
    player.show(prose, host)
    host.emit(.note(invitation))
  }

  package func judge(_ line: SourceSlice, by player: LessonPlayer, _ host: Host) -> Judgement {
    switch reading(of: String(line.text)) {
    case .noAnswer: return .noAnswer
    case .noSuchChoice:
      host.emit(
        .note(
          NoteReport(
            .choicesAreNumbered, ["choices": "\(count: choices.count, "choices")"],
            tone: .warning)))
      return .unclear
    case .choices(let chosen):
      let right = Set(choices.indices.filter { choices[$0].isRight })
      let wrong = chosen.subtracting(right)
      if chosen == right {
        let language = player.lesson.language
        // Who reads “Right: …” of the author's need not be told so before.
        if !says(of: chosen, language.affirms) {
          host.emit(.note(NoteReport(.right, tone: .good)))
        }
        showFeedback(on: chosen, player, host)
        return .right
      }
      if wrong.isEmpty {
        host.emit(.note(NoteReport(.rightButMore, tone: .warning)))
      } else {
        if !says(of: wrong, player.lesson.language.denies) {
          host.emit(.note(NoteReport(.wrong, tone: .warning)))
        }
        showFeedback(on: wrong, player, host)
      }
      return .wrong
    }
  }

  /// Whether what the author says to some choices begins so; of several each is numbered.
  private func says(of chosen: Set<Int>, _ beginsSo: (String) -> Bool) -> Bool {
    guard chosen.count == 1, let index = chosen.first,
      case .paragraph(let words)? = choices[index].feedback?.blocks.first
    else { return false }
    return beginsSo(words.map(\.plainText).joined())
  }

  /// What the author says to choices, numbered where there are several.
  private func showFeedback(on chosen: Set<Int>, _ player: LessonPlayer, _ host: Host) {
    for index in chosen.sorted() {
      guard let feedback = choices[index].feedback else { continue }
      let numbered = Prose([.list(start: index + 1, items: [feedback.blocks])])
      player.show(chosen.count == 1 ? feedback : numbered, host)
    }
  }

  package func showSolution(by player: LessonPlayer, _ host: Host) {
    for (index, choice) in choices.enumerated() where choice.isRight {
      player.show(Prose([.list(start: index + 1, items: [[.paragraph(choice.text)]])]), host)
      if let feedback = choice.feedback { player.show(feedback, host) }
    }
  }
}

// MARK: - Checking

extension Question {
  package func rehearse(
    at range: SourceRange, with player: inout LessonPlayer, in rehearsal: inout Rehearsal
  ) {
    let numbers = choices.indices.map { ($0 + 1, choices[$0]) }
    let right = numbers.filter { $1.isRight }.map { "\($0.0)" }
    let wrong = numbers.filter { !$1.isRight }
    if wrong.isEmpty { rehearsal.report(LessonMessages.noWrongChoice(at: range)) }
    var seen: Set<String> = []
    for choice in choices where !seen.insert(choice.plainText.lowercased()).inserted {
      rehearsal.report(LessonMessages.choiceTwice(at: choice.range))
    }
    for (number, choice) in wrong where !rehearsal.isRefused("\(number)", by: player) {
      rehearsal.report(LessonMessages.wrongAccepted("\(number)", at: choice.range))
    }
    var incomplete = [numbers.map { "\($0.0)" }]
    if right.count > 1 { incomplete += right.map { [$0] } }
    for answer in incomplete where answer != right {
      let line = answer.joined(separator: " ")
      if !rehearsal.isRefused(line, by: player) {
        rehearsal.report(LessonMessages.wrongAccepted(line, at: range))
      }
    }
    rehearsal.accept(right.joined(separator: " "), at: range, &player)
  }
}
