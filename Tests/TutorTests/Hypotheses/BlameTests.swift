import Formula
import Optimizers
import Session
import TestSupport
import Testing
import Tutor

/// Exact derivatives through all steps, held against central differences of whole walks.
struct BlameTests {
  private func report(_ line: String, in session: Session) throws -> BlameReport {
    var session = session
    guard case .blame(let report)? = try session.carryOut(line).last else {
      throw Diagnostic("nothing was reported")
    }
    return report
  }

  /// The outcome of a walk that was made again with one number a little other, by central
  /// differences of two widths (Richardson), so that only terms of the fourth order are left.
  ///
  /// - Returns: the slope, and how far it may be off: a millionth, and what the outcome's roundings
  ///   are by the width; nil at a corner, where the slopes to both sides differ, and where there is
  ///   none.
  private func difference(
    _ outcome: Expression, _ walk: Walk, around value: Double, _ change: (Double) -> WalkChange
  ) throws -> (slope: Double, tolerance: Double)? {
    let width = 1e-3 * (value == 0 ? 1 : abs(value))
    let ends = try [1, 0.5, 0, -0.5, -1].map { part in
      let other = try #require(try walk.replayed(with: change(value + part * width)))
      return try other.current.value(of: outcome).numbers[0]
    }
    let slopes = [(0, 4), (1, 3), (0, 2), (2, 4)].map { (ends[$0] - ends[$1]) / width }
    let slope = (4 * slopes[1] - slopes[0] / 2) / 3
    let size = max(abs(slopes[2]), abs(slopes[3]))
    let rounding = 1e-14 * max(abs(ends[2]), 1) / width
    guard slope.isFinite, abs(slopes[2] - slopes[3]) <= 0.05 * size + rounding else { return nil }
    return (slope, 1e-6 * abs(slope) + rounding)
  }

  private static let smooth = RecipeLibrary.standard.names.filter { name in
    guard let recipe = RecipeLibrary.standard[name] else { return false }
    return recipe.population == nil && !recipe.isRandom && recipe.thetaStart == nil
      && !recipe.reads(Name("hessian")) && !recipe.reads(Name("hdiag"))
  }

  /// By default some of the hundred recipes.
  private static let recipes = LongRun.sample(
    smooth, 14, always: ["gd", "rmsprop", "adam", "nesterov", "adadelta"])

  @Test(arguments: recipes)
  func itIsTheSlopeOfTheWholeWalk(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    let session = try Session.after(
      "minimize (1 - x)^2 + 2(y - x^2)^2 + x*y from x = 1.5, y = -1", "use \(name)", "step 6")
    let walk = try #require(session.walk)
    let f = try Parser.expression("f + x*y")
    for hyper in recipe.hypers where walk.machine.recipe.schedule(of: hyper.name) == nil {
      let value = try #require(walk.current[hyper.name]?.first)
      // A switch has no slope, and an end of a range only one side.
      guard value != 0, value != hyper.interval.lower, value != hyper.interval.upper,
        hyper.interval.contains(value * 1.001), hyper.interval.contains(value * 0.999)
      else { continue }
      let blame = try report("blame f + x*y on \(hyper.name)", in: session)
      let found = try difference(f, walk, around: value) {
        .hyper(hyper.name, .number($0), from: 1)
      }
      guard let found else { continue }
      #expect(
        abs(blame.total - found.slope) <= found.tolerance,
        "\(name) \(hyper.name): \(blame.total) \(found)")
      #expect(
        abs(blame.parts.reduce(0) { $0 + $1.part } - blame.total) <= 1e-12 * abs(blame.total))
    }
    let start = try report("blame f + x*y on start x", in: session)
    if let found = try difference(f, walk, around: 1.5, { .start([Name("x"): $0]) }) {
      #expect(
        abs(start.total - found.slope) <= found.tolerance, "\(name): \(start.total) \(found)")
    }
    guard recipe.reads(.gradient) else { return }
    let fed = try report("blame f + x*y on g.y at 3", in: session)
    let gradient = try #require(walk.row(3)[.gradient])
    if let own = try difference(f, walk, around: gradient[1], { .gradient([1: $0], at: 3) }) {
      #expect(abs(fed.total - own.slope) <= own.tolerance, "\(name): \(fed.total) \(own)")
    }
  }

  private static let seeds = 0..<UInt64(LongRun.count(12, long: 60))

  /// Random sessions: functions, recipes, steps, gradients fed and numbers set on the way.
  @Test(arguments: seeds)
  func itHoldsForRandomSessions(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func pick(_ texts: [String]) -> String { texts[Int.random(in: texts.indices, using: &random)] }
    func number() -> String { "\(Double.random(in: 0.2...1.4, using: &random))" }
    let function = pick([
      "x^2 + 10y^2", "(1 - x)^2 + 2(y - x^2)^2", "exp(0.3x) + x^2 + y^2*x^2 + y^2",
      "log(1 + x^2) + sin(y) + y^2", "softplus(x - 2y) + 0.1x^2 + 0.2y^2",
    ])
    let (recipe, rate) = [
      ("gd", "lr"), ("momentum", "lr"), ("rmsprop", "lr"), ("adam", "lr"), ("adagrad", "lr"),
      ("keras.rmsprop.momentum", "learning_rate"), ("torch.nadam", "lr"), ("nesterov", "lr"),
    ][Int.random(in: 0..<8, using: &random)]
    var lines = [
      "minimize \(function) from x = \(number()), y = \(number())",
      "use \(recipe) \(rate) = 0.03",
    ]
    for _ in 0..<4 {
      lines.append(
        pick([
          "step", "run 3", "step g = \(number()), -\(number())", "set x = \(number())", "run 5",
        ]))
    }
    lines.append("run 2")
    let session = try Session.after(lines)
    let walk = try #require(session.walk)
    let f = try Parser.expression("f")
    let blame = try report("blame f on \(rate)", in: session)
    let found = try #require(
      try difference(f, walk, around: 0.03) { .hyper(Name(rate), .number($0), from: 1) })
    #expect(abs(blame.total - found.slope) <= found.tolerance, "\(lines): \(blame.total) \(found)")
    let start = try report("blame f on start y", in: session)
    let from = try #require(walk.start.last)
    // Where a walk has all but forgotten where it began, the differences are too rough.
    if let own = try difference(f, walk, around: from, { .start([Name("y"): $0]) }) {
      #expect(abs(start.total - own.slope) <= own.tolerance, "\(lines): \(start.total) \(own)")
    }
    #expect(start.nudges.first?.step == 0 && start.nudges.count == walk.stepCount + 1)
  }

  /// x² by gd: x₃ = x₀(1 − 2lr)³, so that ∂x₃/∂lr = −6·x₀·(1 − 2lr)² and each step has a third.
  @Test func aDerivativeByHand() throws {
    let session = try Session.after("minimize x^2 from x = 4", "use gd lr = 0.25", "run 5")
    let blame = try report("blame x at 3 on lr", in: session)
    #expect(blame.value == 0.5)
    #expect(blame.total == -6)
    #expect(blame.parts.map(\.step) == [1, 2, 3])
    #expect(blame.parts.map(\.part) == [-2, -2, -2])
    let start = try report("blame x at 3 on start x", in: session)
    #expect(start.total == 0.125)
    #expect(start.nudges.map(\.slope) == [0.125, 0.25, 0.5, 1])
    // f is 0.25 there, and its slope 1: whatever x does, f does.
    let objective = try report("blame f at 3 on start x", in: session)
    #expect(objective.nudges.map(\.slope) == [0.125, 0.25, 0.5, 1])
  }

  @Test(arguments: [
    "blame⟦⟧ ", "blame f at ⟦9⟧ on lr", "blame f on ⟦zz⟧", "blame f on ⟦g.x⟧",
    "blame f on start ⟦z⟧",
    "blame ⟦[x, y]⟧ on lr", "blame ⟦qq⟧ on lr", "blame f on lr at ⟦3⟧", "blame f on g.x at ⟦7⟧",
    "blame ⟦f - prev(f)⟧ on lr", "blame f⟦⟧ ",
  ])
  func aMistakeIsPointedAt(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.after(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr = 0.1", "step 5")
    let error = #expect(throws: Diagnostic.self) { try session.carryOut(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
  }

  @Test(arguments: ["swarm", "newton", "anneal"])
  func whatHasNoExactDerivativeIsToldSo(_ name: String) throws {
    var session = try Session.after(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use \(name)", "step 5")
    #expect(throws: Diagnostic.self) { try session.carryOut("blame f on start x") }
  }
}
