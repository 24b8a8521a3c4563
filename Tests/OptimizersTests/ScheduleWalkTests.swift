import Formula
import Testing

@testable import Optimizers

/// Walks in which a formula sets a hyper-parameter, from the start or from some step on.
struct ScheduleWalkTests {
  private let lr = Name("lr")

  private func walk(_ formula: String? = nil) throws -> Walk {
    var recipe = try #require(RecipeLibrary.standard["rmsprop"])
    if let formula { recipe = try recipe.scheduling(lr, by: Parser.expression(formula)) }
    return try Walk(recipe, minimizing: "x^2 + 10y^2", from: ["x", "y"], [4, 1])
  }

  private func rows(of walk: Walk) -> [[UInt64]] {
    var rows: [[UInt64]] = []
    walk.visit(0...walk.stepCount) { rows.append($0.bits) }
    return rows
  }

  @Test func everyStepHasTheFormulasValue() throws {
    var walk = try walk("0.1/t")
    #expect(walk.current[lr] == [0.1])
    for step in 1...5 {
      walk.step()
      #expect(walk.current[lr] == [0.1 / Double(step)])
    }
  }

  /// A walk whose numbers are set by hand to what the formula gives makes the same steps.
  @Test func itIsAsIfTheNumberWereSetBeforeEachStep() throws {
    var (own, byHand) = (try walk("0.1/sqrt(t)"), try walk())
    for step in 1...20 {
      byHand.set(try byHand.quantity("lr"), to: 0.1 / Double(step).squareRoot())
      own.step()
      byHand.step()
      #expect(own.current[.theta] == byHand.current[.theta])
    }
  }

  /// A picture reads the rows that are kept; each is gone on from by the machine that did so.
  @Test func keptRowsAreReadAsAllRowsAre() throws {
    var walk = try walk()
    for _ in 1...40 { walk.step() }
    try walk.schedule(lr, by: Parser.expression("0.1/sqrt(t)"))
    for _ in 1...40 { walk.step() }
    for text in ["f", "f / prev(f)"] {
      let formulas = try RowFormulas([try Parser.expression(text)], on: walk.machine)
      var all: [Int: Double] = [:]
      walk.read(formulas, at: 0...80) { all[$0.step] = $0.number(0) }
      var some = 0
      let stopped = walk.readSome(formulas, atMost: 100) { reader in
        #expect(reader.number(0) == all[reader.step], "\(text) at \(reader.step)")
        some += 1
      }
      #expect(stopped == nil)
      #expect(some == 6)
    }
  }

  /// A formula on the way changes the steps from there on, and none before.
  @Test func aFormulaOnTheWayHoldsFromThereOn() throws {
    var walk = try walk()
    for _ in 1...40 { walk.step() }
    let before = rows(of: walk)
    try walk.schedule(lr, by: Parser.expression("0.1/sqrt(t)"))
    #expect(rows(of: walk) == before)
    for _ in 1...30 { walk.step() }
    walk.set(try walk.quantity("lr"), to: 0.02)
    for _ in 1...30 { walk.step() }
    let all = rows(of: walk)
    #expect(Array(all[...40]) == before)
    #expect(walk.row(40)[lr] == [0.01])
    #expect(walk.row(41)[lr] == [0.1 / 41.0.squareRoot()])
    #expect(walk.row(71)[lr] == [0.02])
    // Each row belongs to the machine that made it: its lines are what was computed.
    #expect(walk.row(40).machine.recipe.schedules.isEmpty)
    #expect(walk.row(41).machine.recipe.schedules.map(\.target) == [lr])
    #expect(walk.row(71).machine.recipe.schedules.isEmpty)
  }

  /// Back to any step, and on from there, comes to the same bits.
  @Test(arguments: [0, 1, 15, 16, 39, 40, 41, 69, 70, 71, 99])
  func goingBackAndOnComesToTheSameBits(_ step: Int) throws {
    var walk = try walk()
    func goOn(_ walk: inout Walk, from first: Int) throws {
      for step in first..<100 {
        if step == 40, first < 40 {
          try walk.schedule(lr, by: Parser.expression("0.1/sqrt(t)"))
        }
        if step == 70, first < 70 { walk.set(try walk.quantity("lr"), to: 0.02) }
        walk.step()
      }
    }
    try goOn(&walk, from: 0)
    let all = rows(of: walk)
    let whole = walk
    walk.back(to: step)
    #expect(rows(of: walk) == Array(all[...step]))
    #expect(walk.isBeginning(of: whole))
    try goOn(&walk, from: step)
    #expect(rows(of: walk) == all)
    #expect(walk == whole)
    #expect(walk.history == whole.history)
  }

  /// What was done, done again from the start, comes to the same bits.
  @Test func theHistoryDoneAgainIsTheSameWalk() throws {
    var walk = try walk("0.1/t")
    walk.step()
    try walk.schedule(Name("beta"), by: Parser.expression("0.9 - lr/2"))
    walk.step()
    walk.set(try walk.quantity("lr"), to: 0.02)
    try walk.schedule(lr, by: Parser.expression("0.3/t"))
    walk.step(feeding: [1, 2])
    walk.set(try walk.quantity("beta"), to: 0.5)
    walk.step()
    var again = try self.walk("0.1/t")
    for action in walk.history {
      switch action {
      case .steps(let count): for _ in 0..<count { again.step() }
      case .stepFeeding(let gradient): again.step(feeding: gradient)
      case .set(let name, _, let value): again.set(try again.quantity(name.text), to: value)
      case .schedule(let name, let formula): try again.schedule(name, by: formula)
      case .reseed: break
      }
    }
    #expect(again == walk)
    #expect(rows(of: again) == rows(of: walk))
  }

  /// A formula that reads another comes behind it, in whatever order they were given.
  @Test func formulasStandBehindWhatTheyRead() throws {
    let beta = Name("beta")
    let recipe = try #require(RecipeLibrary.standard["rmsprop"])
      .scheduling(lr, by: Parser.expression("beta/10"))
      .scheduling(beta, by: Parser.expression("0.9/t"))
    #expect(recipe.schedules.map(\.target) == [beta, lr])
    var walk = try Walk(recipe, minimizing: "x^2", from: ["x"], [4])
    walk.step()
    walk.step()
    #expect(walk.current[lr] == [0.9 / 2 / 10])
    #expect(recipe.unscheduled == RecipeLibrary.standard["rmsprop"])
  }

  @Test func whatAFormulaAsksForIsCounted() throws {
    var walk = try walk()
    for _ in 1...3 { walk.step() }
    let plain = walk.evaluations
    #expect(plain == EvaluationCount(values: 0, gradients: 3))
    try walk.schedule(lr, by: Parser.expression("0.1/(1 + f(θ - 0.1*g) + f)"))
    for _ in 1...4 { walk.step() }
    walk.set(try walk.quantity("lr"), to: 0.1)
    for _ in 1...5 { walk.step() }
    #expect(walk.evaluations == EvaluationCount(values: 8, gradients: 12))
  }

  /// What a state starts from has the first step's value, where there is one before a step.
  @Test func aStateStartsFromTheFirstValue() throws {
    let recipe = try Recipe(
      "optimizer test\nhyper T0 = 2 in (0, 9]\nstate T = T0\nT = T - T0/10\nθ = θ - T*g")
    let scheduled = try recipe.scheduling(Name("T0"), by: Parser.expression("3/t"))
    var walk = try Walk(scheduled, minimizing: "x^2", from: ["x"], [4])
    #expect(walk.current[Name("T")] == [3])
    walk.step()
    #expect(walk.current[Name("T")] == [3 - 3.0 / 10])
    let byWalk = try recipe.scheduling(Name("T0"), by: Parser.expression("1 + f/100"))
    let error = try #require(throws: Diagnostic.self) {
      _ = try Walk(byWalk, minimizing: "x^2", from: ["x"], [4])
    }
    #expect(error.message == "test starts from T0, before there is a step that could set it")
  }

  @Test func theFirstStepOutOfRangeIsNoted() throws {
    var walk = try walk("0.1*(1 - (t - 1)/5)")
    for _ in 1...6 { walk.step() }
    // An end of the range is where schedules often come to.
    #expect(walk.firstOutside == nil)
    walk.step()
    #expect(walk.firstOutside?.step == 7)
    #expect(walk.firstOutside?.hyper.name == lr)
    walk.step()
    #expect(walk.firstOutside?.step == 7)
    walk.back(to: 6)
    #expect(walk.firstOutside == nil)
  }
}
