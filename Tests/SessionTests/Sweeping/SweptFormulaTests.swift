import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session

/// The numbers of formulas that set hyper-parameters, swept.
struct SweptFormulaTests {
  private func sweep(_ line: String, _ lines: String...) throws -> SweepReport {
    var session = try Session("minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr = 0.1")
    try session.run(lines)
    guard case .sweep(let report)? = try session.run(line).last else {
      throw Diagnostic("no sweep was reported")
    }
    return report
  }

  private func value(_ hypers: String, _ steps: Int) throws -> SweepReport.Cell {
    var session = try Session("minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop \(hypers)")
    try session.run("run \(steps)")
    return .value(try session.number("f"))
  }

  @Test func everyCellIsTheWalkWithItsNumbersPutIn() throws {
    let report = try sweep(
      "sweep lr = a * 0.5^floor(t / k), a = 0.01..1 log in 3, k = 2, 5, 11 for 20 steps")
    #expect(report.axes.map(\.name) == [Name("a"), Name("k")])
    for cell in report.cells.indices {
      let (a, k) = (report.values(of: cell)[0], report.values(of: cell)[1])
      #expect(try report.cells[cell] == value("lr = \(a) * 0.5^floor(t / \(k))", 20))
    }
  }

  /// A formula may read a hyper-parameter that is swept, a definition, and be given anywhere.
  @Test(arguments: [
    ("sweep lr = 1 - beta, beta = 0.9, 0.95 for 5 steps", "lr = 0.1, beta = 0.9"),
    ("sweep beta = 0.9, 0.95, lr = (1 - beta) / t for 5 steps", "lr = 0.1/t, beta = 0.9"),
    ("sweep lr = c / t, beta = 0.9, 0.95 for 5 steps", "lr = 0.25 / t, beta = 0.9"),
    ("sweep lr = c * k, k = 0.4, 1 for 5 steps", "lr = 0.1"),
  ])
  func formulasAndRangesMix(_ line: String, _ first: String) throws {
    let report = try sweep(line, "let c = 0.25")
    guard case .value(let swept) = report.cells[0], case .value(let alone) = try value(first, 5)
    else {
      Issue.record("\(report.cells)")
      return
    }
    // 1 − 0.9 isn't 0.1 to the last bit.
    #expect(abs(swept - alone) <= 1e-12 * alone)
  }

  /// What a definition means is put aside where its name is swept.
  @Test func aSweptNameIsNoDefinition() throws {
    let report = try sweep("sweep lr = c / t, c = 0.1, 0.2 for 5 steps", "let c = 0.25")
    #expect(try report.cells[1] == value("lr = 0.2 / t", 5))
  }

  /// Each schedule that the program knows can have any of its numbers swept.
  @Test(arguments: FunctionLibrary.standard.functions.filter(\.isSchedule).map(\.name.text))
  func everyScheduleCanBeSwept(_ name: String) throws {
    let schedule = try #require(FunctionLibrary.standard[Name(name)])
    let numbers = ["0.1", "20", "3", "0.5", "2"]
    for swept in schedule.arguments.indices {
      var arguments = schedule.arguments.indices.map { numbers[$0 % numbers.count] }
      arguments[swept] = "k"
      let call = { (value: String) in
        arguments.map { $0 == "k" ? value : $0 }.joined(separator: ", ")
      }
      let report = try sweep("sweep lr = \(name)(\(call("k"))), k = 0.25, 2 for 7 steps")
      guard case .value = report.cells[1] else { continue }
      #expect(try report.cells[1] == value("lr = \(name)(\(call("2")))", 7), "\(name) \(swept)")
    }
  }

  @Test func theFormulaIsAmongWhatIsFixed() throws {
    let report = try sweep("sweep lr = a / t, a = 0.1, 0.2 for 1 step")
    let fixed = report.fixed.map(\.name)
    #expect(fixed.contains(.learningRate) && !fixed.contains(Name("a")))
  }

  @Test(arguments: [
    "sweep ⟦lr = 0.1 / t⟧", "sweep lr = a / t, ⟦b⟧ = 1..2", "sweep lr = a / t, ⟦x⟧ = 1..2",
    "sweep lr = a / t, ⟦g⟧ = 1..2", "sweep lr = a / t, ⟦pi⟧ = 1..2", "sweep ⟦a⟧ = b / t, b = 1..2",
    "sweep lr = a / ⟦q⟧, a = 1..2", "sweep lr = a / t, a = 1..2, ⟦a⟧ = 2..3",
    "sweep lr = ⟦0.1 * lr⟧, beta = 0..0.5", "sweep lr = 0.1, ⟦0.1 / t⟧", "sweep lr = ⟦3⟧",
    "sweep lr = a * ⟦normal()⟧, a = 1..2", "sweep ⟦d⟧ = 1..2",
  ])
  func aMistakeIsPointedAt(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.course("let d = 3")
    let before = Snapshot(session)
    let error = #expect(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
    #expect(Snapshot(session) == before)
  }
}
