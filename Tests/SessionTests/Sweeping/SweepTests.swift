import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session

struct SweepTests {
  private func sweep(_ line: String, in session: Session) throws -> SweepReport {
    var session = session
    guard case .sweep(let report)? = try session.run(line).first else {
      throw Diagnostic("no sweep was reported")
    }
    return report
  }

  private func walk(_ hypers: String, _ lines: String...) throws -> Session {
    var session = try Session(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop \(hypers)")
    try session.run(lines)
    return session
  }

  @Test func everyCellIsTheWalkItWouldBeAlone() throws {
    let report = try sweep(
      "sweep lr = 0.01..1 log in 4, beta = 0.5..0.9 in 3 for 30 steps", in: try .course("step"))
    #expect(report.cells.count == 12)
    for cell in report.cells.indices {
      let values = report.values(of: cell)
      let alone = try walk("lr = \(values[0]), beta = \(values[1])", "run 30")
      #expect(report.cells[cell] == .value(try alone.number("f")))
    }
  }

  @Test func theEndsAreWhatWasTyped() throws {
    let session = try Session.course()
    let report = try sweep("sweep lr = 1e-4..10 log in 6 for 1", in: session)
    let values = report.axes[0].values
    #expect(values.first == 1e-4)
    #expect(values.last == 10)
    for (left, right) in zip(values, values.dropFirst()) { #expect(abs(right / left - 10) < 1e-9) }
    let even = try sweep("sweep beta = 0..0.5 in 3 for 1", in: session)
    #expect(even.axes[0].values == [0, 0.25, 0.5])
  }

  @Test func theBestCellHasTheLowestValue() throws {
    let report = try sweep("sweep lr = 1e-3..1 log for 40 steps", in: try .course())
    let best = try #require(report.best)
    guard case .value(let least) = report.cells[best] else {
      Issue.record("the best cell has no value")
      return
    }
    for case .value(let value) in report.cells { #expect(value >= least) }
  }

  @Test func stepsToAConditionAreCounted() throws {
    let report = try sweep(
      "sweep lr = 1e-3..0.3 log in 4 for 100 steps show steps to f < 1", in: try .course())
    #expect(report.cells.first == .notReached)
    let alone = try walk("lr = 0.3", "run until f < 1 max 100")
    #expect(report.cells.last == .value(Double(try #require(alone.walk?.stepCount))))
  }

  @Test func whatDivergesIsNotSlow() throws {
    var session = try Session.course("use gd lr = 0.1")
    let report = try sweep("sweep lr = 0.01..1e10 log in 4 for 200 steps", in: session)
    guard case .value = report.cells[0], case .diverged(let step) = report.cells[3] else {
      Issue.record("\(report.cells)")
      return
    }
    try session.run("use gd lr = 1e10", "run 200")
    #expect(session.walk?.firstNonFinite?.step == step)
    let above = try sweep("sweep lr = 0.2..0.3 in 2 for 3 steps", in: session)
    for cell in above.cells {
      guard case .above = cell else { Issue.record("\(cell)"); continue }
    }
  }

  @Test func theWalkAtHandStaysAsItIs() throws {
    var session = try Session.course("step 3")
    var before = Snapshot(session)
    before.repetition = nil
    try session.run("sweep lr = 0.01..1 for 5 steps")
    #expect(Snapshot(session) == before)
  }

  @Test func aSweepOfManyWalksIsMadeInRounds() throws {
    var session = try Session("minimize x^2 from x = 4", "use momentum lr=0.1")
    var (reports, questions) = ([Report](), 0)
    // It is stopped between two rounds; what was made by then stands.
    let host = Host(
      emit: { reports.append($0) },
      isInterrupted: {
        questions += 1
        return questions == 2
      })
    _ = try session.execute("sweep lr = 0.01..0.1 in 200, beta = 0..0.9 in 100 for 1 step", host)
    guard case .sweep(let report)? = reports.first else {
      Issue.record("nothing was reported")
      return
    }
    #expect(report.cells.count == 20_000)
    #expect(report.isInterrupted)
    #expect(report.cells[0] != .unfinished && report.cells[19_999] == .unfinished)
  }

  @Test func aSweepCanBeStopped() throws {
    var session = try Session.course()
    var reports: [Report] = []
    let host = Host(emit: { reports.append($0) }, isInterrupted: { true })
    _ = try session.execute("sweep lr = 1e-5..1e-4 for 1000000 steps", host)
    guard case .sweep(let report)? = reports.first else {
      Issue.record("nothing was reported")
      return
    }
    #expect(report.isInterrupted)
    #expect(report.cells.allSatisfy { $0 == .unfinished })
  }

  @Test(arguments: [
    "sweep ⟦lr⟧", "sweep ⟦lrr⟧ = 1..2", "sweep lr = ⟦2..1⟧", "sweep lr = ⟦0..1⟧",
    "sweep beta = ⟦0..0.9⟧ log", "sweep lr = 1..2, ⟦lr⟧ = 1..2", "sweep lr = 1..2 in ⟦1⟧",
    "sweep lr = 1..2 show ⟦x⟧", "sweep lr = 1..2 show steps to ⟦loss⟧ < 1",
    "sweep ⟦lr = 1..2, beta = 0..0.5, eps = 0..1⟧",
    "sweep ⟦lr = 1..2 in 1000, beta = 0..0.5 in 201⟧",
  ])
  func aMistakeIsPointedAt(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.course()
    let error = #expect(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
  }
}
