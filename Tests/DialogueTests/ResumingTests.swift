import Formula
import Optimizers
import Session
import System
import TestSupport
import Testing

@testable import Dialogue
@testable import Lessons
import Tutor

/// A learner who comes back.
struct ResumingTests {
  static let lesson = """
    ---
    title: A lesson
    ---

    Opening.

    ## One

    ```downhill
    minimize x^2 from x = 4
    use gd lr=0.25
    step
    ask "How large is x?" = x
    ```

    ## Two

    ```downhill
    step
    ```

    **Which?**

    - [ ] a
    - [x] b

    ## Three

    ```downhill
    step
    ```

    """

  private let folder: TemporaryFolder

  init() throws {
    folder = TemporaryFolder()
    folder.write("course.yml", "name: downhill\n")
    folder.write("first.md", Array(Self.lesson.utf8))
    folder.write(
      "second.md", Array("---\ntitle: B\nneeds: [first]\n---\nOne.\n\n## Two\n\nTwo.\n".utf8))
  }

  /// A visit to the program, which ends with its lines.
  private struct Visit {
    var conversation: Conversation
    var notes: [String] = []
    var errors: [String] = []
    var reports: [Report] = []

    init(_ folder: TemporaryFolder) {
      conversation = Conversation(
        session: Session(library: .standard, commands: .standard),
        lessons: LessonLibrary(directories: [folder.path]),
        store: ProgressStore(path: "\(folder.path)/progress"))
    }

    /// Types lines; what is kept is what is said to the last.
    mutating func type(_ lines: String...) {
      for line in lines {
        var heard: [Report] = []
        _ = conversation.receive(line, Host(emit: { heard.append($0) }))
        reports = heard
      }
      notes = reports.compactMap { if case .note(let note) = $0 { note.text } else { nil } }
      errors = reports.compactMap {
        if case .error(let error) = $0 { error.diagnostic.message } else { nil }
      }
    }
  }

  private func visit(_ lines: String...) -> Visit {
    var visit = Visit(folder)
    for line in lines { visit.type(line) }
    return visit
  }

  @Test func aLessonGoesOnAtTheFirstPartThatIsntDoneInItsExactState() throws {
    let straight = visit("lesson first", "", "2", "")
    #expect(straight.conversation.prompt == "first 3/4> ")
    let back = visit("lesson first")
    #expect(
      back.notes.first
        == "2 of 4 parts are done; you go on at part 3. goto 1 begins at the start.")
    #expect(back.conversation.prompt == "first 3/4> ")
    #expect(back.conversation.player?.own.walk?.stepCount == 2)
    let states = try [straight, back].map {
      try #require($0.conversation.player).own.value(of: try Parser.expression("[x, f]")).numbers
    }
    #expect(states[0] == states[1])
  }

  @Test func partsPassedOverComeFirst() {
    _ = visit("lesson first", "goto 4")
    #expect(visit("lesson first").conversation.prompt == "first 2/4> ")
  }

  @Test func aLessonThatIsDoneBeginsAgainAndStaysDone() {
    _ = visit("lesson first", "", "2", "", "2", "")
    let back = visit("lesson first")
    #expect(
      back.notes.first == "You have done all 4 parts; it begins again. goto leads to any of them.")
    #expect(back.conversation.prompt == "first 1/4> ")
    #expect(back.conversation.store.progress["first"]?.isDone == true)
  }

  @Test func answersComeBackWithTheReview() {
    _ = visit("lesson first", "", "7", "2", "", "skip")
    var back = visit("lesson first")
    back.type("review")
    #expect(
      back.notes == [
        "You were asked: How large is x?", "7: not right", "2: right", "You were asked: Which?",
        "skipped",
      ])
  }

  @Test func aChangedLessonGoesOnAtTheRightPartAndSaysWhatIsNew() {
    _ = visit("lesson first", "", "2", "", "2")
    let edited = Self.lesson.replacing("Opening.", with: "Another opening.")
      .replacing("## Two", with: "## In between\n\nNew text.\n\n## Two")
    folder.write("first.md", Array(edited.utf8))
    let back = visit("lesson first")
    #expect(
      back.notes.prefix(2) == [
        "The lesson has changed since you were here (new: “In between”; changed: “A lesson”).",
        "3 of 5 parts are done; you go on at part 3. goto 1 begins at the start.",
      ])
    #expect(back.conversation.prompt == "first 3/5> ")
    // It is said once.
    #expect(visit("lesson first").notes.count { $0.hasPrefix("The lesson has changed") } == 0)
  }

  @Test func partsThatAreGoneAreToldAndComeBackAsDone() throws {
    _ = visit("lesson first", "", "2")
    let start = try #require(Self.lesson.firstRange(of: "## One")).lowerBound
    let end = try #require(Self.lesson.firstRange(of: "## Two")).lowerBound
    let shorter = Self.lesson[..<start] + Self.lesson[end...]
    folder.write("first.md", Array(shorter.utf8))
    let without = visit("lesson first")
    #expect(
      without.notes.first == "The lesson has changed since you were here (1 part is gone).")
    #expect(without.conversation.prompt == "first 2/3> ")
    folder.write("first.md", Array(Self.lesson.utf8))
    #expect(visit("lesson first").conversation.prompt == "first 3/4> ")
  }

  @Test func aLessonThatNeedsAnotherOpensAndSaysSoInALine() {
    let opened = visit("lesson second")
    #expect(
      opened.notes.first
        == "This builds on first, which you haven't finished; you can do it later.")
    #expect(opened.conversation.prompt == "second 1/2> ")
    _ = visit("lesson first", "", "skip", "", "skip", "")
    #expect(visit("lesson second").notes.first?.contains("builds on") == false)
  }

  @Test func lessonsShowsHowFarOneIs() {
    func states(_ visit: Visit) -> [LessonEntry.State] {
      guard case .lessons(let entries)? = visit.reports.first else { return [] }
      return entries.map(\.state)
    }
    #expect(states(visit("lessons")) == [.new, .new])
    #expect(
      states(visit("lesson first", "", "lessons")) == [.started(partsDone: 1, of: 4), .new])
    #expect(states(visit("lesson first", "skip", "", "skip", "", "lessons")) == [.done, .new])
  }

  @Test func theEndNamesWhatComesNext() {
    let left = visit("lesson first", "", "skip", "", "skip", "", "")
    #expect(left.notes.last == "Next is lesson second: Enter, next or n begins it.")
  }

  @Test func theEndSaysWhatWasPassedOver() {
    let atEnd = visit("lesson first", "goto 4")
    #expect(atEnd.notes.last == "2 parts are still to do; contents shows which.")
  }

  @Test func whatIsNobodysDoingIsNoProgress() {
    var handout = Visit(folder)
    handout.conversation.keepsProgress = false
    handout.type("lesson first")
    handout.conversation.playThrough(Host(emit: { _ in }))
    #expect(handout.conversation.player?.isFinished == true)
    #expect(visit().conversation.store.progress == LearningRecord())
    #expect(!Directory.exists("\(folder.path)/progress"))
  }

  // MARK: The command

  @Test func progressShowsPartsAndQuestions() {
    let shown = visit("lesson first", "", "7", "2", "leave", "progress")
    guard case .progress(let report)? = shown.reports.first else {
      Issue.record("no report")
      return
    }
    #expect(
      report.lessons == [
        ProgressReport.Entry(
          name: "first", partsDone: 2, parts: 4, right: 1, asked: 1, atOnce: 0, helped: 0)
      ])
  }

  /// Of a test it tells how many were asked; the rest once it is over.
  @Test func progressTellsNothingOfATestBeforeItsEnd() {
    folder.write(
      "quiz.md",
      Array(Self.lesson.replacing("title: A lesson", with: "title: A quiz\ntest: true").utf8))
    func entry(_ lines: String...) -> ProgressReport.Entry? {
      var visit = Visit(folder)
      for line in ["lesson quiz"] + lines + ["progress"] { visit.type(line) }
      guard case .progress(let report)? = visit.reports.first else { return nil }
      return report.lessons.first { $0.name == "quiz" }
    }
    let open = entry("", "7")
    #expect(open?.isSecret == true)
    #expect(open?.asked == 1)
    let over = entry("", "skip", "", "")
    #expect(over?.isSecret == false)
    #expect(over?.skipped == 1)
  }

  @Test func predictionsOfOnesOwnAreCountedForGood() {
    let lines = ["minimize x^2 from x=4", "use gd lr=0.25", "predict x", "2"]
    var first = Visit(folder)
    for line in lines { first.type(line) }
    guard case .progress(let report)? = visit("progress").reports.first else {
      Issue.record("no report")
      return
    }
    #expect(report.predictions == 1)
    #expect(report.predictionsRight == 1)
  }

  @Test func forgetSaysWhatItForgotInAnOpenLessonToo() {
    var open = visit("lesson first", "", "2", "")
    open.type("progress forget first")
    #expect(open.notes == ["Forgot first: 2 parts done, 1 answer."])
    #expect(open.conversation.prompt == "first 3/4> ")
    #expect(open.conversation.player?.done == [])
    open.type("2")
    #expect(visit("progress").conversation.store.progress["first"]?.partsDone == 1)
    #expect(visit("lesson first").conversation.prompt == "first 1/4> ")
  }

  @Test func toForgetWhatIsntKnownNamesWhatIs() {
    let missed = visit("lesson first", "leave", "progress forget frist")
    #expect(missed.errors == ["nothing is known of a lesson frist"])
  }

  @Test func progressMovesToAnotherMachineAndAddsToWhatIsThere() throws {
    _ = visit("lesson first", "", "2")
    let file = "\(folder.path)/moved"
    let out = visit("progress export \(file)")
    #expect(out.notes == ["The progress of 1 lesson is in \(file)."])
    // It isn't written over.
    #expect(visit("progress export \(file)").errors.count == 1)

    _ = visit("progress forget first", "lesson first", "goto 4")
    let back = visit("progress import \(file)")
    #expect(back.notes == ["Added 1 part done and 1 answer."])
    #expect(visit("progress import \(file)").notes == ["There was nothing new in it."])
    #expect(visit("lesson first").conversation.prompt == "first 3/4> ")
  }

  @Test(
    arguments: [
      ("nonsense", "is no whole file of progress"), ("downhill progress 9\n", "newer Downhill"),
      ("downhill progress 1\ndone\n", "is no whole file of progress"),
    ])
  func whatCantBeReadIsNotTaken(text: String, message: String) {
    let file = folder.write("moved", Array(text.utf8))
    let failed = visit("progress import \(file)")
    #expect(failed.errors.first?.contains(message) == true)
    #expect(visit("progress import /nowhere").errors.first?.contains("no such file") == true)
  }

  @Test(arguments: ["progress forget", "progress export", "progress import", "progress now"])
  func whatIsMissingIsSaid(line: String) {
    #expect(visit(line).errors.count == 1)
  }

  @Test(arguments: ["progress", "progress forget first", "progress export x", "lesson first"])
  func aLessonCantTouchProgress(line: String) {
    let text = "---\ntitle: A\n---\n```downhill\n\(line)\n```\n"
    folder.write("bad.md", Array(text.utf8))
    _ = visit("lesson first", "", "2")
    let played = visit("lesson bad")
    #expect(played.errors == ["a lesson can't do this: \(line)"])
    #expect(contents.contains("first"))
  }

  /// The text of the file, for those who don't ask a store.
  private var contents: String {
    let bytes = (try? ProgressFile(path: "\(folder.path)/progress").read()) ?? nil
    return String(decoding: bytes ?? [], as: UTF8.self)
  }
}
