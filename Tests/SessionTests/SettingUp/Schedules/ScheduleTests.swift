import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session

/// Hyper-parameters that are formulas of t and of the walk, as a person sets them.
struct ScheduleTests {
  private static let function = "minimize x^2 + 10y^2 from x = 4, y = 1"

  @Test func itIsALineOfTheStepWithItsValue() throws {
    var session = try Session(Self.function, "use gd lr=0.1/sqrt(t)", "step")
    let step = try #require(try session.run("step").steps.first)
    #expect(step.quantities.map(\.name.text) == ["g", "lr", "step", "θ"])
    #expect(step[Name("lr")] == [0.1 / 2.0.squareRoot()])
    let notation = Notation(alphabet: .ascii)
    let formulas = step.quantities.map { $0.formula.map { notation.text($0) } }
    #expect(formulas == [nil, "0.1 / sqrt(t)", "lr*g", "theta - step"])
  }

  /// The example of which it was said that it silently froze.
  @Test func aFormulaOfTDoesNotFreeze() throws {
    var session = try Session(Self.function, "use gd", "step 3")
    try session.run("set lr = 0.1/(1+t)", "step")
    #expect(try session.number("lr") == 0.1 / 5)
    try session.run("step")
    #expect(try session.number("lr") == 0.1 / 6)
  }

  @Test(arguments: ["0.1/4", "lr*0.9", "0.1*(1 - 0.5)", "u/10", "lr", "1/2^5", "max(u, lr)/10"])
  func aFormulaOfNothingThatMovesIsANumber(_ formula: String) throws {
    var session = try Session(Self.function, "use gd lr=0.1", "let u = 0.5", "step 3")
    let value = try session.number(formula)
    try session.run("set lr = \(formula)", "step 2")
    #expect(session.recipe?.schedules.isEmpty == true)
    #expect(try session.number("lr") == value)
  }

  @Test func aNumberEndsIt() throws {
    var session = try Session(Self.function, "use gd lr=0.1/t", "step 3", "set lr = 0.05", "step 2")
    #expect(session.recipe == session.library["gd"])
    #expect(session.hypers == [Name("lr"): 0.05])
    #expect(session.walk?.row(3)[Name("lr")] == [0.1 / 3])
    #expect(session.walk?.row(5)[Name("lr")] == [0.05])
    // It is computed from the value at hand, once.
    try session.run("set lr = 0.1/t", "step", "set lr = lr*0.9", "step 2")
    #expect(try session.number("lr") == 0.1 / 6 * 0.9)
  }

  @Test func itIsExplainedWithTheNumbersPutIn() throws {
    var session = try Session(
      Self.function, "use rmsprop lr=cosine(0.1, 100), beta=0.9 - 1/(t+50)", "step 3")
    func text(_ line: String) throws -> [String] {
      try #require(try session.run(line).explanations.first).text(squares: [])
    }
    #expect(
      try text("explain lr") == [
        "cosine(0.1, 100)",
        "0 + (0.1 − 0) · (1 + cos(π · min(3 − 1, 100) / 100)) / 2", "0.0999013",
      ])
    #expect(
      try text("explain beta at 1") == ["0.9 − 1 / (t + 50)", "0.9 − 1 / (1 + 50)", "0.880392"])
    try session.run("set lr = 0.5")
    let remark = try #require(try session.run("explain lr").explanations.first?.remark)
    #expect(remark.text(.short) == "set by hand after the step")
  }

  @Test func theStartHasTheFirstStepsValue() throws {
    var session = try Session(Self.function, "use gd lr=0.1/(1 + norm(g))")
    let before = try session.number("lr")
    let norm = 464.0.squareRoot()
    #expect(before == 0.1 / (1 + norm))
    try session.run("step")
    #expect(try session.number("lr") == before)
    try session.run("reset", "set x = 0, y = 0")
    #expect(try session.number("lr") == 0.1)
  }

  @Test func statesAreReadAsTheStepBeforeLeftThem() throws {
    var session = try Session(Self.function, "use rmsprop lr=0.1/(1 + max(E[g²]))")
    #expect(try session.number("lr") == 0.1)
    try session.run("step 2")
    let before = try #require(session.walk?.row(1)[Name("E[g²]")]?.max())
    #expect(try session.number("lr") == 0.1 / (1 + before))
  }

  @Test func aLearnersOwnFunctionsAreWrittenOut() throws {
    var session = try Session(
      Self.function, "let decay(a, k = 2) = warm*a/t^(1/k)", "let warm = min(t/3, 1)",
      "use gd lr=decay(0.1)", "step 5")
    #expect(try session.number("lr") == 0.1 / 5.0.squareRoot())
    try session.run("let warm = 7")
    try session.run("step")
    #expect(try session.number("lr") == 0.1 / 6.0.squareRoot())
    #expect(
      session.script.contains("use gd lr = min(t / 3, 1)*0.1 / t^(1 / 2)"), "\(session.script)")
  }

  // MARK: Beside others

  @Test func comparedWalksHaveTheirOwn() throws {
    var session = try Session(Self.function, "use gd")
    let reports = try session.run(
      "compare gd lr=0.1/sqrt(t), rmsprop lr=0.01, gd lr=step_decay(0.09, 0.5, 10) for 30")
    guard case .comparison(let report)? = reports.last else { throw Missing() }
    #expect(
      report.runs.map(\.name) == [
        "gd lr=0.1/sqrt(t)", "rmsprop", "gd lr=step_decay(0.09, 0.5, 10)",
      ])
    #expect(
      report.runs[0].hypers.map(\.setting) == [.formula(try Parser.expression("0.1/sqrt(t)"))])
    var alone = try Session(Self.function, "use gd lr=0.1/sqrt(t)")
    try alone.run("step 30")
    #expect(report.runs[0].point == alone.walk?.current.point)
  }

  @Test func anotherIsSweptUnderIt() throws {
    var session = try Session(Self.function, "use rmsprop lr=0.1/sqrt(t), beta=0.5+0.1/t", "step 2")
    let setup = session.setup
    guard case .sweep(let report)? = try session.run("sweep beta = 0.3, 0.6, 0.9 for 20").last
    else {
      throw Missing()
    }
    #expect(report.fixed.map(\.name.text) == ["lr", "eps"])
    #expect(session.setup == setup)
    for (value, cell) in zip([0.3, 0.6, 0.9], report.cells) {
      let alone = try Session(Self.function, "use rmsprop lr=0.1/sqrt(t), beta=\(value)", "step 20")
      #expect(cell == .value(try #require(alone.walk?.current.objective)))
    }
    // What is swept itself is a number in each walk.
    guard case .sweep(let rates)? = try session.run("sweep lr = 0.01, 0.02 for 5").last else {
      throw Missing()
    }
    let alone = try Session(Self.function, "use rmsprop lr=0.02, beta=0.5+0.1/t", "step 5")
    #expect(rates.cells[1] == .value(try #require(alone.walk?.current.objective)))
  }

  @Test func diffShowsTheFormulaAndTheNextValue() throws {
    var session = try Session(Self.function, "use rmsprop lr=0.1/t", "step 4")
    guard case .difference(let report)? = try session.run("diff adagrad").last else {
      throw Missing()
    }
    #expect(report.left.recipe.name == "rmsprop")
    #expect(report.rows.first { $0.left?.target == Name("lr") }?.left?.values == [0.1 / 5])
    #expect(report.right.hypers.first?.setting == .number(0.1 / 5))
  }

  @Test func itStaysWithAnotherFunctionAndBeginsAgain() throws {
    var session = try Session(Self.function, "use gd lr=0.1/t", "step 3")
    try session.run("minimize w^2 from w = 1", "step")
    #expect(try session.number("lr") == 0.1)
    try session.run("step", "reset", "step")
    #expect(try session.number("lr") == 0.1)
  }

  @Test func rangesAreWatchedOver() throws {
    var session = try Session(Self.function, "use gd lr=0.1 - 0.03*t")
    let steps = try session.run("step 3").steps + session.run("step 3").steps
    #expect(steps.map { $0.outside?.step } == [nil, nil, nil, 4, nil, nil])
    #expect(steps[3].outside?.interval == "(0, inf)")
    try session.run("reset")
    #expect(try session.run("run 9").runs.first?.outside?.step == 4)
    guard case .comparison(let report)? = try session.run("compare gd lr=0.1 - 0.03*t for 9").last
    else { throw Missing() }
    #expect(report.runs[0].outside?.step == 4)
  }

  /// It is said and not refused: where a walk begins anew, a formula that was in range may not be.
  @Test(arguments: ["use gd lr=-t/10", "set lr = -t/10", "compare gd lr=-t/10 for 3"])
  func oneThatBeginsOutOfRangeIsToldOf(_ line: String) throws {
    var session = try Session(Self.function, "use gd")
    let notes = try session.run(line).compactMap { report -> String? in
      if case .note(let note) = report { note.text } else { nil }
    }
    #expect(notes.first == "lr will be -0.1 in step 1, and its range is (0, inf)")
  }

  @Test func tablesAndWatchesHaveIt() throws {
    var session = try Session(Self.function, "use gd", "step 2", "set lr = 0.1/t", "step 2")
    #expect(session.walk?.columns.map(\.name).last == "lr")
    guard case .trace(let trace)? = try session.run("trace lr").last else { throw Missing() }
    var column: [Double?] = []
    trace.rows.visit { column.append($0.numbers[0]) }
    #expect(column == [0.01, 0.01, 0.01, 0.1 / 3, 0.1 / 4])
    #expect(try session.run("run until lr < 0.012 max 50").runs[0].made == 5)
  }

  private struct Missing: Error {}

  // MARK: What can't be

  @Test(arguments: [
    MarkedError(
      "set lr = 0.1/sqrt(⟦q⟧)", "there is nothing called q here",
      "known here: E[g²], beta, denominator, eps, f, g, g², lr, …"),
    MarkedError(
      "set lr = 0.1*⟦q⟧/t", "there is nothing called q that lr could be set by in every step",
      "there are t, θ, g, f, E[g²], beta, eps"),
    MarkedError(
      "set lr = ⟦x⟧", "lr is one number for all parameters, and x is of one of them",
      "all together make a number too, as in norm(θ) or max(abs(g))"),
    MarkedError(
      "set lr = 0.1/⟦g.x⟧", "lr is one number for all parameters, and g.x is of one of them",
      "all together make a number too, as in norm(θ) or max(abs(g))"),
    MarkedError(
      "set lr = ⟦lr⟧*0.9^t", "lr can't be set by itself in every step",
      "put its first value there, as in lr = 0.1*0.9^t"),
    MarkedError(
      "set lr = ⟦0.1*g⟧",
      "lr is one number for all parameters, and this is one number a parameter (2)",
      "reduce it, as with mean(…), norm(…) or max(…)"),
    MarkedError(
      "set lr = ⟦uniform()⟧*t", "lr can't be drawn at random in every step",
      "a line of a recipe of your own can: optimizer mine"),
    MarkedError(
      "set lr = ⟦prev(f)⟧*t", "lr is set as a step begins, where f and g are still those of before",
      "leave prev out; states are as the step before left them"),
    MarkedError(
      "set lr = 0.1/⟦denominator⟧", "lr is set before denominator in a step",
      "what the step before has left can be read: E[g²]"),
    MarkedError(
      "set lr = 0.1*⟦steps⟧", "there is nothing called steps that lr could be set by in every step",
      "t is the step's number"),
    MarkedError(
      "set lr = ⟦cosine(0.1)⟧", "cosine takes 2 to 3 arguments, not 1",
      "cosine(high, steps, low = 0)"),
    MarkedError(
      "set lr = ⟦StepLR(step_size=10, gamma=0.5)⟧", "StepLR has another name here",
      "lr = step_decay(0.1, 0.5, 10)"),
    MarkedError(
      "use gd lr=⟦torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=50)⟧",
      "CosineAnnealingLR has another name here", "lr = cosine(0.1, 50, 0)"),
    MarkedError(
      "use swarm n=⟦10*t⟧",
      "n is how many particles there are, from the start on, and no formula of the step",
      "give it a number, as in n = 10"),
    MarkedError(
      "minimize ⟦cosine(x, 10)⟧ from x = 1",
      "cosine reads t, the number of the step, and there is no step here",
      "it is for hyper-parameters, as in set lr = cosine(…)"),
  ])
  func whatCantBeChangesNothing(_ expected: MarkedError) throws {
    var session = try Session(Self.function, "use rmsprop lr=0.1")
    let before = Snapshot(session)
    let marked = Marked(expected.marked)
    let error = try #require(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(error.message == expected.message)
    #expect(error.hint == expected.hint)
    #expect(Marked.text(marked.source, error.range) == expected.marked)
    #expect(Snapshot(session) == before)
  }

  @Test func twoCantWaitForEachOther() throws {
    var session = try Session(Self.function, "use rmsprop lr=beta/t")
    let before = Snapshot(session)
    let error = try #require(throws: Diagnostic.self) {
      try session.run("set beta = 0.9 - lr/t")
    }
    #expect(error.message == "lr and beta would each be set by the other")
    #expect(Snapshot(session) == before)
    #expect(throws: Diagnostic.self) {
      try session.run("use rmsprop lr=beta/t, beta=0.9 - lr/(t + 1)")
    }
  }

  /// What frameworks call schedules, with or without their arguments: the hint is right.
  @Test(arguments: [
    "StepLR()", "StepLR(30)", "MultiStepLR(optimizer, milestones=[30,80])",
    "ExponentialLR(gamma=0.9)",
    "CosineAnnealingLR(T_max=50, eta_min=0.001)", "CosineAnnealingWarmRestarts(optimizer, T_0=10)",
    "LinearLR(optimizer)", "PolynomialLR(total_iters=20, power=2)",
    "OneCycleLR(optimizer, max_lr=0.1, total_steps=50)", "LambdaLR(optimizer, lambda e: 1/e)",
    "keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=100, decay_rate=0.5)",
    "CosineDecay(0.1, 100)", "PolynomialDecay(0.1, 100)", "InverseTimeDecay(0.1, 1, 0.5)",
    "PiecewiseConstantDecay([1], [0.1, 0.2])", "CosineDecayRestarts(0.1, 10)",
    "optax.cosine_decay_schedule(init_value=0.1, decay_steps=100)",
    "optax.warmup_cosine_decay_schedule(0, 0.1, 10, 100)", "optax.linear_schedule(0.1, 0.01, 50)",
    "optax.polynomial_schedule(0.1, 0.01, 2, 50)", "optax.piecewise_constant_schedule(0.1)",
    "MultiplicativeLR(",
  ])
  func aFrameworksNameIsAnsweredWithOurs(_ foreign: String) throws {
    var session = try Session(Self.function, "use gd lr=0.1", "step")
    let error = try #require(throws: Diagnostic.self) { try session.run("set lr = \(foreign)") }
    #expect(error.message.hasSuffix("has another name here"))
    try session.run("set \(try #require(error.hint))", "step 5")
    #expect(session.recipe?.schedules.count == 1)
  }

  @Test func helpListsThem() throws {
    var session = try Session("let decay(a) = a/sqrt(t)", "let half(a) = a/2")
    guard case .help(.overview(let sections))? = try session.run("help schedules").first else {
      throw Missing()
    }
    #expect(sections.map(\.title) == ["schedules", "yours"])
    #expect(
      sections[0].entries.map(\.name)
        == FunctionLibrary.standard.functions.filter(\.isSchedule).map(\.name.text))
    #expect(sections[1].entries.map(\.name) == ["decay"])
    guard case .help(.command(let entry))? = try session.run("help cosine").first else {
      throw Missing()
    }
    #expect(entry.summary.contains("Loshchilov and Hutter 2017"))
    #expect(entry.details.contains("t is the number of the step, 1 for the first"))
  }
}
