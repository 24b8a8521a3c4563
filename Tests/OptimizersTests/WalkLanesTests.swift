import Formula
import TestSupport
import Testing

@testable import Optimizers

/// Walks side by side against the same walks alone, to the bit.
struct WalkLanesTests {
  private static let recipes = RecipeLibrary.standard.names
  private static let rates = (0..<9).map { 0.001 * pow4($0) }

  private static func pow4(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * 4 }
  }

  /// Walks of a recipe at many learning rates, the large ones of which diverge.
  private func walks(_ name: String, minimizing objective: String) throws -> [Walk] {
    let recipe = try #require(RecipeLibrary.standard[name])
    let (formula, names, start) = try #require(Walk.objectives[objective])
    let parameters = names.map(Name.init)
    let machine = try Machine(
      recipe: recipe,
      objective: Objective(formula: try Parser.expression(formula), parameters: parameters),
      parameters: parameters, hypers: recipe.standardValues)
    let swept = recipe.hypers.first?.name
    return try Self.rates.map { rate in
      var hypers = recipe.standardValues
      if let swept, recipe.population?.hyper != swept { hypers[swept] = rate }
      return try Walk(machine, from: start, hypers: hypers, seed: 7, checkpointBudget: 1 << 14)
    }
  }

  private func expectSame(_ some: [Walk], _ others: [Walk], _ note: String) {
    for (one, other) in zip(some, others) {
      #expect(one.stepCount == other.stepCount, "\(note)")
      #expect(one.firstNonFinite?.step == other.firstNonFinite?.step, "\(note)")
      #expect(one.firstNonFinite?.quantity == other.firstNonFinite?.quantity, "\(note)")
      for step in [0, one.stepCount / 2, one.stepCount] {
        #expect(isSame(one.row(step).numbers, other.row(step).numbers), "\(note) at \(step)")
      }
      #expect(isSame(one.checkpoints.numbers, other.checkpoints.numbers), "\(note)")
    }
  }

  private func isSame(_ some: [Double], _ others: [Double]) -> Bool {
    some.count == others.count
      && zip(some, others).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
  }

  @Test(arguments: recipes)
  func everyRecipeComesOutAsAlone(name: String) throws {
    for objective in ["elongated", "rosenbrock", "linreg"] {
      let walks = try walks(name, minimizing: objective)
      var alone = walks
      var ends: [Walk.RunEnd] = []
      for index in alone.indices { ends.append(alone[index].run(150)) }
      var together = try WalkSet(walks, until: nil, Definitions())
      for made in stride(from: 0, to: 150, by: 60) {
        together.advance(60, limits: walks.map { _ in 150 - made })
      }
      #expect(together.ends == ends)
      expectSame(together.walks, alone, "\(name) on \(objective)")
    }
  }

  @Test(arguments: ["f < 1", "f > prev(f)", "g.x > 0 and t > 20", "step.y^2 < 1e-9"])
  func conditionsEndEachWalkWhereTheyDoAlone(text: String) throws {
    let condition = try Parser.expression(text)
    var kinds: Set<Walk.RunEnd> = []
    for name in ["gd", "rmsprop", "momentum", "adam", "anneal"]
    where text.contains("step") == false
      || name == "gd"
    {
      let walks = try walks(name, minimizing: "elongated")
      var alone = walks
      var ends: [Walk.RunEnd] = []
      for index in alone.indices {
        let stop = try StopCondition(ends: [condition], on: walks[index].machine)
        ends.append(alone[index].run(300, until: stop))
      }
      var together = try WalkSet(walks, until: condition, Definitions())
      for made in stride(from: 0, to: 300, by: 64) {
        together.advance(64, limits: walks.map { _ in 300 - made })
      }
      #expect(together.ends == ends, "\(name)")
      kinds.formUnion(ends)
      expectSame(together.walks, alone, "\(name) until \(text)")
    }
    #expect(kinds.contains(.conditionMet))
  }

  @Test func walksWithLimitsOfTheirOwnEndThere() throws {
    let walks = try walks("rmsprop", minimizing: "rosenbrock")
    let limits = walks.indices.map { $0 * 17 }
    var together = try WalkSet(walks, until: nil, Definitions())
    together.advance(1000, limits: limits)
    #expect(together.walks.map(\.stepCount) == limits)
    #expect(together.ends.allSatisfy { $0 == .done })
    var alone = walks
    for index in alone.indices { _ = alone[index].run(limits[index]) }
    expectSame(together.walks, alone, "limits")
  }

  @Test func plainWalksGoInLanes() throws {
    #expect(WalkLanes.count(of: try walks("rmsprop", minimizing: "rosenbrock")[0].machine) == 64)
    // The particles of a swarm have lanes' work to do themselves.
    #expect(WalkLanes.count(of: try walks("swarm", minimizing: "rosenbrock")[0].machine) == 1)
  }
}
