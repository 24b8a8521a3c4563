import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

struct BatchTests {
  private static let commands = [
    "data x = [1, 2, 3, 4], y = [3, 5, 7, 9]", "batch 2",
    "minimize mean((w*x - y)^2) from w = 0", "use gd lr = 0.01", "minimize w^2 from w = 3", "step",
  ]

  /// All orders of some things.
  private static func orders(_ left: [String]) -> [[String]] {
    guard !left.isEmpty else { return [[]] }
    return left.indices.flatMap { index in
      var others = left
      let first = others.remove(at: index)
      return orders(others).map { [first] + $0 }
    }
  }

  /// What looks at a walk, none of which may stop the program whatever came before.
  private static let looks = ["step", "gradient check", "explain g", "show", "back", "batch all"]

  @Test(arguments: commands)
  func commandsMayComeInAnyOrder(_ first: String) throws {
    let orders = BatchTests.orders(BatchTests.commands.filter { $0 != first })
    for order in orders {
      var session = Session(library: .standard, commands: .standard)
      // What makes no sense here is refused; the program goes on.
      for command in [first] + order + BatchTests.looks { _ = try? session.run(command) }
    }
    #expect(orders.count == 120)
  }

  @Test func aFunctionWithoutRowsHasNoBatch() throws {
    let session = try Session(
      BatchTests.commands[0], "batch 2", "minimize w^2 from w = 3", "use gd lr = 0.25", "step")
    #expect(session.walk?.current.point == [1.5])
    #expect(session.walk?.machine.layout.batchObjective == nil)
  }
}

// MARK: - What is printed of ∂f

extension BatchTests {
  private static let line = [
    "data x = [1, 2, 3, 4], y = [3, 5, 7, 9]", "minimize mean((w*x + b - y)^2) from w = 2, b = 5",
    "use gd lr = 0.01",
  ]

  private func gradient(_ session: inout Session) throws -> GradientReport {
    for case .gradient(let report) in try session.run("gradient") { return report }
    throw Diagnostic("no gradient")
  }

  /// What a formula comes to over some rows of the data.
  private func value(_ formula: Expression, over rows: [Int], at point: [Double]) throws -> Double {
    let x = rows.map { "\(Double($0))" }.joined(separator: ", ")
    let y = rows.map { "\(Double(2 * $0 + 1))" }.joined(separator: ", ")
    let session = try Session(
      "data x = [\(x)], y = [\(y)]",
      "minimize sum(w*x + b*y) from w = \(point[0]), b = \(point[1])")
    return try session.number(formula)
  }

  @Test(arguments: [1, 2, 3, 4])
  func theDerivativePrintedIsTheOneThatTheStepUses(_ size: Int) throws {
    var session = try Session(BatchTests.line[0])
    try session.run("batch \(size)", BatchTests.line[1], BatchTests.line[2])
    for step in 1...6 {
      let report = try gradient(&session)
      let formulas = try report.formulas.map { try #require($0) }
      #expect(
        formulas.map { Notation().text($0) } == [
          "mean(2·x·(w·x + b − y))", "mean(2·(w·x + b − y))",
        ])
      let rows = try #require(report.rows)
      #expect(rows.count == 4)
      let batches = (4 + size - 1) / size
      let first = (step - 1) % batches * size
      #expect(rows.numbers == Array(first..<min(first + size, 4)).map { $0 + 1 })
      for (formula, value) in zip(formulas, report.values) {
        let worth = try self.value(formula, over: rows.numbers, at: report.point)
        #expect(abs(worth - value) <= 1e-12 * abs(value))
      }
      try session.run("step")
      let explained = try session.run("explain g").explanations
      #expect(explained.map(\.rows) == [rows, rows])
      #expect(explained.map(\.symbolic) == report.formulas)
    }
  }

  @Test func aSumStaysASum() throws {
    var session = try Session(
      BatchTests.line[0], "batch 2", "minimize sum((w*x - y)^2) from w = 1")
    let formulas = try gradient(&session).formulas
    #expect(formulas.map { $0.map { Notation().text($0) } } == ["sum(2·x·(w·x − y))"])
  }

  @Test func theGradientIsCheckedOverTheRowsOfTheStep() throws {
    var session = try Session(BatchTests.line[0], "batch 3")
    try session.run(BatchTests.line[1], BatchTests.line[2])
    for _ in 1...3 {
      for case .gradientCheck(let report) in try session.run("gradient check") {
        #expect(report.errors.allSatisfy { $0 < 1e-8 })
      }
      try session.run("step")
    }
  }

  @Test func withoutABatchNoRowsAreNamed() throws {
    var session = try Session(BatchTests.line[0])
    try session.run(BatchTests.line[1], BatchTests.line[2], "step")
    #expect(try gradient(&session).rows == nil)
    #expect(try session.run("explain g.w").explanations.first?.rows == nil)
  }
}
