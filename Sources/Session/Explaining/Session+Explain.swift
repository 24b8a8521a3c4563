import Formula
import Optimizers

extension CommandTable {
  static let explain = Command(
    "explain", .learn, "show how a number came about", brief: "a number",
    takes: Grammar<(Expression, Int?, Int??)>.sequence(
      .quantity, .option("at", .recordedStep),
      .option("deep", Grammar<Int?>.optional(.count(example: "2")))
    ).map { (formula: $0.0, step: $0.1, depth: $0.2.map { $0 ?? 1 }) }.located,
    details: """
      The formula, the numbers put in, and the result, of the last step or of any other. deep \
      goes on with those numbers, down to what was typed; deep n goes back n steps.
      """,
    examples: ["explain E[g²].x at 3", "explain step.x deep"],
    related: ["line", "gradient", "recipe"]
  ) { session, request, host throws(Diagnostic) in try session.explain(request, host) }
}

extension Grammar where Value == Int {
  /// A step of the recorded walk.
  static var recordedStep: Grammar {
    Grammar(.place("STEP", example: "1")) { reader throws(Diagnostic) in
      let last = reader.session.walk?.stepCount ?? 0
      guard !reader.isAtEnd else { throw .expectedStep(last, at: reader.place) }
      _ = reader.word("step")
      let formula = try reader.formula()
      guard case .scalar(let number)? = try? formula.value(), let step = Int(counting: number),
        // fits: steps count from 0
        (0...last).contains(step)
      else { throw .expectedStep(last, at: formula.range) }
      return step
    }
  }
}

extension Session {
  /// `explain QUANTITY[.PARAMETER] [at STEP] [deep [n]]`.
  func explain(
    _ request: Located<(formula: Expression, step: Int?, depth: Int?)>, _ host: Host
  ) throws(Diagnostic) -> Outcome {
    guard let row, let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    let (step, depth) = (request.value.step, request.value.depth)
    let formula = request.value.formula.resolvingSquares(
      names + walk.machine.layout.quantities.map(\.name))
    let (name, component) = try quantity(formula, request.range)
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
      guard halfStep == nil || step != nil else { throw .halfDone(at: request.range) }
      let derivation = try walk.derive(
        name, component, at: step ?? walk.stepCount, depth: depth, from: explainer,
        isInterrupted: host.isInterrupted)
      if !derivation.sections.isEmpty {
        host.emit(.derivation(derivation))
        return .done
      }
    }
    var reports = try explainer.explain(name, component)
    if reports.isEmpty, let definition = definitions[name] {
      reports = try explainer.explain(name, component, definedAs: definition, definitions)
    }
    guard !reports.isEmpty else {
      throw .expectedQuantity(names.map(\.text), at: request.range)
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

  /// Sees that a formula has a value at a row.
  private func check(_ formula: Expression, _ name: Name, at row: Row) throws(Diagnostic) {
    _ = try row.value(
      of: formula, definitions: definitions, whereMissing: "it has one from step 1 on")
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
