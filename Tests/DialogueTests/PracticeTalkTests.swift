import Formula
import Lessons
import Optimizers
import Session
import TestSupport
import Testing
import Tutor

@testable import Dialogue

/// Practice at the prompt.
struct PracticeTalkTests {
  private struct Talk {
    var conversation: Conversation
    var reports: [Report] = []

    init(store: ProgressStore = ProgressStore(path: nil)) {
      conversation = Conversation(
        session: Session(library: .standard, commands: .standard),
        lessons: LessonLibrary(directories: [Place.lessons]), store: store)
    }

    var notes: [String] {
      reports.compactMap { if case .note(let note) = $0 { note.text } else { nil } }
    }

    var drills: [DrillReport] {
      reports.compactMap { if case .drill(let drill) = $0 { drill } else { nil } }
    }

    var errors: [String] {
      reports.compactMap { report in
        if case .error(let error) = report { error.diagnostic.message } else { nil }
      }
    }

    mutating func type(_ lines: String...) {
      for line in lines {
        var new: [Report] = []
        _ = conversation.receive(line, Host(emit: { new.append($0) }))
        reports += new
      }
    }

    /// Types the right answer.
    mutating func answer() throws {
      let question = try #require(conversation.question)
      type(NumberFormat.roundTrip.text(question.answer))
    }
  }

  @Test func exercisesGoOnAndFade() throws {
    var talk = Talk()
    talk.type("practice rmsprop seed 4")
    for _ in 0..<4 { try talk.answer() }
    #expect(talk.drills.map(\.stage) == [1, 2, 3, 3, 3])
    #expect(talk.drills.map(\.number) == [1, 2, 3, 4, 5])
    #expect(talk.notes.contains("Mastered: θ."))
    talk.type("leave")
    #expect(talk.notes.last == "Practice ends: 4 of 4 right at once.")
    #expect(talk.conversation.question == nil)
  }

  @Test func aWrongAnswerLeadsAndLessIsHidden() throws {
    var talk = Talk()
    talk.type("practice rmsprop seed 4")
    try talk.answer()
    talk.type("12345")
    #expect(talk.notes.last == "Not quite. Look at the lines of step, θ once more.")
    talk.type("12346")
    #expect(talk.notes.last == "step is lr / denominator · g.")
    talk.type("12347")
    #expect(talk.notes.last == "It is θ − step.")
    try talk.answer()
    #expect(talk.drills.map(\.stage) == [1, 2, 1])
    #expect(talk.conversation.store.progress.practice.open == ["rmsprop"])
  }

  /// The first hint says what the number is worked out from, and not how.
  @Test func aHintBeginsWithWhere() throws {
    var talk = Talk()
    talk.type("practice rmsprop seed 4", "hint", "hint", "hint", "hint")
    #expect(talk.notes.suffix(4).first == "It is worked out from θ, step.")
    #expect(talk.notes.suffix(3).first == "It is θ − step.")
    #expect(talk.notes.last == "There is no more to hint at; solution shows it.")
  }

  /// Exercises that rest on no line of a recipe lead too.
  @Test(
    arguments: ["walks", "minimum", "derivatives", "averages", "booth", "himmelblau"], [1, 2, 3, 4])
  func everySubjectHasHints(subject: String, seed: Int) throws {
    var talk = Talk()
    talk.type("practice \(subject) seed \(seed)")
    let question = try #require(talk.conversation.question)
    let hints = (1...9).compactMap { question.hint(number: $0)?.text(.short) }
    #expect(hints.count >= 2 && Set(hints).count == hints.count, "\(hints)")
    talk.type("hint")
    #expect(talk.notes.last == hints.first)
  }

  /// Whatever is chosen wrongly, one after the other, nothing is said twice in a row.
  @Test(arguments: ["walks", "minimum"], [1, 2, 3, 4, 5, 6])
  func nothingIsSaidTwiceInARow(subject: String, seed: Int) throws {
    var talk = Talk()
    talk.type("practice \(subject) seed \(seed)")
    let question = try #require(talk.conversation.question)
    for choice in 1...4 where Double(choice) != question.answer { talk.type("\(choice)") }
    for (note, next) in zip(talk.notes, talk.notes.dropFirst()) {
      #expect(!note.hasSuffix(next), "\(talk.notes)")
    }
  }

  /// Which rules a derivative takes is said before it is shown.
  @Test func aDerivativeIsShownAfterItsRules() throws {
    var talk = Talk()
    talk.type("practice derivatives seed 3", "12345", "12346")
    #expect(talk.notes.last?.hasPrefix("A sum") == true, "\(talk.notes)")
    talk.type("12347")
    #expect(talk.notes.last?.hasPrefix("A power") == true, "\(talk.notes)")
    talk.type("12348")
    #expect(talk.notes.last == "It is 3 · (3 · x²).")
  }

  /// Who mistypes a formula hears of the formula.
  @Test func aMistypedNameIsCorrected() throws {
    var talk = Talk()
    talk.type("minimize x^2 from x = 4", "use gd lr = 0.1", "predict x", "x - lrr * g")
    guard case .error(let report)? = talk.reports.last else {
      Issue.record("\(talk.notes)")
      return
    }
    #expect(report.diagnostic.hint?.contains("lr") == true, "\(report)")
  }

  @Test(arguments: ["purple", "I don't know", "the square root of two"])
  func wordsHearWhatHelps(answer: String) throws {
    var talk = Talk()
    talk.type("practice gd seed 4", answer)
    guard case .error(let report)? = talk.reports.last else {
      Issue.record("\(talk.notes)")
      return
    }
    #expect(report.diagnostic.hint?.contains("skip") == true, "\(report)")
    #expect(talk.conversation.question != nil)
  }

  @Test func aNumberEndsItAfterSoMany() throws {
    var talk = Talk()
    talk.type("practice gd 3 seed 4")
    for _ in 0..<3 { try talk.answer() }
    #expect(talk.drills.map(\.number) == [1, 2, 3])
    #expect(talk.notes.last == "Practice ends: 3 of 3 right at once.")
    #expect(talk.conversation.question == nil)
  }

  @Test func whatWentWrongIsReviewed() throws {
    var talk = Talk()
    talk.type("practice gd seed 1", "solution", "leave", "practice review")
    #expect(talk.drills.last?.subject == "gd")
    for _ in 0..<3 { try talk.answer() }
    #expect(talk.notes.last == "Nothing is left to come back to.")
    #expect(talk.conversation.question == nil)
    talk.type("progress")
    guard case .progress(let progress)? = talk.reports.last else {
      Issue.record("no progress")
      return
    }
    #expect(progress.practice.map(\.subject) == ["gd"])
    #expect(progress.practice.first?.mastered == 1)
  }

  @Test(arguments: ["", "leave"])
  func itEnds(_ line: String) {
    var talk = Talk()
    talk.type("practice gd", line)
    #expect(talk.conversation.question == nil)
    #expect(talk.notes.last?.hasPrefix("Practice ends") == true)
    #expect(talk.conversation.prompt == "downhill> ")
  }

  @Test func anInterruptEndsIt() {
    var talk = Talk()
    talk.type("practice gd")
    talk.conversation.setAside(Host(emit: { _ in }))
    #expect(talk.conversation.question == nil && talk.conversation.practice == nil)
  }

  @Test func skipGoesOnAndCountsAsNotKnown() {
    var talk = Talk()
    talk.type("practice gd seed 1", "skip", "hint")
    #expect(talk.drills.map(\.number) == [1, 2])
    #expect(talk.conversation.store.progress.practice.open == ["gd"])
  }

  /// A look at the walk leaves the exercise where it is.
  @Test func commandsMayBeTypedMeanwhile() throws {
    var talk = Talk()
    talk.type("practice gd seed 1", "help step", "minimize x^2 from x = 1")
    #expect(talk.conversation.question?.drill?.report.number == 1)
    try talk.answer()
    #expect(talk.drills.map(\.number) == [1, 2])
  }

  @Test(arguments: ["practice gradient-descent", "practice gd"])
  func aLessonsTopicIsItsOptimizer(_ line: String) {
    var talk = Talk()
    talk.type(line)
    #expect(talk.drills.map(\.subject) == ["gd"])
  }

  @Test(arguments: [
    ("practice rmspropp", "there is nothing called rmspropp to practise"),
    ("practice gd 0", "a whole number from 1 to 1e12"),
    ("practice", "what is to be practised should stand here"),
    ("practice swarm", "swarm comes to no numbers that a hand can do"),
  ])
  func whatIsWrongIsSaid(_ line: String, _ message: String) {
    var talk = Talk()
    talk.type(line)
    #expect(talk.errors.count == 1)
    #expect(talk.errors.first?.hasPrefix(message.prefix(20)) == true, "\(talk.errors)")
    #expect(talk.conversation.question == nil)
  }
}
