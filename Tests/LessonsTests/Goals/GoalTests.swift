import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Lessons

/// What meets a goal about a walk, and what doesn't count.
struct GoalTests {
  private let folder = TemporaryFolder()

  static let setUp = "```downhill\nminimize x^2 + 10y^2 from x=4, y=1\nuse gd lr=0.05\n```\n\n"

  static func lesson(
    _ goal: String, before: String = setUp, solution: String = "set lr = 0.09\n  run 30"
  )
    -> String
  {
    "**A**\n\n" + before + "```downhill try\n\(goal)\nsolution\n  \(solution)\n```\n"
  }

  private func types(_ lines: [String], at body: String) throws -> Learner {
    var learner = try Learner(body: body)
    for line in lines { learner.type(line) }
    return learner
  }

  @Test(arguments: [
    ["set lr = 0.09", "run 30"], ["use gd lr=0.09", "run until f < 1e-3 max 30"],
    ["step 3", "back 2", "set lr = 0.09", "run 29"], ["use adagrad lr=1", "run 30"],
    ["minimize x^2 + 10y^2 from x=4, y=1", "use gd lr=0.09", "run 30"],
    ["let a = 3", "minimize x^2 + 10y^2 from x=4, y=1", "set lr=0.09", "run 30"],
    ["set x = 0", "use gd lr=0.09", "run 30"],
    ["minimize x^2 from x=0", "undo", "set lr=0.09", "run 30"],
  ])
  func theLessonsOwnWalkCounts(lines: [String]) throws {
    let learner = try types(lines, at: Self.lesson("goal f < 1e-2 and steps <= 30"))
    #expect(learner.player.isFinished, "\(learner.notes)")
  }

  static let cheats: [(lines: [String], why: String)] = [
    (["minimize x^2 from x=0"], "the lesson's own function"),
    (["minimize x^2 + 10y^2 from x=0.01, y=0"], "the lesson's own start"),
    (["objective square", "use gd lr=0.4", "run 30"], "the lesson's own function"),
    (["params x=0, y=0", "step g = 1, 1"], ""),
    (["set x = 0, y = 0"], "x was set by hand at the start"),
    (["step", "set y = 0", "set x = 0"], "y was set by hand after step 1"),
    (["use gd lr=1", "step g = 4, 1"], "the gradient of step 1 was fed by hand"),
    (["let f2 = 3", "set x = 0", "set y = 0"], "x was set by hand"),
  ]

  @Test(arguments: cheats)
  func whatIsNotTheLessonsWalkDoesntAndIsToldWhy(lines: [String], why: String) throws {
    let learner = try types(lines, at: Self.lesson("goal f < 1e-2 and steps <= 30"))
    #expect(!learner.player.isFinished)
    if !why.isEmpty {
      let note = try #require(learner.notes.last)
      #expect(note.hasPrefix("That doesn't count: "))
      #expect(note.contains(why), "\(note)")
    }
  }

  @Test func anotherMeaningOfANameChangesNoGoal() throws {
    let before = "```downhill\nlet loss = x^2\nminimize loss from x=4\nuse gd lr=0.1\n```\n\n"
    let body = Self.lesson("goal loss < 0.01", before: before, solution: "run 60")
    #expect(try !types(["let loss = 0"], at: body).player.isFinished)
    #expect(try types(["run 60"], at: body).player.isFinished)
  }

  @Test func whatTheLessonDidByHandIsTheLessons() throws {
    let before = Self.setUp.replacing("```\n\n", with: "step\nset x = 3\n```\n\n")
    let learner = try types(
      ["set lr = 0.09", "run 30"], at: Self.lesson("goal f < 1e-2", before: before))
    #expect(learner.player.isFinished, "\(learner.notes)")
  }

  @Test func gradientsAreFedWhereThereIsNoFunction() throws {
    let before = "```downhill\nparams x=4\nuse gd lr=1\n```\n\n"
    let body = Self.lesson("goal x < 1", before: before, solution: "step g = 4")
    #expect(try types(["step g = 3.5"], at: body).player.isFinished)
    #expect(try !types(["set x = 0"], at: body).player.isFinished)
  }

  @Test func toSetUpAFunctionMayBeTheExercise() throws {
    let body = Self.lesson("goal f == 16", before: "", solution: "minimize x^2 from x = 4")
    #expect(try types(["minimize x^2 from x = 4"], at: body).player.isFinished)
  }

  // MARK: What may be used

  @Test(arguments: [
    ("may use set, run", ["set x = 0", "set y = 0"], true),
    ("may use set, run", ["set lr = 0.09", "run 30"], true),
    ("may use set, run", ["show", "explain x", "set lr = 0.09", "run 30"], true),
    ("may use set, run", ["use gd lr=0.09", "run 30"], false),
    ("may use set lr, run", ["set lr = 0.09", "run 30"], true),
    ("may use set lr, run", ["set x = 0", "set y = 0"], false),
    ("may use set, run", ["step 30", "reset", "set lr = 0.09", "run 30"], true),
    ("may only use run", ["set lr = 0.09", "run 30"], false),
    ("may use step g, step", ["step g = 80, 20"], true),
    ("may use minimize", ["minimize x^2 from x=0"], true),
    ("may not use set", ["set lr = 0.09", "run 30"], false),
    ("may not use set", ["use gd lr=0.09", "run 30"], true),
    ("may not use lr > 0.08", ["set lr = 0.09", "run 30"], false),
    ("may not use lr > 0.08", ["set lr = 0.08", "run 30", "run 30"], true),
    ("may not use lr > 0.08", ["set lr = 0.09", "run 30", "set lr = 0.01", "step"], false),
    ("may use lr <= 0.08", ["set lr = 0.09", "run 30"], false),
    ("may use lr <= 0.08", ["use adagrad lr = 0.08", "run until f < 1e-2 max 50000"], true),
    ("may not use adagrad", ["use adagrad lr = 1", "run 30"], false),
    ("may use adagrad, run", ["use adagrad lr = 1", "run 30"], true),
    ("may use adagrad, run", ["use gd lr = 0.09", "run 30"], false),
    ("may not use recipe", ["recipe gd", "set lr = 0.09", "run 30"], false),
    ("may not use lr > 1, set", ["use gd lr = 0.09", "run 30"], true),
  ])
  func rulesNameWhatCounts(rule: String, lines: [String], counts: Bool) throws {
    var learner = try Learner(body: Self.lesson("goal f < 1e-2\n\(rule)"))
    var notes: [String] = []
    for line in lines {
      learner.type(line)
      notes += learner.notes
    }
    #expect(learner.player.isFinished == counts, "\(notes)")
    // It is said once.
    #expect(notes.count { $0.hasPrefix("That doesn't count: ") } == (counts ? 0 : 1), "\(notes)")
  }

  @Test func aRuleIsSaidWhenTheExerciseBegins() throws {
    let learner = try Learner(body: Self.lesson("goal f < 1e-2\nmay not use lr > 1"))
    #expect(
      learner.notes == ["Your turn. The goal: f < 1e-2", "In no step may it be that lr > 1."])
  }

  // MARK: In words, and always

  @Test func aGoalInWordsIsSaidInWords() throws {
    var learner = try Learner(
      body: Self.lesson(#"goal "bring f below 0.01 in 40 steps" = f < 1e-2 and steps <= 40"#))
    #expect(learner.notes == ["Your turn. The goal: bring f below 0.01 in 40 steps"])
    learner.type("")
    #expect(
      learner.notes == [
        "Your turn. The goal: bring f below 0.01 in 40 steps", "solution and skip help on.",
      ])
  }

  /// No further step helps where a part of the goal is past; what is only not reached yet goes
  /// without saying.
  @Test(arguments: [
    (["run 40"], "Not yet: it is no longer true that steps <= 30; reset begins anew."),
    (["run 29"], nil),
    (["run 30", "step"], "Not yet: it is no longer true that steps <= 30; reset begins anew."),
    (["run 40", "reset"], nil),
  ])
  func aPartThatIsPastIsSaid(lines: [String], _ words: String?) throws {
    let learner = try types(lines, at: Self.lesson("goal f < 1e-2 and steps <= 30"))
    #expect(!learner.player.isFinished)
    #expect(learner.notes.last { $0.hasPrefix("Not yet") } == words)
  }

  @Test func alwaysIsAboutEveryStepOfTheWalk() throws {
    let body = Self.lesson("goal f < 1e-2\ngoal abs(step.x) < 0.5 always", solution: "run 60")
    #expect(
      try types(["use gd lr=0.09", "run 60"], at: body).notes == [
        "Not yet: in step 1 it is not true that abs(step.x) < 0.5; reset begins anew."
      ])
    #expect(try types(["run 60"], at: body).player.isFinished)
  }

  // MARK: The check

  private func check(_ body: String) throws -> [String] {
    let path = folder.write("sample.md", Array(lessonText(body).utf8))
    return try #require(try LessonChecker.standard().check([path]).first).diagnostics
      .map(\.message)
  }

  static let good = [
    lesson("goal f < 1e-2"), lesson(#"goal "as \#("low") as it gets" = f < 1e-2"#),
    lesson("goal f < 1e-2\nmay use set, run\nmay not use lr > 1"),
    lesson("goal abs(step.x) < 1 always\ngoal f < 1e-2"),
    lesson("goal f < 1e-2\nmay use set, run", solution: "set x = 0, y = 0"),
    RecipeGoalTests.like,
    RecipeGoalTests.broken
      + RecipeGoalTests.exercise(#"goal "mend it" = like rmsprop lr=0.1 for 5 steps within 1e-9"#),
    "```downhill\noptimizer mine\n  hyper lr = 0.1\n\n  step = lr * g\n  θ = θ - step\nminimize x^2 from x=4\nuse mine\nstep\nexpect x ~= 3.2\n```\n",
    "> ```downhill\n> optimizer a.b\n> step = 0.1*g\n> θ = θ - step\n>\n> minimize x^2 from x=4\n> use a.b\n> step\n> expect x ~= 3.2\n> ```\n",
    "```recipe\noptimizer one\n  θ = θ - g\n\noptimizer two\n  θ = θ - 2g\n```\n\n```downhill\nminimize x^2 from x=4\nuse two\nstep\nexpect x == -12\n```\n",
  ]

  @Test(arguments: good)
  func theCheckPassesThem(body: String) throws {
    #expect(try check(body) == [])
  }

  static let bad: [(String, String)] = [
    (lesson("goal 5"), "5 is a number, not a goal"),
    (lesson("goal f"), "f is a number, not a goal"),
    (lesson("goal f < 1 and x"), "f < 1 and x is a number, not a goal"),
    (lesson("goal f always"), "f is a number, not a goal"),
    (lesson(#"goal "low""#), "behind a goal in words stands the condition"),
    (lesson(#"goal "low" f < 1"#), "behind a goal in words stands the condition"),
    (lesson("goal like"), "like needs an optimizer"),
    (lesson("goal like gd on objectives squar"), "there is no objective squar"),
    (lesson("goal like gd on objectives"), "a function of the gallery should stand here"),
    (lesson("goal like gd for 0 steps"), "a number of steps should stand here, from 1 to 200"),
    (lesson("goal like gd within"), "a tolerance stands at the end"),
    (lesson("goal like gd within 1e-9 on objectives square"), "a tolerance stands at the end"),
    (lesson("goal like gd"), "the goal is about a recipe, and the solution writes none"),
    (lesson("goal f < 1 always twice"), "always stands behind the condition"),
    (lesson("goal f < 1e-2\nmay"), "may says what counts"),
    (lesson("goal f < 1e-2\nmay use"), "may says what counts"),
    (lesson("goal f < 1e-2\nmay use set,, run"), "may says what counts"),
    (lesson("goal f < 1e-2\nmay use sett"), "sett is no command, no optimizer and no condition"),
    (lesson("goal f < 1e-2\nmay not use lr"), "lr is no command, no optimizer and no condition"),
    (
      lesson("goal f < 1e-2", solution: "set x = 0, y = 0"),
      "the solution doesn't count: x was set by hand at the start"
    ),
    (
      lesson("goal f < 1e-2\nmay not use lr > 0.08"),
      "the solution doesn't count: in step 1 it was true that lr > 0.08, which you may not use"
    ),
    (
      RecipeGoalTests.broken.replacing("(E[g²]", with: "sqrt(E[g²]")
        + RecipeGoalTests.exercise("goal like rmsprop on objectives square"),
      "mine, as the exercise begins, meets the goal already"
    ),
    (
      RecipeGoalTests.broken + RecipeGoalTests.exercise("goal f < 1e9 always on objectives square"),
      "mine, as the exercise begins, meets the goal already"
    ),
    (
      RecipeGoalTests.exercise("goal abs(step.x) < 99 always on objectives square"),
      "a recipe that does nothing meets the goal"
    ),
    ("```recipe\n```\n", "the block has no recipe"),
    ("```recipe mine\noptimizer mine\nθ = θ - g\n```\n", "unknown word mine after recipe"),
    ("```recpie\noptimizer mine\nθ = θ - g\n```\n", "unknown kind of block recpie"),
    ("```recipe\noptimizer gd\nθ = θ - g\n```\n", "gd is a part of the program"),
    (
      "```downhill\nminimize x^2 from x=4\nexpect x\n```\n",
      "x is a number, and nothing is said of it"
    ),
    (
      "```downhill\nlet near = x < 5\nminimize x^2 from x=4\nexpect near\nexpect 2x\n```\n",
      "2x is a number, and nothing is said of it"
    ),
  ]

  @Test(arguments: bad)
  func theCheckSaysWhatIsWrong(body: String, message: String) throws {
    #expect(try check(body) == [message])
  }

  @Test func anErrorInARecipeStandsWhereTheRecipeDoes() throws {
    let path = folder.write(
      "sample.md",
      Array(lessonText("> ```recipe\n> optimizer mine\n>   step = lr * g\n> ```\n").utf8))
    let file = try #require(try LessonChecker.standard().check([path]).first)
    let range = try #require(file.diagnostics.first?.range)
    #expect(file.source.slice(range) == "lr")
  }
}
