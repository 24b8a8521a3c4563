import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Tutor

/// What is said where somebody asks for many numbers at once: a line that asks for one of them.
struct PredictionHintTests {
  private func session(_ optimizer: String) throws -> Session {
    var session = Session(library: .standard, commands: .standard)
    for line in ["minimize x^2 + y^2 from x = 3, y = 2", "use \(optimizer)", "step"] {
      _ = try session.execute(line, Host(emit: { _ in }))
    }
    return session
  }

  @Test(arguments: [
    ("rmsprop", "g"), ("rmsprop", "E[g²]"), ("rmsprop", "step"), ("adam", "m"), ("rmsprop", "θ"),
    ("swarm", "velocity"), ("swarm", "velocity.x"), ("swarm", "own"), ("swarm", "own.y"),
    ("swarm", "least"), ("swarm", "value"), ("swarm", "x"), ("swarm", "best"), ("swarm", "θ"),
  ])
  func theHintAsksForOneNumber(_ optimizer: String, _ quantity: String) throws {
    var session = try session(optimizer)
    let mistake = try #require(throws: Diagnostic.self) {
      try session.execute("predict \(quantity)", Host(emit: { _ in }))
    }
    #expect(mistake.message == "a prediction is one number")
    let hint = try #require(mistake.hint)
    guard case .wish(let wish) = try session.execute(hint, Host(emit: { _ in })) else {
      Issue.record("\(hint) asks nothing")
      return
    }
    #expect((wish as? NumberQuestion)?.answer.isFinite == true)
  }
}
