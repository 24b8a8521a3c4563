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

  /// The choices a line names by their numbers, letters or words; nil where it names none.
  func choices(in line: String) -> Set<Int>? {
    let text = line.lowercased()
    if let index = choices.firstIndex(where: {
      $0.text.map(\.plainText).joined().lowercased() == text
    }) {
      return [index]
    }
    var result: Set<Int> = []
    for word in text.split(whereSeparator: { ", ;".contains($0) }) {
      guard let index = Question.index(String(word)), choices.indices.contains(index) else {
        return nil
      }
      result.insert(index)
    }
    return result.isEmpty ? nil : result
  }

  private static func index(_ word: String) -> Int? {
    if let number = Int(word) { return number - 1 }
    guard word.count == 1, let letter = word.utf8.first, letter >= 97 else { return nil }
    return Int(letter) - 97
  }
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
  func hint(number: Int) -> String? {
    switch number {
    case 1: symbolic.map { "It is \(Notation(spacing: .loose).text($0))." }
    case 2:
      substituted.map { "It is \(Notation(spacing: .loose, numbers: .short).text($0))." }
    default: nil
    }
  }
}
