import Formula
import Optimizers
import Session
import TestSupport
import Testing
import Tutor

@testable import Lessons

/// What of the commands a lesson may use: what its authors are told is what the grammar says.
struct LessonCommandTests {
  /// Commands of these groups a lesson may use, as its authors are told.
  static let groups: Set<Command.Group> = [.setUp, .step, .look, .compare, .learn]
  /// What else it may use, since it only shows something.
  static let shown: Set<String> = ["recipe", "recipes", "diff", "help"]
  /// What a block says in words of its own.
  static let questions: Set<String> = ["predict", "practice"]

  /// A session in which every command makes sense.
  private func session() throws -> Session {
    var session = Session(library: .standard, commands: .standard)
    let host = Host(emit: { _ in })
    for line in ["objective line", "use rmsprop lr=0.1", "step 5", "mark here"] {
      _ = try session.execute(line, host)
    }
    return session
  }

  @Test(arguments: CommandTable.standard.names)
  func whatAuthorsAreToldIsWhatTheGrammarAllows(name: String) throws {
    let command = try #require(CommandTable.standard.command(name))
    let session = try session()
    let calls = command.examples.compactMap { try? session.interpret(SourceSlice($0)) }
    try #require(!calls.isEmpty)
    let isPromised =
      Self.groups.contains(command.group) && !Self.questions.contains(name)
      || Self.shown.contains(name)
    #expect(calls.contains { $0.isForLessons && !$0.needs.contains(.readsFiles) } == isPromised)
    for call in calls where isPromised && !call.isForLessons {
      #expect(call.needs == [.writesFiles])
    }
  }

  @Test func theGuideSaysIt() throws {
    let text = try LessonFile.load(Place.lessons + "/AUTHORING.md").text
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains("A lesson may use every command that \(LessonMessages.whatLessonsDo)."))
  }

  /// What is shown of a body, by kind.
  private func reports(_ body: String, _ handle: HostRequest.Handler? = nil) throws -> [Report] {
    let lesson = try #require(parse(body).lesson)
    var player = LessonPlayer(lesson, library: .standard)
    var reports: [Report] = []
    player.play(Host(emit: { reports.append($0) }, handle: handle))
    return reports
  }

  static let walk = "minimize x^2 + 10y^2 from x=4, y=1\nuse rmsprop lr=0.1\nrun 60\n"

  @Test(arguments: ["plot f", "plot path", "plot path model at 1", "animate", "animate 20"])
  func aPictureIsDrawn(command: String) throws {
    let reports = try reports("```downhill\n\(Self.walk)\(command)\n```\n")
    #expect(!reports.contains { if case .error = $0 { true } else { false } })
    #expect(reports.contains { if case .figure = $0 { true } else { false } })
  }

  @Test func whatMovesMovesWhereItCanAndLeavesItsLastPicture() throws {
    var shown = 0
    let reports = try reports("```downhill\n\(Self.walk)animate\n```\n") { request in
      if case .animation = request { shown += 1 }
      return .success(nil)
    }
    #expect(shown == 1)
    #expect(reports.contains { if case .figure = $0 { true } else { false } })
  }

  @Test func aNumberToGoToIsAStepInALesson() throws {
    let lesson = try #require(parse("```downhill\n\(Self.walk)goto 7\n```\n\n# B\n\nb\n").lesson)
    var player = LessonPlayer(lesson, library: .standard)
    player.play(Host(emit: { _ in }))
    #expect(player.own.walk?.stepCount == 7)
    #expect(player.place.part == 0)
  }

  @Test(arguments: [("trace 1..60", true), ("trace f", true), ("trace 1..9", false)])
  func aLongTableHasItsEndsAlone(command: String, isAbridged: Bool) throws {
    for case .steps(let table) in try reports("```downhill\n\(Self.walk)\(command)\n```\n") {
      #expect(table.isAbridged == isAbridged)
    }
    for case .trace(let table) in try reports("```downhill\n\(Self.walk)\(command)\n```\n") {
      #expect(table.isAbridged == isAbridged)
    }
  }
}
