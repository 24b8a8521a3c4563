import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session

struct WatchTests {
  @Test func aFormulaIsShownAfterEveryStepWithItsOldValue() throws {
    var session = try Session.course("watch f", "watch E[g²].x")
    let changes = try session.run("step 2").watched
    #expect(changes.map(\.step) == [1, 2])
    #expect(changes[0].items.map(\.item.number) == [1, 2])
    #expect(changes[0].items[0].before == .scalar(26))
    #expect(changes[0].items[1].after == .scalar(try Session.course("step").number("E[g²].x")))
    #expect(changes[1].items[0].before == changes[0].items[0].after)
  }

  @Test func aConditionIsShownWhereItChanges() throws {
    var session = try Session.course("watch x > 3.5 changed")
    let changes = try session.run("step 10").watched
    #expect(changes.map(\.step) == [2])
    #expect(changes.first?.items.first?.after == .scalar(0))
  }

  @Test func aRunShowsWhatItMadeOfAFormula() throws {
    var session = try Session.course("watch f", "watch f < 1 changed")
    let changes = try session.run("run 60").watched
    #expect(changes.count == 2)
    #expect(changes.last?.since == 0)
    #expect(changes.last?.step == 60)
  }

  @Test func whatTheRunDoesNotHaveIsNotWatched() throws {
    var session = try Session.course("watch E[g²]", "watch f", "use gd lr = 0.1")
    #expect(try session.run("step").watched.first?.items.map(\.item.number) == [2])
  }

  @Test func aNumberIsNotGivenTwice() throws {
    var session = try Session.course("watch f", "watch g", "unwatch 2", "watch x")
    #expect(session.watches.items.map(\.number) == [1, 3])
    try session.run("unwatch")
    #expect(session.watches.items.isEmpty)
  }

  @Test func aBreakStopsARunWhereItBeginsToHold() throws {
    var session = try Session.course("break when y < 0.3")
    let run = try #require(try session.run("run 100").runs.first)
    #expect(run.end == .broken(0))
    #expect(run.broken?.number == 1)
    #expect(run.made == 4)
    // It holds on, and so stops nothing more.
    #expect(try session.run("run 10").runs.first?.end == .done)
  }

  @Test func aBreakStopsSteps() throws {
    var session = try Session.course("break when y < 0.3")
    let reports = try session.run("step 100")
    #expect(session.walk?.stepCount == 4)
    #expect(reports.notes == ["stopped at step 4 by break 1: y < 0.3"])
  }

  @Test func aBreakMaySpeakOfTheStepBefore() throws {
    var session = try Session.course("break when f > prev(f)", "run 300")
    #expect(try session.number("f > prev(f)") == 1)
    try session.run("back")
    #expect(try session.number("f > prev(f)") == 0)
  }

  @Test func whatIsHeldAgainstTheStepBeforeHasAnOldValueToo() throws {
    var session = try Session.course("step", "watch f / prev(f)")
    let old = try session.number("f / prev(f)")
    let changes = try session.run("step 2").watched
    #expect(changes.map { $0.items.first?.before }.first == .scalar(old))
    #expect(changes[1].items[0].before == changes[0].items[0].after)
    #expect(changes[1].items[0].after == .scalar(try session.number("f / prev(f)")))
    let run = try session.run("run 10").watched
    #expect(run.first?.items.first?.before == changes[1].items[0].after)
  }

  @Test func aFedStepKeepsTheBreaks() throws {
    var session = try Session.course("break when steps == 3", "line g = 1, 1")
    let reports = try session.run("step 6")
    #expect(session.walk?.stepCount == 3)
    #expect(session.walk?.isGradientFed(at: 1) == true)
    #expect(
      reports.notes == ["stopped at step 3 by break 1: steps = 3"]
        || reports.notes == ["stopped at step 3 by break 1: steps == 3"])
    var fed = try Session.course("break when g.x == 1", "line g = 1, 1")
    try fed.run("step 6")
    #expect(fed.walk?.stepCount == 1)
  }

  @Test func showingWhatIsWatchedCanBeStopped() throws {
    var session = try Session.course("watch f", "watch f < 0 changed")
    var (asked, isRunning) = (0, true)
    var reports: [Report] = []
    let steps = 4096
    let questions = steps / Walk.stepsBetweenQuestions
    // The run asks first; what it shows asks behind it.
    _ = try session.execute(
      "run \(steps)",
      Host(
        emit: { reports.append($0) },
        isInterrupted: {
          asked += 1
          isRunning = asked < questions
          return asked > questions
        }))
    #expect(!isRunning)
    #expect(session.walk?.stepCount == steps)
    #expect(reports.notes.contains { $0.hasPrefix("stopped: what is watched") })
    #expect(asked < questions + 4)
  }

  @Test func aComparisonsTableCanBeStopped() throws {
    var session = try Session.course("compare gd lr = 0.01, adagrad lr = 0.5 for 4000")
    var reports: [Report] = []
    _ = try session.execute(
      "compare", Host(emit: { reports.append($0) }, isInterrupted: { true }))
    let report = try #require(
      reports.compactMap { if case .comparison(let report) = $0 { report } else { nil } }.first)
    #expect(report.isInterrupted)
    #expect(report.runs.allSatisfy { $0.values.last == .some(nil) })
  }

  @Test func theConditionOfARunComesFirst() throws {
    var session = try Session.course("break when f < 10")
    #expect(try session.run("run until f < 10 max 50").runs.first?.end == .conditionMet)
  }

  @Test(arguments: [
    "watch ⟦q⟧ + 1", "break ⟦if f < 1⟧", "break when f < ⟦loss⟧", "break when ⟦g < 1⟧",
    "unwatch ⟦7⟧",
  ])
  func aMistakeIsPointedAt(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.course("watch f")
    let error = #expect(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
  }
}

extension [Report] {
  var watched: [WatchReport.Changes] {
    compactMap { if case .watches(.changes(let changes)) = $0 { changes } else { nil } }
  }
}
