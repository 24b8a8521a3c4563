import Formula
import Session

// Where several slips explain a number: a case with other numbers, in which they lead apart.

extension Suspects {
  private static let mostTries = 200

  /// A question that the findings answer differently.
  ///
  /// - Parameters:
  ///   - findings: what explains a number.
  ///   - asked: what the question is about, as it is written.
  /// - Returns: nil where there is no such case: where they are one by the formulas, or come from
  ///   elsewhere than a formula.
  func question(telling findings: [Finding], about asked: Expression) -> NumberQuestion? {
    guard let sheet, findings.count > 1, findings.allSatisfy({ $0.slips.count == 1 }) else {
      return nil
    }
    let texts = findings.map(\.text)
    var dice = Dice(seed: 1, round: texts.count)
    for _ in 0..<Self.mostTries {
      guard let other = sheet.other(&dice) else { continue }
      let suspects = Suspects(other, context)
      let values = texts.compactMap { text in
        suspects.slips.first { $0.text == text }?.value
      }
      guard values.count == texts.count, (values + [other.answer]).areApart else { continue }
      return question(about: asked, other, suspects)
    }
    return nil
  }

  /// The findings that some other case tells apart: of those that are one by the formulas, the most
  /// usual.
  func differing(_ findings: [Finding]) -> [Finding] {
    var dice = Dice(seed: 2, round: 1)
    guard findings.count > 1, let sheet, let other = sheet.other(&dice) else { return findings }
    var seen: [Double] = []
    return findings.filter { finding in
      guard let made = singles.first(where: { $0.slip == finding.slips[0] })?.made,
        let change = other.change(line: made.number, to: made.formula)
      else { return true }
      let value = other.answer(with: [change])
      let isSame = seen.contains { abs($0 - value) <= 1e-9 * abs(value) }
      seen.append(value)
      return !isSame
    }
  }

  private func question(about asked: Expression, _ sheet: Worksheet, _ suspects: Suspects)
    -> NumberQuestion
  {
    var read: Set<Expression> = []
    for line in sheet.linesNeeded { sheet.lines[line].formula.forEach { read.insert($0) } }
    let given = sheet.inputs.filter { read.contains($0.key) }
      .sorted { Notation().text($0.key) < Notation().text($1.key) }
    let parts = given.map { leaf, numbers -> NoteReport.Content in
      "\(formula: leaf, "name") = \(number: numbers[sheet.lane], "value")"
    }
    let all = NoteReport.Content(parts, separator: ", ")
    var question = NumberQuestion(
      "With \(part: all): what would \(formula: asked, "quantity") be?", answer: sheet.answer,
      tolerance: .relative(0.01))
    question.subject = asked
    question.suspects = { suspects }
    question.trust = 4
    for (leaf, numbers) in given {
      if case .name(let name) = leaf.kind { question.given[name] = numbers[sheet.lane] }
    }
    return question
  }
}

extension Worksheet {
  /// The same formulas over other numbers, easy ones.
  fileprivate func other(_ dice: inout Dice) -> Worksheet? {
    var other: [Expression: [Double]] = [:]
    // Dictionaries have no order of their own, and the case should be the same each time.
    for leaf in inputs.keys.sorted(by: { Notation().text($0) < Notation().text($1) }) {
      let old = inputs[leaf]?[lane] ?? 0
      let new: Double =
        old > 0 && old < 0.001
        ? old : old > 0 && old < 1 ? dice.pick([0.2, 0.5, 0.8, 0.1]) : dice.pick([2, 3, 4, 5, 6])
      other[leaf] = Array(repeating: new, count: lanes)
    }
    let before = before == nil ? nil : other[.name(.theta)]?[0]
    let sheet = Worksheet(lines, inputs: other, before: before, lane: lane)
    return sheet.flatMap { $0.answer.isFinite ? $0 : nil }
  }
}

extension NumberQuestion {
  /// A question that tells apart what explains a wrong answer; nil where one thing does, or no case
  /// tells.
  package func telling(_ verdict: Verdict) -> NumberQuestion? {
    guard case .wrong(let findings) = verdict, findings.count > 1 else { return nil }
    return suspects().question(
      telling: findings, about: subject ?? .name(Name("answer")))
  }
}

extension [Double] {
  /// Whether no two of them are near each other.
  fileprivate var areApart: Bool {
    indices.allSatisfy { one in
      indices.allSatisfy { other in
        one == other || abs(self[one] - self[other]) > 0.05 * Swift.max(abs(self[one]), 1e-3)
      }
    }
  }
}
