import Formula
import Optimizers
import Session
import Testing

@testable import Tutor

/// A convention that a recipe has a switch for is called by its words, with the command for it.
struct WhoseSwitchTests {
  private static let switched = RecipeLibrary.standard.names.filter { name in
    guard let recipe = RecipeLibrary.standard[name] else { return false }
    return recipe.hypers.contains { recipe.isSwitch($0) }
  }

  /// A number between is no switch.
  @Test func switchesChooseBetweenFormulas() throws {
    #expect(Self.switched.contains("optax.rmsprop"))
    #expect(!Self.switched.contains("torch.sgd.momentum"))
    for name in Self.switched {
      let recipe = try #require(RecipeLibrary.standard[name])
      for hyper in recipe.hypers where recipe.isSwitch(hyper) {
        let other = 1 - hyper.standard
        #expect(recipe.words(of: hyper, at: other) != nil, "\(name): \(hyper.name)")
      }
    }
  }

  /// Walks that the program makes, with each of a recipe's switches as it isn't by itself.
  @Test(arguments: switched)
  func aSwitchIsNamed(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    for hyper in recipe.hypers where recipe.isSwitch(hyper) {
      let function = "minimize x^2 + 10y^2 from x = 4, y = 1"
      let command = "set \(hyper.name.ascii) = \(NumberFormat.short.text(1 - hyper.standard))"
      let made = try Session.after([
        function, "use \(name) learning_rate = 0.1, eps = 0.01", command, "run 8",
      ])
      let walk = try #require(made.walk)
      let numbers = walk.machine.parameters.indices.map { part in
        let values = (0...8).map { NumberFormat.significant(9).text(walk.row($0).point[part]) }
        return "\(walk.machine.parameters[part]) = [\(values.joined(separator: ", "))]"
      }
      var session = Session(library: RecipeLibrary([recipe]), commands: .standard)
      try session.carryOut(function)
      guard
        case .whose(let report)? = try session.carryOut(
          "whose \(numbers.joined(separator: ", "))"
        ).last
      else {
        Issue.record("nothing was reported")
        continue
      }
      let fit = try #require(report.fits.first, "\(name): \(hyper.name)")
      #expect(fit.slip == nil)
      #expect(fit.switches.map(\.command) == [command], "\(name)")
      let words = try #require(fit.switches.first?.words)
      #expect(words.hasPrefix("with "))
      if hyper.name == Name("eps_in_sqrt") { #expect(words == "with ε outside the root") }
    }
  }
}
