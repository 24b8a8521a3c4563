import Formula
import Optimizers
import Testing

@testable import Dialogue
@testable import Lessons
@testable import Session
@testable import Tutor

/// Taking back what was typed last.
struct UndoTests {
  private let host = Host(emit: { _ in })

  private func conversation(_ lines: String...) throws -> Conversation {
    var conversation = Conversation(
      session: Session(library: .standard, commands: .standard),
      lessons: LessonLibrary(directories: []))
    for line in lines { #expect(conversation.receive(line, host) == .goOn) }
    return conversation
  }

  private func point(_ conversation: Conversation) -> [UInt64]? {
    conversation.session.walk?.current.numbers.map(\.bitPattern)
  }

  @Test(
    arguments: [
      "step", "step 20", "run 7", "set lr = 0.5", "set x = 9", "use gd lr = 0.1", "reset", "back",
      "minimize w^2 from w = 1", "params x = 1", "step g = 1, 2", "mark here", "watch f",
      "break when f < 1", "keep mine", "compare gd for 5", "goto 1",
    ])
  func whateverItWasIsTakenBack(_ line: String) throws {
    var conversation = try conversation(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr = 0.1", "step 3")
    let before = point(conversation)
    #expect(conversation.receive(line, host) == .goOn)
    #expect(conversation.receive("undo", host) == .goOn)
    #expect(point(conversation) == before)
    #expect(conversation.session.marks.names.isEmpty)
    #expect(conversation.session.watches.items.isEmpty)
    #expect(conversation.session.namedWalks.isEmpty)
    #expect(conversation.session.stepsAhead == 0)
  }

  @Test func aLookIsNothingToTakeBack() throws {
    var conversation = try conversation(
      "minimize x^2 from x = 4", "use gd lr = 0.1", "step", "show", "x + 1", "explain x", "undo")
    #expect(conversation.session.walk?.stepCount == 0)
    #expect(conversation.receive("undo", host) == .goOn)
    #expect(conversation.session.recipe == nil)
  }

  @Test(
    arguments: [
      "mark", "objectives", "seed", "watch", "break", "compare", "reset", "show", "trace", "back",
      "plot f",
    ])
  func aLineThatChangesNothingIsNothingToTakeBack(_ line: String) throws {
    var conversation = try conversation(
      "minimize x^2 from x = 4", "use gd lr = 0.1", "compare gd for 5", "mark here", "watch f",
      "reset")
    _ = conversation.receive(line, host)
    #expect(conversation.receive("undo", host) == .goOn)
    #expect(conversation.session.watches.items.isEmpty)
    #expect(conversation.session.marks.names == ["here"])
  }

  @Test func theMemoryOfWhatCanBeTakenBackIsBounded() throws {
    // Each of these holds eight megabytes of its own.
    let numbers = [Double](repeating: 1, count: 1 << 20)
    var history = SessionHistory()
    var session = Session(library: .standard, commands: .standard)
    for index in 0..<20 {
      let before = session
      var data = DataTable()
      try data.set(DataTable.Column(Name("x"), numbers.map { $0 + Double(index) }))
      session.setup.data = data
      history.record("data \(index)", before: before, after: session)
      // What they share with others counts once.
      for _ in 0..<3 { history.record("let", before: session, after: session) }
    }
    var count = 0
    while history.takeBack() != nil { count += 1 }
    // Eight that were replaced, with what followed them and the one before.
    #expect(count == 35)
  }

  @Test func aLineThatFailedIsNothingToTakeBack() throws {
    var conversation = try conversation("minimize x^2 from x = 4", "use gd lr = 0.1", "step")
    #expect(conversation.receive("set lr = -1", host) == .failed)
    #expect(conversation.receive("undo", host) == .goOn)
    #expect(conversation.session.walk?.stepCount == 0)
  }

  @Test func theBeginningIsTheEnd() throws {
    var conversation = try conversation("minimize x^2 from x = 4", "undo", "undo", "undo")
    #expect(conversation.session.walk == nil)
    #expect(conversation.receive("minimize x^2 from x = 4", host) == .goOn)
    #expect(conversation.session.walk != nil)
  }
}
