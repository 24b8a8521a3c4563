import Formula
package import Session

extension Question {
  /// The question with its choices numbered.
  var prose: Prose {
    let list = Prose.Block.list(start: 1, items: choices.map { [.paragraph($0.text)] })
    return Prose(prompt.isEmpty ? [list] : [.paragraph([.strong(prompt)]), list])
  }

  var promptText: String { prompt.isEmpty ? "a question" : prompt.map(\.plainText).joined() }

  var invitation: String {
    hasSeveralRight
      ? "type the numbers of all that are right, as in 1 3" : "type the number of the right one"
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
    if CommandTable.command(line.prefix { $0.isLetter })?.name == line { return .noAnswer }
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

extension NumberQuestion {
  /// The question as it is put, with how near an answer has to come.
  package var invitation: String { "\(text) (\(toleranceText))" }

  /// What to say to an answer.
  package func feedback(_ verdict: Verdict, on text: String) -> NoteReport {
    switch verdict {
    case .right:
      return NoteReport("Right: \(NumberFormat.short.text(answer)).", tone: .good)
    case .wrong(let slips) where slips.isEmpty:
      return NoteReport("Not quite.", tone: .warning)
    case .wrong(let slips):
      var names: [String] = []
      for slip in slips where !names.contains(slip.text) { names.append(slip.text) }
      return NoteReport(
        "Not quite: \(text) is what you get \(names.joined(separator: ", or ")).", tone: .warning)
    }
  }
}

extension ExplanationReport {
  /// A hint of growing plainness: first the formula, then the numbers put in.
  package func hint(number: Int) -> String? {
    switch number {
    case 1: symbolic.map { "It is \(Notation(spacing: .loose).text($0))." }
    case 2:
      substituted.map { "It is \(Notation(spacing: .loose, numbers: .short).text($0))." }
    default: nil
    }
  }
}
