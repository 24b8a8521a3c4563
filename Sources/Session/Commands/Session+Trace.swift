import Formula
import Optimizers

extension Session {
  /// A trace longer than this shows its beginning and its end.
  static let traceRows = 40

  /// `trace [FROM..TO] [FORMULA, …] [every k]`.
  mutating func trace(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard walk.stepCount > 0 else { throw .noStepsYet() }
    let (head, every, tail) = arguments.split(at: ["every"])
    let stride = every == nil ? 1 : try tail.count(1)
    if let every, tail.isEmpty { throw .notACount(at: every.range) }
    var rest = head
    var range: ClosedRange<Int>?
    let (word, behind) = head.firstWord
    // Numbers and two dots are no formula.
    if word.text.contains("..") || word.text.allSatisfy(\.isNumber) && !word.isEmpty {
      range = try steps(word, walk, from: behind.isEmpty ? 1 : 0)
      rest = behind
    }
    var formulas: [Expression] = []
    if !rest.isEmpty {
      for part in rest.splitAtCommas() {
        formulas.append(try part.formula())
      }
    }
    let steps = range ?? (formulas.isEmpty ? 1 : 0)...walk.stepCount
    let isAbridged = range == nil && steps.count / stride > Session.traceRows
    if formulas.isEmpty {
      host.emit(
        .steps(StepsReport(walk: walk, steps: steps, stride: stride, isAbridged: isAbridged)))
    } else {
      var report = try TraceReport(formulas, of: walk, steps, every: stride, definitions)
      report.isAbridged = isAbridged
      host.emit(.trace(report))
    }
    return .done
  }

  /// Reads `3..7`, `3..` or `..7`.
  private func steps(_ text: SourceSlice, _ walk: Walk, from least: Int)
    throws(Diagnostic) -> ClosedRange<Int>
  {
    guard let (lower, upper) = text.split(atSign: "..") else {
      throw .expectedRange(walk.stepCount, at: text.range)
    }
    let first = lower.isEmpty ? least : Int(lower.text)
    let last = upper.isEmpty ? walk.stepCount : Int(upper.text)
    guard let first, let last, least <= first, first <= last, last <= walk.stepCount else {
      throw .expectedRange(walk.stepCount, at: text.range)
    }
    return first...last
  }
}

extension Diagnostic {
  static func notTraced(_ formula: Expression, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(Notation().text(formula)) is neither a number nor one a parameter", at: range,
      hint: "reduce it, as with sum(…) or norm(…)")
  }
}
