import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Lessons

/// Exercises whose goal is a recipe that the learner writes.
struct RecipeGoalTests {
  static let broken = """
    ```recipe
    optimizer mine
      hyper lr   = 0.01 in (0, inf) as rate
      hyper beta = 0.9 in [0, 1) as decay
      hyper eps  = 1e-8 in [0, inf) as epsilon
      state E[g²] = 0

      E[g²] = beta * E[g²] + (1 - beta) * g^2
      step  = lr / (E[g²] + eps) * g
      θ     = θ - step
    ```

    """
  static let mended = """
    optimizer mine
      hyper lr   = 0.01 in (0, inf) as rate
      hyper beta = 0.9 in [0, 1) as decay
      hyper eps  = 1e-8 in [0, inf) as epsilon
      state E[g²] = 0

      E[g²] = beta * E[g²] + (1 - beta) * g^2
      step  = lr / sqrt(E[g²] + eps) * g
      θ     = θ - step
    """

  static func exercise(_ goal: String, _ solution: String = mended, more: String = "") -> String {
    let lines = solution.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  \($0)" }.joined(separator: "\n")
    return "```downhill try\n\(goal)\n\(more)solution\n\(lines)\n```\n"
  }

  static let like =
    broken + exercise("goal like rmsprop on objectives square, elongated within 1e-9")

  private func recipe(_ text: String) throws -> Recipe { try Recipe(parsing: SourceText(text)) }

  @Test func theMendedRecipeMeetsTheGoalAndTheLessonGoesOn() throws {
    var learner = try Learner(body: Self.like)
    learner.write(try recipe(Self.mended))
    #expect(learner.notes.first == "The goal is met.")
    #expect(learner.player.isFinished)
  }

  @Test func theBrokenOneIsToldWhereItGoesAstray() throws {
    var learner = try Learner(body: Self.like)
    learner.write(try recipe(Self.mended.replacing("sqrt", with: "")))
    #expect(learner.notes.count == 1)
    #expect(learner.notes[0].hasPrefix("Not yet: in step 1 of a trial mine brings x to "))
    #expect(!learner.player.isFinished)
  }

  /// Two numbers that read the same are told apart by their distance.
  @Test func aSmallDifferenceIsSaidAsOne() throws {
    var learner = try Learner(body: Self.like)
    learner.write(try recipe(Self.mended.replacing("step  = lr", with: "step  = (lr + 1e-8)")))
    #expect(
      learner.notes.first?.contains("both bring x to about ") == true
        && learner.notes.first?.contains(" apart") == true, "\(learner.notes)")
  }

  @Test(arguments: [
    "use rmsprop", "use rmsprop lr=0.01, beta=0.9", "use mine", "recipe rmsprop",
  ])
  func toUseARecipeIsNotToWriteOne(line: String) throws {
    var learner = try Learner(body: Self.like)
    learner.type(line)
    #expect(!learner.player.isFinished)
    if line.hasPrefix("use") {
      #expect(learner.notes.last?.contains("a recipe that you write") == true, "\(learner.notes)")
    }
  }

  @Test func signIsNotWrittenByItsName() throws {
    let own = "optimizer ours\n  hyper lr = 0.5\n  step = lr * sign(g)\n  θ = θ - step"
    var learner = try Learner(
      body: Self.exercise("goal like sign lr=0.5 on objectives square", own))
    learner.type("use sign lr=0.5")
    #expect(!learner.player.isFinished)
    learner.write(try recipe(own))
    #expect(learner.player.isFinished)
  }

  /// Names of one's own, and formulas that come to the same.
  @Test(arguments: [
    Self.mended.replacing("optimizer mine", with: "optimizer other"),
    Self.mended.replacing("lr / sqrt(E[g²] + eps) * g", with: "lr*g/(E[g²] + eps)^0.5"),
    Self.mended.replacing("beta", with: "alpha"),
    // The number instead of a hyper-parameter is right for the value that is given.
    Self.mended.replacing("  hyper eps  = 1e-8 in [0, inf) as epsilon\n", with: "")
      .replacing("eps", with: "1e-8"),
  ])
  func anotherSpellingIsAsRight(text: String) throws {
    var learner = try Learner(body: Self.like)
    learner.write(try recipe(text))
    #expect(learner.player.isFinished, "\(learner.notes)")
  }

  @Test(arguments: [
    // A hyper-parameter that a line doesn't use.
    Self.mended.replacing("beta * E[g²] + (1 - beta)", with: "0.9 * E[g²] + (1 - beta)"),
    Self.mended.replacing("+ eps) * g", with: "+ eps) * abs(g)"),
    Self.mended.replacing("state E[g²] = 0", with: "state E[g²] = 1"),
    Self.mended.replacing("g^2", with: "(g + 1e-3)^2"),
    "optimizer still\n  step = 0 * g\n  θ = θ - step",
    "optimizer crowd\n  population 3\n  step = 0.01 * g\n  θ = θ - step",
    "optimizer nothing\n  step = g / 0\n  θ = θ - step",
  ])
  func whatStepsOtherwiseIsNot(text: String) throws {
    var learner = try Learner(body: Self.like)
    learner.write(try recipe(text))
    #expect(!learner.player.isFinished)
    #expect(learner.notes.last?.hasPrefix("Not yet: ") == true)
  }

  @Test func aTrialIsTheSameForEverybody() throws {
    let notes = try (0..<2).map { _ -> [String] in
      var learner = try Learner(body: Self.like)
      learner.write(try recipe(Self.mended.replacing("sqrt", with: "")))
      return learner.notes
    }
    #expect(notes[0] == notes[1])
  }

  @Test func aTrialStopsWhenTheLearnerWants() throws {
    var learner = try Learner(body: Self.like)
    learner.write(try recipe(Self.mended), interrupting: true)
    #expect(learner.notes == ["Not yet: the trial was stopped."])
    #expect(!learner.player.isFinished)
  }

  /// Recipes as large as recipes may be.
  @Test(.timeLimit(.minutes(2)), arguments: ["population 10000", "population 100"])
  func aTrialEndsHoweverMuchARecipeWorksOut(population: String) throws {
    let lines = (0..<20).map { "  q\($0) = sin(θ + \($0)) + f(θ) + normal()" }
      .joined(separator: "\n")
    let goal = "goal abs(step.x) < 9 always on objectives square"
    var learner = try Learner(body: Self.exercise(goal))
    learner.write(
      try recipe("optimizer huge\n  \(population)\n\(lines)\n  step = q19 * g\n  θ = θ - step"))
    #expect(!learner.player.isFinished)
    #expect(learner.notes.last?.hasPrefix("Not yet: ") == true)
  }

  @Test func alwaysIsAboutEveryStepOfTheRecipeOnTrial() throws {
    let clipped =
      "optimizer mine\n  hyper lr = 0.1\n  step = clamp(lr * g, -0.4, 0.4)\n  θ = θ - step"
    let body =
      "```downhill\nminimize x^2 from x=4\n```\n"
      + Self.exercise("goal abs(step.x) < 0.5 always", clipped)
    var learner = try Learner(body: body)
    learner.write(try recipe(clipped.replacing("0.4", with: "0.9")))
    #expect(
      learner.notes == ["Not yet: in step 1 of a trial it is not true that abs(step.x) < 0.5."])
    learner.write(try recipe(clipped))
    #expect(learner.player.isFinished)
  }

  @Test func aRecipeOfTheLessonsNameIsTheLearnersOnlyUntilTheLessonGoesOn() throws {
    var learner = try Learner(
      body: Self.like + "\n```downhill\nminimize x^2 from x=4\nuse mine\nstep\n```\n")
    let other = try recipe(Self.mended.replacing("step  = lr", with: "half = lr\n  step  = half"))
    learner.write(other)
    #expect(learner.player.isFinished)
    #expect(learner.player.own.recipe?.lines.count == 3)
  }

  @Test func undoTakesARecipeBack() throws {
    var learner = try Learner(body: Self.like)
    learner.write(try recipe(Self.mended.replacing("sqrt", with: "")))
    learner.type("undo")
    #expect(learner.notes == ["taken back: optimizer mine"])
  }
}
