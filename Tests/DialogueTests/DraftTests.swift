import Formula
import Lessons
import Optimizers
import Session
import Testing

@testable import Dialogue
import Tutor

/// A recipe that is typed line by line: one with a mistake is asked for again, and nothing is lost.
struct DraftTests {
  private struct Talk {
    var conversation = Conversation(
      session: Session(library: .standard, commands: .standard),
      lessons: LessonLibrary(directories: []))
    var errors: [String] = []
    var isPasted = false

    mutating func type(_ lines: String...) {
      for line in lines {
        var errors: [String] = []
        let host = Host(
          emit: { if case .error(let report) = $0 { errors.append(report.diagnostic.message) } })
        _ = conversation.receive(line, isPasted: isPasted, host)
        self.errors += errors
      }
    }
  }

  @Test(arguments: [
    ("hyper lr=0.1, mu=0.9", "each hyper has its line"),
    ("state a = 0, b = 0", "each state has its line"),
    ("hyper lr", "a name and = should stand here"),
    ("step = lr * (g", "this parenthesis is never closed"),
    ("optimizer other", "a text holds one recipe"),
    ("θ = 3 θ θ", "an operator is missing before this"),
  ])
  func aFaultyLineIsAskedForAgain(_ line: String, _ message: String) {
    var talk = Talk()
    talk.type("optimizer mine", "hyper lr = 0.1", line)
    #expect(talk.errors.count == 1)
    #expect(talk.errors.first?.hasPrefix(message) == true, "\(talk.errors)")
    #expect(talk.conversation.isDrafting)
    talk.type("θ = θ - lr * g", "")
    #expect(talk.conversation.session.library["mine"]?.lines.count == 1)
    #expect(!talk.conversation.isDrafting)
  }

  @Test func aParametersNameIsToldOfTheta() {
    var talk = Talk()
    talk.type("minimize x^2 from x = 4", "optimizer mine", "hyper lr = 0.1", "x = x - lr*g")
    #expect(talk.errors == ["x is read before it is set"])
    talk.type("θ = θ - lr * g", "", "use mine")
    #expect(talk.conversation.session.recipe?.name == "mine")
  }

  @Test func whatIsFoundAtTheEndIsMendedInPlace() {
    var talk = Talk()
    talk.type("optimizer mine", "hyper lr = 0.1", "step = lrr * g", "θ = θ - step", "")
    #expect(talk.errors == ["there is nothing called lrr in this recipe"])
    talk.type("step = lr * g")
    #expect(talk.conversation.session.library["mine"]?.lines.map(\.target.text) == ["step", "θ"])
  }

  @Test func whatIsMissingIsWaitedFor() {
    var talk = Talk()
    talk.type("optimizer mine", "hyper lr = 0.1", "step = lr * g", "")
    #expect(talk.errors == ["the recipe never moves θ"])
    talk.type("θ = θ - step", "")
    #expect(talk.conversation.session.library["mine"] != nil)
  }

  /// No line of a paste is left out of the recipe: a mistake is found at its end, and what follows
  /// means what it says.
  @Test func aPasteIsJudgedAsAWhole() {
    var talk = Talk()
    talk.isPasted = true
    talk.type(
      "optimizer mine", "a = g", "a = 2*g", "θ = θ - a", "", "minimize x^2 from x = 4", "use gd")
    #expect(talk.errors == ["a is set already"])
    #expect(talk.conversation.session.library["mine"] == nil)
    #expect(talk.conversation.session.recipe?.name == "gd")
    #expect(!talk.conversation.isDrafting)
  }

  @Test func aBlankLineGivesUp() {
    var talk = Talk()
    talk.type("optimizer mine", "step = lrr * g", "θ = θ - step", "", "", "minimize x^2 from x = 1")
    #expect(!talk.conversation.isDrafting)
    #expect(talk.conversation.session.library["mine"] == nil)
    #expect(talk.conversation.session.parameters == [Name("x")])
  }

  /// Lines may read what a later line declares.
  @Test func declarationsMayComeLast() {
    var talk = Talk()
    talk.type("optimizer mine", "θ = θ - lr * g", "hyper lr = 0.1", "")
    #expect(talk.errors.isEmpty)
    #expect(talk.conversation.session.library["mine"] != nil)
  }
}
