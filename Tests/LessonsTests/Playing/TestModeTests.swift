import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Lessons
import Tutor

/// A lesson that is a test: one answer a question, and nothing said of it before the end.
struct TestModeTests {
  private static let text = """
    ---
    title: A test
    test: true
    ---

    ## One

    ```downhill
    ask "How much is it?" = 1 + 1
      hint "Count."
      wrong 3 "One too many."
    ask "Who?" = "Hinton"
    ```

    **Which?**

    - [ ] a
      > Not a.
    - [x] b
      > Since it is b.

    ## Two

    ```downhill
    practice walks 1 seed 2
    ```

    """

  private func player() throws -> LessonPlayer {
    let (lesson, diagnostics) = LessonParser.parse(SourceText(name: "a.md", Self.text))
    #expect(diagnostics.isEmpty)
    return LessonPlayer(try #require(lesson), library: .standard)
  }

  /// The right answer to the exercise of the second part.
  private func walksAnswer() throws -> String {
    NumberFormat.short.text(
      try #require(PracticeSubject("walks", .standard)?.question(seed: 2, number: 1, stage: .last))
        .answer)
  }

  /// What is said to lines typed one after the other.
  private func play(_ lines: [String]) throws -> (player: LessonPlayer, notes: [String]) {
    var player = try player()
    var notes: [String] = []
    let host = Host(emit: { report in
      switch report {
      case .note(let note): notes.append(note.text)
      case .error(let error): notes.append(error.diagnostic.message)
      case .explanation: notes.append("(explanation)")
      case .drill(let drill): notes.append(drill.title?.text(.short) ?? "(drill)")
      default: break
      }
    })
    player.play(host)
    for line in lines { _ = player.receive(line, host) }
    return (player, notes)
  }

  @Test(arguments: [
    (["2", "Hinton", "2", ""], 3), (["3", "Duchi", "1", ""], 0), (["skip", "skip", "skip", ""], 0),
    (["2", "Duchi", "2", ""], 2),
  ])
  func aQuestionTakesOneAnswerOfWhichNothingIsSaid(_ lines: [String], right: Int) throws {
    let (player, notes) = try play(lines)
    #expect(player.place.part == 1)
    #expect(player.score.atOnce == right)
    #expect(player.score.asked == 3)
    #expect(notes.count { $0 == "Noted." } == lines.count { $0 != "skip" && !$0.isEmpty })
    for word in ["Right", "Not quite", "One too many", "Since it is", "Not a"] {
      #expect(!notes.contains { $0.contains(word) }, "\(notes)")
    }
  }

  /// A question under its number, wherever a learner comes from.
  @Test(arguments: [
    ([], 1), (["2"], 2), (["2", "Hinton"], 3), (["2", "Hinton", "2", ""], 4), (["goto 2"], 4),
    (["2", "Hinton", "goto 1"], 1), (["2", "Hinton", ""], 3), (["2", "review"], 2),
  ])
  func questionsAreNumbered(_ lines: [String], number: Int) throws {
    let (player, notes) = try play(lines)
    #expect(notes.last { $0.hasPrefix("Question") } == "Question \(number) of 4")
    #expect(!player.isFinished)
    #expect(!notes.contains { $0.hasPrefix("practice") })
  }

  @Test(arguments: [(["2", "Hinton", "2"], true), (["2", "Hinton"], false), (["skip"], false)])
  func theEndOfAPageSaysHowToGoOn(_ lines: [String], isEnd: Bool) throws {
    #expect((try play(lines).notes.last == "Enter goes on.") == isEnd)
  }

  /// What asks another question would tell what this one asks.
  @Test(arguments: ["practice rmsprop", "practice walks 2 seed 2", "practice review"])
  func otherQuestionsWait(_ line: String) throws {
    let (player, notes) = try play(["2", line])
    #expect(notes.last == "That has to wait: this is a test.")
    #expect(player.isAsking && player.answers.count == 1)
  }

  @Test(arguments: [
    (["2", "Hinton", "2", "", "skip"], ["You had 3 of 4 right.", "Passed over: 4."]),
    (
      ["3", "Duchi", "skip", "", "skip"],
      ["You had 0 of 4 right.", "Not right: 1, 2.", "Passed over: 3, 4."]
    ),
    // The first answer to each counts, in whatever order the parts are played.
    (
      ["goto 2", "skip", "goto 1", "2", "goto 1", "3", "Duchi", "2", "", "skip"],
      ["You had 2 of 4 right.", "Not right: 2.", "Passed over: 4."]
    ),
  ])
  func theEndSaysWhichWereNotRight(_ lines: [String], _ words: [String]) throws {
    let (_, notes) = try play(lines)
    let score = try #require(notes.lastIndex { $0.hasPrefix("You had") })
    let said = Array(notes[score...])
    #expect(
      said == words + ["review shows what was asked and what you answered."], "\(said)")
  }

  @Test(arguments: ["hint", "solution", "", "next"])
  func nothingHelpsOn(_ word: String) throws {
    let (player, notes) = try play([word])
    #expect(player.place == (try play([]).player.place))
    #expect(notes.last?.hasPrefix("This is a test") == true)
    #expect(player.answers.isEmpty)
  }

  @Test(arguments: ["2 +", "nobody(3)"])
  func whatCantBeReadIsNoAnswer(_ line: String) throws {
    let (player, notes) = try play([line])
    #expect(player.answers.isEmpty)
    #expect(notes.count > 1 && !notes.contains("Noted."))
  }

  @Test func theEndTellsTheScoreAndTheReviewOnlyThen() throws {
    let (before, _) = try play(["2", "Duchi", "2", ""])
    var notes: [String] = []
    let host = Host(emit: { if case .note(let note) = $0 { notes.append(note.text) } })
    before.review(host)
    #expect(notes.contains("2: noted") && notes.contains("Duchi: noted"), "\(notes)")
    let answer = try walksAnswer()
    let (after, heard) = try play(["2", "Duchi", "2", "", answer])
    #expect(after.isFinished)
    #expect(heard.contains("You had 3 of 4 right."))
    notes = []
    after.review(host)
    #expect(notes.contains("2: right") && notes.contains("Duchi: not right"), "\(notes)")
  }

  /// The first answer counts, however often a part is played.
  @Test func anotherTryChangesNoScore() throws {
    let (player, _) = try play(["3", "Duchi", "1", "goto 1", "2", "Hinton", "2"])
    #expect(player.score.atOnce == 0)
    #expect(player.score.asked == 3)
  }

  @Test func theCheckTriesItAsAnyLesson() throws {
    let folder = TemporaryFolder()
    let path = folder.write("a.md", Self.text)
    #expect(try LessonChecker.standard().check([path]).flatMap(\.diagnostics).isEmpty)
    let wrong = folder.write("b.md", Self.text.replacing("wrong 3", with: "wrong 2"))
    #expect(try LessonChecker.standard().check([wrong]).flatMap(\.diagnostics).count == 1)
  }

  @Test(arguments: ["maybe", "1", "[]"])
  func testIsYesOrNo(_ value: String) throws {
    let text = Self.text.replacing("test: true", with: "test: \(value)")
    let (_, diagnostics) = LessonParser.parse(SourceText(name: "a.md", text))
    #expect(diagnostics.map(\.message) == ["test is true or false"])
  }
}
