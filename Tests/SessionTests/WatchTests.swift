import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session

@Suite struct WatchTests {
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
