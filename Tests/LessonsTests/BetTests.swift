import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Lessons

/// A claim in a lesson: the learner bets first, and the check proves the author's verdict.
struct BetTests {
  private func body(_ line: String) -> String {
    """
    ## A bet

    ```downhill
    minimize x^2 + 4y^2 from x = 1, y = 1
    use gd lr = 0.1
    \(line)
    ```

    """
  }

  @Test(
    arguments: [
      ("bet false gd on x^2 + 4y^2 settles only if lr <= 1/8", nil),
      ("bet true gd on x^2 + 4y^2 settles if lr < 1/4", nil),
      ("bet true settles if lr < 1/4", nil),
      ("bet false half-life of beta is 1/(1 - beta)", nil),
      ("bet true gd on x^2 + 4y^2 settles only if lr <= 1/8", "a counterexample refutes it"),
      ("bet false gd on x^2 + 4y^2 settles if lr < 1/4", "did not refute it"),
      ("bet maybe settles if lr < 1", "true or false, and a claim"),
      ("bet true", "true or false, and a claim"),
      ("bet true settles when lr < 1", "only if"),
    ] as [(String, String?)])
  func theCheckProvesTheVerdict(_ line: String, _ wanted: String?) throws {
    let folder = TemporaryFolder()
    folder.write("bet.md", lessonText(body(line)))
    let files = try LessonChecker.standard().check(["\(folder.path)/bet.md"])
    let messages = files.flatMap(\.diagnostics).map(\.message)
    if let wanted {
      #expect(messages.contains { $0.contains(wanted) }, "\(line): \(messages)")
    } else {
      #expect(messages.isEmpty, "\(line): \(messages)")
    }
  }

  @Test func aLearnerBetsAndSees() throws {
    var learner = try Learner(
      body: body("bet false gd on x^2 + 4y^2 settles only if lr <= 1/8"))
    learner.type("true")
    #expect(learner.notes.contains("The bet is lost."))
    // What became of the claim is seen, so that there is nothing left to bet on.
    #expect(!learner.player.isAsking)
    #expect(learner.player.answers.map(\.outcome) == [.wrong])
  }
}
