import Formula
package import Session

// Feedback that leads: first where it went wrong, then the formula, then the numbers put in. The
// answer itself is left to be found.

extension NumberQuestion {
  /// The question as it is put, with how near an answer has to come.
  package var invitation: NoteReport.Content {
    NoteReport.Content(.howNear, ["question": content, "tolerance": toleranceText])
  }

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
      let answer: NoteReport.Content = "\(number: answer, "answer")"
      return [NoteReport(.rightValue, ["answer": answer], tone: .good)]
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
    case .rough: return NoteReport.Content(.rightButRough)
    case .foreseen(let remark) where Language.spoken.contains { $0.denies(remark.text) }:
      return "\(remark.text)"
    case .foreseen(let remark):
      return NoteReport.Content(.wrongRemark, ["remark": "\(remark.text)"])
    case .wrong(let findings) where findings.isEmpty:
      guard let explanation, explanation.symbolic != nil, explanation.quantity != Name("answer"),
        attempt == 1
      else { return NoteReport.Content(.wrong) }
      let names = drill?.hiddenNames ?? [explanation.quantity]
      let lines = names.map { Notation().text($0) }.joined(separator: ", ")
      return NoteReport.Content(.wrongLine, ["lines": "\(lines)"], count: names.count)
    case .wrong(let findings):
      let slips = findings.map(\.content)
      let fields: [String: NoteReport.Content] = [
        "answer": "\(text)", "slip": .joined(slips, by: .orSlip),
        "things": "\(count: slips.count, "things")",
      ]
      return NoteReport.Content(slips.count > 1 ? .wrongSlips : .wrongSlip, fields)
    }
  }
}

extension ExplanationReport {
  /// A hint of growing plainness: first the formula, then the numbers put in.
  ///
  /// A formula that is a number is the answer, and no hint.
  fileprivate func hint(number: Int) -> NoteReport.Content? {
    let formula = number == 1 ? symbolic : number == 2 ? substituted : nil
    guard let formula, !formula.isPlainNumber else { return nil }
    let look = number == 1 ? NoteReport.Content.FormulaLook.loose : .substituted
    return .init(.itIs, ["formula": "\(formula: formula, "formula", look)"])
  }
}

extension Expression {
  /// Whether it is written as a number, with a sign or without.
  fileprivate var isPlainNumber: Bool {
    switch kind {
    case .number: true
    case .negate(let inner): inner.isPlainNumber
    default: false
    }
  }
}
