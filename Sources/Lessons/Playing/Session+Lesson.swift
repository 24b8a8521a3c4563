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
    try placing(goal) { () throws(Diagnostic) in try value(of: try goal.formula()).holds }
  }

  /// Holds the author to a claim.
  ///
  /// - Throws: a ``Diagnostic`` with the values of both sides, where the claim is a comparison or
  ///   several joined by `and`.
  func check(_ condition: SourceSlice) throws(Diagnostic) {
    let claim = failingClaim(of: condition) ?? condition
    try placing(claim) { () throws(Diagnostic) in try expect(try claim.formula()) }
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

  /// A lesson's question about the next step.
  ///
  /// If the statement that follows feeds a gradient, the question is about that step.
  func prediction(_ quantity: SourceSlice, _ within: SourceSlice?, before next: Statement?)
    throws(Diagnostic) -> NumberQuestion
  {
    var gradient: [Double]?
    if case .command(let command)? = next?.kind {
      gradient = (try? interpret(command)).flatMap(gradientFed)
    }
    let tolerance = try tolerance(within)
    return try placing(quantity) { () throws(Diagnostic) in
      try prediction(of: try quantity.formula(), tolerance: tolerance, feeding: gradient)
    }
  }

  /// A lesson's question for a number.
  func question(_ text: String, _ answer: SourceSlice, _ within: SourceSlice?)
    throws(Diagnostic) -> NumberQuestion
  {
    let formula = try placing(answer) { () throws(Diagnostic) in try answer.formula() }
    let result = try placing(answer) { () throws(Diagnostic) in try value(of: formula) }
    guard case .scalar(let number) = result else {
      throw LessonMessages.answerNotANumber(String(answer.text), at: answer.range)
    }
    return NumberQuestion(
      text: text, answer: number, tolerance: try tolerance(within),
      explanation: ExplanationReport(answer: formula, number))
  }

  private func tolerance(_ within: SourceSlice?) throws(Diagnostic) -> Tolerance {
    guard let within else { return NumberQuestion.standardTolerance }
    return try placing(within) { () throws(Diagnostic) in
      var parser = try within.parser()
      let tolerance = try parser.tolerance()
      try parser.end()
      return tolerance
    }
  }

  /// Works on a piece of the lesson so that an error without a place of its own has that piece's.
  private func placing<Result>(
    _ slice: SourceSlice, _ work: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    do {
      return try work()
    } catch {
      throw error.within(slice)
    }
  }
}
