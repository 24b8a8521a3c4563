import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session
@testable import Tutor

/// A formula for each hyper-parameter of each recipe.
struct ScheduleOfEveryRecipeTests {
  /// By default some of the hundred recipes: each kind of state, and those of a framework.
  static let recipes = LongRun.sample(
    RecipeLibrary.standard.names, 14,
    always: ["gd", "adam", "rmsprop", "swarm", "anneal", "newton", "torch.sgd.momentum"])

  static let function = "minimize x^2 + 10y^2 + x*y from x = 1.5, y = -1 in -5..5"

  /// A formula of t that stays in a hyper-parameter's range, near the value it has of itself.
  private func formula(for hyper: Recipe.Hyper) throws -> String {
    let value = NumberFormat.roundTrip.text(hyper.standard)
    let formulas = [
      "\(value)*(1 - 0.1/(t + 9))", "\(value)*(1 + 0.1/(t + 9))", "\(value) + 0.1/(t + 9)",
      "\(value) - 0.1/(t + 9)",
    ]
    return try #require(
      formulas.first { formula in
        (1...9).allSatisfy { step in
          let number = try? Parser.expression(formula).value([.stepNumber: Double(step)]).numbers[0]
          return number.map(hyper.interval.contains) ?? false
        }
      }, "\(hyper.name)")
  }

  @Test(arguments: recipes)
  func itIsALineThatCanBeAskedSavedAndGoneBackOver(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    for hyper in recipe.hypers where !hyper.isCount {
      let formula = try formula(for: hyper)
      var session = try Session(Self.function, "use \(name) \(hyper.name)=\(formula)")
      let start = Snapshot(session)
      let step = try #require(try session.run("step").steps.first)
      let value = try Parser.expression(formula).value([.stepNumber: 1]).numbers
      #expect(step[hyper.name] == value, "\(name) \(hyper.name)")
      #expect(start.setup == session.setup)
      let explained = try #require(try session.run("explain \(hyper.name)").explanations.first)
      #expect(explained.symbolic == (try Parser.expression(formula)))
      #expect(explained.value == value[0])
      // Line by line it comes first of all lines.
      #expect(try session.run("line").lines.first?.target == hyper.name)
      try session.run("step 3")
      try check(session, name, hyper.name)
      // A number on the way, and another formula behind it.
      try session.run(
        "set \(hyper.name) = \(NumberFormat.roundTrip.text(value[0]))", "step 2",
        "set \(hyper.name) = \(formula) ", "step 2")
      try check(session, name, hyper.name)
    }
  }

  /// Saved and loaded it is the same, and so is every step that was gone back to.
  private func check(_ session: Session, _ name: String, _ hyper: Name) throws {
    var loaded = Session(library: .standard, commands: .standard)
    try loaded.replay(session.script)
    #expect(loaded.setup == session.setup, "\(name) \(hyper)\n\(session.script)")
    #expect(loaded.position == session.position, "\(name) \(hyper)\n\(session.script)")
    let all = Snapshot(session)
    #expect(Snapshot(loaded).rows == all.rows)
    let last = try #require(session.walk?.stepCount)
    for step in [0, 1, last / 2, last - 1] {
      var other = session
      try other.goTo(step: step, Host(emit: { _ in }))
      #expect(Snapshot(other).rows.dropFirst() == all.rows.dropFirst().prefix(step + 1))
      try other.goTo(step: last, Host(emit: { _ in }))
      #expect(Snapshot(other) == all, "\(name) \(hyper), back to \(step)")
    }
  }

  @Test(arguments: recipes)
  func itsScriptIsWritten(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    guard recipe.population == nil else { return }
    for hyper in recipe.hypers {
      let formula = try formula(for: hyper)
      let session = try Session(Self.function, "use \(name) \(hyper.name)=\(formula)", "step 2")
      let walk = try #require(session.walk)
      guard (try? WalkScript(walk, .numpy)) != nil else { continue }
      let text = try WalkScript(walk, .numpy).text
      #expect(
        text.contains(" = \(hyper.name.ascii) ") || text.contains("# \(hyper.name)"), "\(text)")
      for library in [PythonLibrary.torch, .keras, .optax]
      where FrameworkOptimizer.named(name, of: library) != nil {
        let text = try WalkScript(walk, library).text
        #expect(text.contains("# \(hyper.name) = "), "\(text)")
      }
    }
  }
}
