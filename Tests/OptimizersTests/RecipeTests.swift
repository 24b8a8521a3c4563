import Formula
import Testing

@testable import Optimizers

struct RecipeTests {
  static let names = ["adagrad", "gd", "rmsprop"]

  @Test func theEmbeddedRecipesAreThere() throws {
    #expect(Set(RecipeLibrary.standard.names).isSuperset(of: Self.names))
  }

  @Test func anEmbeddedRecipeIsCalledAsItsFile() throws {
    let library = RecipeLibrary.standard
    for name in library.names { #expect(library[name]?.source.name == "\(name).recipe") }
  }

  @Test(arguments: names)
  func whatARecipeShowsReadsBackAsItself(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    #expect(try Recipe(parsing: recipe.source) == recipe)
  }

  @Test(arguments: names)
  func standardValuesLieInTheirRanges(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    for hyper in recipe.hypers { #expect(hyper.interval.contains(hyper.standard)) }
  }

  @Test(arguments: names)
  func aRecipeSaysWhatItAndItsHyperparametersAreFor(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    #expect(!recipe.summary.isEmpty)
    #expect(recipe.hypers.allSatisfy { !$0.meaning.isEmpty })
  }

  @Test func rmspropStartsFromTheCoursesValues() throws {
    let recipe = try #require(RecipeLibrary.standard["rmsprop"])
    #expect(recipe.standardValues == [Name("lr"): 0.01, Name("beta"): 0.9, Name("eps"): 1e-8])
    #expect(recipe.hypers.map(\.interval.text) == ["(0, inf)", "[0, 1)", "[0, inf)"])
  }
}

// MARK: - Texts

extension RecipeTests {
  @Test func linesReadAsInTheCourse() throws {
    let recipe = try #require(RecipeLibrary.standard["rmsprop"])
    #expect(
      recipe.lines.map { "\($0.target) = \(recipe.text($0))" } == [
        "g² = g^2",
        "E[g²] = beta·E[g²] + (1 − beta)·g²",
        "denominator = √(E[g²] + eps)",
        "step = lr / denominator · g",
        "θ = θ − step",
      ])
  }

  @Test func linesReadWithTheirHyperparametersPutIn() throws {
    let recipe = try #require(RecipeLibrary.standard["rmsprop"])
    var hypers = recipe.standardValues
    hypers[.learningRate] = 0.1
    let notation = Notation(numbers: .short, squares: recipe.squares)
    #expect(
      recipe.lines.map { notation.text(recipe.formula($0, hypers: hypers)) } == [
        "g^2", "0.9·E[g²] + 0.1·g²", "√(E[g²] + 1e-08)", "0.1 / denominator · g", "θ − step",
      ])
  }

  @Test func whatIsNotASumOfNumbersStaysAsWritten() throws {
    let recipe = try Recipe(lines: "θ = θ - lr * (2 * 3 - 4) / sqrt(4) * g")
    let notation = Notation(numbers: .short)
    #expect(
      notation.text(recipe.formula(recipe.lines[0], hypers: [.learningRate: 0.1]))
        == "θ − 0.2 / √4 · g")
  }
}

// MARK: - Reading

extension RecipeTests {
  static let plain = """
    optimizer mine
      "First."
      hyper lr = 0.1 in (0, 1] "how far"
      state m = 0
      m = m + g
      θ = θ - lr*m
    """

  @Test(arguments: [
    ("lines end as on another system", plain.replacing("\n", with: "\r\n")),
    ("the last line ends", plain + "\n\n"),
    ("lines are indented with tabs", plain.replacing("  ", with: "\t")),
    (
      "comments stand anywhere",
      plain.replacing("mine", with: "mine # \"a name\"").replacing("far\"", with: "far\" # #")
        .replacing("m + g", with: "m + g # so far") + "\n# the end"
    ),
    ("the range has no white space around", plain.replacing(" in (0, 1] ", with: " in(0,1]")),
    (
      "names are spelled another way",
      plain.replacing("θ", with: "theta").replacing("lr", with: "η")
    ),
  ])
  func whatDiffersOnlyInLooksIsTheSame(_ what: String, _ text: String) throws {
    let (recipe, plain) = (try Recipe(text), try Recipe(Self.plain))
    #expect(recipe.name == plain.name)
    #expect(recipe.summary == plain.summary)
    #expect(recipe.hypers.map(\.name) == plain.hypers.map(\.name))
    #expect(recipe.hypers.map(\.interval) == plain.hypers.map(\.interval))
    #expect(recipe.hypers.map(\.meaning) == plain.hypers.map(\.meaning))
    #expect(recipe.lines.map(\.formula) == plain.lines.map(\.formula))
  }

  @Test func aSummaryMayTakeSeveralLines() throws {
    let recipe = try Recipe("optimizer a\n\"One.\"\n\"Two # three.\"\nθ = θ - g")
    #expect(recipe.summary == "One. Two # three.")
  }

  @Test func aKeywordBeforeASignIsAQuantity() throws {
    let recipe = try Recipe("optimizer a\nstate = 2*g\nhyper = state + g\nθ = θ - hyper")
    #expect(recipe.lines.map(\.target.text) == ["state", "hyper", "θ"])
  }

  @Test func aPowerThatIsAQuantityIsReadAsIt() throws {
    let recipe = try Recipe("optimizer a\ng^2 = 3*g\nθ = θ - g^2")
    #expect(recipe.lines[0].target == Name("g²"))
    #expect(recipe.lines[1].formula.names == [.theta, Name("g²")])
  }

  @Test func aHyperparameterNeedsNeitherRangeNorMeaning() throws {
    let hyper = try #require(try Recipe("optimizer a\nhyper k = 1/4\nθ = θ - k*g").hypers.first)
    #expect(hyper.standard == 0.25)
    #expect(hyper.interval == .everything)
  }

  @Test func aStateMayStartFromAHyperparameter() throws {
    let recipe = try Recipe(lines: "state m = 2*lr\nm = m\nθ = θ - m")
    let walk = try Walk(recipe, minimizing: "x^2", from: ["x"], [1])
    #expect(walk.current[Name("m")] == [0.2])
  }
}

struct IntervalTests {
  @Test(arguments: [
    ("[0, 1)", [0, 0.5], [-0.1, 1]), ("(0, inf)", [0.1, 1e300], [0, .infinity]),
    ("[-1, 1]", [-1, 1], [1.1]), ("[0, inf]", [0, .infinity], [-1]),
  ])
  func endsBelongToItAsTheBracketsSay(_ text: String, _ inside: [Double], _ outside: [Double])
    throws
  {
    let interval = try #require(try Interval(text, offset: 0))
    #expect(inside.allSatisfy(interval.contains))
    #expect(!outside.contains(where: interval.contains))
  }

  @Test(arguments: ["[0, 1)", "(-inf, inf)", "(0.5, 1e-08]"])
  func whatItReadsIsWhatItWrites(_ text: String) throws {
    #expect(try Interval(text, offset: 0)?.text == text)
  }

  @Test func nothingHoldsNotANumber() { #expect(!Interval.everything.contains(.nan)) }

  @Test(arguments: ["", "0, 1", "[0 1]", "[]", "[,]", "[0, [1]]", "]0, 1["])
  func whatIsNoRangeIsNone(_ text: String) throws {
    #expect((try? Interval(text, offset: 0)) == nil)
  }
}
