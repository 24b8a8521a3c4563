import Formula
import Optimizers
import Testing

@testable import Session

/// A step walked through line by line.
struct LineTests {
  @Test func eachLineIsReportedInOrder() throws {
    var session = try Session.course()
    let lines = try session.run(["l", "l", "l", "l", "l"]).lines
    #expect(lines.map(\.target.text) == ["g²", "E[g²]", "denominator", "step", "θ"])
    #expect(lines.map(\.number) == [1, 2, 3, 4, 5])
    #expect(lines.allSatisfy { $0.count == 5 && $0.step == 1 })
  }

  @Test func aLineShowsItsFormulaTheNumbersAndItsValue() throws {
    var session = try Session.course("line")
    let line = try #require(try session.run("line").lines.first)
    let squares = line.squares
    #expect(
      line.parts.map { $0.text(squares: squares) } == [
        ["beta · E[g²].x + (1 − beta) · g².x", "0.9 · 0 + (1 − 0.9) · 64", "6.4"],
        ["beta · E[g²].y + (1 − beta) · g².y", "0.9 · 0 + (1 − 0.9) · 400", "40"],
      ])
  }

  @Test func theFirstLineShowsTheGradientAndTheLastF() throws {
    var session = try Session.course()
    let lines = try session.run(["line", "line", "line", "line", "line"]).lines
    #expect(lines.map { $0.gradient.count } == [2, 0, 0, 0, 0])
    #expect(lines.map { $0.objective != nil } == [false, false, false, false, true])
    #expect(lines.last?.objective?.after == 18.24562255388928)
  }

  @Test func linesAndAStepMakeTheSameStep() throws {
    var (lines, step) = (try Session.course("step"), try Session.course("step"))
    try lines.run(["line", "line", "line", "line", "line"])
    try step.run("step")
    lines.repetition = step.repetition
    #expect(Snapshot(lines) == Snapshot(step))
  }

  @Test func stepFinishesAHalfDoneStep() throws {
    var (half, whole) = (try Session.course(), try Session.course())
    #expect(try half.run("line", "line", "step").steps.map(\.step) == [1])
    try whole.run("step")
    #expect(Snapshot(half) == Snapshot(whole))
  }

  @Test func stepFinishesAHalfDoneStepWithTheGradientItWasFed() throws {
    var session = try Session("use gd lr=1", "params x=4")
    let report = try #require(try session.run("line g = 3", "step").steps.first)
    #expect(report["g"] == [3])
    #expect(report.isGradientFed)
    #expect(try session.number("x") == 1)
  }

  @Test func severalStepsBeginWithTheHalfDoneOne() throws {
    #expect(try Session.course("line", "step 5").walk?.stepCount == 5)
  }

  @Test func inBetweenFormulasSeeWhatIsDoneSoFar() throws {
    var session = try Session.course("line", "line")
    #expect(try session.number("E[g²].x").description == "6.399999999999999")
    #expect(try session.number("x") == 4)
    #expect(try session.number("f") == 26)
    #expect(try session.number("t") == 1)
    let error = #expect(throws: Diagnostic.self) { try session.run("denominator") }
    #expect(error?.message == "denominator has no value yet")
    try session.run("line")
    #expect([try session.number("denominator.x")].short == ["2.52982"])
  }

  @Test func inTheSecondStepLinesNotDoneHaveTheirValueOfBefore() throws {
    var session = try Session.course("step", "line")
    #expect([try session.number("g².x")].short == ["54.2807"])
    #expect([try session.number("E[g²].x")].short == ["6.4"])
    let report = try #require(try session.run("explain E[g²].x").explanations.first)
    #expect(report.remark == "not updated yet")
  }

  @Test func explainInBetweenShowsWhatTheLineRead() throws {
    var session = try Session.course("step", "line", "line")
    let report = try #require(try session.run("explain E[g²].x").explanations.first)
    #expect(
      report.text(squares: session.recipe?.squares ?? [])[1...] == [
        "0.9 · 6.4 + (1 − 0.9) · 54.2807", "11.1881",
      ])
  }

  @Test func explainOfFInBetweenSpeaksOfThePointBefore() throws {
    let recipe = try Recipe(
      parsing: SourceText("optimizer early\nhyper lr = 0.1\nθ = θ - lr*g\nnext = θ"))
    var session = Session(library: RecipeLibrary([recipe]))
    try session.run("minimize x^2 from x=4", "use early", "line")
    let report = try #require(try session.run("explain f").explanations.first)
    #expect(report.value == 16)
    #expect(report.text(squares: [])[1] == "4²")
  }

  @Test func backDropsAHalfDoneStep() throws {
    var session = try Session.course("step")
    let before = Snapshot(session)
    try session.run("line", "line")
    #expect(
      try session.run("back").positions.first?.remark == "the half-done step is dropped")
    var after = Snapshot(session)
    after.repetition = before.repetition
    #expect(after == before)
  }

  @Test func backTwoDropsAHalfDoneStepAndOneMore() throws {
    #expect(try Session.course("step 2", "line", "back 2").walk?.stepCount == 1)
  }

  @Test func showSaysHowFarAStepHasCome() throws {
    var session = try Session.course("line", "line")
    #expect(
      try session.run("show").positions.first?.remark?.text(.short)
        == "step 1 is half done: 2 of 5 lines")
  }
}
