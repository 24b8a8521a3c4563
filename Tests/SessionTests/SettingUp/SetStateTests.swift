import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// A state can be set for one parameter, for all alike, and by a list.
struct SetStateTests {
  @Test(arguments: [
    ("set E[g²].x = 1", [1, 0]), ("set E[g²].y = 2, E[g²].x = 1", [1, 2]),
    ("set E[g²] = 3", [3, 3]), ("set E[g²] = [1, 2]", [1, 2]), ("set E[g^2].x = 0.5", [0.5, 0]),
  ])
  func statesAreSet(_ line: String, _ wanted: [Double]) throws {
    var session = try Session.course()
    try session.run(line)
    #expect(session.walk?.current[Name("E[g²]")] == wanted)
    // The next step goes on from it: 0.9·E[g²] + 0.1·g², to the bit.
    try session.run("step")
    let squares = [64.0, 400]
    let expected = zip(wanted, squares).map { 0.9 * $0 + (1 - 0.9) * $1 }
    #expect(session.walk?.current[Name("E[g²]")] == expected)
  }

  @Test(arguments: [
    "set step = [1, -2]", "set step.y = 4", "set θ = [3, 5]", "set θ.x = 3",
    "set x = 2, step.x = 1",
  ])
  func savedAndLoadedItIsTheSame(_ line: String) throws {
    var session = try Session(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use momentum lr=0.05", "step 2", line, "step 2")
    var again = Session(library: .standard, commands: .standard)
    try again.run(session.script)
    #expect(again.setup == session.setup && again.position == session.position)
    // Back and forward again are the same bits.
    let before = Snapshot(session)
    try session.run("back 4", "forward 4")
    #expect(Snapshot(session).rows == before.rows)
  }

  @Test func aListStartsAMatrixAnew() throws {
    var session = try Session(
      "minimize sum(W^2) from W = [[1, 2], [3, 4]]", "use rmsprop", "set W = [[5, 6], [7, 8]]")
    #expect(session.walk?.current.theta == [5, 6, 7, 8])
    try session.run("set E[g²] = [1, 2, 3, 4]")
    #expect(session.walk?.current[Name("E[g²]")] == [1, 2, 3, 4])
  }

  @Test(arguments: [
    ("set E[g²] = [1, 2, 3]", "2 numbers should stand here, for x, y, not 3"),
    ("set E[g²].z = 1", "there is no parameter z"),
    ("set E[g²].x = [1, 2]", "1 number should stand here, for x, not 2"),
    ("set x = [1, 2]", "1 number should stand here, for x, not 2"),
    ("set denominator = 1", "denominator is neither a hyper-parameter nor a parameter"),
    ("set g².x = 1", "g² is neither a hyper-parameter nor a parameter"),
    ("set lr.x = 1", "lr is neither a hyper-parameter nor a parameter"),
    ("set E[g²].x = 1, E[g²].x = 2", "E[g²] is given twice"),
  ])
  func whatCannotBeSetIsSaid(_ line: String, _ message: String) throws {
    var session = try Session.course("step")
    let before = Snapshot(session)
    let error = try #require(throws: Diagnostic.self) { try session.run(line) }
    #expect(error.message == message)
    #expect(Snapshot(session) == before)
  }
}
