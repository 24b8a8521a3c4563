import Formula
import Optimizers
import Session
import System
import TestSupport
import Testing
import Tutor

@testable import Dialogue
@testable import Lessons

/// A folder of lessons that is opened as a whole.
struct CourseOpeningTests {
  private let folder = TemporaryFolder()

  init() {
    folder.write("mine/course.yml", "name: mine\ntitle: My course\n")
    for name in ["a", "b"] {
      folder.write("mine/\(name).md", "---\ntitle: Lesson \(name)\n---\nOnly this.\n")
    }
    folder.write("empty/notes.txt", "")
  }

  /// What is said to lines typed one after the other, and where they lead.
  private func talk(_ lines: [String]) -> (prompt: String, shown: [String], names: [String]) {
    var conversation = Conversation(
      session: Session(library: .standard, commands: .standard),
      lessons: LessonLibrary(directories: []),
      store: ProgressStore(path: "\(folder.path)/progress"))
    var shown: [String] = []
    for line in lines {
      _ = conversation.receive(
        line,
        Host(emit: { report in
          switch report {
          case .lessons(let entries): shown += entries.map(\.name)
          case .error(let error): shown.append(error.diagnostic.message)
          default: break
          }
        }))
    }
    return (conversation.prompt, shown, conversation.lessons.names)
  }

  @Test(arguments: ["mine", "mine/", "mine//"])
  func itIsListedAndItsFirstLessonBegins(_ name: String) {
    let (prompt, shown, names) = talk(["lesson \(folder.path)/\(name)"])
    #expect(shown == ["a", "b"])
    #expect(names == ["a", "b"])
    #expect(prompt == "a 1/1> ")
  }

  @Test func itGoesOnAtTheFirstLessonThatIsNotDone() {
    let line = "lesson \(folder.path)/mine"
    #expect(talk([line, ""]).prompt == "downhill> ")
    #expect(talk([line]).prompt == "b 1/1> ")
  }

  @Test func whatComesNextIsItsNext() {
    #expect(talk(["lesson \(folder.path)/mine", "", "next"]).prompt == "b 1/1> ")
  }

  @Test(.enabled(if: archivesCanBeRead)) func anArchiveIsOpenedToo() {
    var zip = ZipFile()
    zip.add("x/course.yml", "name: packed\n")
    zip.add("x/z.md", "---\ntitle: Z\n---\nOnly this.\n")
    folder.write("course.zip", zip.whole)
    #expect(talk(["lesson \(folder.path)/course.zip"]).prompt == "z 1/1> ")
  }

  @Test(arguments: [
    ("empty", "there are no lessons in"), ("nowhere/", "can't read"), ("nowhere.zip", "can't read"),
  ])
  func whereThereIsNoneNothingChanges(_ name: String, _ message: String) {
    let (prompt, shown, names) = talk(["lesson \(folder.path)/\(name)"])
    #expect(prompt == "downhill> ")
    #expect(shown.count == 1 && shown[0].contains(message), "\(shown)")
    #expect(names.isEmpty)
  }

  /// A lesson's name is meant before a folder of that name.
  @Test func aNameIsALessonFirst() {
    #expect(talk(["lesson \(folder.path)/mine", "leave", "lesson b"]).prompt == "b 1/1> ")
  }
}
