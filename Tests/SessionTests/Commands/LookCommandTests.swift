import Formula
import Optimizers
import Testing

@testable import Session

/// show, trace, explain, gradient, recipe, print, expect and bare formulas.
struct LookCommandTests {
  @Test func showAtTheStartShowsTheFunction() throws {
    var session = try Session.course()
    let reports = try session.run("show")
    guard case .objective? = reports.first else {
      Issue.record("\(reports)")
      return
    }
    #expect(reports.positions.first?.point == [4, 1])
  }

  @Test func showAfterAStepShowsWhereWeAre() throws {
    var session = try Session.course("step")
    let reports = try session.run("show")
    #expect(reports.count == 1)
    let position = try #require(reports.positions.first)
    #expect(position.step == 1)
    #expect(position.states.map(\.name.text) == ["E[g²]"])
    #expect(position.hypers.map(\.name.text) == ["lr", "beta", "eps"])
  }

  @Test func showBeforeThereAreParametersShowsTheOptimizer() throws {
    var session = try Session("use rmsprop")
    guard case .optimizer? = try session.run("show").first else {
      Issue.record("no optimizer was reported")
      return
    }
  }

  @Test(arguments: [
    ("trace", 1, 9), ("trace 2..4", 2, 4), ("trace 3..", 3, 9), ("trace ..3", 1, 3),
    ("trace 9..9", 9, 9),
  ])
  func traceShowsARange(_ line: String, _ first: Int, _ last: Int) throws {
    var session = try Session.course("step 9")
    let table = try #require(try session.run(line).tables.first)
    #expect(table.steps == first...last)
    #expect(!table.isAbridged)
  }

  @Test func aLongTraceIsAbridged() throws {
    var session = try Session.course("run 100")
    #expect(try session.run("trace").tables.first?.isAbridged == true)
  }

  @Test func theTraceShowsStepsAsTheyWereMade() throws {
    var session = try Session.course("step", "set x = 2, lr = 0.5", "step")
    let table = try #require(try session.run("trace").tables.first)
    let notation = Notation(numbers: .short)
    var rows: [(x: String, rate: String)] = []
    table.rows.visit { step in
      let rate = step.quantities.first { $0.name == Name("step") }?.formula
      rows.append((step["θ"].map { [$0[0]].short[0] } ?? "", rate.map { notation.text($0) } ?? ""))
    }
    #expect(rows.map(\.x)[0] == "3.68377")
    #expect(rows.map(\.rate) == ["0.1 / denominator · g", "0.5 / denominator · g"])
  }

  @Test func gradientShowsFormulasAndNumbersHere() throws {
    var session = try Session.course("set x = 3")
    guard case .gradient(let report)? = try session.run("gradient").first else {
      Issue.record("no gradient")
      return
    }
    #expect(report.point == [3, 1])
    #expect(report.values == [6, 20])
    #expect(report.formulas.map { $0.map { Notation().text($0) } } == ["2·x", "20·y"])
  }

  @Test(arguments: ["recipe", "recipe rmsprop"])
  func recipeShowsATextThatCanBePastedBack(_ line: String) throws {
    var session = try Session.course()
    guard case .recipe(let recipe)? = try session.run(line).first else {
      Issue.record("no recipe")
      return
    }
    #expect(recipe.name == "rmsprop")
    #expect(try Recipe(parsing: recipe.source) == recipe)
  }
}

// MARK: - Formulas

extension LookCommandTests {
  @Test(
    arguments: [
      ("1 + 1", [2]), ("2^3^2", [512]), ("-x^2", [-16]), ("lr", [0.1]), ("g.x / 2", [4]),
      ("g", [8, 20]), ("steps", [0]), ("g²", [64, 400]), ("[1, 2, 3]", [1, 2, 3]), ("θ.y", [1]),
      ("print 0.5*2", [1]), ("print lr", [0.1]), ("if(x > 3, 1, 2)", [1]), ("f", [26]),
    ] as [(String, [Double])])
  func aBareFormulaIsWorkedOut(_ line: String, _ numbers: [Double]) throws {
    var session = try Session.course()
    #expect(try session.run(line).values.first?.value.numbers == numbers)
  }

  @Test func printIsForAFormulaThatBeginsLikeACommand() throws {
    var session = try Session.course("step")
    let numbers = try #require(try session.run("print step / lr").values.first?.value.numbers)
    #expect(numbers.short == ["3.16228", "3.16228"])
  }

  @Test(arguments: [("f < 3", true), ("not f < 3", true), ("f ~= 26", true), ("f + 3", false)])
  func aConditionIsToldFromANumber(_ line: String, _ isCondition: Bool) throws {
    var session = try Session.course()
    #expect(try session.run(line).values.first?.isCondition == isCondition)
  }

  @Test func equalityWithADecimalGetsAHint() throws {
    var session = try Session.course("step")
    let report = try #require(try session.run("E[g²].x == 6.4").values.first)
    #expect(report.value == .scalar(0))
    #expect(report.hint == "== compares every bit; ~= compares nine digits")
    #expect(try session.run("E[g²].x ~= 6.4").values.first?.hint == nil)
  }

  @Test(arguments: ["f < 27", "g > 0", "E[g²] ~= 0", "x ~= 4.01 within 1%"])
  func whatIsExpectedAndHoldsSaysNothing(_ condition: String) throws {
    var session = try Session.course()
    #expect(try session.run("expect \(condition)").isEmpty)
  }

  @Test func anExpectationOfEveryParameterFailsForOne() throws {
    var session = try Session.course()
    let error = #expect(throws: Diagnostic.self) { try session.run("expect g < 10") }
    #expect(error?.message == "this does not hold: the left side is 8, 20, the right 10")
  }
}

// MARK: - explain

extension LookCommandTests {
  private func explain(_ line: String, in session: Session) throws -> [[String]] {
    var session = session
    return try session.run("explain \(line)").explanations.map {
      $0.remark.map { [$0.text(.short)] } ?? $0.text(squares: session.recipe?.squares ?? [])
    }
  }

  @Test(
    arguments: [
      ("x", [["θ.x − step.x", "4 − 0.316228", "3.68377"]]),
      ("θ.y", [["θ.y − step.y", "1 − 0.316228", "0.683772"]]),
      ("g.x", [["2 · x", "2 · 4", "8"]]),
      ("g²", [["g.x²", "8²", "64"], ["g.y²", "20²", "400"]]),
      ("step.x", [["lr / denominator.x · g.x", "0.1 / 2.52982 · 8", "0.316228"]]),
      ("f", [["x² + 10 · y²", "3.68377² + 10 · 0.683772²", "18.2456"]]),
      ("lr", [["learning rate"]]),
      ("t", [["how many steps were made"]]),
      ("steps", [["how many steps were made"]]),
    ] as [(String, [[String]])])
  func aNumberIsExplained(_ quantity: String, _ lines: [[String]]) throws {
    #expect(try explain(quantity, in: try Session.course("step")) == lines)
  }

  @Test func beforeTheFirstStepThereIsNothingToExplain() throws {
    let session = try Session.course()
    #expect(try explain("x", in: session) == [["its value before the first step"]])
    #expect(try explain("E[g²].x", in: session) == [["its value before the first step"]])
  }

  @Test func whatWasSetByHandSaysSo() throws {
    let session = try Session.course("step", "set x = 2, E[g²] = 0")
    #expect(try explain("x", in: session) == [["set by hand after the step"]])
    #expect(try explain("E[g²].x", in: session) == [["set by hand after the step"]])
    #expect(try explain("y", in: session) == [["θ.y − step.y", "1 − 0.316228", "0.683772"]])
    #expect(try explain("f", in: session)[0][1] == "2² + 10 · 0.683772²")
  }

  @Test func aStepIsExplainedByTheHyperparametersItHad() throws {
    let session = try Session.course("step", "set lr = 0.5")
    #expect(try explain("step.x", in: session)[0][1] == "0.1 / 2.52982 · 8")
  }

  @Test func aStepAfterASettingIsExplainedByIt() throws {
    let session = try Session.course("step", "set x = 2, lr = 0.5", "step")
    #expect(try explain("g.x", in: session)[0][1] == "2 · 2")
    #expect(try explain("step.x", in: session)[0][1].hasPrefix("0.5 / "))
    #expect(try explain("x", in: session)[0][1].hasPrefix("2 − "))
  }

  @Test func aFedGradientIsExplainedAsThat() throws {
    #expect(try explain("g.x", in: try Session.course("step g = 3, 1")) == [["fed by hand"]])
  }

  @Test func aDefinitionIsExplainedForEachParameter() throws {
    let session = try Session.course("step", "let ratio = step / lr + 0*norm(g) + g.y")
    #expect(
      try explain("ratio", in: session) == [
        [
          "step.x / lr + 0 · norm(g) + g.y", "0.316228 / 0.1 + 0 · norm([8, 20]) + 20", "23.1623",
        ],
        [
          "step.y / lr + 0 · norm(g) + g.y", "0.316228 / 0.1 + 0 · norm([8, 20]) + 20", "23.1623",
        ],
      ])
    #expect(try explain("ratio.y", in: session).count == 1)
  }

  @Test func aFunctionOfDefinitionsIsExplainedByTheirNumbers() throws {
    let session = try Session("let u = x - 1", "minimize u^2 from x = 4")
    #expect(try explain("f", in: session) == [["u²", "3²", "9"]])
  }

  @Test func aReducedQuantityIsExplainedByAllParameters() throws {
    let recipe = try Recipe(
      parsing: SourceText(
        "optimizer clipped\nhyper lr = 0.1\nscale = min(1, 1/norm(g))\nθ = θ - lr*scale*g"))
    var session = Session(library: RecipeLibrary([recipe]))
    try session.run("params x = 4, y = 1", "use clipped", "step g = 3, 4")
    #expect(
      try explain("scale", in: session) == [
        ["min(1, 1 / norm(g))", "min(1, 1 / norm([3, 4]))", "0.2"]
      ])
    #expect(try explain("x", in: session)[0][1] == "4 − 0.1 · 0.2 · 3")
  }
}
