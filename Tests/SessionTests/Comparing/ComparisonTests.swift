import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session

struct ComparisonTests {
  private func comparison(_ line: String, in session: inout Session) throws -> ComparisonReport {
    guard case .comparison(let report)? = try session.run(line).first else {
      throw Diagnostic("no comparison was reported")
    }
    return report
  }

  @Test func everyWalkIsTheOneItWouldBeAlone() throws {
    var session = try Session.course("step 3")
    _ = try comparison("compare gd lr=0.05, adagrad lr=0.5, rmsprop for 50 steps", in: &session)
    let uses = ["use gd lr=0.05", "use adagrad lr=0.5", "use rmsprop"]
    for (use, walk) in zip(uses, session.namedWalks.map(\.walk)) {
      let alone = try Session("minimize x^2 + 10y^2 from x = 4, y = 1", use, "run 50")
      #expect(alone.walk?.current.numbers == walk.current.numbers)
    }
  }

  @Test func theWalkAtHandStaysAsItIs() throws {
    var session = try Session.course("step 3")
    var before = Snapshot(session)
    before.repetition = nil
    _ = try comparison("compare gd lr=0.05, adagrad", in: &session)
    #expect(Snapshot(session) == before)
  }

  @Test func everyHyperparameterIsGiven() throws {
    var session = try Session.course()
    let report = try comparison("compare rmsprop lr=0.1, beta=0.5, gd for 7 steps", in: &session)
    #expect(report.runs.map(\.name) == ["rmsprop", "gd"])
    #expect(report.runs[0].hypers.map(\.setting) == [0.1, 0.5, 1e-8].map { .number($0) })
    #expect(report.runs[1].hypers.map(\.name) == [Name("lr")])
  }

  @Test func valuesStandAtRoundSteps() throws {
    var session = try Session.course()
    let report = try comparison("compare gd lr=0.05, gd lr=0.01 for 30 steps", in: &session)
    #expect(report.steps == [1, 2, 5, 10, 20, 30])
    #expect(report.runs.map(\.name) == ["gd lr=0.05", "gd lr=0.01"])
    #expect(report.runs[0].values[0] == 12.96)
    #expect(report.thresholds.allSatisfy { $0 < 26 })
    #expect(report.best == 0)
  }

  @Test func thresholdsAreCrossedWhereTheySay() throws {
    var session = try Session.course()
    let report = try comparison("compare gd lr=0.05 for 50", in: &session)
    let walk = try #require(session.namedWalks.first?.walk)
    for (threshold, step) in zip(report.thresholds, report.runs[0].firstBelow) {
      let step = try #require(step)
      #expect(try #require(walk.row(step)[Name("f")]?.first) < threshold)
      #expect(try #require(walk.row(step - 1)[Name("f")]?.first) >= threshold)
    }
  }

  @Test func aWalkThatDivergesIsSaidTo() throws {
    var session = try Session.course()
    let report = try comparison("compare gd lr=0.2, gd lr=0.05 for 3000 steps", in: &session)
    #expect(report.runs[0].end == .diverged)
    #expect(report.runs[0].nonFinite?.quantity == .objective)
    #expect(report.runs[1].end == .done)
    #expect(report.best == 1)
  }

  @Test func aConditionEndsEachWalkWhereItHolds() throws {
    var session = try Session.course()
    let report = try comparison("compare gd lr=0.05, gd lr=0.01 until f < 1 max 20", in: &session)
    #expect(report.runs.map(\.end) == [.conditionMet, .done])
    #expect(report.runs[0].value < 1)
    #expect(report.runs[1].stepCount == 20)
  }

  @Test func aKeptWalkJoins() throws {
    var session = try Session.course("step 3", "keep mine", "step 2")
    let report = try comparison("compare gd lr=0.05 for 10 steps", in: &session)
    #expect(report.runs.map(\.name) == ["gd", "mine"])
    #expect(report.runs[1].stepCount == 3)
    #expect(session.namedWalks.map(\.name) == ["gd", "mine"])
    let again = try comparison("compare", in: &session)
    #expect(again.runs.map(\.name) == ["gd", "mine"])
  }

  @Test func walksOverAnotherFunctionAreLeftOut() throws {
    var session = try Session.course("step 3", "keep mine", "minimize x^2 from x = 1")
    #expect(session.namedWalks.isEmpty)
    #expect(throws: Diagnostic.self) { try session.run("compare") }
  }

  @Test func aComparisonCanBeStopped() throws {
    var session = try Session.course()
    var reports: [Report] = []
    var questions = 0
    let host = Host(
      emit: { reports.append($0) },
      isInterrupted: {
        questions += 1
        return questions > 3
      })
    _ = try session.execute("compare gd lr=0.05, gd lr=0.01 for 1000000 steps", host)
    guard case .comparison(let report)? = reports.first else {
      Issue.record("nothing was reported")
      return
    }
    #expect(report.isInterrupted)
    #expect(report.runs.map(\.end) == [.interrupted, .interrupted])
  }

  @Test(
    arguments: [
      ("compare ⟦gdd⟧", "did you mean gd?"),
      ("compare gd ⟦lrr⟧=1", "did you mean lr?"),
      ("compare gd, adagrad lr=⟦-1⟧", "lr lies in (0, inf): learning rate"),
      ("compare gd for ⟦0⟧ steps", nil),
      ("compare gd until ⟦loss⟧ < 1", nil),
    ] as [(String, String?)])
  func aMistakeIsPointedAt(_ text: String, _ hint: String?) throws {
    let marked = Marked(text)
    var session = try Session.course()
    let error = #expect(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
    if let hint { #expect(error?.hint == hint) }
  }
}
