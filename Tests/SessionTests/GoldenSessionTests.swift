import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// The session that the course opens with, number by number.
struct GoldenSessionTests {
  @Test func minimizeShowsTheFunctionAndItsGradient() throws {
    var session = Session(library: .standard, commands: .standard)
    let reports = try session.run("minimize x^2 + 10y^2 from x = 4, y = 1")
    guard case .objective(let report)? = reports.first else {
      Issue.record("\(reports)")
      return
    }
    let notation = Notation()
    #expect(reports.count == 1)
    #expect(notation.text(report.formula) == "x² + 10·y²")
    #expect(report.parameters.map(\.text) == ["x", "y"])
    #expect(report.value == 26)
    #expect(report.gradient.formulas.map { $0.map { notation.text($0) } } == ["2·x", "20·y"])
    #expect(report.gradient.values == [8, 20])
  }

  @Test func useShowsTheRecipeAndItsHyperparameters() throws {
    var session = try Session("minimize x^2 + 10y^2 from x = 4, y = 1")
    guard case .optimizer(let report)? = try session.run("use rmsprop lr=0.1").first else {
      Issue.record("no optimizer was reported")
      return
    }
    #expect(report.recipe.name == "rmsprop")
    #expect(report.hypers == [Name("lr"): 0.1, Name("beta"): 0.9, Name("eps"): 1e-8])
    #expect(
      report.recipe.lines.map { "\($0.target) = \(report.recipe.text($0))" } == [
        "g² = g^2", "E[g²] = beta·E[g²] + (1 − beta)·g²", "denominator = √(E[g²] + eps)",
        "step = lr / denominator · g", "θ = θ − step",
      ])
  }

  @Test func aStepShowsEveryQuantityWithItsFormula() throws {
    var session = try Session.course()
    let report = try #require(try session.run("step").steps.first)
    let notation = Notation(numbers: .short, squares: report.squares)
    let rows = report.quantities.map {
      [$0.name.text, $0.formula.map { notation.text($0) } ?? ""] + $0.values.short
    }
    #expect(report.step == 1)
    #expect(
      rows == [
        ["g", "", "8", "20"],
        ["g²", "g^2", "64", "400"],
        ["E[g²]", "0.9·E[g²] + 0.1·g²", "6.4", "40"],
        ["denominator", "√(E[g²] + 1e-08)", "2.52982", "6.32456"],
        ["step", "0.1 / denominator · g", "0.316228", "0.316228"],
        ["θ", "θ − step", "3.68377", "0.683772"],
      ])
    #expect(report.objective?.before == 26)
    #expect(report.objective?.after == 18.24562255388928)
    #expect(report.nonFinite == nil)
  }

  @Test func explainShowsTheFormulaTheNumbersAndTheResult() throws {
    var session = try Session.course("step")
    let reports = try session.run("explain E[g²].x").explanations
    #expect(reports.count == 1)
    #expect(
      reports.first?.text(squares: session.recipe?.squares ?? []) == [
        "beta · E[g²].x + (1 − beta) · g².x", "0.9 · 0 + (1 − 0.9) · 64", "6.4",
      ])
  }

  @Test func aPredictionKnowsTheSwappedBeta() throws {
    var session = try Session.course("step")
    guard
      case .wish(let wish) = try session.execute("predict E[g²].x", Host(emit: { _ in })),
      let question = wish as? NumberQuestion
    else {
      Issue.record("nothing was asked")
      return
    }
    #expect(question.text == "What will E[g²].x be after step 2?")
    #expect([question.answer].short == ["11.1881"])
    #expect(question.judge(11.1881) == .right)
    guard case .wrong(let slips) = question.judge(49.5) else {
      Issue.record("49.5 was taken for right")
      return
    }
    #expect(slips.map(\.text) == ["with beta and 1 − beta swapped"])
    #expect(
      question.explanation?.text(squares: session.recipe?.squares ?? [])[1...] == [
        "0.9 · 6.4 + (1 − 0.9) · 54.2807", "11.1881",
      ])
  }

  @Test func aFormulaIsWorkedOutForEveryParameter() throws {
    var session = try Session.course("step")
    let report = try #require(
      try session.run("lr / sqrt(E[g²])            # over the live quantities").values.first)
    #expect(report.value.numbers.short == ["0.0395285", "0.0158114"])
    #expect(report.parameters.map(\.text) == ["x", "y"])
  }

  @Test func aGradientFedByHandIsTheStepsGradient() throws {
    var session = try Session.course("step")
    let report = try #require(try session.run("step g = 3, -1").steps.first)
    #expect(report.isGradientFed)
    #expect(report["g"] == [3, -1])
    #expect(report["g²"] == [9, 1])
  }

  @Test func aRunEndsWhereItsConditionHolds() throws {
    var session = try Session.course()
    let report = try #require(try session.run("run until f < 1e-2 max 500").runs.first)
    #expect(report.end == .conditionMet)
    #expect(try session.number("f") < 1e-2)
    #expect(report.made == session.walk?.stepCount)
    try session.run("back")
    #expect(try session.number("f") >= 1e-2)
  }

  @Test func backThreeIsWhereWeWere() throws {
    var session = try Session.course("step", "step")
    let before = Snapshot(session)
    try session.run("step 3")
    try session.run("back 3")
    var after = Snapshot(session)
    #expect(after.position.future?.stepCount == 5)
    after.position.future = nil
    after.repetition = before.repetition
    #expect(after == before)
  }

  @Test func aMissingStartIsPointedAt() throws {
    var session = Session(library: .standard, commands: .standard)
    let error = #expect(throws: Diagnostic.self) {
      try session.run("minimize x^2 + 10z from x=4")
    }
    #expect(error?.message == "z has no starting value")
    #expect(error?.range == SourceRange(17, 18))
    #expect(error?.hint == "give every parameter a start: … from x=4, z=1")
  }
}

extension StepReport {
  subscript(name: String) -> [Double]? { self[Name(name)] }
}
