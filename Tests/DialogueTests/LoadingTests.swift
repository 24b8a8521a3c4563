import Optimizers
import Session
import TestSupport
import Testing

@testable import Dialogue
@testable import Lessons
import Tutor

/// A saved session is the same wherever it is loaded.
struct LoadingTests {
  private let folder = TemporaryFolder()
  private let host = Host(emit: { _ in })

  @Test(arguments: [
    [], ["data a = [9, 9], c = [1, 2]", "let b = 7", "seed 4"],
    ["minimize u^2 from u = 3", "use adam", "run 20", "line"], ["params b = 1", "use rmsprop"],
    ["minimize u^2 from u = 3", "use gd", "watch u", "break when steps >= 1", "break when t > 0"],
  ])
  func nothingThatIsSetUpMixesWithIt(_ before: [String]) {
    func conversation() -> Conversation {
      Conversation(
        session: Session(library: .standard, commands: .standard),
        lessons: LessonLibrary(directories: []))
    }
    let path = "\(folder.path)/s.downhill"
    var saved = conversation()
    let lines = [
      "let a = 3", "let c = 1024", "minimize mean((w*a + b - c)^2) from w = 1, b = 0",
      "use gd lr=0.01", "step", "data a = [1, 2, 3], c = [3, 5, 1]", "save \(path)",
    ]
    for line in lines { #expect(saved.receive(line, host) == .goOn) }
    var other = conversation()
    for line in before { #expect(other.receive(line, host) == .goOn) }
    #expect(other.receive("load \(path)", host) == .goOn)
    #expect(other.session.hasSameState(as: saved.session))
    // What stops a person's own steps is there for these again.
    let breaks = before.count { $0.hasPrefix("break") }
    #expect(other.session.watches.breaks.count == breaks)
  }
}
