import Formula
package import Session

// Feedback that leads: first where it went wrong, then the formula, then the numbers put in. The
// answer itself is left to be found.

extension NumberQuestion {
  /// The question as it is put, with how near an answer has to come.
  package var invitation: NoteReport.Content { "\(part: content) (\(part: toleranceText))" }

  /// A hint, each plainer than the one before, counted from 1; nil where there is no more to say.
  package func hint(number: Int) -> NoteReport.Content? {
    guard number > hints.count else { return "\(hints[number - 1])" }
    return explanation?.hint(number: number - hints.count)
  }

  /// What to say to an answer.
  ///
  /// - Parameters:
  ///   - verdict: what it is worth.
  ///   - text: how it was typed.
  ///   - attempt: which wrong one it is, from 1.
  /// - Returns: a note, and what leads on from there.
  package func feedback(_ verdict: Verdict, on text: String, attempt: Int) -> [NoteReport] {
    guard verdict != .right else {
      let why = insight().map { NoteReport($0) }
      return [NoteReport("Right: \(number: answer, "answer").", tone: .good)]
        + [why].compactMap { $0 }
    }
    var notes = [NoteReport(blame(verdict, on: text, attempt), tone: .warning)]
    guard verdict != .rough else { return notes }
    // The first wrong answer hears where, the second how, the third with which numbers.
    let plainness = min(attempt - 1, 2)
    if plainness > 0, let hint = explanation?.hint(number: plainness) {
      notes.append(NoteReport(hint))
    }
    return notes
  }

  private func blame(_ verdict: Verdict, on text: String, _ attempt: Int) -> NoteReport.Content {
    switch verdict {
    case .right: return ""
    case .rough: return "That is right as far as it goes, but it takes more digits."
    case .foreseen(let remark): return "Not quite. \(remark.text)"
    case .wrong(let findings) where findings.isEmpty:
      guard let explanation, explanation.symbolic != nil, explanation.quantity != Name("answer"),
        attempt == 1
      else { return "Not quite." }
      let names = drill?.hiddenNames ?? [explanation.quantity]
      let lines = names.map { Notation().text($0) }.joined(separator: ", ")
      return "Not quite. Look at the \(names.count == 1 ? "line" : "lines") of \(lines) once more."
    case .wrong(let findings):
      let texts = findings.map(\.text)
      let fits = texts.count > 1 ? "\(texts.count.counted("thing")) lead there: " : ""
      let named = texts.joined(separator: ", or ")
      return "Not quite: \(fits)\(text) is what you get \(named)."
    }
  }
}

extension ExplanationReport {
  /// A hint of growing plainness: first the formula, then the numbers put in.
  fileprivate func hint(number: Int) -> NoteReport.Content? {
    switch number {
    case 1: symbolic.map { "It is \(formula: $0, "formula", .loose)." }
    case 2: substituted.map { "It is \(formula: $0, "formula", .substituted)." }
    default: nil
    }
  }
}
