import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session
@testable import Tutor

/// Every way a line can be wrong: what is said, where, and that nothing changed.
struct BadInputTests {
  /// Carries out a line that must fail, and compares error and session.
  private func expect(_ expected: MarkedError, after lines: [String]) throws {
    var session = Session(library: .standard, commands: .standard)
    try session.run(lines)
    let before = Snapshot(session)
    let marked = Marked(expected.marked)
    let error = try #require(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(error.message == expected.message)
    #expect(error.hint == expected.hint)
    #expect(Marked.text(marked.source, error.range) == expected.marked)
    #expect(Snapshot(session) == before)
  }

  private static let course = ["minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr=0.1"]

  // MARK: Nothing set up

  @Test(arguments: ["step", "line", "run 5", "back", "reset", "show", "trace", "explain g"])
  func thereIsNothingToWalkOn(_ line: String) throws {
    var session = Session(library: .standard, commands: .standard)
    let error = try #require(throws: Diagnostic.self) { try session.run(line) }
    #expect(error.message == "there is nothing to walk on yet")
    #expect(error.hint == "type minimize x^2 + 10y^2 from x = 4, y = 1, then use gd lr = 0.05")
    #expect(error.range == nil)
  }

  @Test func thereIsNoFunctionForAGradient() throws {
    var session = try Session("use gd", "params x = 4, y = 1")
    let before = Snapshot(session)
    for line in ["step", "step 3", "line", "run 5"] {
      let error = try #require(throws: Diagnostic.self) { try session.run(line) }
      #expect(error.message == "there is no function to take a gradient of")
      #expect(error.hint == "feed it by hand: step g = 1, 1")
    }
    #expect(throws: Diagnostic.self) { try session.run("gradient") }
    #expect(Snapshot(session) == before)
  }

  @Test func severalStepsWantMoreGradientsThanOneFed() throws {
    var session = try Session("use gd", "params x = 4", "line g = 1")
    let before = Snapshot(session)
    #expect(throws: Diagnostic.self) { try session.run("step 3") }
    #expect(Snapshot(session) == before)
  }

  @Test(arguments: ["step", "line", "run 5"])
  func thereIsNoOptimizer(_ line: String) throws {
    var session = try Session("minimize x^2 from x = 4")
    let error = try #require(throws: Diagnostic.self) { try session.run(line) }
    #expect(error.message == "no optimizer is in use")
  }

  // MARK: Lines

  @Test(arguments: [
    MarkedError("⟦stpe⟧", unknown("stpe"), "did you mean step?"),
    MarkedError("⟦mimimize⟧ x^2 from x = 4", unknown("mimimize"), "did you mean minimize?"),
    MarkedError("⟦x⟧", unknown("x"), "type help to see the commands"),
    MarkedError("  ⟦zzzz⟧ zz", unknown("zzzz"), "type help to see the commands"),
    MarkedError(
      "⟦x⟧ = 3", assignment,
      "to start there: minimize x^2 from x = 3; to give a formula a name: let x = 3"),
    MarkedError("2 +⟦⟧", "the formula ends too early", "something is missing"),
    MarkedError(
      "⟦2 + z⟧", "a function needs a command and a start",
      "to walk on it: minimize 2 + z from z = 1"),
    MarkedError("quit ⟦now⟧", "nothing should follow here"),
    MarkedError("help ⟦stpe⟧", "there is no command stpe", "did you mean step?"),
    MarkedError("help ⟦xylophone⟧", "there is no command xylophone", "help alone lists them all"),
    MarkedError("lesson⟦⟧", "a lesson's name or file should follow", "lessons lists them"),
    MarkedError("next ⟦2⟧", "nothing should follow here"),
    MarkedError(
      "load my ⟦file⟧", "nothing should follow here",
      #"a name with blanks stands in quotes, as in "my file""#),
  ])
  func aLineMeansNothing(_ expected: MarkedError) throws { try expect(expected, after: []) }

  @Test(arguments: [
    MarkedError("⟦x⟧ = 3", assignment, "to change it: set x = 3"),
    MarkedError("⟦lr⟧ = 3", assignment, "to change it: set lr = 3"),
    MarkedError("⟦E[g²]⟧ = 0", assignment, "to change it: set E[g²] = 0"),
    MarkedError("⟦g⟧ = 3, -1", assignment, "to feed it to a step: step g = 3, -1"),
    MarkedError("⟦step⟧ = 3", assignment, "step is computed by the recipe"),
    MarkedError("⟦denominator⟧ = 3", assignment, "denominator is computed by the recipe"),
    MarkedError("⟦line⟧ = 3", assignment, "to give a formula a name: let line = 3"),
    MarkedError(
      "⟦denominatr⟧ + 1", "there is nothing called denominatr here", "did you mean denominator?"),
    MarkedError("lr / sqrt(⟦E[q²]⟧)", "there is nothing called E[q²] here", "did you mean E[g²]?"),
    MarkedError("⟦g.z⟧ + 1", "there is no parameter z", "g.x?"),
    MarkedError("⟦lr.x⟧", "lr is one number for all parameters", "write lr alone"),
    MarkedError("⟦g + [1, 2, 3]⟧", "+ can't join one number a parameter (2) and a list of 3"),
  ])
  func aFormulaIsWrong(_ expected: MarkedError) throws {
    try expect(expected, after: Self.course + ["step"])
  }

  // MARK: Setting up

  @Test(arguments: [
    MarkedError(
      "minimize⟦⟧", "a formula should follow", "as in minimize x^2 + 10y^2 from x = 4, y = 1"),
    MarkedError(
      "minimize ⟦q⟧^2", "q has no starting value", "give every parameter a start: … from q=1"),
    MarkedError(
      "minimize x^2 + 10⟦z⟧ from x=4", "z has no starting value",
      "give every parameter a start: … from x=4, z=1"),
    MarkedError(
      "minimize ⟦xy⟧ from x=1, y=2", "xy has no starting value",
      "xy is one name; a product needs *: x*y"),
    MarkedError("minimize x^2 from ⟦x⟧", expectedAssignment, "as in from x = 4"),
    MarkedError("minimize x^2 from x=⟦⟧", "the formula ends too early", "something is missing"),
    MarkedError("minimize x^2 from x=4, ⟦y⟧=1", "y does not occur in the formula", "leave it out"),
    MarkedError("minimize x^2 from x=4, ⟦x⟧=5", "x is given twice"),
    MarkedError("minimize x^2 from x=4,⟦⟧", expectedAssignment, "as in from x = 4"),
    MarkedError(
      "minimize ⟦x^2⟧ from x=[1, 2]", "an objective is a single number, and this is a list of 2",
      "reduce it, as with sum(…) or mean(…)"),
    MarkedError("minimize x^2 ⟦form⟧ x=4", "form can't stand here", "did you mean from?"),
    MarkedError("minimize x^2 + ⟦from⟧ x=4", "something is missing before from"),
    MarkedError(
      "minimize ⟦3⟧", "there is nothing to change in this formula",
      "name a parameter in it, and its start: minimize x^2 from x = 4"),
    MarkedError(
      "minimize ⟦[x, x]⟧ from x=4", "an objective is a single number, and this is a list of 2",
      "reduce it, as with sum(…) or mean(…)"),
    MarkedError(
      "minimize g^2 from ⟦g⟧=1", "g can't be a parameter: it is a quantity of every step",
      "give the parameter another name"),
    MarkedError(
      "minimize lr^2 from ⟦lr⟧=1", "lr can't be a parameter: it is a quantity of rmsprop",
      "give the parameter another name"),
    MarkedError("params⟦⟧", expectedAssignment, "as in params x = 4, y = 1"),
    MarkedError("params x=1, ⟦x⟧=2", "x is given twice"),
    MarkedError(
      "params ⟦step⟧=1", "step can't be a parameter: it is a quantity of rmsprop",
      "give the parameter another name"),
  ])
  func aFunctionIsWrong(_ expected: MarkedError) throws {
    try expect(expected, after: Self.course + ["step"])
  }

  @Test(arguments: [
    MarkedError("use ⟦rmsporp⟧", "there is no optimizer rmsporp", "did you mean rmsprop?"),
    MarkedError("use rmsprop ⟦lr⟧", expectedAssignment, "as in lr = 0.1"),
    MarkedError("use rmsprop ⟦q⟧ 0.1", expectedAssignment, "as in lr = 0.1"),
    MarkedError("use rmsprop lr=⟦⟧", "the formula ends too early", "something is missing"),
    MarkedError("use rmsprop lr = ⟦-1⟧", "lr can't be -1", "lr lies in (0, inf): learning rate"),
    MarkedError("use rmsprop lr = ⟦0⟧", "lr can't be 0", "lr lies in (0, inf): learning rate"),
    MarkedError("use rmsprop lr = ⟦0/0⟧", "lr can't be nan", "lr lies in (0, inf): learning rate"),
    MarkedError(
      "use rmsprop beta=⟦1⟧", "beta can't be 1",
      "beta lies in [0, 1): how much of the past is kept"),
    MarkedError("use rmsprop lr=0.1, ⟦lr⟧=0.2", "lr is given twice"),
    MarkedError(
      "use rmsprop ⟦rho⟧=0.9", "rmsprop has no hyper-parameter rho", "it has lr, beta, eps"),
    MarkedError(
      "use rmsprop ⟦bta⟧=0.9", "rmsprop has no hyper-parameter bta", "did you mean beta?"),
    MarkedError("use gd ⟦lr=[1, 2]⟧", "gd takes single numbers", "it has lr"),
    MarkedError("set⟦⟧", expectedAssignment, "as in set lr = 0.05"),
    MarkedError("set ⟦q⟧ 0.5", expectedAssignment, "as in set lr = 0.05"),
    MarkedError("set lr = ⟦0⟧", "lr can't be 0", "lr lies in (0, inf): learning rate"),
    MarkedError("set x = 2, lr = ⟦0⟧", "lr can't be 0", "lr lies in (0, inf): learning rate"),
    MarkedError("set x = ⟦[1, 2]⟧", "1 number should stand here, for x, not 2"),
    MarkedError(
      "set ⟦q⟧ = 3", "q is neither a hyper-parameter nor a parameter",
      "what can be set: x, y, lr, beta, eps, E[g²]"),
    MarkedError(
      "set ⟦step⟧ = 3", "step is neither a hyper-parameter nor a parameter",
      "what can be set: x, y, lr, beta, eps, E[g²]"),
    MarkedError(
      "set ⟦xx⟧ = 3", "xx is neither a hyper-parameter nor a parameter", "did you mean x?"),
    MarkedError("let⟦⟧", expectedAssignment, "as in let u = y - x^2"),
    MarkedError("let u =⟦⟧", "the formula ends too early", "something is missing"),
    MarkedError("let ⟦x⟧ = 3", "x has a meaning already", "choose another name"),
    MarkedError("let ⟦step⟧ = 3", "step has a meaning already", "choose another name"),
    MarkedError("let ⟦sqrt⟧ = 3", "sqrt has a meaning already", "choose another name"),
    MarkedError("let ⟦e⟧ = 3", "e has a meaning already", "choose another name"),
    MarkedError("let u = ⟦u + 1⟧", "u would be defined by itself", "use another name"),
  ])
  func aSettingIsWrong(_ expected: MarkedError) throws {
    try expect(expected, after: Self.course + ["step"])
  }

  @Test func anOptimizerMustNotHaveAQuantityCalledAsAParameter() throws {
    try expect(
      MarkedError(
        "use ⟦adagrad⟧", "G can't be a parameter: it is a quantity of adagrad",
        "give the parameter another name"),
      after: ["minimize G^2 from G = 1"])
  }

  @Test func definitionsMustNotGoRound() throws {
    try expect(
      MarkedError("let a = ⟦b + 1⟧", "a would be defined by itself", "use another name"),
      after: ["let b = 2c", "let c = a"])
  }

  // MARK: Stepping

  @Test(arguments: [
    MarkedError(
      "step ⟦/ lr⟧", "a number of steps should stand here", "for the formula: print step / lr"),
    MarkedError(
      "step ⟦* 2⟧", "a number of steps should stand here", "for the formula: print step * 2"),
    MarkedError("step ⟦0⟧", aCount, "as in step 10"),
    MarkedError("step ⟦1.5⟧", aCount, "as in step 10"),
    MarkedError("step ⟦9223372036854774784⟧", aCount, "as in step 10"),
    MarkedError("run ⟦9e18⟧", aCount, "as in run 100"),
    MarkedError("compare gd for ⟦9e18⟧ steps", aCount, compareHint),
    MarkedError(
      "sweep lr = 1..2 for ⟦9e18⟧ steps", aCount, "as in sweep lr = 1e-4..10 log for 50 steps"),
    MarkedError("run until f < 1 ⟦mx⟧ 5", "mx can't stand here", "did you mean max?"),
    MarkedError("step ⟦1e30⟧", aCount, "as in step 10"),
    MarkedError("step ⟦g⟧", aCount, "as in step 10"),
    MarkedError("step g =⟦⟧", "the formula ends too early", "something is missing"),
    MarkedError("step g = ⟦3⟧", "the gradient needs 2 numbers, one for x, y, not 1"),
    MarkedError("step g = ⟦3, 4, 5⟧", "the gradient needs 2 numbers, one for x, y, not 3"),
    MarkedError(
      "step ⟦lr⟧ = 3", "only the gradient g can be fed to a step", "to change lr: set lr = …"),
    MarkedError("line ⟦2⟧", "2 can't stand here", "what can: f, g="),
    MarkedError("run⟦⟧", "how far?", "run 100, or run until f < 1e-6 max 500"),
    MarkedError("run ⟦0⟧", aCount, "as in run 100"),
    MarkedError("run ⟦x⟧", aCount, "as in run 100"),
    MarkedError("run until⟦⟧", "the formula ends too early", "something is missing"),
    MarkedError(
      "run until ⟦g < 1⟧",
      "a condition is one yes or no, and this is one number a parameter (2)",
      "reduce it, as in max(abs(g)) < 1e-3, or name one parameter, as in g.x"),
    MarkedError("run until f < 1 max ⟦0⟧", aCount, "as in run until f < 1e-6 max 500"),
    MarkedError("back ⟦0⟧", aCount, "as in back 3"),
    MarkedError("back ⟦x⟧", aCount, "as in back 3"),
    MarkedError("reset ⟦x⟧", "x can't stand here", "what can: all"),
  ])
  func aStepIsWrong(_ expected: MarkedError) throws {
    try expect(expected, after: Self.course + ["step"])
  }

  @Test(arguments: [
    MarkedError("set ⟦lr⟧ = 0.5", halfDone, halfDoneHint),
    MarkedError("set ⟦x⟧ = 2", halfDone, halfDoneHint),
    MarkedError("step ⟦g = 1, 2⟧", halfDone, halfDoneHint),
    MarkedError("line ⟦g = 1, 2⟧", halfDone, halfDoneHint),
    MarkedError("run ⟦5⟧", halfDone, halfDoneHint),
    MarkedError("⟦denominator⟧", "denominator has no value yet", "line and step go on"),
  ])
  func aHalfDoneStepIsInTheWay(_ expected: MarkedError) throws {
    try expect(expected, after: Self.course + ["line"])
  }

  // MARK: Looking

  @Test(arguments: [
    MarkedError("trace ⟦5⟧", "a range of steps should stand here", "as in 1..3"),
    MarkedError("trace ⟦2..9⟧", "a range of steps should stand here", "as in 1..3"),
    MarkedError("trace ⟦3..2⟧", "a range of steps should stand here", "as in 1..3"),
    MarkedError("trace ⟦0..2⟧", "a range of steps should stand here", "as in 1..3"),
    MarkedError("explain ⟦q⟧ ", "there is nothing called q here", known),
    MarkedError("explain ⟦x.y⟧", "x is one number for all parameters", "write x alone"),
    MarkedError("explain ⟦g.z⟧", "there is no parameter z", "g.x?"),
    MarkedError("gradient ⟦x⟧", "x can't stand here", "what can: check"),
    MarkedError("recipe ⟦rmsporp⟧", "there is no optimizer rmsporp", "did you mean rmsprop?"),
    MarkedError("print⟦⟧", "a formula should follow", "as in print step / lr"),
    MarkedError("expect⟦⟧", "a formula should follow", "as in expect f < 26"),
    MarkedError("expect ⟦1 > 2⟧", "this does not hold: the left side is 1, the right 2"),
    MarkedError("expect ⟦not 1⟧", "this does not hold"),
    MarkedError(
      "expect ⟦0.1*3 == 0.3⟧",
      "this does not hold: the left side is 0.30000000000000004, the right 0.3",
      "== compares every bit; ~= compares nine digits"),
    MarkedError("predict ⟦g⟧", "a prediction is one number", "predict g.x"),
  ])
  func aQuestionIsWrong(_ expected: MarkedError) throws {
    try expect(expected, after: Self.course + ["step 3"])
  }

  @Test(arguments: [
    MarkedError("⟦step.x⟧", "step has no value yet", "it has one after a step"),
    MarkedError("explain ⟦denominator⟧", "denominator has no value yet", "it has one after a step"),
    MarkedError("2*⟦denominator⟧", "denominator has no value yet", "it has one after a step"),
  ])
  func aQuantityHasNoValueBeforeTheFirstStep(_ expected: MarkedError) throws {
    try expect(expected, after: Self.course)
  }

  @Test func thereIsNoFWithoutAFunction() throws {
    try expect(
      MarkedError(
        "⟦f⟧ + 1", "there is no function here", "type minimize x^2 + 10y^2 from x = 4, y = 1"),
      after: ["params x = 4", "use gd"])
  }

  private static func unknown(_ word: String) -> String {
    "there is no command or quantity called \(word)"
  }

  private static let assignment = "an assignment needs a command"
  private static let expectedAssignment = "a name and = should stand here"
  private static let aCount = "a whole number from 1 to 1e12 should stand here"
  private static let compareHint =
    "as in compare gd lr=0.05, adagrad lr=0.5, rmsprop lr=0.1 for 50 steps"
  private static let halfDone = "a step is half done"
  private static let halfDoneHint = "finish it with step, or drop it with back"
  private static let known = "known here: E[g²], beta, denominator, eps, f, g, g², lr, …"
}
