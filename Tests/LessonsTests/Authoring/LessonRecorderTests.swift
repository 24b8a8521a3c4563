import Dialogue
import Formula
import Optimizers
import Session
import System
import TestSupport
import Testing

@testable import Lessons
import Tutor

struct LessonRecorderTests {
  private let folder = TemporaryFolder()

  private func text(_ name: String = "walk.md") throws -> String {
    try LessonFile.load("\(folder.path)/\(name)").text
  }

  /// Types lines at a prompt that is recorded; which of them could be.
  private func record(_ lines: String...) throws -> [Bool] {
    var conversation = Conversation(
      session: Session(library: .standard, commands: .standard),
      lessons: LessonLibrary(directories: []))
    var recorder = try LessonRecorder("\(folder.path)/walk", library: .standard)
    return try lines.compactMap { line in
      _ = conversation.receive(line, Host(emit: { _ in }))
      return try conversation.lastCommand.map {
        let recording = try recorder.record($0, leadingTo: conversation.session)
        return [.written, .passedOver].contains(recording)
      }
    }
  }

  @Test func commandsStandInBlocksWithRoomBetweenThem() throws {
    let kept = try record(
      "minimize x^2 from x = 4", "use gd lr=0.1", "step # one", "use adagrad lr=1", "", "step",
      "x + 1", "params y=0", "step g = 2")
    #expect(kept.allSatisfy { $0 })
    let commands = parse(try text().replacing("---\ntitle: Walk\nformat: 1\n---\n", with: ""))
      .lesson
    let blocks = try #require(commands).items.compactMap { item -> [String]? in
      guard case .statements(let statements) = item.kind else { return nil }
      return statements.map {
        if case .command(let command) = $0.kind { String(command.text) } else { "" }
      }
    }
    #expect(
      blocks == [
        ["minimize x^2 from x = 4", "use gd lr=0.1", "step"],
        ["use adagrad lr=1", "step", "x + 1"], ["params y=0", "step g = 2"],
      ])
  }

  @Test func anEmptyLineIsTheStepItStandsFor() throws {
    _ = try record("minimize x^2 from x = 4", "use gd lr=0.1", "step", "", "")
    #expect(try text().contains("step\nstep\nstep\n```"))
  }

  @Test func whatIsUndoneIsTakenOut() throws {
    let kept = try record(
      "minimize x^2 from x = 4", "use gd lr=0.1", "step", "x", "step", "undo", "undo", "run 2")
    #expect(kept.allSatisfy { $0 })
    #expect(
      try text().contains("```downhill\nminimize x^2 from x = 4\nuse gd lr=0.1\nrun 2\n```"))
  }

  @Test func whatFailedAsksForHelpOrOnlyLooksForLessonsIsLeftOut() throws {
    let kept = try record("minimize x^2 from x = 4", "stpe", "help", "lessons", "use nothing", "x")
    #expect(kept == [true, true, true, true])
    #expect(try text().contains("```downhill\nminimize x^2 from x = 4\nx\n```"))
  }

  @Test func whatALessonCantDoIsLeftOut() throws {
    let kept = try record("minimize x^2 from x = 4", "use gd lr=0.1", "run 200000", "step")
    // A step would lead the lesson elsewhere than where the person is.
    #expect(kept == [true, true, false, false])
    #expect(try !text().contains("run"))
  }

  @Test func whatReachesBeyondTheSessionIsNotCarriedOutASecondTime() throws {
    let file = "\(folder.path)/w.downhill"
    let kept = try record(
      "minimize x^2 from x = 4", "use gd lr=0.1", "step 5", "goto 2", "save \(file) force", "step")
    #expect(kept == [true, true, true, true, false, true])
    // The file is what the person saved: the walk at step 2.
    #expect(try LessonFile.load(file).text.contains("back 3"))
  }

  @Test func behindSomethingThatALessonCantDoNothingIsWrittenThatWouldGoAstray()
    throws
  {
    let kept = try record(
      "minimize x^2 from x = 4", "use gd lr=0.1", "step", "optimizer mine", "θ = θ - g", "",
      "use mine", "step", "x", "undo", "undo", "step", "minimize x^2 from x = 1", "use gd", "step")
    #expect(
      kept == [
        true, true, true, false, false, false, false, false, true, true, true, true, true,
      ])
    #expect(try !text().contains("mine"))
  }

  @Test func theSkeletonPassesTheCheck() throws {
    _ = try record(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr=0.1", "step", "predict E[g²].x",
      "3", "step", "explain E[g²].x", "back", "show", "let a = x + y", "a", "set lr = 0.2", "run 5",
      "reset", "expect f ~= 26", "trace", "minimize x^2 from x = 1", "predict x", "step")
    let files = LessonChecker(recipes: .standard).check(["\(folder.path)/walk.md"])
    #expect(files.map(\.listing) == [""])
  }

  @Test func aFileThatIsThereAlreadyIsRefused() throws {
    folder.write("walk.md", Array("mine".utf8))
    let error = #expect(throws: Diagnostic.self) { try record("1 + 1") }
    #expect(error?.message.contains("is there already") == true)
    #expect(try text() == "mine")
  }

  @Test func withoutACommandThereIsNoFile() throws {
    _ = try record("help", "nonsense")
    #expect(!Directory.exists("\(folder.path)/walk.md"))
  }
}
