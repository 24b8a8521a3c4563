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
    let walk = try stepping()
    let fed = gradient ?? halfStep?.gradient
    guard fed != nil || walk.machine.objective != nil else {
      throw .noGradient(parameters.map(\.text))
    }
    let after = walk.preview(feeding: fed)
    let formula = quantity.resolvingSquares(after.machine.layout.quantities.map(\.name))
    guard case .scalar(let answer) = try after.value(of: formula, definitions: definitions) else {
      throw .predictsOne(formula, parameters.map(\.text), at: quantity.range)
    }
    let draws = try walk.draws(behind: formula, after, parameters, at: quantity.range)
    let condition: NoteReport.Content = draws.map { ", \(part: $0)" } ?? ""
    let content: NoteReport.Content = """
      What will \(formula: formula, "quantity") be after step \(count: after.step, "step")\
      \(part: condition)?
      """
    var question = NumberQuestion(content, answer: answer, tolerance: tolerance)
    question.subject = formula
    question.slips = slips(formula, walk, fed)
    question.explanation = try explanation(of: formula, after, walk, isFed: fed != nil)
    return question
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

  /// The numbers that mistakes lead to: the same step made with slipped recipes and gradients.
  private func slips(_ formula: Expression, _ walk: Walk, _ fed: [Double]?) -> [Slip] {
    var result: [Slip] = []
    func add(_ text: String, _ row: Row?, isRounding: Bool = false) {
      guard let row, case .scalar(let value)? = try? row.value(of: formula) else { return }
      result.append(Slip(text, value, isRounding: isRounding))
    }
    let machine = walk.machine
    for slip in machine.recipe.slips() {
      add(slip.text, walk.preview(with: slip.recipe, feeding: fed))
    }
    if fed == nil {
      let after = walk.preview()
      if walk.stepCount > 0, let old = walk.row(walk.stepCount)[.gradient] {
        add("with the gradient at the old θ", walk.preview(feeding: old))
      }
      if let new = machine.gradient(at: after) {
        add("with the gradient at the new θ", walk.preview(feeding: new))
      }
    }
    let gradient = fed ?? walk.gradientHere ?? []
    for places in [1.0, 10] {
      let rounded = gradient.map { ($0 * places).rounded() / places }
      add(
        "with the gradient rounded too early", walk.preview(feeding: rounded), isRounding: true)
    }
    if case .component(let own, of: let name) = formula.kind {
      for other in parameters where other != own {
        let component = Expression(.component(other, of: name))
        if case .scalar(let value)? = try? walk.preview(feeding: fed).value(of: component) {
          result.append(Slip("for \(other) in place of \(own)", value))
        }
      }
    }
    if case .scalar(let value)? = try? walk.current.value(of: formula), walk.stepCount > 0 {
      result.append(Slip("before this step", value))
    }
    return result
  }
}
