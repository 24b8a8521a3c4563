import Formula
import Optimizers

/// A quantity of a step, whole or that of one parameter.
private struct Part: Hashable {
  var name: Name
  var parameter: Name?
}

extension Walk {
  /// Unfolds a number through all that it was computed from.
  ///
  /// - Parameters:
  ///   - name: the quantity.
  ///   - parameter: one of its numbers, nil for all.
  ///   - step: the step it is taken from.
  ///   - depth: how many steps back to go.
  ///   - explainer: explains the numbers of that step.
  ///   - isInterrupted: asked at every step; it goes no further back where it says yes.
  /// - Returns: what is used, step by step backwards; nothing where there is no such quantity.
  /// - Throws: a ``Diagnostic`` where the objective can't be derived.
  func derive(
    _ name: Name, _ parameter: Name?, at step: Int, depth: Int, from explainer: Explainer,
    isInterrupted: () -> Bool
  ) throws(Diagnostic) -> DerivationReport {
    var report = DerivationReport(sections: [], goesOn: false, depth: depth)
    var derivation = Derivation(explainer: explainer, isWhole: true)
    try derivation.visit(Part(name: name, parameter: parameter), 0)
    var step = step
    while !derivation.items.isEmpty {
      report.sections.append(.init(step: step, items: derivation.items))
      let earlier = derivation.earlier
      guard step > 0, !earlier.isEmpty else { break }
      step -= 1
      let isWhole = step == 0 || report.sections.count < depth && !isInterrupted()
      report.goesOn = !isWhole
      derivation = Derivation(
        explainer: self.explainer(at: step, withChanges: true), isWhole: isWhole)
      for part in earlier { try derivation.visit(part, 0) }
      guard isWhole else {
        report.sections.append(.init(step: step, items: derivation.items))
        report.depth = report.sections.count - 1
        break
      }
    }
    return report
  }
}

/// Collects what one step's numbers were computed from, each number once.
private struct Derivation {
  let explainer: Explainer
  /// Whether numbers are taken apart, and not just given.
  let isWhole: Bool
  var items: [DerivationReport.Item] = []
  /// What the step before has to answer for.
  var earlier: [Part] = []
  private var seen: Set<Part> = []

  init(explainer: Explainer, isWhole: Bool) {
    self.explainer = explainer
    self.isWhole = isWhole
  }

  private var machine: Machine { explainer.row.machine }

  mutating func visit(_ part: Part, _ level: Int) throws(Diagnostic) {
    guard seen.insert(part).inserted else { return }
    let reports = try explainer.explain(part.name, part.parameter)
    if reports.count > 1 {
      for report in reports {
        try visit(Part(name: report.quantity, parameter: report.parameter), level)
      }
      return
    }
    guard var report = reports.first else { return }
    if !isWhole {
      (report.symbolic, report.substituted) = (nil, nil)
      report.remark = report.remark ?? "after step \(count: explainer.row.step, "step")"
    }
    items.append(.init(level: level, explanation: report))
    guard isWhole, let formula = report.symbolic else { return }
    for read in reads(formula) {
      if isEarlier(read, for: report.quantity) {
        if !earlier.contains(read) { earlier.append(read) }
      } else {
        try visit(read, level + 1)
      }
    }
  }

  /// The quantities a formula reads, in written order.
  private func reads(_ formula: Expression) -> [Part] {
    var result: [Part] = []
    formula.forEach { node in
      let part: Part? =
        switch node.kind {
        case .component(let parameter, of: let name): Part(name: name, parameter: parameter)
        case .name(let name):
          if let (parameter, particle) = machine.parameter(name) {
            // fits: a particle's number
            Part(name: particle.map { Name.theta.element($0 + 1) } ?? .theta, parameter: parameter)
          } else {
            machine.selection(name) == nil ? nil : Part(name: name)
          }
        default: nil
        }
      if let part, !result.contains(part) { result.append(part) }
    }
    return result
  }

  /// Whether a quantity is read as the step before left it: one that this step sets no earlier.
  private func isEarlier(_ part: Part, for target: Name) -> Bool {
    guard explainer.row.step > 0, let read = machine.selection(part.name)?.quantity,
      let line = machine.layout.line(setting: read)
    else { return false }
    let target = machine.selection(target)?.quantity
    switch target?.role {
    case .objective: return false
    case .gradient: return true
    default:
      return target.flatMap(machine.layout.line).map { line >= $0 } ?? false
    }
  }
}
