import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// Runs commands and collects what they answer.
private struct Talk {
  var session = Session(library: .standard, commands: .standard)

  mutating func type(_ lines: String...) throws {
    for line in lines { _ = try session.execute(line, Host(emit: { _ in })) }
  }

  func number(_ text: String) throws -> Double {
    try session.value(of: try Parser.expression(text)).numbers[0]
  }
}

struct DataTests {
  /// A seed typed before the first step counts for what was drawn at the start, too.
  @Test func theSeedMayComeBehindTheOptimizer() throws {
    let first = try Session("seed 7", "minimize x^2 from x = 3", "use swarm", "step")
    let second = try Session("minimize x^2 from x = 3", "use swarm", "seed 7", "step")
    #expect(first.walk == second.walk)
  }

  @Test func aFunctionUsesColumns() throws {
    var talk = Talk()
    try talk.type(
      "data x = [1, 2, 3, 4], y = [3, 5, 7, 9]",
      "minimize mean((w*x + b - y)^2) from w = 0, b = 0")
    #expect(try talk.number("f") == 41)
    #expect(try talk.session.value(of: Parser.expression("g")).numbers == [-35, -12])
  }

  /// With rows 1 and 2 the gradient of the mean square is that of those two alone.
  @Test func aStepOfABatchSeesItsRows() throws {
    var talk = Talk()
    try talk.type(
      "data x = [1, 2, 3, 4], y = [3, 5, 7, 9]",
      "minimize mean((w*x + b - y)^2) from w = 0, b = 0", "batch 2", "use gd lr=0.01", "step")
    #expect(try talk.number("g.w") == -13)
    #expect(try talk.number("g.b") == -8)
    #expect(try talk.number("f_batch") == 17)
    try talk.type("step")
    let (w, b) = (0.13, 0.08)
    #expect(try talk.number("g.w ~= \(3 * (3 * w + b - 7) + 4 * (4 * w + b - 9))") == 1)
  }

  @Test func newDataEndsABatch() throws {
    var session = try Session(
      "data x = [1, 2, 3, 4], y = [3, 5, 7, 9]", "batch 2",
      "minimize mean((w*x - y)^2) from w = 0", "use gd lr=0.01")
    #expect(session.status == "gd 0 f=41 2 of 4 rows")
    let run = try #require(try session.run("run 2").runs.first)
    #expect(run.position.rowsSeen?.text == "a step sees 2 of 4 rows")
    #expect(try session.run("show").positions.first?.rowsSeen?.size == 2)
    let notes = try session.run("data x = [1, 2, 3, 4], y = [1, 2, 3, 4]").notes
    #expect(notes.contains("batch 2 has ended: a step sees all 4 rows"))
    #expect(session.batch == nil)
    #expect(session.objective?.batch == nil)
    #expect(session.status == "gd 0 f=7.5")
  }

  @Test func anotherFunctionEndsTheBatchOfTheOneBefore() throws {
    var session = try Session("data x = [1, 2, 3, 4], y = [3, 5, 7, 9]", "batch 2")
    let first = try session.run("minimize mean((w*x - y)^2) from w = 0").notes
    #expect(first == ["a step sees 2 of 4 rows"])
    let second = try session.run("minimize mean((w*x - y)^2) + w^2 from w = 0").notes
    #expect(second == ["batch 2 has ended: a step sees all 4 rows"])
    #expect(session.batch == nil)
  }

  @Test func shuffledBatchesComeAgainAfterGoingBack() throws {
    var talk = Talk()
    try talk.type(
      "objective line", "batch 1 shuffled seed 7", "use gd lr=0.02", "step 9")
    let after = try talk.session.value(of: Parser.expression("g")).numbers
    try talk.type("back 4", "step 4")
    #expect(try talk.session.value(of: Parser.expression("g")).numbers == after)
  }

  @Test func aNetworkLearnsExclusiveOr() throws {
    var talk = Talk()
    try talk.type("objective xor", "use adam lr=0.1", "run 300")
    #expect(try talk.number("f") < 0.05)
    let outputs = try talk.session.value(of: Parser.expression("sigmoid(z)")).numbers
    #expect(outputs.map { $0 > 0.5 } == [false, true, true, false])
  }

  @Test func startsAreDrawnWithTheirSeed() throws {
    var (first, second, other) = (Talk(), Talk(), Talk())
    try first.type("params W = normal(2, 3) seed 1")
    try second.type("seed 9", "params a = 0, W = normal(2, 3) seed 1")
    try other.type("params W = normal(2, 3) seed 2")
    let drawn = first.session.start
    #expect(drawn.count == 6)
    #expect(Array(second.session.start.dropFirst()) == drawn)
    #expect(other.session.start != drawn)
    #expect(first.session.parameters.map(\.text).prefix(2) == ["W[1,1]", "W[1,2]"])
  }

  @Test(arguments: [
    ("data x = [1, 2], y = [1]", "y has 1 row and x has 2"),
    ("data", "there is no data yet"), ("batch 2", "there is no data yet"),
    ("data x = 3", "a column is a list of numbers"), ("seed -1", "a seed is a whole number from 0"),
    ("data nowhere.csv", "can't read nowhere.csv: No such file or directory"),
    ("objective rosenbrok", "there is no objective rosenbrok"),
    ("params W = normal(0)", "a whole number from 1 to 1e12 should stand here"),
  ])
  func whatIsWrongIsSaid(line: String, message: String) throws {
    var talk = Talk()
    let error = #expect(throws: Diagnostic.self) { try talk.type(line) }
    #expect(error?.message == message)
    #expect(talk.session.data.isEmpty)
  }

  /// Columns are there for formulas before anything is minimized, and beside a function of others.
  @Test(arguments: [[], ["minimize w^2 from w = 3"]])
  func columnsCanBeAskedFor(lines: [String]) throws {
    var talk = Talk()
    try talk.type("data x = [1, 2, 3, 6], y = [3, 5, 7, 9]", "let spread = max(x) - min(x)")
    for line in lines { try talk.type(line) }
    #expect(try talk.number("mean(x)") == 3)
    #expect(try talk.number("spread * sum(y)") == 120)
    #expect(talk.session.names.contains(Name("y")))
    try talk.type("mean(x)", "y", "x - mean(x)")
  }

  @Test func shapesAreNamedInErrors() throws {
    var talk = Talk()
    try talk.type("data x = [1, 2], y = [2, 4]")
    let error = #expect(throws: Diagnostic.self) {
      try talk.type("minimize sum((W @ [x, y])^2) from W = normal(2, 3) seed 1")
    }
    #expect(error?.message == "@ can't join a matrix of 2 by 3 and a matrix of 2 by 2 rows")
  }
}
