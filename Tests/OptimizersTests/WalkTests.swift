import Formula
import TestSupport
import Testing

@testable import Optimizers

struct WalkTests {
  /// What a person can do to a walk, many times at random, beside a record of every row.
  struct Wanderer {
    var walk: Walk
    var random: SplitMix64
    /// The bits of each row when it was made.
    var made: [[UInt64]]
    /// The bits of each row when the next step began, which differ where something was set.
    var left: [[UInt64]]

    init(_ walk: Walk, seed: UInt64) {
      self.walk = walk
      random = SplitMix64(seed: seed)
      made = [walk.current.bits]
      left = made
    }

    mutating func act() throws {
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<6:
        let count = walk.machine.parameters.count
        walk.step(feeding: (0..<count).map { _ in .random(in: -2...2, using: &random) })
        record()
      case 6..<9:
        let theta = try walk.quantity("θ")
        walk.set(theta, parameter: 0, to: .random(in: -4...4, using: &random))
        left[walk.stepCount] = walk.current.bits
      case 9..<11:
        walk.set(try walk.quantity("lr"), to: .random(in: 0.001...0.01, using: &random))
        left[walk.stepCount] = walk.current.bits
      case 11:
        let isFar = Int.random(in: 0..<10, using: &random) == 0
        let count = Int.random(in: 1...(isFar ? 300 : 5), using: &random)
        walk.back(to: max(0, walk.stepCount - count))
        made.removeSubrange((walk.stepCount + 1)...)
        left.removeSubrange((walk.stepCount + 1)...)
      default:
        walk.step()
        record()
      }
    }

    private mutating func record() {
      made.append(walk.current.bits)
      left.append(walk.current.bits)
    }

    /// A row picked at random, as it is now and as it was.
    mutating func pick() -> (now: [[UInt64]], then: [[UInt64]]) {
      let step = Int.random(in: 0...walk.stepCount, using: &random)
      return (
        [walk.row(step).bits, walk.rowWithChanges(after: step).bits], [made[step], left[step]]
      )
    }
  }

  @Test(arguments: ["gd", "adagrad", "rmsprop"], [1, 2] as [UInt64])
  func anyRowAskedLaterIsTheRowThatWasMade(_ optimizer: String, _ seed: UInt64) throws {
    // Room for 50 rows or so, so that checkpoints thin out again and again.
    let walk = try Walk(
      optimizer, minimizing: "x^2 + 10y^2", from: ["x", "y"], [4, 1], hypers: [.learningRate: 0.01],
      checkpointBudget: 6000)
    var wanderer = Wanderer(walk, seed: seed)
    for count in 1...16_000 {
      try wanderer.act()
      guard count.isMultiple(of: 400) else { continue }
      let (now, then) = wanderer.pick()
      #expect(now == then)
    }
    #expect(wanderer.walk.stepCount > 10_000)
    var rows: [[UInt64]] = []
    wanderer.walk.visit(0...wanderer.walk.stepCount) { rows.append($0.bits) }
    // Not compared in the expectation, which would write out ten thousand rows.
    let differing = zip(rows, wanderer.made).count { $0 != $1 }
    #expect(rows.count == wanderer.made.count)
    #expect(differing == 0)
  }

  @Test func aDivergedWalkIsComputedAgainBitForBit() throws {
    var walk = try Walk(
      "rmsprop", minimizing: "x^2 + exp(y)", from: ["x", "y"], [4, 1],
      hypers: [.learningRate: 1e300],
      checkpointBudget: 1000)
    var made = [walk.current.bits]
    for _ in 1...100 {
      walk.step()
      made.append(walk.current.bits)
    }
    #expect(walk.firstNonFinite != nil)
    for step in made.indices { #expect(walk.row(step).bits == made[step]) }
  }

  @Test func backGoesToTheRowTheNextStepBeganWith() throws {
    var walk = try Walk("gd", minimizing: "x^2", from: ["x"], [4])
    walk.step()
    walk.set(try walk.quantity("θ"), to: 7)
    let changed = walk.current.bits
    walk.step()
    walk.step()
    walk.back(to: 1)
    #expect(walk.current.bits == changed)
    #expect(walk.current[.theta] == [7])
    #expect(walk.row(1)[.theta] == [4 - 0.01 * 8])
  }

  @Test func whatWasUndoneDoesNotComeBack() throws {
    var walk = try Walk("gd", minimizing: "x^2", from: ["x"], [4])
    var other = walk
    walk.step(feeding: [100])
    walk.set(try walk.quantity("lr"), to: 0.5)
    walk.back(to: 0)
    for _ in 1...3 {
      walk.step()
      other.step()
    }
    for step in 0...3 { #expect(walk.row(step).bits == other.row(step).bits) }
    #expect(!walk.isGradientFed(at: 1))
  }

  @Test func whatIsSetAtTheStartHoldsFromTheFirstStep() throws {
    var walk = try Walk("gd", minimizing: "x^2", from: ["x"], [4])
    walk.set(try walk.quantity("θ"), to: 3)
    #expect(walk.current[.objective] == [9])
    #expect(walk.current[.gradient] == [6])
    walk.step()
    #expect(walk.current[.theta] == [3 - 0.01 * 6])
    #expect(walk.row(0)[.theta] == [4])
    #expect(walk.rowWithChanges(after: 0)[.theta] == [3])
  }

  @Test func previewChangesNothingAndTellsTheNextStep() throws {
    var walk = try Walk("rmsprop", minimizing: "x^2", from: ["x"], [4])
    let before = walk.current.bits
    let preview = walk.preview().bits
    #expect(walk.current.bits == before)
    walk.step()
    #expect(walk.current.bits == preview)
  }
}

// MARK: - Copies

extension WalkTests {
  @Test func copiesAreIndependent() throws {
    var walk = try Walk("rmsprop", minimizing: "x^2", from: ["x"], [4], checkpointBudget: 2000)
    for _ in 1...500 { walk.step() }
    let copy = walk
    let rows = (0...500).map { copy.row($0).bits }
    walk.back(to: 100)
    walk.set(try walk.quantity("θ"), to: -9)
    for _ in 1...900 { walk.step(feeding: [1]) }
    #expect(copy.stepCount == 500)
    #expect((0...500).map { copy.row($0).bits } == rows)
    #expect(walk.stepCount == 1000)
  }
}

// MARK: - Runs

extension WalkTests {
  private func stop(_ condition: String, _ walk: Walk) throws -> StopCondition {
    try StopCondition(ends: [try Parser.expression(condition)], on: walk.machine)
  }

  private func elongated() throws -> Walk {
    try Walk(
      "rmsprop", minimizing: "x^2 + 10y^2", from: ["x", "y"], [4, 1], hypers: [.learningRate: 0.1])
  }

  @Test(arguments: [
    "f < 1", "max(abs(g)) < 2", "abs(step.x) < 0.12", "t >= 7", "steps == 3 or x < 0",
  ])
  func aRunEndsAfterTheFirstStepThatMeetsItsCondition(_ condition: String) throws {
    var (walk, other) = (try elongated(), try elongated())
    let formula = try Parser.expression(condition)
    let end = walk.run(500, until: try stop(condition, walk))
    var steps = 0
    repeat {
      other.step()
      steps += 1
    } while try other.current.value(of: formula) != .scalar(1)
    #expect(end == .conditionMet)
    #expect(walk.stepCount == steps)
    #expect(walk.current.bits == other.current.bits)
  }

  @Test func aRunWhoseConditionHoldsMakesNoStep() throws {
    var walk = try elongated()
    #expect(walk.run(10, until: try stop("f > 20", walk)) == .conditionMet)
    #expect(walk.stepCount == 0)
  }

  @Test func whatHasNoValueYetMeetsNoCondition() throws {
    var walk = try elongated()
    #expect(walk.run(10, until: try stop("max(abs(step)) < 1", walk)) == .conditionMet)
    #expect(walk.stepCount == 1)
  }

  @Test func aRunMakesAtMostItsLimit() throws {
    var walk = try elongated()
    #expect(walk.run(10, until: try stop("f < 0", walk)) == .done)
    #expect(walk.stepCount == 10)
    #expect(walk.run(5) == .done)
    #expect(walk.stepCount == 15)
  }

  @Test func aConditionThatIsNotANumberDoesNotHold() throws {
    var walk = try elongated()
    #expect(walk.run(3, until: try stop("0/0", walk)) == .done)
  }

  @Test func anInterruptedRunIsAWalkOfFewerSteps() throws {
    var (walk, other) = (try elongated(), try elongated())
    var calls = 0
    let end = walk.run(1_000_000) {
      calls += 1
      return calls == 3
    }
    #expect(end == .interrupted)
    #expect(walk.stepCount > 0 && walk.stepCount < 10_000)
    #expect(other.run(walk.stepCount) == .done)
    #expect(walk.current.bits == other.current.bits)
    #expect(walk.row(walk.stepCount / 2).bits == other.row(walk.stepCount / 2).bits)
    walk.step()
    other.step()
    #expect(walk.current.bits == other.current.bits)
  }

  @Test func aConditionMustBeOneYesOrNo() throws {
    let walk = try elongated()
    let error = #expect(throws: Diagnostic.self) { try stop("g < 1", walk) }
    #expect(
      error?.message == "a condition is one yes or no, and this is one number a parameter (2)")
    #expect(error?.range == SourceRange(0, 5))
  }
}

// MARK: - Divergence

extension WalkTests {
  @Test func gradientDescentWithTooLargeARateOverflowsInFFirst() throws {
    var walk = try Walk(
      "gd", minimizing: "x^2", from: ["x"], [4], hypers: [.learningRate: 2])
    #expect(walk.run(100_000) == .diverged)
    // x is 4·(−3)ⁿ, so f = 16·9ⁿ is past the largest double, 1.8e308, from n = 322 on.
    let first = try #require(walk.firstNonFinite)
    #expect(first.step == 322)
    #expect(first.quantity.name == .objective)
    #expect(first.value == .infinity)
    // θ itself takes twice as long.
    #expect(walk.stepCount == 645)
    #expect(try #require(walk.current[.theta]).allSatisfy { !$0.isFinite })
  }

  @Test func theFirstLineThatOverflowsIsNamedWithItsParameter() throws {
    var walk = try Walk("rmsprop", minimizing: nil, from: ["x", "y"], [0, 0])
    walk.step(feeding: [1, 1])
    #expect(walk.firstNonFinite == nil)
    walk.step(feeding: [1, 1e200])
    let first = try #require(walk.firstNonFinite)
    #expect(first.step == 2)
    #expect(first.quantity.name == Name("g²"))
    #expect(first.parameter == 1)
    #expect(first.value == .infinity)
  }

  @Test func zeroByZeroIsNamedWhereItHappens() throws {
    var walk = try Walk(
      "adagrad", minimizing: "x^2", from: ["x"], [0], hypers: [Name("eps"): 0])
    walk.step()
    let first = try #require(walk.firstNonFinite)
    #expect(first.quantity.name == Name("step"))
    #expect(first.value.isNaN)
  }

  @Test func aRunFromWhereThetaIsNotFiniteMakesNoStep() throws {
    var walk = try Walk("gd", minimizing: "x^2", from: ["x"], [4], hypers: [.learningRate: 2])
    _ = walk.run(100_000)
    let steps = walk.stepCount
    #expect(walk.run(100_000) == .diverged)
    #expect(walk.stepCount == steps)
  }

  @Test func backFromAnOverflowForgetsIt() throws {
    var walk = try Walk("gd", minimizing: nil, from: ["x"], [4])
    walk.step(feeding: [1])
    walk.step(feeding: [.infinity])
    #expect(walk.firstNonFinite?.step == 2)
    walk.back(to: 1)
    #expect(walk.firstNonFinite == nil)
  }
}

// MARK: - Checkpoints

struct CheckpointsTests {
  @Test(arguments: [8, 24, 40, 100, 1000, 5000])
  func rowsStayWithinTheirBudget(_ budget: Int) {
    var checkpoints = Checkpoints(start: [0], budget: budget)
    var largest = 0
    for step in 1...20_000 {
      if checkpoints.isDue(step) { checkpoints.append([Double(step)], of: step) }
      largest = max(largest, checkpoints.byteCount)
    }
    #expect(largest <= budget)
  }

  @Test(arguments: [8, 16, 24, 800, 1000])
  func theRowFoundIsThatOfItsStep(_ budget: Int) {
    var checkpoints = Checkpoints(start: [0], budget: budget)
    for step in 1...5000 {
      if checkpoints.isDue(step) { checkpoints.append([Double(step)], of: step) }
      let asked = step * 7 % (step + 1)
      let (found, row) = checkpoints.row(atOrBefore: asked)
      #expect(found <= asked)
      #expect(row.first == Double(found))
    }
  }

  @Test func aRowIsNotFarBehind() {
    var checkpoints = Checkpoints(start: [0], budget: 800)
    for step in 1...100_000 where checkpoints.isDue(step) {
      checkpoints.append([Double(step)], of: step)
    }
    // A hundred rows fit, and at least half of the room is used: a fiftieth of the walk at most.
    for step in stride(from: 0, through: 100_000, by: 997) {
      #expect(step - checkpoints.row(atOrBefore: step).step <= 2048)
    }
  }

  @Test func forgettingKeepsWhatCameBefore() {
    var checkpoints = Checkpoints(start: [0], budget: 8000)
    for step in 1...1000 where checkpoints.isDue(step) {
      checkpoints.append([Double(step)], of: step)
    }
    checkpoints.forget(after: 500)
    #expect(checkpoints.row(atOrBefore: 1000).step == 496)
    for step in 501...1000 where checkpoints.isDue(step) {
      checkpoints.append([-Double(step)], of: step)
    }
    #expect(checkpoints.row(atOrBefore: 496).row.first == 496)
  }

  @Test func aWalksCheckpointsStayWithinTheirBudget() throws {
    var walk = try Walk(
      "rmsprop", minimizing: "x^2 + 10y^2", from: ["x", "y"], [4, 1], checkpointBudget: 10_000)
    for _ in 1...30_000 { walk.step() }
    #expect(walk.checkpoints.byteCount <= 10_000)
    #expect(walk.checkpoints.count > 30)
  }
}
