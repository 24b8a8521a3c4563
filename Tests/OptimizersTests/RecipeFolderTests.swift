import Formula
import Optimizers
import Testing

/// What every recipe that comes with the program owes a learner.
struct RecipeFolderTests {
  static let names = RecipeLibrary.standard.names

  @Test func theFamilyAndTheFrameworksAreThere() {
    let library = RecipeLibrary.standard
    let family = [
      "adadelta", "adagrad", "adam", "anneal", "es", "gd", "momentum", "nesterov", "random",
      "rmsprop", "rmsprop.centered", "rmsprop.momentum", "rprop", "sign", "swarm",
    ]
    #expect(Set(library.generalNames).isSuperset(of: family))
    #expect(library.frameworks == ["course", "keras", "optax", "torch"])
    for framework in library.frameworks where framework != "course" {
      let family = [
        "adadelta", "adagrad", "adam", "rmsprop", "rmsprop.centered", "rmsprop.momentum", "sgd",
        "sgd.momentum", "sgd.nesterov",
      ].map { "\(framework).\($0)" }
      #expect(Set(library.names(with: framework)).isSuperset(of: family))
    }
  }

  @Test(arguments: names)
  func itReadsAndIsCalledAsItsFile(_ name: String) throws {
    let recipe = try #require(try RecipeLibrary.standard.builtIn(name))
    #expect(recipe.name == name)
  }

  @Test(arguments: names)
  func itsTextReadsBackAsItself(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    #expect(try Recipe(parsing: recipe.source) == recipe)
  }

  /// What is printed of a recipe's parts is the recipe: to type it in gives the same formulas.
  @Test(arguments: names, [Notation.Alphabet.unicode, .ascii])
  func itsPrintedLinesReadBackAsThemselves(_ name: String, _ alphabet: Notation.Alphabet) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    let notation = Notation(alphabet: alphabet)
    var text = ["optimizer copy"]
    if let population = recipe.population, population.hyper == nil {
      text.append("population \(notation.text(population.count))")
    }
    text += recipe.hypers.map {
      "\($0.isCount ? "population" : "hyper") \(notation.text($0.name)) = \($0.standard)"
    }
    text += [recipe.thetaStart].compactMap { $0 }.map { "state θ = \(notation.text($0))" }
    text += recipe.states.map { "state \(notation.text($0.name)) = \(notation.text($0.start))" }
    text += recipe.lines.map { "\(notation.text($0.target)) = \(recipe.text($0, notation))" }
    let copy = try Recipe(text.joined(separator: "\n"))
    #expect(copy.standardValues == recipe.standardValues)
    #expect(copy.states.map(\.start) == recipe.states.map(\.start))
    #expect(copy.lines.map(\.target) == recipe.lines.map(\.target))
    #expect(copy.lines.map(\.formula) == recipe.lines.map(\.formula))
  }

  @Test(arguments: names)
  func itsSummaryNamesItsSource(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    let yearOrVersion = /\b(1[89]|20)\d\d\b|\b\d+\.\d+/
    #expect(recipe.summary.contains(yearOrVersion), "\(recipe.summary)")
  }

  @Test(arguments: names)
  func itsHyperparametersHaveARangeThatHoldsTheirValueAndAMeaning(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    for hyper in recipe.hypers {
      #expect(hyper.interval.contains(hyper.standard))
      #expect(hyper.interval != .everything)
      #expect(!hyper.meaning.isEmpty)
    }
  }

  @Test(arguments: names)
  func itsLinesFitAPage(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    #expect(recipe.source.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(arguments: names)
  func stepsFromTheUsualStartsAreFiniteAndGoSomewhere(_ name: String) throws {
    for (function, objective) in Walk.objectives.sorted(by: { $0.key < $1.key }) {
      var walk = try Walk(
        name, minimizing: objective.formula, from: objective.names, objective.start)
      walk.step()
      // One that draws may find all places worse for a while, or begin elsewhere at once; Optax'
      // Rprop makes a step that was worked out one before.
      let isLate = walk.machine.recipe.isRandom || walk.machine.particles != nil
      while walk.current.point == objective.start, walk.stepCount < (isLate ? 100 : 2) {
        walk.step()
      }
      #expect(walk.current.point != objective.start, "\(function)")
      walk.step()
      #expect(walk.firstNonFinite == nil, "\(function)")
    }
  }
}
