import Formula
import TestSupport
import Testing

@testable import Optimizers

/// Every way a recipe can be wrong: one defect each, with its place marked.
struct RecipeErrorTests {
  /// The case in a recipe that is right but for it.
  private static func inRecipe(_ lines: String, _ message: String, _ hint: String? = nil)
    -> MarkedError
  {
    MarkedError("optimizer a\n  hyper lr = 0.1\n\(lines)\n  θ = θ - lr*g\n", message, hint)
  }

  @Test(arguments: [
    MarkedError("⟦⟧", "a recipe begins with its name", "optimizer mine"),
    MarkedError("⟦⟧# nothing\n", "a recipe begins with its name", "optimizer mine"),
    MarkedError("⟦θ = θ - g⟧", "a recipe begins with its name", "optimizer mine"),
    MarkedError("⟦optimizer⟧", "a recipe begins with its name", "optimizer mine"),
    MarkedError("\n ⟦optimiser a⟧\nθ = θ - g", "a recipe begins with its name", "optimizer mine"),
    MarkedError(
      "optimizer ⟦two words⟧\nθ = θ - g",
      "an optimizer's name is a word of letters, digits, . _ and -", "optimizer mine"),
    MarkedError(
      "optimizer ⟦2nd⟧ # a name\nθ = θ - g",
      "an optimizer's name is a word of letters, digits, . _ and -", "optimizer mine"),
    inRecipe("⟦optimizer b⟧", "a text holds one recipe", "give the second one its own"),
    MarkedError(
      "optimizer a\n⟦\"Not closed⟧\nθ = θ - g", "this text is not closed", "end it with \""),
    MarkedError(
      "optimizer a\n⟦\"One\" \"two\"⟧\nθ = θ - g", "this text is not closed", "end it with \""),
  ])
  func theHeadIsWrong(_ expected: MarkedError) throws { try expect(expected) }

  @Test(arguments: [
    inRecipe("hyper ⟦0.1⟧", "a name and = should stand here", "as in hyper lr = 0.01"),
    inRecipe("hyper ⟦k⟧ 0.1", "a name and = should stand here", "as in hyper lr = 0.01"),
    inRecipe("hyper k =⟦⟧ \"how\"", "the formula ends too early", "something is missing"),
    inRecipe("hyper k = 1 ⟦2⟧", "an operator is missing before this", anOperatorIsMissing),
    inRecipe("hyper k = ⟦[1, 2]⟧", "a hyper-parameter is a single number", "hyper k = 0.01"),
    inRecipe("hyper k = ⟦lr⟧", "there is nothing called lr here"),
    inRecipe("hyper k = ⟦2⟧ in [0, 1)", "the value of k is not in [0, 1)"),
    inRecipe("hyper k = ⟦1⟧ in [0, 1)", "the value of k is not in [0, 1)"),
    inRecipe("hyper k = 1 ⟦in⟧", "a range should follow in", "as in [0, 1) or (0, inf)"),
    inRecipe("hyper k = 1 in (0⟦;⟧ 1)", "; has no meaning in a formula", "separate with commas"),
    inRecipe("hyper k = 1 ⟦in⟧ (0 1)", "a range should follow in", "as in [0, 1) or (0, inf)"),
    inRecipe("hyper k = 1 in [⟦z⟧, 1]", "there is nothing called z here"),
    inRecipe("hyper k = 1 ⟦\"not closed⟧", "this text is not closed", "end it with \""),
    inRecipe("hyper ⟦lr⟧ = 1", "lr is set already", "a name stands for one quantity"),
    inRecipe("hyper ⟦g⟧ = 1", "g is set already", "a name stands for one quantity"),
    inRecipe("hyper ⟦θ⟧ = 1", "θ is set already", "a name stands for one quantity"),
  ])
  func aHyperparameterIsWrong(_ expected: MarkedError) throws { try expect(expected) }

  @Test(arguments: [
    inRecipe("state ⟦m⟧", "a name and = should stand here", "as in state G = 0"),
    inRecipe("state ⟦m⟧ = 0", "the state m is never updated", "m = …"),
    inRecipe("state ⟦lr⟧ = 0", "lr is set already", "a name stands for one quantity"),
    inRecipe(
      "state m = 0\nstate ⟦m⟧ = 0\nm = g", "m is set already", "a name stands for one quantity"),
    inRecipe(
      "state m = ⟦k⟧\nm = g", "there is nothing called k in this recipe", "declare it: hyper k = …"),
    inRecipe(
      "state m = ⟦g⟧\nm = g", "there is nothing called g in this recipe",
      "a state starts before the first step"),
    inRecipe(
      "state m = ⟦[1, 2]⟧\nm = g",
      "a state begins with one number, or one for each of what there are", "state m = 0"),
  ])
  func aStateIsWrong(_ expected: MarkedError) throws { try expect(expected) }

  @Test(arguments: [
    inRecipe("⟦step⟧", "a name and = should stand here", "as in step = lr * g"),
    inRecipe("⟦2⟧ = g", "a name and = should stand here", "as in step = lr * g"),
    inRecipe("step =⟦⟧", "the formula ends too early", "something is missing"),
    inRecipe("step = g⟦)⟧", "nothing was opened that this could close"),
    inRecipe("a = g\n⟦a⟧ = 2*g", "a is set already", "a name stands for one quantity"),
    inRecipe("⟦g⟧ = 2*g", "g is set already", "a name stands for one quantity"),
    inRecipe("⟦lr⟧ = 2", "lr is set already", "a name stands for one quantity"),
    MarkedError(
      "optimizer a\nθ = θ - g\n⟦θ⟧ = θ - g", "θ is set already", "a name stands for one quantity"),
    inRecipe(
      "a = ⟦b⟧\nb = g", "b is read before it is set", "move its line up, or declare state b = 0"),
    inRecipe(
      "m = ⟦m⟧ + g", "m is read before it is set",
      "θ stands for all parameters: θ = θ - step; "
        + "what is kept from step to step is a state: state m = 0"),
    inRecipe("a = ⟦ls⟧*g", "there is nothing called ls in this recipe", "did you mean lr?"),
    inRecipe(
      "state m = ⟦f⟧\nm = g", "there is nothing called f in this recipe",
      "a start asks for f at a point: f(θ)"),
    inRecipe("a = ⟦g.x⟧", "a recipe treats all parameters alike", "write g"),
    inRecipe("a = ⟦sqr⟧(g)", "there is no function sqr", "write g^2"),
    inRecipe(
      "a = ⟦[1, 2, 3]⟧", "a is one number or one a parameter, and this is a list of 3",
      "reduce it, as with sum(…) or norm(…)"),
    inRecipe("a = ⟦g + [1, 2]⟧", "+ can't join one number a parameter (3) and a list of 2"),
    MarkedError("optimizer a\n⟦m⟧ = g", "the recipe never moves θ", "end with θ = θ - step"),
  ])
  func aLineIsWrong(_ expected: MarkedError) throws { try expect(expected) }

  @Test func aRecipeOfNothingNeverMovesTheta() throws {
    let error = try #require(throws: Diagnostic.self) { try Recipe("optimizer a") }
    #expect(error.message == "the recipe never moves θ")
  }

  @Test func placesAreRightInALineThatEndsAsOnAnotherSystem() throws {
    try expect(
      MarkedError(
        "optimizer a\r\n\r\n  θ = θ - ⟦z⟧\r\n", "there is nothing called z in this recipe",
        "declare it: hyper z = …"))
  }

  private static let anOperatorIsMissing =
    "a product needs *; only a number may stand before a name, as in 10y"

  private func expect(_ expected: MarkedError) throws {
    let marked = Marked(expected.marked)
    let error = try #require(throws: Diagnostic.self) { try Recipe(marked.source) }
    #expect(error.message == expected.message)
    #expect(error.hint == expected.hint)
    #expect(Marked.text(marked.source, error.range) == expected.marked)
  }
}
