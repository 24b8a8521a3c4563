import Formula
import Optimizers

extension Session {
  /// `explain QUANTITY[.PARAMETER] [at STEP] [deep [n]]`.
  mutating func explain(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let row, let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard !arguments.isEmpty else {
      throw .expectedQuantity(names.map(\.text), at: arguments.range)
    }
    var parser = try arguments.parser()
    let formula = try parser.expression().resolvingSquares(
      names + walk.machine.quantities.map(\.name))
    var step: Int?
    var depth: Int?
    if let word = parser.word("at") { step = try self.step(&parser, walk, behind: word) }
    if parser.word("deep") != nil {
      depth = parser.isAtEnd ? 1 : try parser.expression().count()
    }
    try parser.end()
    let (name, component) = try quantity(formula, arguments.range)
    let explainer: Explainer
    if let step {
      explainer = walk.explainer(at: step)
    } else {
      explainer = Explainer(
        row: halfStep == nil ? walk.row(row.step) : row,
        before: walk.rowWithChanges(after: max(row.step - 1, 0)), now: row,
        isGradientFed: halfStep.map { $0.gradient != nil } ?? walk.isGradientFed(at: row.step))
      // A name or a parameter that doesn't exist gets the error a formula would get.
      _ = try value(of: formula)
    }
    if step != nil { try check(formula, name, at: explainer.row) }
    if let depth {
      guard halfStep == nil || step != nil else { throw .halfDone(at: arguments.range) }
      let unfolding = try walk.unfold(
        name, component, at: step ?? walk.stepCount, depth: depth, from: explainer)
      if !unfolding.sections.isEmpty {
        host.emit(.unfolding(unfolding))
        return .done
      }
    }
    var reports = try explainer.explain(name, component)
    if reports.isEmpty, let definition = definitions[name] {
      reports = try explainer.explain(name, component, definedAs: definition, definitions)
    }
    guard !reports.isEmpty else {
      throw .expectedQuantity(names.map(\.text), at: arguments.range)
    }
    for report in reports { host.emit(.explanation(report)) }
    return .done
  }

  /// The quantity and the parameter that a formula names.
  private func quantity(_ formula: Expression, _ range: SourceRange)
    throws(Diagnostic) -> (Name, Name?)
  {
    switch formula.kind {
    case .name(let single): return (single, nil)
    case .component(let parameter, of: let quantity): return (quantity, parameter)
    default: throw .expectedQuantity(names.map(\.text), at: range)
    }
  }

  private func step(_ parser: inout Parser, _ walk: Walk, behind word: SourceRange)
    throws(Diagnostic) -> Int
  {
    guard !parser.isAtEnd else { throw .expectedStep(walk.stepCount, at: word) }
    _ = parser.word("step")
    let formula = try parser.expression()
    guard case .scalar(let number)? = try? formula.value(), let step = Int(exactly: number),
      (0...walk.stepCount).contains(step)
    else { throw .expectedStep(walk.stepCount, at: formula.range) }
    return step
  }

  /// Sees that a formula has a value at a row.
  private func check(_ formula: Expression, _ name: Name, at row: Row) throws(Diagnostic) {
    if let quantity = row.machine.quantity(name), !row.isSet(quantity) {
      throw .noValueYet(name, hint: "it has one from step 1 on", at: formula.range)
    }
    _ = try row.value(of: formula, definitions: definitions)
  }
}

extension Walk {
  /// What explains the numbers of a recorded step, as the step left them.
  func explainer(at step: Int, withChanges: Bool = false) -> Explainer {
    let row = row(step)
    return Explainer(
      row: row, before: rowWithChanges(after: max(step - 1, 0)),
      now: withChanges ? rowWithChanges(after: step) : row,
      isGradientFed: isGradientFed(at: step))
  }
}

extension Diagnostic {
  static func expectedStep(_ last: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic("a recorded step should stand here", at: range, hint: "from 0 to \(last)")
  }
}
