import Optimizers
import Session
import TestSupport
import Testing

@testable import Dialogue
@testable import Lessons
import Tutor

/// An author with an editor beside the program.
struct LessonPreviewTests {
  static let text = lessonText(
    "Opening.\n\n## One\n\n```downhill\nparams x=0\nuse gd\nstep g = 1\n```\n\n## Two {#second}\n\n"
      + "x is `= x`.\n\n## Three\n\nEnd.\n")

  private let folder: TemporaryFolder

  init() throws {
    folder = TemporaryFolder()
    save(Self.text)
  }

  private var path: String { "\(folder.path)/sample.md" }

  private func save(_ text: String) { folder.write("sample.md", Array(text.utf8)) }

  private struct Author {
    var preview: LessonPreview
    var conversation = Conversation(
      session: Session(library: .standard, commands: .standard),
      lessons: LessonLibrary(directories: []),
      keepsProgress: false)
    var errors = 0
    var notes: [String] = []

    init(_ path: String, from part: String? = nil) {
      preview = LessonPreview(path, from: part)
    }

    mutating func open() -> Bool {
      var heard: [Report] = []
      defer { take(heard) }
      return preview.open(&conversation, Host(emit: { heard.append($0) }))
    }

    mutating func reload() {
      var heard: [Report] = []
      preview.reload(&conversation, Host(emit: { heard.append($0) }))
      take(heard)
    }

    private mutating func take(_ reports: [Report]) {
      errors = reports.count { if case .error = $0 { true } else { false } }
      notes = reports.compactMap { if case .note(let note) = $0 { note.text } else { nil } }
    }

    mutating func type(_ line: String) {
      _ = conversation.receive(line, Host(emit: { _ in }))
    }
  }

  @Test(arguments: [("2", 2), ("second", 3), ("Two", 3), ("thr", 4), ("one", 2)])
  func itBeginsAtThePartAskedForInItsState(part: String, number: Int) {
    var author = Author(path, from: part)
    _ = author.open()
    #expect(author.conversation.prompt == "sample \(number)/4> ")
    #expect(author.conversation.player?.own.walk?.stepCount ?? 0 == 1)
  }

  @Test(arguments: ["9", "0", "nowhere", "", "-"])
  func aPartThatIsntThereIsAnError(part: String) {
    var author = Author(path, from: part)
    let isOpen = author.open()
    #expect(!isOpen)
    #expect(author.errors == 1)
  }

  @Test func aFileThatIsntThereIsAnError() {
    var author = Author("\(folder.path)/no.md")
    let isOpen = author.open()
    #expect(!isOpen)
    #expect(author.errors == 1)
  }

  @Test func aSaveIsNoticedOnceItIsWholeAndASaveWithoutAChangeIsNot() {
    var author = Author(path)
    _ = author.open()
    var looks = [author.preview.hasChanged()]
    save(Self.text + "\nMore.\n")
    looks += [author.preview.hasChanged(), author.preview.hasChanged()]
    #expect(looks == [false, false, true])
    author.reload()
    looks = [author.preview.hasChanged()]
    save(Self.text + "\nMore.\n")
    looks += [author.preview.hasChanged(), author.preview.hasChanged()]
    #expect(looks == [false, false, false])
  }

  @Test func itGoesOnAtThePartThatWasEdited() {
    var author = Author(path)
    _ = author.open()
    save(Self.text.replacing("x is", with: "Now x is"))
    author.reload()
    #expect(author.conversation.prompt == "sample 3/4> ")
    #expect(author.notes.first == "Saved: part 3 of 4.")
    #expect(author.conversation.player?.own.walk?.stepCount == 1)
  }

  @Test func itKeepsThePlaceByThePartsIdWhenPartsMove() {
    var author = Author(path, from: "second")
    _ = author.open()
    save(
      Self.text.replacing("## Three\n\nEnd.\n", with: "").replacing(
        "title: A lesson", with: "title: B"))
    author.reload()
    #expect(author.conversation.prompt == "sample 3/3> ")
    save(Self.text.replacing("## One", with: "## Zero\n\n## One").replacing("x is", with: "X is"))
    author.reload()
    #expect(author.conversation.prompt == "sample 4/5> ")
  }

  @Test func anErrorIsShownAndTheLastGoodVersionGoesOn() {
    var author = Author(path, from: "second")
    _ = author.open()
    save(Self.text.replacing("```downhill", with: "```downhlil oops"))
    save(Self.text.replacing("use gd\n", with: "use gd\npredict\n"))
    author.reload()
    #expect(author.errors == 1)
    #expect(author.notes == ["The preview goes on with the version before."])
    author.type("again")
    #expect(author.conversation.prompt == "sample 3/4> ")
    save(Self.text.replacing("x is", with: "Now x is"))
    author.reload()
    #expect(author.errors == 0)
    #expect(author.conversation.prompt == "sample 3/4> ")
  }

  @Test func aFileThatIsBrokenAtFirstIsPlayedWhenItIsMended() {
    save("nothing")
    var author = Author(path, from: "second")
    _ = author.open()
    #expect(author.errors == 1)
    #expect(author.conversation.player == nil)
    save(Self.text)
    author.reload()
    #expect(author.conversation.prompt == "sample 3/4> ")
  }
}
