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
      let (report, command) = try report(on: recipe, switching: hyper, among: [recipe])
      let fit = try #require(report.fits.first, "\(name): \(hyper.name)")
      #expect(fit.slip == nil)
      #expect(fit.switches.map(\.command) == [command], "\(name)")
      let words = try #require(fit.switches.first?.words)
      #expect(words.hasPrefix("with "))
      if hyper.name == Name("eps_in_sqrt") { #expect(words == "with ε outside the root") }
    }
  }

  /// Beside others that make the same walk as they are, what has to be set for it is said too.
  @Test(arguments: switched)
  func aSwitchIsNamedAmongThoseWithTheSameWalk(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    let family = name.split(separator: ".").last.map(String.init) ?? name
    let relatives = RecipeLibrary.standard.names.filter {
      $0 == family || $0.hasSuffix("." + family)
    }
    .compactMap { RecipeLibrary.standard[$0] }
    for hyper in recipe.hypers where recipe.isSwitch(hyper) {
      let (report, command) = try report(on: recipe, switching: hyper, among: relatives)
      let switches = report.fits.flatMap { fit in
        [WhoseReport.Equal(fit.optimizer, fit.switches)] + fit.equals
      }
      let own = try #require(switches.first { $0.optimizer == name }, "\(name): \(hyper.name)")
      #expect(own.switches.map(\.command) == [command], "\(name)")
    }
  }

  /// What is said of nine digits of a walk with a switch turned, and the command that turns it.
  private func report(
    on recipe: Recipe, switching hyper: Recipe.Hyper, among recipes: [Recipe]
  ) throws -> (WhoseReport, command: String) {
    let function = "minimize x^2 + 10y^2 from x = 4, y = 1"
    let command = "set \(hyper.name.ascii) = \(NumberFormat.short.text(1 - hyper.standard))"
    let made = try Session.after([
      function, "use \(recipe.name) learning_rate = 0.1, eps = 0.01", command, "run 8",
    ])
    let walk = try #require(made.walk)
    let numbers = walk.machine.parameters.indices.map { part in
      let values = (0...8).map { NumberFormat.significant(9).text(walk.row($0).point[part]) }
      return "\(walk.machine.parameters[part]) = [\(values.joined(separator: ", "))]"
    }
    var session = Session(library: RecipeLibrary(recipes), commands: .standard)
    try session.carryOut(function)
    let reports = try session.carryOut("whose \(numbers.joined(separator: ", "))")
    guard case .whose(let report)? = reports.last else {
      throw Diagnostic("nothing was reported")
    }
    return (report, command)
  }
}
