package import Formula
import Optimizers
package import Session

extension Session {
  /// A question for the number that a formula comes to.
  ///
  /// - Parameters:
  ///   - text: the question.
  ///   - formula: gives the answer.
  ///   - answer: what it comes to now.
  ///   - tolerance: how near an answer has to come.
  /// - Returns: the question, with what the formula comes to where something in it goes wrong.
  package func question(
    _ text: String, answeredBy formula: Expression, _ answer: Double, tolerance: Tolerance
  ) -> NumberQuestion {
    var question = NumberQuestion(
      .init(text), answer: answer, tolerance: tolerance,
      explanation: ExplanationReport(answer: formula, answer))
    question.suspects = { suspects(of: formula, answer) }
    return question
  }

  private func suspects(of formula: Expression, _ answer: Double) -> Suspects {
    let taken = Set(row?.names ?? [])
    let written =
      (try? definitions.writtenOut(formula, except: { taken.contains($0) })) ?? formula
    let context = slipContext(written)
    if let sheet = worksheet(of: written), sheet.agrees(with: answer) {
      return Suspects(sheet, context)
    }
    // What a worksheet has no place for is asked of the session, one formula after the other.
    let slips = SlipRule.slips(in: written, context).compactMap { slipped -> Slip? in
      guard case .scalar(let value)? = try? value(of: slipped.formula) else { return nil }
      return Slip(slipped.kind, slipped.text, value, rank: slipped.rank)
    }
    return Suspects(slips, answer: answer)
  }

  /// A formula over what there is now, as a worksheet.
  private func worksheet(of formula: Expression) -> Worksheet? {
    var inputs: [Expression: [Double]] = [:]
    formula.forEach { node in
      switch node.kind {
      case .name(let name) where Scope.constants[name] != nil && !names.contains(name): break
      case .name, .component: inputs[node] = (try? value(of: node))?.numbers
      default: break
      }
    }
    for other in slipContext(formula).groups.joined() {
      inputs[other] = inputs[other] ?? (try? value(of: other))?.numbers
    }
    let lanes = inputs.values.map(\.count).max() ?? 1
    inputs = inputs.filter { $0.value.count == lanes || $0.value.count == 1 }
      .mapValues { $0.count == lanes ? $0 : Array(repeating: $0[0], count: lanes) }
    return Worksheet([Worksheet.Line(Name("answer"), formula)], inputs: inputs)
  }

  private func slipContext(_ formula: Expression) -> SlipContext {
    var groups: [[Expression]] = []
    formula.forEach { node in
      // The same quantity's other parameters may be taken for it.
      guard case .component(let own, of: let name) = node.kind else { return }
      groups.append(
        [node]
          + parameters.filter { $0 != own }.map { Expression(.component($0, of: name)) })
    }
    let own = parameters.filter { formula.contains(.name($0)) }
    if !own.isEmpty { groups.append(parameters.map { .name($0) }) }
    return SlipContext(
      notation: Notation(squares: recipe?.squares ?? []),
      epsilon: recipe?.hyper(for: .epsilon, or: Name("eps"))?.name, groups: groups)
  }
}
