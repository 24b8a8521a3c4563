import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Lessons

/// What stands above the text when a part begins, and when a lesson does.
struct TitleTests {
  @Test func aTitleRightBeforeASectionMakesNoEmptyPage() throws {
    let lesson = try #require(
      parse("# Title {#top}\n\n## Section\n\ntext\n\n# Other\n\nx\n").lesson)
    #expect(lesson.parts.map(\.id) == ["section", "other"])
    #expect(lesson.parts.map(\.above?.id) == ["top", nil])
    var learner = Learner(lesson)
    #expect(learner.headings == ["Title", "Section"])
    learner.type("")
    #expect(learner.headings == ["Other"])
  }

  @Test(
    arguments: [
      ("# A\n\n# B\n\nx\n", ["a", "b"]), ("# A\n\ntext\n\n## B\n\nx\n", ["a", "b"]),
      ("# A\n\n### B\n\nx\n", ["a"]), ("## A\n\n## B\n\nx\n", ["a", "b"]),
      ("# A\n\n## B\n\n# C\n\n## D\n\nx\n", ["b", "d"]),
      ("x\n\n# A\n\n## B\n\nx\n", ["opening", "b"]),
    ])
  func onlyATitleAboveASectionIsNoPart(body: String, ids: [String]) throws {
    #expect(try #require(parse(body).lesson).parts.map(\.id) == ids)
  }

  @Test func linksToATitleThatIsNoPartHold() throws {
    let body = "# Top\n\n## Section\n\n[up](#top) and [here](#section)\n"
    let lesson = try #require(parse(body).lesson)
    #expect(LinkCheck(lesson, at: "a.md").mistakes.isEmpty)
  }

  @Test func whatWasDoneOfASectionIsStillDone() throws {
    let section = "## Section\n\ntext\n"
    let before = try #require(parse(section).lesson).parts[0]
    let after = try #require(parse("# Title\n\n" + section).lesson).parts[0]
    #expect(after.contentHash == before.contentHash && after.id == before.id)
  }

  @Test func theTextBeforeTheFirstHeadingHasTheLessonsTitle() throws {
    var learner = try Learner(body: "text\n\n## B\n\nx\n")
    #expect(learner.headings == ["A lesson"])
    learner.type("")
    #expect(learner.headings == ["B"])
    learner.type("previous")
    #expect(learner.headings == ["A lesson"])
  }

  @Test(arguments: [("# A lesson\n\nx\n", 0), ("x\n", 0), ("# Other\n\nx\n", 1)])
  func aLessonIsAnnouncedOnce(body: String, count: Int) throws {
    let lesson = try #require(parse(body).lesson)
    var shown: [Report] = []
    let player = LessonPlayer(lesson, library: .standard)
    player.announce(Host(emit: { shown.append($0) }))
    #expect(shown.count == count)
  }

  // MARK: Asking again

  @Test func enterAtAQuestionShowsItAndItsChoicesAgain() throws {
    var learner = try Learner(body: "# A\n\n**Which?**\n\n- [x] one\n- [ ] two\n")
    let asked = learner.prose
    for line in ["", "next"] {
      learner.type(line)
      #expect(learner.prose == asked.suffix(1))
      #expect(
        learner.notes == ["type the number of the right one", "solution and skip help on."])
    }
  }

  @Test func enterAtAnExerciseOrANumberAsksAgain() throws {
    var learner = try Learner(body: LessonPlayerTests.setUp + LessonPlayerTests.exercise)
    learner.type("")
    #expect(
      learner.notes == ["Your turn. The goal: f < 0.1", "hint, solution and skip help on."])
    learner = try Learner(
      body: LessonPlayerTests.setUp + "```downhill\npredict step.x\nstep\n```\n")
    learner.type("")
    #expect(learner.notes.first == "What will step.x be after step 2? (within 0.1%)")
  }
}
