import Formula
import TestSupport
import Testing

@testable import Optimizers

/// Many walks with other hyper-parameters, made in lanes and looked at step by step.
struct TrialsTests {
  private static let recipes = RecipeLibrary.standard.names.filter {
    guard let recipe = RecipeLibrary.standard[$0] else { return false }
    return recipe.population == nil && !recipe.isRandom
  }

  /// Each is to the bit the walk that it would be alone, whichever ends before it.
  @Test(arguments: recipes)
  func eachIsTheWalkThatItWouldBeAlone(_ name: String) throws {
    var random = SplitMix64(seed: 5)
    let walk = try Walk(name, minimizing: "x^2 + 10y^2 - x*y", from: ["x", "y"], [1.5, -2])
    let base = walk.current.hypers
    let hypers = (0..<70).map { _ in
      base.mapValues { $0 * Double.random(in: 0.5...1, using: &random) }
    }
    let gradients = (0..<2).map { _ in [random.number(), random.number()] }
    let trials = Trials(walk.machine, from: walk.start)
    for fed in [[], gradients] {
      var seen = hypers.map { _ in [[UInt64]]() }
      trials.walk(hypers, steps: 6, feeding: fed) { walk, step, place in
        #expect(step == seen[walk].count + 1)
        seen[walk].append(
          [place.theta(0), place.theta(1), place.objective ?? .nan].map(\.bitPattern))
        return step < 1 + walk % 7
      }
      for (index, hypers) in hypers.enumerated() {
        var alone = try Walk(walk.machine, from: walk.start, hypers: hypers)
        let steps = min(1 + index % 7, 6)
        #expect(seen[index].count == steps)
        for (step, bits) in seen[index].enumerated() {
          alone.step(feeding: fed.indices.contains(step) ? fed[step] : nil)
          let row = alone.current
          #expect(bits == (row.point + [row.objective ?? .nan]).map(\.bitPattern))
        }
      }
    }
  }
}
