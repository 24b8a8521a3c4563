import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// minimize, params, use, set and let.
struct SetUpCommandTests {
  @Test func theParametersKeepTheOrderOfTheirStarts() throws {
    let session = try Session("minimize x^2 + y^2 from y = 2, x = 1")
    #expect(session.parameters.map(\.text) == ["y", "x"])
    #expect(session.start == [2, 1])
  }

  @Test(arguments: [
    "from x=4,y=1", "from x = 4 y = 1", "from x=2*2, y=cos(0)", "from x=4, y=1 # so",
  ])
  func startsCanBeWrittenInManyWays(_ starts: String) throws {
    #expect(try Session("minimize x^2 + 10y^2 \(starts)").start == [4, 1])
  }

  @Test func anOptimizerInUseStaysInUse() throws {
    let session = try Session.course("step", "minimize x^4 from x = 2")
    #expect(session.recipe?.name == "rmsprop")
    #expect(session.walk?.stepCount == 0)
    #expect(try session.number("lr") == 0.1)
  }

  @Test func paramsAloneHaveNoFunction() throws {
    let session = try Session("minimize x^2 from x = 1", "params x = 4, y = 1")
    #expect(session.objective == nil)
    #expect(session.parameters.map(\.text) == ["x", "y"])
    #expect(session.row?[.objective] == nil)
  }

  @Test func useBeginsAnewFromTheStartAndSaysWhatItDropped() throws {
    var session = try Session.course("step 7")
    guard case .optimizer(let report)? = try session.run("use adagrad").first else {
      Issue.record("no optimizer was reported")
      return
    }
    #expect(report.dropped == 7)
    #expect(session.walk?.stepCount == 0)
    #expect(try session.number("lr") == 0.01)
  }

  @Test func anOptimizerMayComeFirst() throws {
    let session = try Session("use rmsprop lr=0.1", "minimize x^2 + 10y^2 from x = 4, y = 1")
    #expect(Snapshot(session) == Snapshot(try Session.course()))
  }

  @Test(arguments: ["lr=0.1, beta=0.5", "lr = 0.1 beta = 0.5", "η=0.1, β=1/2"])
  func hyperparametersCanBeWrittenInManyWays(_ hypers: String) throws {
    let session = try Session("use rmsprop \(hypers)")
    #expect(session.hypers == [Name("lr"): 0.1, Name("beta"): 0.5, Name("eps"): 1e-8])
  }

  @Test func aHyperparameterMayBeMadeOfLiveQuantities() throws {
    let session = try Session.course("use rmsprop lr = 2*lr")
    #expect(session.hypers[.learningRate] == 0.2)
  }

  @Test func thetaStandsForAllParametersInAFunction() throws {
    let session = try Session("minimize norm(θ)^2 from x = 3, y = 4")
    #expect(try abs(session.number("f") - 25) < 1e-14)
  }
}

// MARK: - set

extension SetUpCommandTests {
  @Test func setHoldsFromTheNextStepOn() throws {
    var session = try Session.course("step", "set lr = 0.05")
    let report = try #require(try session.run("step").steps.first)
    let memory = try #require(report["E[g²]"])[0]
    let gradient = try #require(report["g"])[0]
    #expect(report["step"]?[0] == 0.05 / (memory + 1e-8).squareRoot() * gradient)
  }

  @Test func setMovesAParameterAndItsFunction() throws {
    var session = try Session.course("step")
    let position = try #require(try session.run("set x = 2").positions.first)
    #expect(position.point[0] == 2)
    let y = try session.number("y")
    #expect(try session.number("f") == 4 + 10 * (y * y))
    #expect(try session.run("step").steps.first?["g"]?[0] == 4)
  }

  @Test func setAtTheStartMovesTheGradientToo() throws {
    let session = try Session.course("set x = 2")
    #expect(try session.number("g.x") == 4)
    #expect(session.start == [4, 1])
  }

  @Test func setOfAStateSetsItForEveryParameter() throws {
    let session = try Session.course("step", "set E[g²] = 0")
    #expect(session.row?[Name("E[g²]")] == [0, 0])
  }

  @Test func setBeforeThereAreParametersChangesTheOptimizer() throws {
    var session = try Session("use rmsprop")
    guard case .optimizer(let report)? = try session.run("set lr = 0.5").first else {
      Issue.record("no optimizer was reported")
      return
    }
    #expect(report.hypers[.learningRate] == 0.5)
    try session.run("minimize x^2 from x=4")
    #expect(try session.number("lr") == 0.5)
  }

  @Test func ofSeveralSettingsAllHoldOrNone() throws {
    var session = try Session.course("step")
    let before = Snapshot(session)
    #expect(throws: Diagnostic.self) { try session.run("set x = 2, lr = -1") }
    #expect(Snapshot(session) == before)
  }
}

// MARK: - let

extension SetUpCommandTests {
  @Test func aDefinitionIsWorkedOutAnew() throws {
    var session = try Session.course("let far = norm(θ)")
    let before = try session.number("far")
    try session.run("step")
    #expect(try session.number("far") < before)
  }

  @Test func aDefinitionShowsItsValue() throws {
    var session = Session(library: .standard, commands: .standard)
    let report = try #require(try session.run("let u = 2^10").values.first)
    #expect(report.value == .scalar(1024))
    #expect(report.formula == Expression(.name(Name("u"))))
  }

  @Test func aDefinitionMaySpeakOfWhatIsNotThereYet() throws {
    var session = Session(library: .standard, commands: .standard)
    guard case .note(let note)? = try session.run("let ratio = step / lr").first else {
      Issue.record("no note")
      return
    }
    #expect(note.text == "ratio is step / lr")
    try session.run("minimize x^2 from x=4", "use rmsprop lr=0.1", "step")
    #expect(try session.run("ratio").values.first?.value.numbers.short == ["3.16228"])
  }

  @Test func aFunctionMayUseDefinitionsOfDefinitions() throws {
    let session = try Session(
      "let a = y - x^2", "let b = 10a^2", "minimize (1-x)^2 + b from x = 3, y = 4")
    #expect(try session.number("f") == 4 + 250)
    #expect(try session.number("g.y") == 20 * -5)
  }

  @Test func aParameterComesBeforeADefinitionOfItsName() throws {
    let session = try Session("let x = 3", "let u = x + 1", "minimize u^2 from x = 1")
    #expect(try session.number("f") == 4)
  }

  @Test func aFunctionKeepsTheDefinitionsItWasMadeWith() throws {
    let session = try Session("let a = x", "minimize a^2 from x = 3", "let a = 5")
    #expect(try session.number("f") == 9)
    #expect(try session.number("a") == 5)
  }

  @Test func manyDefinitionsThatShareTheirPartsAreQuick() throws {
    // Followed as a tree, a60 would have 2⁴¹ leaves.
    var session = try Session("let a0 = x", "let a1 = x/2")
    for index in 2...60 {
      try session.run("let a\(index) = (a\(index - 1) + a\(index - 2))/2")
    }
    try session.run("minimize a60^2 from x = 3")
    #expect(try session.number("f") > 0)
  }
}
