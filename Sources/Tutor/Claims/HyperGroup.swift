import Formula
import Optimizers
import Session

// fits throughout (range, product): cases that there are

/// Walks with the same hyper-parameters from several starts.
struct HyperGroup: Sendable {
  /// Whether the claim's condition holds for them.
  var holds: Bool
  var cases: [ClaimGround.Case]

  /// Where walks begin at many places, so many choices of hyper-parameters are tried at least.
  private static let leastChoices = 60

  /// All that are tried, the roundest numbers first.
  ///
  /// - Parameters:
  ///   - claim: says between which numbers to look, where it does.
  ///   - condition: speaks of hyper-parameters; nil for those in force alone.
  ///   - machine: says which hyper-parameters there are.
  ///   - hypers: their values where the condition says nothing.
  ///   - ground: says where walks begin.
  ///   - isSpokenOf: whether the claim says anything of where its condition holds, or doesn't.
  /// - Returns: a group for each choice of hyper-parameters.
  /// - Throws: a ``Diagnostic`` where the condition speaks of anything else.
  static func all(
    _ claim: Claim, _ condition: Expression?, _ machine: Machine, _ hypers: [Name: Double],
    _ ground: ClaimGround, where isSpokenOf: (Bool) -> Bool
  ) throws(Diagnostic) -> [HyperGroup] {
    let spoken = machine.recipe.hypers.filter { condition?.reads($0.name) == true }
    if let condition, spoken.isEmpty {
      throw .claimOfNoHyper(condition, machine.recipe, at: condition.range)
    }
    let values = spoken.map { hyper in
      let all = RoundNumbers.values(
        of: hyper, digits: spoken.count == 1 ? 2 : 1, for: condition)
      let range = claim.ranges[hyper.name]
      return all.filter { range?.contains($0) ?? true }
    }
    var combined: [(rank: Int, numbers: [Name: Double])] = [(0, [:])]
    for (hyper, numbers) in zip(spoken, values) {
      combined = combined.flatMap { rank, others in
        numbers.enumerated().map { index, number in
          (rank + index, others.merging([hyper.name: number]) { $1 })
        }
      }
      // A few hyper-parameters have more values together than there is time for.
      combined = Array(combined.sorted { $0.rank < $1.rank }.prefix(ClaimGround.mostWalks))
    }
    var sheet = try ClaimSheet([condition].compactMap { $0 }, machine.recipe.hypers.map(\.name))
    var choices: [(holds: Bool, numbers: [Name: Double])] = []
    for (_, numbers) in combined {
      let truth = sheet.values(hypers.merging(numbers) { $1 }).first ?? 1
      let holds = truth != 0 && !truth.isNaN
      if isSpokenOf(holds) { choices.append((holds, numbers)) }
    }
    let most = max(ClaimGround.mostWalks / max(1, ground.starts.count), leastChoices)
    choices = Array(choices.prefix(most))
    let starts = ground.starts.prefix(max(1, ClaimGround.mostWalks / max(1, choices.count)))
    return choices.map { holds, numbers in
      HyperGroup(holds: holds, cases: starts.map { .init(numbers: numbers, start: $0) })
    }
  }

  /// The walk that refutes: one that doesn't settle where the condition holds; or the first, where it
  /// doesn't hold and all settle.
  func refuting(_ verdicts: ArraySlice<Settling.Verdict>) -> Int? {
    holds
      ? verdicts.firstIndex(of: .doesNot)
      : verdicts.allSatisfy { $0 == .settles } ? verdicts.startIndex : nil
  }

  /// What became of a walk that refutes.
  func finding(_ walk: Walk, _ condition: Expression) -> NoteReport.Content {
    if let first = walk.firstNonFinite {
      return """
        There \(formula: condition, "condition") holds, and in step \(count: first.step, "step") it has \
        left all numbers.
        """
    }
    let value: NoteReport.Content =
      walk.current.objective.map { ", f = \(number: $0, "f")" } ?? ""
    let step: NoteReport.Content = "after \(count: walk.stepCount, of: "step")"
    return holds
      ? """
      There \(formula: condition, "condition") holds, and it has not come to rest \
      \(part: step)\(part: value).
      """
      : """
      There \(formula: condition, "condition") does not hold, and yet it is at rest \
      \(part: step)\(part: value).
      """
  }
}

extension Stability {
  /// Up to which learning rate an optimizer stays where it has come to rest, in a sentence; nil where
  /// nothing tells.
  static func border(of settled: Walk?, _ objective: Objective) -> NoteReport.Content? {
    guard let settled, objective.batchInForce == nil,
      let stability = try? Stability(of: settled, objective, near: settled.current.point),
      let border = stability.border,
      let rate = settled.machine.recipe.learningRate?.name
    else { return nil }
    let greatest = stability.curvature.extremes?.greatest ?? .nan
    return """
      By the curvature where it comes to rest (λmax = \(number: greatest, "greatest")), and with its \
      other numbers as they are there, it stays for \(rate) below \(number: border, "border"): see \
      stability.
      """
  }
}
