import Dialogue
import Formula
import Lessons
import Optimizers
import Session
import TestSupport
import Testing
import Tutor

/// A lesson inside a talk at the prompt.
struct ConversationTests {
  /// A talk, and the notes it ends with.
  private func talk(_ lines: String...) throws -> (conversation: Conversation, notes: [String]) {
    try talk(lines)
  }

  private func talk(_ lines: [String]) throws -> (conversation: Conversation, notes: [String]) {
    var conversation = Conversation(
      session: Session(library: .standard, commands: .standard),
      lessons: LessonLibrary(directories: [Place.lessons]))
    var notes: [String] = []
    for line in lines {
      notes = []
      _ = conversation.receive(
        line,
        Host(emit: { report in
          if case .note(let note) = report { notes.append(note.text) }
        }))
    }
    return (conversation, notes)
  }

  @Test func whatWasSetUpBeforeALessonIsBackAfterIt() throws {
    let (conversation, _) = try talk(
      "minimize x^2 from x=4", "use gd lr=0.1", "step", "lesson rmsprop", "", "step", "leave")
    #expect(conversation.prompt == "gd 1 f=10.2> ")
    #expect(conversation.session.walk?.stepCount == 1)
  }

  @Test(arguments: ["", "next", "continue", "n"])
  func allWaysToGoOnGoOnInALessonAndAfterOne(_ line: String) throws {
    var lines = ["lesson gradient-descent"]
    let (first, notes) = try talk(lines[0])
    #expect(notes.last?.contains("Enter, next or n goes on") == true, "\(notes)")
    #expect(first.prompt.hasPrefix("gradient-descent 1/"))
    // To the end, then out of it, then into the next.
    lines += Array(repeating: "skip", count: 100)
    var conversation = try talk(lines).conversation
    let host = Host(emit: { _ in })
    _ = conversation.receive("", host)
    #expect(conversation.player == nil)
    _ = conversation.receive(line, host)
    #expect(conversation.player?.lesson.name == "adagrad")
    let before = conversation.prompt
    _ = conversation.receive(line, host)
    #expect(conversation.prompt != before || line == "")
  }

  @Test func enterGoesOnOnlyRightAfterALesson() throws {
    let lines =
      ["lesson gradient-descent"] + Array(repeating: "skip", count: 100) + ["", "1 + 1", ""]
    #expect(try talk(lines).conversation.player == nil)
    #expect(try talk(lines + ["next"]).conversation.player != nil)
  }

  @Test func aLessonThatIsntThereDoesntEndTheOneThatIsOpen() throws {
    let (conversation, _) = try talk("lesson rmsprop", "", "lesson nosuch")
    #expect(conversation.prompt.hasPrefix("rmsprop 2/"))
  }

  @Test func anotherLessonTakesThePlaceOfTheOneThatIsOpen() throws {
    let (conversation, _) = try talk("lesson rmsprop", "", "lesson adagrad")
    #expect(conversation.prompt.hasPrefix("adagrad 1/"))
  }

  @Test func aLearnerMayPredictForThemselvesInALesson() throws {
    let (asked, _) = try talk("lesson adagrad", "goto 9", "predict step.x")
    #expect(asked.prompt == "answer> ")
    let answer = try #require(asked.question).answer
    let (conversation, notes) = try talk(
      "lesson adagrad", "goto 9", "predict step.x", NumberFormat.roundTrip.text(answer))
    #expect(notes.first == "Right: \(NumberFormat.short.text(answer)).")
    #expect(notes.last == "1 of 1 right so far")
    // The lesson's own question is still open.
    #expect(conversation.prompt.hasPrefix("adagrad 9/"))
  }

  @Test(arguments: ["", "skip", "step"])
  func aPredictionMayBeLeftUnanswered(line: String) throws {
    let (conversation, _) = try talk("lesson adagrad", "goto 9", "predict step.x", line)
    #expect(conversation.question == nil)
  }

  @Test(arguments: Place.lessonNames)
  func aLessonPlaysThroughByItsSolutions(name: String) throws {
    var (conversation, _) = try talk("lesson \(name)")
    var errors = 0
    conversation.playThrough(
      Host(emit: { report in
        if case .error = report { errors += 1 }
      }))
    #expect(conversation.player?.isFinished == true)
    #expect(errors == 0)
  }
}
