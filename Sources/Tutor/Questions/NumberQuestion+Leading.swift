import Formula
package import Session

// Feedback that leads: first where it went wrong, then the formula, then the numbers put in. The
// answer itself is left to be found.

extension NumberQuestion {
  /// The question as it is put, with how near an answer has to come.
  package var invitation: NoteReport.Content {
    NoteReport.Content(
      .howNear,
      [
        "question": content,
        "tolerance": choiceCount != nil ? .init(.typeTheNumber) : toleranceText,
      ])
  }

  /// A hint, each plainer than the one before, counted from 1; nil where there is no more to say.
  ///
  /// The author's own come first, then what the number rests on, an exercise's own, the formula, and the
  /// formula with the numbers put in.
  package func hint(number: Int) -> NoteReport.Content? {
    // fits: a place among a few
    let place = number - 1
    return ladder.indices.contains(place) ? ladder[place] : nil
  }

  private var ladder: [NoteReport.Content] {
    let formulas = [explanation?.formulaHint, explanation?.numbersHint].compactMap { $0 }
    var ladder = hints
    if let restsOn, let whereRung { ladder.insert(restsOn, at: whereRung) }
    return ladder + formulas
  }

  /// Whether the first wrong answer hears the first hint: of choices of which there is nothing else to say.
  private var leadsAtOnce: Bool { choiceCount != nil && remarks.isEmpty }

  /// The place of the hint what the number rests on, nil where there is none.
  private var whereRung: Int? {
    restsOn == nil ? nil : drill == nil ? hints.count : 0
  }

  /// How many hints are told once a wrong answer got its feedback.
  ///
  /// The first wrong answer hears where, which is what the first of the program's own hints says; each
  /// further one the next hint.
  ///
  /// - Parameters:
  ///   - attempt: which wrong answer it is, from 1.
  ///   - told: how many were told before.
  /// - Returns: the number, told before or now.
  package func hintsTold(afterWrong attempt: Int, _ told: Int) -> Int {
    guard attempt > 1 || leadsAtOnce else { return whereRung == 0 ? max(told, 1) : told }
    return min(told == whereRung ? told + 2 : told + 1, ladder.count)
  }

  /// What the number is worked out from, nil where that is nothing that has a name.
  private var restsOn: NoteReport.Content? {
    var names: [Expression] = []
    explanation?.symbolic?.forEach { node in
      switch node.kind {
      case .name(let name) where Scope.constants[name] != nil: break
      case .name, .component: if !names.contains(node) { names.append(node) }
      default: break
      }
    }
    guard !names.isEmpty else { return nil }
    return NoteReport.Content(
      .restsOn,
      ["names": NoteReport.Content(names.map { "\(formula: $0, "name")" }, separator: ", ")])
  }

  /// What to say to an answer.
  ///
  /// - Parameters:
  ///   - verdict: what it is worth.
  ///   - text: how it was typed.
  ///   - attempt: which wrong one it is, from 1.
  ///   - told: how many hints were told before.
  /// - Returns: a note, and what leads on from there.
  package func feedback(
    _ verdict: Verdict, on text: String, attempt: Int, hintsTold told: Int
  ) -> [NoteReport] {
    guard verdict != .right else {
      let why = insight().map { NoteReport($0) }
      let answer: NoteReport.Content = "\(number: answer, "answer")"
      // Who was asked for about so much hears that it was.
      let isExact = Tolerance.relative(0.005).accepts(Double(text) ?? self.answer, for: self.answer)
      return [NoteReport(isExact ? .rightValue : .rightAbout, ["answer": answer], tone: .good)]
        + [why].compactMap { $0 }
    }
    var notes = [NoteReport(blame(verdict, on: text, attempt), tone: .warning)]
    guard !verdict.isUnclear else { return notes }
    // The first wrong answer hears where, the next ones how and with which numbers.
    if attempt > 1 || leadsAtOnce, let hint = hint(number: hintsTold(afterWrong: attempt, told)),
      verdict.remark != hint
    {
      notes.append(NoteReport(hint))
    }
    return notes
  }

  private func blame(_ verdict: Verdict, on text: String, _ attempt: Int) -> NoteReport.Content {
    switch verdict {
    case .right: return ""
    case .rough: return NoteReport.Content(.rightButRough)
    case .noChoice(let count):
      return .init(.choicesAreNumbered, ["choices": "\(count: count, "choices")"])
    case .foreseen(let remark)
    where Language.spoken.contains { $0.denies(remark.text.text(.short)) }:
      return remark.text
    case .foreseen(let remark):
      return NoteReport.Content(.wrongRemark, ["remark": remark.text])
    case .wrong(let findings) where findings.isEmpty:
      guard let explanation, explanation.symbolic != nil, attempt == 1 else {
        return NoteReport.Content(.wrong)
      }
      // Of an exercise that shows no lines none can be looked at.
      if let drill, drill.report.lines.isEmpty {
        return restsOn.map { NoteReport.Content(.wrongRemark, ["remark": $0]) } ?? .init(.wrong)
      }
      guard explanation.quantity != Name("answer") else {
        // An author leads in their own words.
        guard hints.isEmpty, let restsOn else { return NoteReport.Content(.wrong) }
        return NoteReport.Content(.wrongRemark, ["remark": restsOn])
      }
      let names = drill?.hiddenNames ?? [explanation.quantity]
      let lines = names.map { Notation().text($0) }.joined(separator: ", ")
      return NoteReport.Content(.wrongLine, ["lines": "\(lines)"], count: names.count)
    case .wrong(let findings):
      let slips = findings.map(\.content)
      let fields: [String: NoteReport.Content] = [
        "answer": "\(text)", "slip": .joined(slips, by: .orSlip),
        // Where slips are told by kind, what is of one kind is told once.
        "kinds": .joined(findings.distinctKinds, by: .orSlip),
        "things": "\(count: slips.count, "things")",
      ]
      return NoteReport.Content(slips.count > 1 ? .wrongSlips : .wrongSlip, fields)
    }
  }
}

extension ExplanationReport {
  // A formula that is a number is the answer, and no hint.

  fileprivate var formulaHint: NoteReport.Content? {
    symbolic.flatMap { ExplanationReport.hint($0, .loose) }
  }

  fileprivate var numbersHint: NoteReport.Content? {
    substituted.flatMap { ExplanationReport.hint($0, .substituted) }
  }

  private static func hint(_ formula: Expression, _ look: NoteReport.Content.FormulaLook)
    -> NoteReport.Content?
  {
    guard !formula.isPlainNumber else { return nil }
    return .init(.itIs, ["formula": "\(formula: formula, "formula", look)"])
  }
}

extension Expression {
  /// Whether it is written as a number, with a sign or without.
  var isPlainNumber: Bool {
    switch kind {
    case .number: true
    case .negate(let inner): inner.isPlainNumber
    default: false
    }
  }
}
