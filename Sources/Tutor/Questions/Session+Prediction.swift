package import Formula
import Optimizers
package import Session

extension Session {
  /// The question what the next step will make of a quantity.
  ///
  /// - Parameters:
  ///   - quantity: `E[g²].x`, `step.y`, `x` or `f`.
  ///   - tolerance: how near an answer has to come.
  ///   - gradient: what will be fed to that step, nil for the objective's.
  /// - Returns: the question, with the answer and what typical slips lead to.
  /// - Throws: a ``Diagnostic`` where there is no such quantity or no step to make.
  package func prediction(
    of quantity: Expression, tolerance: Tolerance, feeding gradient: [Double]? = nil
  ) throws(Diagnostic) -> NumberQuestion {
    if let question = try question(ofPass: quantity, tolerance) { return question }
    let walk = try stepping()
    let fed = gradient ?? halfStep?.gradient
    guard fed != nil || walk.machine.objective != nil else {
      throw .noGradient(parameters.map(\.text))
    }
    let after = walk.preview(feeding: fed)
    let formula = quantity.resolvingSquares(after.machine.layout.quantities.map(\.name))
    guard case .scalar(let answer) = try after.value(of: formula, definitions: definitions) else {
      throw .predictsOne(oneNumber(of: formula, after), at: quantity.range)
    }
    let draws = try walk.draws(behind: formula, after, parameters, at: quantity.range)
    let content = NoteReport.Content(
      // A step finds its gradient where it begins, and leaves the rest behind.
      formula.isGradient ? .whatWillBeIn : .whatWillBe,
      [
        "quantity": "\(formula: formula, "quantity")", "step": "\(count: after.step, "step")",
        "condition": draws ?? "",
      ])
    var question = NumberQuestion(content, answer: answer, tolerance: tolerance)
    question.subject = formula
    if case .name(let name) = formula.kind, parameters.contains(name),
      case .scalar(let before)? = try? walk.current.value(of: formula, definitions: definitions)
    {
      question.setOut(from: before)
    }
    let explanation = try explanation(of: formula, after, walk, isFed: fed != nil)
    question.explanation = explanation
    question.suspects = {
      walk.suspects(of: formula, answer: answer, feeding: fed, explanation)
    }
    question.insight = {
      walk.worksheet(for: formula, gradient: fed ?? walk.gradientHere ?? [])?.insight(formula)
    }
    return question
  }

  /// One number of a quantity that has many: a parameter's, a particle's, or a particle's of a
  /// parameter.
  private func oneNumber(of quantity: Expression, _ row: Row) -> String? {
    let texts: [String] =
      switch quantity.kind {
      case .name(let name):
        parameters.prefix(1).flatMap { ["\(name).\($0)", "\(name)[1].\($0)"] } + ["\(name)[1]"]
      case .component(let parameter, of: let name): ["\(name)[1].\(parameter)"]
      default: []
      }
    return texts.first { text in
      guard let formula = try? SourceSlice(text).formula(),
        case .scalar? = try? row.value(
          of: formula.resolvingSquares(row.machine.layout.quantities.map(\.name)),
          definitions: definitions)
      else { return false }
      return true
    }
  }

  private func explanation(
    of formula: Expression, _ after: Row, _ walk: Walk, isFed: Bool
  ) throws(Diagnostic) -> ExplanationReport? {
    let explainer = Explainer(row: after, before: walk.current, isGradientFed: isFed)
    switch formula.kind {
    case .name(let name): return try explainer.explain(name, nil).first
    case .component(let parameter, of: let name):
      return try explainer.explain(name, parameter).first
    default: return nil
    }
  }
}
