import Formula
import Session

// What is wrong with goals, with what may be used, and with recipes in lessons.

extension LessonMessages {
  // MARK: Goals

  static func goalMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "behind a goal in words stands the condition", at: range,
      hint: #"write goal "bring f below 0.001" = f < 1e-3"#)
  }

  static func goalIsNoCondition(_ formula: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(shown(formula)) is a number, not a goal", at: range, hint: "compare it: goal f < 1e-3")
  }

  static func expectsANumber(_ formula: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(shown(formula)) is a number, and nothing is said of it", at: range,
      hint: "compare it: expect \(shown(formula)) ~= 3.2")
  }

  static func likeEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "like needs an optimizer", at: range,
      hint: "write goal like rmsprop on objectives square, elongated")
  }

  static func likeMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a tolerance stands at the end", at: range,
      hint: "write goal like rmsprop on objectives square, elongated within 1e-9")
  }

  static func alwaysMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "always stands behind the condition", at: range,
      hint: "write goal step.x < 0.5 always, or goal step.x < 0.5 always on objectives square")
  }

  static func trialSteps(_ most: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a number of steps should stand here, from 1 to \(most)", at: range,
      hint: "write for 20 steps")
  }

  static func objectiveUnknown(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      name.isEmpty
        ? "a function of the gallery should stand here" : "there is no objective \(shown(name))",
      at: range, hint: suggestion(name, among: Gallery.names) ?? "objectives lists them")
  }

  static func mayMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "may says what counts", at: range, hint: "write may use set, run, or may not use lr > 1")
  }

  static func ruleUnknown(_ item: String, among words: [String], at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(shown(item)) is no command, no optimizer and no condition", at: range,
      hint: suggestion(item, among: words) ?? "write may use set, run, or may not use lr > 1")
  }

  static func solutionDoesNotCount(_ why: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the solution doesn't count: \(why)", at: range,
      hint: "may use names what else counts, as in may use set")
  }

  static func recipeNotLike(_ why: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("after the solution, the goal is not met: \(why)", at: range)
  }

  static func noRecipeWritten(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the goal is about a recipe, and the solution writes none", at: range,
      hint: "write optimizer mine under solution, and its lines below, indented further")
  }

  static func goalMetByFirstRecipe(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(shown(name)), as the exercise begins, meets the goal already", at: range,
      hint: "give a recipe with something left to mend")
  }

  static func goalMetByIdling(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a recipe that does nothing meets the goal", at: range,
      hint: "add a second goal: goal like gd, or a condition on f")
  }

  static func tooLargeToTry(_ most: Int) -> Diagnostic {
    Diagnostic("a step of it leaves more than \(most.counted("number"))")
  }

  // MARK: Recipes

  static func recipeEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the block has no recipe", at: range, hint: "write optimizer mine and its lines below")
  }

  static func recipeBlockWord(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "unknown word \(shown(word)) after recipe", at: range,
      hint: "the recipe's name stands inside, behind optimizer")
  }

  static func recipeBuiltIn(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(shown(name)) is a part of the program", at: range, hint: "give yours a name of its own")
  }
}
