import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session

/// step, run, back, reset and what an empty line does.
struct SteppingCommandTests {
  @Test(arguments: [(1, 1, 0), (3, 3, 0), (4, 0, 1), (10, 0, 1)])
  func moreThanThreeStepsAreATable(_ count: Int, _ steps: Int, _ tables: Int) throws {
    var session = try Session.course()
    let reports = try session.run("step \(count)")
    #expect(reports.steps.count == steps)
    #expect(reports.tables.count == tables)
    #expect(session.walk?.stepCount == count)
  }

  @Test func aTableHasARowAStep() throws {
    var session = try Session.course("step")
    let table = try #require(try session.run("step 5").tables.first)
    var steps: [Int] = []
    table.rows.visit { steps.append($0.step) }
    #expect(steps == [2, 3, 4, 5, 6])
  }

  @Test func aTableGivesWhatTheStepsGave() throws {
    var (one, other) = (try Session.course(), try Session.course())
    let table = try #require(try one.run("step 4").tables.first)
    var rows: [[Double]?] = []
    table.rows.visit { rows.append($0["E[g²]"]) }
    let steps = try other.run("step", "step", "step", "step").steps
    #expect(rows == steps.map { $0["E[g²]"] })
  }

  @Test func aNumberOfStepsMayBeASum() throws {
    #expect(try Session.course("step 2^3 - 1").walk?.stepCount == 7)
  }

  @Test func aGradientMayBeAList() throws {
    var session = try Session.course()
    let report = try #require(try session.run("step g = [3, -1]").steps.first)
    #expect(report["g"] == [3, -1])
  }

  @Test func aGradientMayBeMadeOfLiveQuantities() throws {
    var session = try Session.course()
    let report = try #require(try session.run("step g = g/2").steps.first)
    #expect(report["g"] == [4, 10])
  }

  @Test func theGradientOfTheNextStepIsTheFunctionsAgain() throws {
    var session = try Session.course("step g = 3, -1")
    let report = try #require(try session.run("step").steps.first)
    #expect(!report.isGradientFed)
    #expect(report["g"]?.first == 2 * (try #require(session.walk).row(1)[.theta]?.first ?? .nan))
  }

  @Test func parametersAloneAreEnoughToStart() throws {
    var session = try Session("use rmsprop", "params x=4, y=1")
    let report = try #require(try session.run("step g = 3, -1").steps.first)
    #expect(report["g²"] == [9, 1])
    #expect(report.objective == nil)
  }

  @Test func aStepCountsInItsReport() throws {
    var session = try Session.course()
    #expect(try session.run("step", "step 2", "step").steps.map(\.step) == [1, 2, 3, 4])
  }
}

// MARK: - Empty lines

extension SteppingCommandTests {
  @Test(
    arguments: [
      (["step"], "step"), (["s"], "step"), (["step", "step"], "step"), (["line"], "line"),
      (["step", "show"], nil), (["step 5"], nil), (["step g = 1, 2"], nil), (["step", "f"], nil),
      (["step", "back"], nil), (["step 1"], "step"), (["step", ""], "step"),
      (["step", "# so"], "step"),
      (["line", "line", "line", "line", "line"], "line"),
    ] as [([String], String?)])
  func anEmptyLineRepeats(_ lines: [String], _ repetition: String?) throws {
    var session = try Session.course()
    try session.run(lines)
    #expect(session.repetition == repetition)
  }

  @Test func anErrorDoesNotChangeWhatAnEmptyLineRepeats() throws {
    var session = try Session.course("step")
    #expect(throws: Diagnostic.self) { try session.run("stpe") }
    #expect(session.repetition == "step")
  }

  @Test func aLineFedByHandIsRepeatedOnlyUntilTheStepIsDone() throws {
    var session = try Session("use gd", "params x=4")
    try session.run("line g = 2")
    #expect(session.repetition == "line")
    try session.run("line")
    #expect(session.repetition == nil)
  }

  @Test func anEmptyLineChangesNothing() throws {
    var session = try Session.course("step")
    let before = Snapshot(session)
    #expect(try session.run("", "   ", "# a comment").isEmpty)
    #expect(Snapshot(session) == before)
  }
}

// MARK: - Short forms

extension SteppingCommandTests {
  @Test func shortFormsAreTheirCommands() throws {
    var session = try Session.course("s", "s", "b", "l")
    #expect(session.walk?.stepCount == 1)
    #expect(session.halfStep?.linesDone == 1)
    try session.run("b", "r 5")
    #expect(session.walk?.stepCount == 6)
  }

  @Test(arguments: ["s", "l", "b", "r", "q"])
  func aShortFormGivesWayToAParameter(_ name: String) throws {
    var session = try Session("minimize (\(name) - 3)^2 from \(name) = 7", "use gd")
    let values = try session.run(name, "\(name) / 2", "\(name) == 7").values
    #expect(values.map(\.value) == [.scalar(7), .scalar(3.5), .scalar(1)])
    #expect(session.walk?.stepCount == 0)
  }

  @Test func aCommandDoesNotGiveWay() throws {
    var session = try Session("minimize line^2 from line = 7", "use gd")
    #expect(try session.run("line").lines.count == 1)
    #expect(try session.run("print line").values.first?.value == .scalar(7))
  }
}

// MARK: - back and reset

extension SteppingCommandTests {
  @Test func backAtTheStartSaysSoAndChangesNothing() throws {
    var session = try Session.course()
    let before = Snapshot(session)
    let report = try #require(try session.run("back").positions.first)
    #expect(report.remark == "this is the start; there is nothing before it")
    #expect(Snapshot(session) == before)
  }

  @Test(arguments: [
    (1, "only 1 step was made; this is the start"),
    (2, "only 2 steps were made; this is the start"),
  ])
  func backPastTheStartEndsThere(_ steps: Int, _ remark: String) throws {
    var session = try Session.course("step \(steps)")
    #expect(try session.run("back 9").positions.first?.remark?.text(.short) == remark)
    #expect(session.walk?.stepCount == 0)
  }

  @Test func backBringsHyperparametersBack() throws {
    var session = try Session.course("step", "set lr = 0.5", "step")
    try session.run("back 2")
    #expect(try session.number("lr") == 0.1)
    #expect(session.hypers[.learningRate] == 0.1)
    try session.run("step")
    #expect(try session.number("step.x") == 0.1 / (6.399999999999999 + 1e-8).squareRoot() * 8)
  }

  @Test func backKeepsWhatWasSetBeforeTheStep() throws {
    let session = try Session.course("step", "set lr = 0.5, x = 2", "step", "back")
    #expect(try session.number("lr") == 0.5)
    #expect(try session.number("x") == 2)
  }

  @Test func resetGoesToTheStartWithTheHyperparametersOfNow() throws {
    let session = try Session.course("step 5", "set lr = 0.5", "reset")
    #expect(session.walk?.stepCount == 0)
    #expect(try session.number("x") == 4)
    #expect(try session.number("lr") == 0.5)
    #expect(try session.number("E[g²].x") == 0)
  }

  @Test(
    arguments: [
      ([], "already at the start"), (["step"], nil), (["set x = 2"], nil), (["line"], nil),
    ] as [([String], String?)])
  func resetSaysWhetherAnythingWasUndone(_ lines: [String], _ remark: String?) throws {
    var session = try Session.course()
    try session.run(lines)
    #expect(try session.run("reset").positions.first?.remark?.text(.short) == remark)
  }
}

// MARK: - Runs

extension SteppingCommandTests {
  @Test func aRunWhoseConditionHoldsMakesNoStep() throws {
    var session = try Session.course("run until f < 1e-2")
    let count = session.walk?.stepCount
    let report = try #require(try session.run("run until f < 1e-2").runs.first)
    #expect(report.end == .conditionMet)
    #expect(report.made == 0)
    #expect(session.walk?.stepCount == count)
  }

  @Test func aRunGivesUpAtItsMaximum() throws {
    var session = try Session.course()
    let report = try #require(try session.run("run until f < 0 max 20").runs.first)
    #expect(report.end == .done)
    #expect(report.made == 20)
    #expect(report.limit == 20)
  }

  @Test func aConditionMayUseDefinitions() throws {
    var session = try Session.course("let far = norm(θ)")
    let report = try #require(try session.run("run until far < 1").runs.first)
    #expect(report.end == .conditionMet)
    #expect(try session.number("norm(θ)") < 1)
  }

  @Test func anInterruptedRunLeavesAConsistentSession() throws {
    var (session, other) = (try Session.course(), try Session.course())
    var calls = 0
    var reports: [Report] = []
    let host = Host(
      emit: { reports.append($0) },
      isInterrupted: {
        calls += 1
        return calls == 4
      })
    _ = try session.execute("run 1000000000", host)
    let report = try #require(reports.runs.first)
    #expect(report.end == .interrupted)
    #expect(report.made > 0)
    try other.run("run \(report.made)")
    #expect(Snapshot(session) == Snapshot(other))
    #expect(try session.run("step").steps.first?.step == report.made + 1)
  }

  @Test(
    arguments: [
      ("step", 1), ("step 3", 3), ("step 700", 700), ("step g = 1, 2", 1), ("run 1000", 1000),
      ("line", 0), ("back 2", 0), ("compare gd lr=0.01, rmsprop for 300 steps", 600),
      ("sweep lr = 0.01..0.1 in 5 for 7 steps", 35), ("run until f < 25 max 500", 1),
    ] as [(String, Int)])
  func theHostIsToldOfEveryStep(_ line: String, _ count: Int) throws {
    var session = try Session.course()
    var told = 0
    _ = try session.execute(line, Host(emit: { _ in }, didStep: { told += $0 }))
    #expect(told == count)
  }

  @Test(arguments: [
    "run ⟦2^63⟧", "step ⟦9223372036854775807⟧", "run until f < 0 max ⟦1e300⟧",
    "compare gd for ⟦9e18⟧ steps", "sweep lr = 0.1..1 for ⟦9e18⟧ steps", "back ⟦9e18⟧",
    "minimize norm(x) from x = ⟦normal(1e10, 1e10)⟧", "params x = ⟦uniform(1e12, 1e12, 1e12)⟧",
  ])
  func aCountThatNobodyCanWaitForIsPointedAt(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.course("step")
    let error = #expect(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
  }

  @Test func interruptedStepsLeaveAConsistentSession() throws {
    var session = try Session.course()
    let host = Host(emit: { _ in }, isInterrupted: { true })
    _ = try session.execute("step 100000", host)
    let count = try #require(session.walk?.stepCount)
    #expect(count > 0 && count < 100_000)
    #expect(try session.run("back").positions.first?.step == count - 1)
  }
}

// MARK: - Divergence

extension SteppingCommandTests {
  @Test func divergenceNamesWhatOverflowedFirst() throws {
    var session = try Session("minimize x^2 from x=4", "use gd lr=2")
    let report = try #require(try session.run("run 100000").runs.first)
    #expect(report.end == .diverged)
    let first = try #require(report.nonFinite)
    #expect(first.step == 322)
    #expect(first.quantity == .objective)
    #expect(first.value == .infinity)
    #expect(first.line == nil)
  }

  @Test func divergenceNamesTheLineAndTheParameter() throws {
    var session = try Session("params x = 4, y = 1", "use rmsprop")
    let report = try #require(try session.run("step g = 1, 1e200").steps.first?.nonFinite)
    #expect(report.quantity == Name("g²"))
    #expect(report.parameter == Name("y"))
    #expect(report.line == "g² = g^2")
  }

  @Test func divisionByZeroIsAValueAndAReport() throws {
    var session = try Session("minimize x^2 from x=0", "use adagrad eps=0")
    let report = try #require(try session.run("step").steps.first?.nonFinite)
    #expect(report.quantity == Name("step"))
    #expect(report.value.isNaN)
    #expect(report.line == "step = lr / denominator · g")
    #expect(try session.number("1/0") == .infinity)
    #expect(try session.number("log(-1)").isNaN)
  }

  @Test func onlyTheFirstIsReported() throws {
    var session = try Session("params x = 4", "use rmsprop")
    let reports = try session.run("step g = 1e200", "step g = 1e200").steps
    #expect(reports.map { $0.nonFinite == nil } == [false, true])
  }

  @Test func aFunctionThatIsInfiniteAtTheStartIsNamedF() throws {
    var session = try Session("minimize x^4 from x=1e100", "use gd lr=1e-200")
    let report = try #require(try session.run("step").steps.first?.nonFinite)
    #expect(report.quantity == .objective)
  }

  /// A number of steps may be said as one.
  @Test(arguments: [
    ("step 3 steps", 8), ("step 1 step", 6), ("run 10 steps", 15), ("run 3 steps until f < -1", 8),
    ("back 2 steps", 3), ("run 2*3 steps", 11), ("back 1 step", 4),
  ])
  func stepsMayBeSaidBehindTheirNumber(_ line: String, _ step: Int) throws {
    var session = try Session.course("step 5")
    try session.run(line)
    #expect(session.walk?.stepCount == step)
  }
}
