import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Tutor

/// What is said of a slip is true where it is said, and in the recipe's own names.
struct SlipWordsTests {
  private static let hypers = Set(
    RecipeLibrary.standard.names.flatMap { RecipeLibrary.standard[$0]?.hypers.map(\.name) ?? [] })

  @Test(arguments: RecipeLibrary.standard.names)
  func everySlipSpeaksOfItsOwnRecipe(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    let own = Set(
      recipe.hypers.map(\.name) + recipe.states.map(\.name) + recipe.lines.map(\.target))
    // The name that one recipe has for a number is a word as well.
    let strange = Set(Self.hypers.subtracting(own).map(\.text)).subtracting(["out"])
    let rates = recipe.hypers.filter { $0.purpose == .rate || $0.purpose == .weightDecay }
    for slipped in recipe.slipped(upTo: 3, SlipContext(of: recipe)) {
      let text = slipped.text
      let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { String($0) }
      #expect(strange.isDisjoint(with: words), "\(text)")
      #expect(!text.contains("over 1,") && !text.contains("with 1 left out, in 1 −"), "\(text)")
      for rate in rates where !recipe.complements(rate.name) {
        #expect(!text.hasPrefix("with 1 − \(rate.name.text) for"), "\(text)")
      }
    }
  }

  /// Where the same can be done in several places, each is told.
  @Test(arguments: RecipeLibrary.standard.names)
  func noTwoSlipsOfALineAreCalledTheSame(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    for line in recipe.lines {
      var seen: [String: Expression] = [:]
      for slip in SlipRule.slips(in: line.formula, SlipContext(of: recipe), upTo: 1) {
        if let other = seen[slip.text] {
          Issue.record(
            "\(slip.text) of \(line.target): \(Notation().text(slip.formula)), \(Notation().text(other))"
          )
        }
        seen[slip.text] = slip.formula
      }
    }
  }

  /// At the first step nothing came before.
  @Test(arguments: ["keras.adagrad", "torch.nadam", "ftrl", "rmsprop", "adam"])
  func theFirstStepHasNoneBefore(_ name: String) throws {
    let session = try Session.after("minimize x^2 + 10y^2 from x = 4, y = 1", "use \(name)")
    let walk = try #require(session.walk)
    for target in Set(walk.machine.recipe.lines.map(\.target)) {
      let part = target == .theta ? "x" : "\(target.text).x"
      guard let question = try? session.predict(part) else { continue }
      for slip in question.suspects().slips {
        #expect(!slip.text.contains("previous"), "\(part): \(slip.text)")
        #expect(!slip.text.contains("step 0"), "\(part): \(slip.text)")
      }
    }
  }

  /// A gradient that is fed is held against the one that was there, not against step 0's.
  @Test func theStartIsNoStep() throws {
    let session = try Session.after("minimize x^2 from x = 4", "use gd lr = 0.1")
    let walk = try #require(session.walk)
    let suspects = walk.suspects(
      of: try Parser.expression("g.x"), answer: 3, feeding: [3], nil)
    #expect(suspects.slips.contains { $0.text == "for g.x at the start" && $0.value == 8 })
  }
}

extension Recipe {
  /// Whether 1 less a hyper-parameter stands in it.
  fileprivate func complements(_ name: Name) -> Bool {
    lines.contains { $0.formula.contains(Expression.name(name).complement) }
  }
}
