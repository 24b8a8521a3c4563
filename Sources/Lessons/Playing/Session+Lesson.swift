import Formula
import Optimizers
import Session

extension Session {
  /// Brings the session to where an exercise's solution leads.
  ///
  /// What is wrong with the solution is reported. The result is false where the learner stopped it.
  mutating func solve(
    _ exercise: Exercise, _ budget: inout StepBudget, _ host: Host, _ report: (Diagnostic) -> Void
  ) -> Bool {
    let silent = Host(emit: { _ in }, isInterrupted: host.isInterrupted)
    for command in exercise.solution {
      do {
        guard try execute(command, &budget, silent) else { return false }
      } catch {
        report(error)
      }
    }
    return true
  }

  /// Brings the lesson's own state behind an item, as a straight run would, without a question.
  ///
  /// What is wrong with the item is left for when its part is played.
  ///
  /// - Returns: false where the learner stopped it.
  mutating func settle(_ item: Item, _ host: Host) -> Bool {
    var budget = StepBudget()
    switch item.kind {
    case .prose, .question, .output: return true
    case .exercise(let exercise): return solve(exercise, &budget, host) { _ in }
    case .statements(let statements):
      for case .command(let command) in statements.map(\.kind) {
        if let isDone = try? execute(command, &budget, host), !isDone { return false }
      }
      return true
    }
  }

  /// Whether a goal is met now.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the lesson's file, where it has no value.
  func meets(_ goal: SourceSlice) throws(Diagnostic) -> Bool {
    try goal.placing { () throws(Diagnostic) in try value(of: try goal.formula()).holds }
  }

  /// Holds the author to a claim.
  ///
  /// - Throws: a ``Diagnostic`` with the values of both sides, where the claim is a comparison or
  ///   several joined by `and`.
  func check(_ condition: SourceSlice) throws(Diagnostic) {
    let claim = failingClaim(of: condition) ?? condition
    try claim.placing { () throws(Diagnostic) in try expect(try claim.formula()) }
  }

  /// The first claim that fails of several joined by `and`, nil where none does.
  private func failingClaim(of condition: SourceSlice) -> SourceSlice? {
    guard let formula = try? condition.formula(),
      case .binary(.and, let left, let right) = formula.kind
    else { return nil }
    for side in [left, right] {
      if let isMet = try? value(of: side).holds, isMet { continue }
      let claim = condition.between(side.range.lower, side.range.upper)
      return failingClaim(of: claim) ?? claim
    }
    return nil
  }
}

extension SourceSlice {
  /// Works on a piece of a lesson so that an error without a place of its own has that piece's.
  func placing<Result>(_ work: () throws(Diagnostic) -> Result) throws(Diagnostic) -> Result {
    do {
      return try work()
    } catch {
      throw error.within(self)
    }
  }
}
