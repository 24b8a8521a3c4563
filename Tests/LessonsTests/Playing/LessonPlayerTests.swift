import Formula
import Optimizers
import Session
import Testing

@testable import Lessons

/// What a learner may count on.
struct LessonPlayerTests {
  static let setUp = "```downhill\nminimize x^2 from x=4\nuse gd lr=0.25\nstep\n```\n"
  static let question = "\n**Which?**\n\n- [ ] a\n- [x] bee\n- [x] c\n"
  static let exercise =
    "```downhill try\ngoal f < 0.1\nhint \"one\"\nhint \"two\"\nsolution\n  run 5\n```\n"

  // MARK: Choices

  @Test(arguments: ["2 3", "3,2", "b c", "2 and 3", "2. 3.", "b) c)", "2; 3", "2 3 # sure"])
  func choicesAreNumbersOrLettersWhateverStandsBetween(line: String) throws {
    var learner = try Learner(body: Self.setUp + Self.question)
    learner.type(line)
    #expect(learner.notes.first == "Right.")
    #expect(learner.player.isFinished)
  }

  @Test(arguments: ["bee", "BEE", "2", "b"])
  func oneOfTwoRightChoicesIsRightAsFarAsItGoes(line: String) throws {
    var learner = try Learner(body: Self.setUp + Self.question)
    learner.type(line)
    #expect(learner.notes == ["Right as far as it goes, but there are more."])
    #expect(learner.player.experiment == nil)
  }

  @Test(arguments: ["4", "0", "1 9", "99999999999999999999999"])
  func aNumberThatIsNoChoicesIsNoExperiment(line: String) throws {
    var learner = try Learner(body: Self.setUp + Self.question)
    learner.type(line)
    #expect(learner.notes == ["The choices are numbered from 1 to 3."])
    #expect(learner.player.prompt == "sample 1/1> ")
  }

  @Test(arguments: ["-9223372036854775808", "x", "f + 1", "help", "explain x", "show"])
  func aLookLeavesNothingToSetAside(line: String) throws {
    var learner = try Learner(body: Self.setUp + Self.question)
    learner.type(line)
    #expect(learner.player.prompt == "sample 1/1> ")
    learner.type("2 3")
    #expect(learner.notes == ["Right.", "That is the end of A lesson."])
  }

  // MARK: Numbers

  @Test(
    arguments: [
      "1", "1.0", ".5*2", "2/2", "lr * 4", "lr*g.x/2", "step.x / 2", "1e0", "+1",
      "−1 + 2",
    ])
  func aNumberIsJudgedByItsValue(line: String) throws {
    var learner = try Learner(body: Self.setUp + "\n```downhill\npredict step.x\nstep\n```\n")
    learner.type(line)
    #expect(learner.notes.first == "Right: 1.")
    #expect(learner.player.isFinished)
  }

  @Test func aParameterNamedLikeAShortCommandIsAnAnswer() throws {
    var learner = try Learner(
      body: "```downhill\nminimize b^2 from b=4\nask \"How large is b?\" = b\n```\n")
    learner.type("b")
    #expect(learner.notes.first == "Right: 4.")
  }

  @Test(arguments: ["", "  ", "# hm", "nonsense", "0,5", "1/0", "x = 1", "[1, 2]", "(((", "2"])
  func noAnswerAndAWrongOneLeaveTheQuestionOpen(line: String) throws {
    var learner = try Learner(body: Self.setUp + "\n```downhill\npredict step.x\nstep\n```\n")
    let place = learner.player.place
    learner.type(line)
    #expect(learner.player.place == place)
    #expect(!learner.notes.isEmpty || !learner.errors.isEmpty)
    learner.type("1")
    #expect(learner.player.isFinished)
  }

  @Test func aStepOnTheCopyMayHelpToAnswer() throws {
    var learner = try Learner(body: Self.setUp + "\n```downhill\npredict step.x\nstep\n```\n")
    learner.type("step")
    #expect(learner.player.prompt == "try> ")
    learner.type("step.x")
    #expect(learner.notes.prefix(2) == ["Right: 1.", "(your experiment is set aside: step)"])
    #expect(learner.player.own.walk?.stepCount == 2)
  }

  // MARK: Exercises

  @Test func enterAtAnExerciseStepsOnlyAfterAStepOfTheLearnersOwn() throws {
    var learner = try Learner(body: Self.setUp + Self.exercise)
    learner.type("")
    learner.type("next")
    #expect(learner.player.live.walk?.stepCount == 1)
    learner.type("step")
    learner.type("")
    #expect(learner.player.live.walk?.stepCount == 3)
    learner.type("next")
    #expect(learner.player.live.walk?.stepCount == 3)
  }

  @Test func theLessonGoesOnFromItsOwnSolutionAndSaysSo() throws {
    var learner = try Learner(body: Self.setUp + Self.exercise)
    learner.type("run 20")
    #expect(
      learner.notes.prefix(2) == [
        "The goal is met.", "The lesson goes on from its own solution: run 5",
      ])
    #expect(learner.player.own.walk?.stepCount == 6)
    #expect(learner.player.answers.map(\.answer) == ["1 command"])
  }

  @Test func hintsGrowPlainerAndEnd() throws {
    var learner = try Learner(body: Self.setUp + Self.exercise)
    var heard: [String] = []
    for _ in 0..<4 {
      learner.type("hint")
      heard += learner.notes
    }
    let end = "There is no more to hint at; solution shows it."
    #expect(heard == ["one", "two", end, end])
  }

  // MARK: Moving about

  @Test func whatIsSetAsideIsNamedInALine() throws {
    var learner = try Learner(body: Self.setUp + "\n# B\n\nText.\n")
    for line in ["set lr = 0.5", "step", "run 3", "back", "lr"] { learner.type(line) }
    learner.type("")
    #expect(
      learner.notes.first
        == "(your experiment is set aside: set lr = 0.5 · step · run 3 and 1 more)")
    #expect(learner.player.place.part == 1)
  }

  @Test(arguments: ["goto 3", "goto 99"])
  func thereIsNoGoingToAPartThatIsntThere(line: String) throws {
    var learner = try Learner(body: Self.setUp + "\n# B\n\nText.\n")
    learner.type(line)
    #expect(learner.notes == ["there are 2 parts"])
    #expect(learner.player.place.part == 0)
  }

  @Test func skipAtTheEndSaysThatItIsTheEnd() throws {
    var learner = try Learner(body: Self.setUp)
    learner.type("skip")
    #expect(learner.notes == ["This is the end; Enter or leave ends the lesson."])
  }

  @Test func contentsMarkWhatIsDoneAndWhereOneIs() throws {
    var learner = try Learner(body: "# A\n\nx\n\n# B\n\ny\n")
    learner.type("")
    learner.type("goto 1")
    guard case .list(_, let items)? = learner.player.contents.blocks.last else {
      Issue.record("expected a list")
      return
    }
    #expect(
      items == [
        [.paragraph([.text("A (done, you are here)")])], [.paragraph([.text("B (done)")])],
      ])
  }

  // MARK: Stopping

  @Test func aCommandThatIsStoppedIsCarriedOutAgainByEnter() throws {
    let body = "```downhill\nminimize x^2 from x=4\nuse gd lr=0.001\n```\n# B\n\n```downhill\n"
    var learner = try Learner(body: body + "run 5000\nlet a = 1\n```\n")
    learner.type("", interrupting: true)
    #expect(learner.notes.last == "Stopped. Enter carries it out again.")
    #expect(learner.player.own.walk?.stepCount == 0)
    #expect(learner.player.own.definitions.names.isEmpty)
    learner.type("")
    #expect(learner.player.isFinished)
    #expect(learner.player.own.walk?.stepCount == 5000)
  }

  @Test func aWayThereThatIsStoppedLeavesOneWhereOneWas() throws {
    let body = "```downhill\nminimize x^2 from x=4\nuse gd lr=0.001\n```\n# B\n\n```downhill\n"
    var learner = try Learner(body: body + "run 5000\n```\n\n# C\n\nEnd.\n")
    learner.type("goto 3", interrupting: true)
    #expect(learner.notes == ["Stopped; you are where you were."])
    #expect(learner.player.place.part == 0)
    learner.type("goto 3")
    #expect(learner.player.own.walk?.stepCount == 5000)
  }

  // MARK: The author's mistakes

  @Test(
    arguments: [
      ("```downhill\nstpe\n```\n", "stpe"), ("```downhill\nexpect 1 > 2\n```\n", "1 > 2"),
      ("x is `= y`.\n", "y"), ("# Heading `= y`\n\ntext\n", "y"),
      ("```downhill\nminimize x^2 from x=4\nuse gd\nrun 200000\n```\n", "run 200000"),
      ("```downhill\nquit\n```\n", "quit"),
    ])
  func areShownInTheLessonAndItGoesOn(body: String, place: String) throws {
    let learner = try Learner(body: body)
    #expect(learner.player.isFinished)
    let range = try #require(learner.errors.first?.diagnostic.range)
    #expect(learner.errors.count == 1)
    #expect(learner.player.lesson.source.slice(range) == place)
  }

  @Test func aLessonWithoutAPartEndsBeforeItBegins() throws {
    let learner = try Learner(body: "")
    #expect(learner.player.isFinished)
  }
}
