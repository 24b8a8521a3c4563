import Formula
import Optimizers
import Session

/// Cases that are tried one after the other, some at a time, until one refutes.
struct ClaimSearch {
  /// What some cases came to.
  struct Round {
    /// The first case that refutes, and what happens there.
    var found: (index: Int, finding: NoteReport.Content)?
    var undecided = 0
    var effort = ClaimEffort()
  }

  private(set) var found: (case: ClaimGround.Case, finding: NoteReport.Content)?
  private(set) var tried = 0
  private(set) var undecided = 0
  private(set) var isInterrupted = false

  /// Tries cases.
  ///
  /// - Parameters:
  ///   - cases: the roundest first.
  ///   - host: asked whether to stop.
  ///   - steps: how many steps are made; where none refutes, they are tried again with the next number, as many
  ///     as the effort allows.
  ///   - round: tries some with so many steps; nil where somebody stopped it.
  /// - Throws: a ``Diagnostic`` where the round does.
  init(
    _ cases: [ClaimGround.Case], _ host: Host, steps: [Int],
    _ round: ([ClaimGround.Case], Int) throws(Diagnostic) -> Round?
  ) throws(Diagnostic) {
    var effort = ClaimEffort()
    for steps in steps where found == nil && !effort.isSpent {
      var rest = cases.prefix(ClaimGround.mostWalks)
      var made = 0
      undecided = 0
      while !rest.isEmpty, found == nil, !effort.isSpent {
        // Long walks are made a few at a time, so that what they cost is seen before it is spent.
        let now = Array(rest.prefix(steps > 1000 ? Session.claimRound / 8 : Session.claimRound))
        rest = rest.dropFirst(now.count)
        guard !host.isInterrupted(), let result = try round(now, steps) else {
          isInterrupted = true
          return
        }
        undecided += result.undecided
        effort.numbers += result.effort.numbers
        made += now.count
        tried = max(tried, made)
        if let (index, finding) = result.found { found = (now[index], finding) }
      }
    }
  }
}

/// How much was worked out to refute a claim.
///
/// A claim has an end by what it costs and not by the clock, so that it comes to the same everywhere.
struct ClaimEffort {
  /// How many numbers the steps worked out.
  var numbers = 0

  /// These take two or three seconds.
  private static let mostNumbers = 80_000_000

  var isSpent: Bool { numbers >= ClaimEffort.mostNumbers }

  mutating func take(_ walks: [Walk]) {
    numbers = walks.reduce(numbers) { sum, walk in
      sum.saturatingSum(walk.stepCount.saturatingProduct(walk.machine.numberCount))
    }
  }
}

extension ClaimReport {
  mutating func take(
    _ search: ClaimSearch, _ ground: ClaimGround, _ choice: OptimizerChoice?, _ machine: Machine
  ) {
    (tried, undecided) = (search.tried, search.undecided)
    isInterrupted = search.isInterrupted
    if let (one, finding) = search.found { refute(one, ground, choice, machine, finding) }
  }

  mutating func refute(
    _ one: ClaimGround.Case, _ ground: ClaimGround, _ choice: OptimizerChoice?, _ machine: Machine,
    _ finding: NoteReport.Content
  ) {
    verdict = .refuted
    counterexample =
      one.numbers.sorted { $0.key.text < $1.key.text }.map { ($0.key, $0.value) }
      + zip(ground.session.parameters, one.start).map { ($0, $1) }
    self.finding = finding
    commands = ground.commands(one, choice, machine)
  }
}
