import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Tutor

/// Exercises of every recipe can be done by hand, with states that its own lines lead to.
///
/// An ordinary run takes 2 seeds of each recipe and 12 of those that are taught first; a long one, see
/// ``LongRun``, 60 of each and 10,000 of those.
struct RecipePracticeTests {
  /// What asks for more than numbers: draws, several particles, f elsewhere, second derivatives.
  private static let beyondHands: Set = [
    "anneal", "es", "gd.backtracking", "gd.exact", "gd.parabola", "nelder-mead", "newton",
    "newton.damped", "newton.diagonal", "random", "swarm",
  ]

  /// What has numbers of many digits in its own lines: powers of 0.96, and a root that is worked out
  /// where nothing comes of it.
  private static let withoutShortNumbers: Set = ["keras.nadam", "torch.radam"]

  private static let names = RecipeLibrary.standard.names
    .filter { !beyondHands.contains($0) && !withoutShortNumbers.contains($0) }

  private static let usual: Set = ["gd", "momentum", "rmsprop", "adagrad"]

  @Test(arguments: RecipePracticeTests.names)
  func everySeedMakesOne(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    let isUsual = RecipePracticeTests.usual.contains(name)
    let count =
      isUsual ? LongRun.count(12, long: 10_000) : LongRun.count(2, long: 60)
    for seed in 0..<count {
      let stage = Drill.Stage.allCases[seed % 3]
      let number = 1 + seed % 4
      let drill = try #require(
        RecipeDrills.drill(of: recipe, seed: UInt64(seed), number: number, stage: stage),
        "\(name) \(seed)")
      for given in drill.given { #expect(given.value.isShort, "\(name) \(seed): \(given)") }
      for line in drill.sheet.lines.indices {
        let number = drill.sheet.number(of: line)
        #expect(number.isShort, "\(name) \(seed): \(drill.sheet.lines[line].target) = \(number)")
      }
      #expect(drill.sheet.isEasy, "\(name) \(seed)")
      let answer = drill.question.answer
      #expect(answer != drill.sheet.before)
      #expect(drill.question.judge(TypedNumber(exactly: answer)) == .right)
      try holdStates(drill, recipe)
    }
  }

  /// The states are nothing that the recipe could not have come to.
  private func holdStates(_ drill: Drill, _ recipe: Recipe) throws {
    let given = Dictionary(drill.given.map { ($0.name, $0.value) }) { $1 }
    for state in recipe.statesNeverNegative {
      #expect(given[state] ?? 0 >= 0, "\(recipe.name): \(state)")
    }
    // A mean and a mean square of the same gradients, by recipes' names for them.
    for (mean, square, decays) in [
      ("m", "v", ["beta1", "beta2"]), ("m", "v", ["beta_1", "beta_2"]), ("m", "v", ["b1", "b2"]),
    ] {
      guard let m = given[Name(mean)], let v = given[Name(square)], recipe.name.contains("adam"),
        let one = given[Name(decays[0])], let two = given[Name(decays[1])]
      else { continue }
      #expect(v >= 0)
      // By Cauchy and Schwarz over the gradients that there were, each with its weights.
      let steps = Int(clamping: given[.stepNumber] ?? 2) - 1
      let bound = (0..<steps).reduce(0.0) { sum, age in
        let weight = (1 - one) * Array(repeating: one, count: age).reduce(1, *)
        let other = (1 - two) * Array(repeating: two, count: age).reduce(1, *)
        return sum + weight * weight / other
      }
      #expect(m * m <= bound * v * (1 + 1e-9) + 1e-12, "\(recipe.name): \(given)")
    }
  }

  /// The walk itself comes to the states of an exercise by the gradients that they are said to come
  /// from, and goes on to its answer.
  @Test(arguments: RecipePracticeTests.names)
  func theWalkComesToTheSame(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    for seed in 100..<(100 + LongRun.count(1, long: 20)) {
      let drill = try #require(
        RecipeDrills.drill(of: recipe, seed: UInt64(seed), number: 1, stage: .blank))
      let given = Dictionary(drill.given.map { ($0.name, $0.value) }) { $1 }
      // A state that begins with f has no walk without a function.
      guard let past = drill.past, given[.objective] == nil else { continue }
      let hypers = recipe.hypers.compactMap { hyper in
        given[hyper.name].map { "\(hyper.name) = \($0.typed)" }
      }
      var session = try #require(
        Session(
          after: [
            "params x = \(past.start.typed)", "use \(name) \(hypers.joined(separator: " "))",
          ],
          .standard))
      for gradient in past.gradients {
        _ = try session.execute("step g = \(gradient.typed)", Host(emit: { _ in }))
      }
      let walk = try #require(session.walk)
      for state in recipe.states {
        guard let wanted = given[state.name] else { continue }
        let part = Expression.component(Name("x"), of: state.name)
        let value =
          try (try? walk.current.value(of: part)) ?? walk.current.value(of: .name(state.name))
        #expect(value.isNear(wanted), "\(name) \(seed): \(state.name) \(value), not \(wanted)")
      }
      // Where no state rests on θ, it may have been anything before.
      if let theta = given[.theta], theta != past.start {
        #expect(abs(walk.current.theta[0] - theta) <= 1e-9, "\(name) \(seed)")
      }
    }
  }

  @Test(arguments: RecipePracticeTests.beyondHands.union(withoutShortNumbers).sorted())
  func theOthersSayThatTheyHaveNone(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    #expect(RecipeDrills.drill(of: recipe, seed: 1, number: 1, stage: .last) == nil)
  }
}

extension Double {
  /// Whether three significant digits say it, but for what 1e-8 adds.
  fileprivate var isShort: Bool {
    isFinite && abs(self - rounded(toDigits: 3)) <= 1e-7 * abs(self)
  }
}

extension Value {
  fileprivate func isNear(_ number: Double) -> Bool {
    guard case .scalar(let value) = self else { return false }
    return abs(value - number) <= 1e-9 * max(1, abs(number))
  }
}
