import Formula
import Lessons
import Optimizers
import Session
import Testing

@testable import Dialogue
import Tutor

/// What may be typed while a prediction waits for its answer.
struct QuestionTests {
  private struct Talk {
    var conversation: Conversation
    var reports: [Report] = []
    var text: String {
      reports.compactMap { if case .note(let note) = $0 { note.text } else { nil } }
        .joined(separator: "\n")
    }

    init(_ lines: String...) throws {
      conversation = Conversation(
        session: Session(library: .standard, commands: .standard),
        lessons: LessonLibrary(directories: []))
      for line in lines { type(line) }
      reports = []
    }

    @discardableResult
    mutating func type(_ line: String) -> Conversation.Reply {
      var new: [Report] = []
      let reply = conversation.receive(line, Host(emit: { new.append($0) }))
      reports += new
      return reply
    }
  }

  private static func asked() throws -> Talk {
    try Talk(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr=0.1", "predict E[g²].x")
  }

  @Test(arguments: [
    "6.4", "E[g²].x = 6.4", "E[g^2].x=6.4", "E[g2].x ≈ 6.4", "= 6.4", "0.9*0 + 0.1*64",
    "E[g²].x = 0.1*64",
  ])
  func anAnswerMayNameWhatIsAskedFor(_ line: String) throws {
    var talk = try Self.asked()
    talk.type(line)
    #expect(talk.text.contains("Right: 6.4."), "\(talk.text)")
    #expect(talk.conversation.question == nil)
  }

  @Test func anotherNameIsNoAnswer() throws {
    var talk = try Self.asked()
    #expect(talk.type("E[g²].y = 6.4") == .failed)
    #expect(talk.conversation.question != nil)
    #expect(talk.conversation.score.asked == 0)
  }

  @Test func hintsGetPlainer() throws {
    var talk = try Self.asked()
    talk.type("hint")
    #expect(talk.text.contains("It is worked out from beta, E[g²].x, g².x."))
    #expect(!talk.text.contains("1 − beta"))
    for _ in 0..<3 { talk.type("hint") }
    #expect(talk.text.contains("It is beta · E[g²].x + (1 − beta) · g².x."))
    #expect(talk.text.contains("0.9 · 0 + (1 − 0.9) · 64"))
    #expect(talk.text.contains("no more to hint at"))
    #expect(talk.conversation.question != nil)
    talk.type("6.4")
    #expect(talk.text.contains("Right"))
  }

  @Test(arguments: ["skip", "next", "solution", ""])
  func itCanBeLeft(_ line: String) throws {
    var talk = try Self.asked()
    talk.type(line)
    #expect(talk.conversation.question == nil)
    #expect(talk.conversation.score.asked == 0)
  }

  @Test(arguments: ["help", "help step", "show", "recipe", "?", "explain x", "settings", "lessons"])
  func lookingLeavesItWaiting(_ line: String) throws {
    var talk = try Self.asked()
    talk.type(line)
    #expect(talk.conversation.question != nil)
    talk.type("6.4")
    #expect(talk.text.contains("Right"))
  }

  @Test(arguments: ["step", "set lr = 0.2", "minimize x^2 from x = 1", "undo"])
  func aChangeSetsItAside(_ line: String) throws {
    var talk = try Self.asked()
    talk.type(line)
    #expect(talk.conversation.question == nil)
    #expect(talk.text.contains("set aside"))
  }

  @Test func anotherQuestionTakesItsPlace() throws {
    var talk = try Self.asked()
    talk.type("predict x")
    talk.type("x = 3.68377")
    #expect(talk.text.contains("Right: 3.68377."))
  }

  @Test func quittingQuits() throws {
    var talk = try Self.asked()
    #expect(talk.type("exit") == .quit)
  }

  /// Where several slips lead to one number, another case is put, and then the question again.
  @Test(arguments: ["7", "skip", "solution", "12345"])
  func aCaseTellsSlipsApart(_ line: String) throws {
    var talk = try Self.asked()
    talk.type("57.6")
    #expect(talk.text.contains("2 things lead there"))
    #expect(talk.text.contains("a case with other numbers tells"))
    #expect(talk.conversation.question?.text.hasPrefix("With ") == true)
    talk.type(line)
    #expect(talk.conversation.question?.text == "What will E[g²].x be after step 1?")
    talk.type("6.4")
    #expect(talk.text.hasSuffix("0 of 1 right so far"))
    #expect(talk.conversation.question == nil)
  }

  @Test func feedbackLeads() throws {
    var talk = try Self.asked()
    talk.type("51.23456")
    #expect(talk.text == "Not quite. Look at the line of E[g²] once more.")
    talk.type("51.23457")
    #expect(talk.text.hasSuffix("It is beta · E[g²].x + (1 − beta) · g².x."))
    talk.type("51.23458")
    #expect(talk.text.hasSuffix("It is 0.9 · 0 + (1 − 0.9) · 64."))
    talk.type("6.4")
    #expect(talk.conversation.question == nil)
  }
}
