import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session

/// Traces of formulas, explanations of any step, and the gradient held against differences.
struct LookingCloserTests {
  private func rows(_ line: String, in session: inout Session) throws -> [(Int, [Double?])] {
    var rows: [(Int, [Double?])] = []
    for case .trace(let report) in try session.run(line) {
      report.rows.visit { rows.append(($0.step, $0.numbers)) }
    }
    return rows
  }

  @Test func aTraceReadsFormulasOffEveryRow() throws {
    var session = try Session.course("step 4")
    let rows = try rows("trace 1..3 f, E[g²].x, g", in: &session)
    #expect(rows.map(\.0) == [1, 2, 3])
    for (step, numbers) in rows {
      let row = try #require(session.walk?.row(step))
      let g = try #require(row[.gradient])
      #expect(numbers == [row[.objective]?.first, row[Name("E[g²]")]?.first, g[0], g[1]])
    }
  }

  @Test func aFormulaHasNoValueWhereItHasNone() throws {
    var session = try Session.course("step 2")
    let rows = try rows("trace step.x, f / prev(f)", in: &session)
    #expect(rows[0].1 == [nil, nil])
    let values = try rows.map { try #require(session.walk?.row($0.0)[.objective]?.first) }
    #expect(rows[2].1[1] == values[2] / values[1])
  }

  @Test func everyKthStepHasARow() throws {
    var session = try Session.course("run 20")
    #expect(try rows("trace 3..20 f every 5", in: &session).map(\.0) == [3, 8, 13, 18])
    let table = try #require(try session.run("trace 2..9 every 3").tables.first)
    var steps: [Int] = []
    table.rows.visit { steps.append($0.step) }
    #expect(steps == [2, 5, 8])
  }

  @Test func anyStepIsExplainedAsItWasThen() throws {
    var session = try Session.course("step 3")
    let then = try session.run("explain E[g²].x", "explain step").explanations
    try session.run("set lr = 0.7", "run 40")
    let now = try session.run("explain E[g²].x at 3", "explain step at 3").explanations
    #expect(now.map(\.value) == then.map(\.value))
    #expect(now.map(\.substituted) == then.map(\.substituted))
  }

  /// Each step is asked about before it is unfolded; what was unfolded by then is shown.
  @Test func unfoldingCanBeStopped() throws {
    var session = try Session.course("run 3000")
    var (reports, questions) = ([Report](), 0)
    let host = Host(
      emit: { reports.append($0) },
      isInterrupted: {
        questions += 1
        return questions > 3
      })
    _ = try session.execute("explain x deep 100000", host)
    guard case .derivation(let report)? = reports.first else {
      Issue.record("nothing was unfolded")
      return
    }
    #expect((1...5).contains(report.sections.count))
    #expect(report.goesOn)
  }

  @Test func aNumberIsUnfoldedToWhatWasTyped() throws {
    var session = try Session.course("step")
    guard case .derivation(let report)? = try session.run("explain step.x deep").first else {
      Issue.record("nothing was unfolded")
      return
    }
    let items = report.sections.map { section in
      section.items.map { item in
        let explanation = item.explanation
        let name = explanation.quantity == .theta ? "" : explanation.quantity.text + "."
        return String(repeating: " ", count: item.level)
          + (explanation.parameter.map { name + $0.text } ?? explanation.quantity.text)
      }
    }
    #expect(
      items == [
        ["step.x", " lr", " denominator.x", "  E[g²].x", "   beta", "   g².x", "    g.x", "  eps"],
        ["E[g²].x", "x"],
      ])
    #expect(!report.goesOn)
  }

  @Test(arguments: [1, 2, 3, 5])
  func itGoesBackAsFarAsAsked(_ depth: Int) throws {
    var session = try Session.course("step 4")
    guard case .derivation(let report)? = try session.run("explain x deep \(depth)").first else {
      Issue.record("nothing was unfolded")
      return
    }
    #expect(report.sections.map(\.step) == Array((max(4 - depth, 0)...4).reversed()))
    #expect(report.goesOn == (depth < 4))
  }

  @Test func theExactGradientIsWhatDifferencesSay() throws {
    var session = try Session(
      "minimize exp(x) * sin(y) + 3x^2*y^3 + sqrt(1 + x^2) from x = 1.3, y = -0.7")
    guard case .gradientCheck(let report)? = try session.run("gradient check").first else {
      Issue.record("nothing was checked")
      return
    }
    #expect(report.errors.allSatisfy { $0 < 1e-8 })
    #expect(report.exact == session.walk?.gradientHere)
  }

  @Test(arguments: [
    "trace ⟦2..1⟧ f", "trace ⟦1..9⟧", "trace f every ⟦0⟧", "trace f, ⟦q⟧", "explain f at ⟦9⟧",
    "explain ⟦step.x⟧ at 0", "explain f deep ⟦0⟧", "gradient ⟦chek⟧",
  ])
  func aMistakeIsPointedAt(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.course("step 4")
    let error = #expect(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
  }
}
