import Formula
import Optimizers
import Testing

@testable import Session

/// A saved session leads to the same session again.
@Suite struct SaveTests {
  @Test func aSessionIsWrittenAsItsCommands() throws {
    let session = try Session(
      "let u = y - x^2", "minimize (1 - x)^2 + 100u^2 from x = -1.5, y = 2", "use rmsprop lr=0.1",
      "step 2", "step", "set lr = 0.05", "set E[g²] = 0", "step g = 3, -1", "run 50", "back 2",
      "set x = 1/3", "line", "line")
    #expect(
      session.script == [
        "let u = y - x^2",
        "minimize (1 - x)^2 + 100*u^2 from x = -1.5, y = 2",
        "use rmsprop lr = 0.1, beta = 0.9, eps = 1e-08",
        "step 3",
        "set lr = 0.05",
        "set E[g^2] = 0",
        "step g = 3, -1",
        "run 48",
        "set x = 0.3333333333333333",
        "line",
        "line",
      ])
  }

  @Test(arguments: 0..<200)
  func replayingGivesTheSameSession(_ seed: Int) throws {
    var commands = RandomCommands(seed: UInt64(seed))
    var session = Session(library: .standard)
    for _ in 0..<commands.number(below: 40) {
      commands.next(for: &session)
    }
    var replayed = Session(library: .standard)
    try replayed.replay(session.script)
    session.repetition = nil
    replayed.repetition = nil
    let isSame = Snapshot(replayed) == Snapshot(session)
    #expect(isSame, "\(session.script)")
    #expect(replayed.script == session.script)
    #expect(replayed.future?.history == session.future?.history || !session.isOnRecord)
    let kept = session.comparison.kept.filter { !session.keptWalks.leftOut.contains($0.name) }
    #expect(replayed.comparison.kept.map(\.name) == kept.map(\.name))
    #expect(replayed.comparison.kept.map(\.walk.history) == kept.map(\.walk.history))
    #expect(
      replayed.comparison.kept.map(\.walk.current.bits) == kept.map(\.walk.current.bits))
  }

  @Test func whatLiesAheadAndWhatIsWatchedComesBack() throws {
    let session = try Session.course(
      "step 3", "keep first", "watch f", "break when f < 17.5", "step 2", "back 2",
      "watch x changed")
    #expect(
      session.script == [
        "watch f", "watch x changed",
        "minimize x^2 + 10*y^2 from x = 4, y = 1", "use rmsprop lr = 0.1, beta = 0.9, eps = 1e-08",
        "step 3", "keep first",
        "minimize x^2 + 10*y^2 from x = 4, y = 1", "use rmsprop lr = 0.1, beta = 0.9, eps = 1e-08",
        "step 5", "back 2", "break when f < 17.5",
      ])
  }

  @Test func aDefinitionThatChangedSinceLeavesTheObjectiveAlone() throws {
    let session = try Session(
      "let u = x", "let v = 2u", "minimize v^2 from x = 4", "let v = 1", "let u = v")
    #expect(
      session.script == [
        "let u = x", "let v = 2*u", "minimize v^2 from x = 4", "let v = 1", "let u = v",
      ])
  }

  @Test func aRecipeThatWasReplacedSinceComesFirst() throws {
    func text(_ rate: String) -> String { "optimizer mine\n\n  step = \(rate) * g\n  θ = θ - step" }
    var session = try Session("minimize x^2 from x = 4")
    let host = Host(emit: { _ in })
    try session.learn(SourceText(text("0.1")), host)
    try session.run("use mine", "step")
    try session.learn(SourceText(text("0.2")), host)
    let steps = session.script.filter { $0.hasPrefix("  step") }
    #expect(steps == ["  step = 0.1 * g", "  step = 0.2 * g"])
    var replayed = Session(library: .standard)
    try replayed.replay(session.script)
    #expect(try replayed.number("x") == 3.2)
    try replayed.run("use mine", "step")
    #expect(try replayed.number("x") == 2.4)
  }

  @Test(arguments: ["0/0", "-(0/0)", "1/0", "-1/0", "-0", "5e-324", "0.1 + 0.2", "2^60"])
  func everyNumberComesBack(_ text: String) throws {
    let session = try Session("minimize x^2 from x = 1", "set x = \(text)")
    var replayed = Session(library: .standard)
    try replayed.replay(session.script)
    let (was, is_) = (try session.number("x"), try replayed.number("x"))
    #expect(was.bitPattern == is_.bitPattern)
  }

  @Test func stepsBeyondDivergenceAreMadeAgain() throws {
    let session = try Session("minimize x^4 from x = 10", "use gd lr=1", "step 60")
    #expect(session.script.last == "step 60")
    var replayed = Session(library: .standard)
    try replayed.replay(session.script)
    #expect(replayed.walk?.stepCount == 60)
  }

  @Test func anEmptySessionHasNothingToSave() {
    let error = #expect(throws: Diagnostic.self) {
      try Session("save nothing.downhill")
    }
    #expect(error?.message == "there is nothing to save yet")
  }
}

extension Row {
  fileprivate var bits: [UInt64] { numbers.map(\.bitPattern) }
}

extension Session {
  /// Whether what lies ahead goes on from here.
  fileprivate var isOnRecord: Bool {
    guard let future, let walk else { return true }
    var earlier = future
    earlier.back(to: walk.stepCount)
    return earlier.history == walk.history
  }

  /// Carries out saved lines, recipes among them.
  mutating func replay(_ lines: [String]) throws {
    var recipe: [String] = []
    for line in lines {
      if line.hasPrefix("optimizer ") || !recipe.isEmpty {
        let hasFormula = recipe.contains { Recipe.setsQuantity(SourceSlice(String($0))) }
        guard line.isEmpty, hasFormula else {
          recipe.append(line)
          continue
        }
        try learn(SourceText(recipe.joined(separator: "\n")), Host(emit: { _ in }))
        recipe = []
      } else {
        try run(line)
      }
    }
  }
}

/// Commands as somebody might type them, by a seed.
struct RandomCommands {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func number(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices[number(below: choices.count)]
  }

  private mutating func decimal() -> String {
    "\(Double(number(below: 4001) - 2000) / Double(1 + number(below: 997)))"
  }

  /// Carries out one; what is wrong here is not carried out.
  mutating func next(for session: inout Session) {
    if number(below: 12) == 0 {
      let text =
        "optimizer \(pick(["mine", "other"]))\n  hyper lr = 0.0\(1 + number(below: 9))\n"
        + "  state m = 1\n\n  m = \(pick(["0.5*m + g", "m - g/3", "m + g*normal()"]))\n  # a remark\n  θ = θ - lr*m"
      _ = try? session.learn(SourceText(text), Host(emit: { _ in }))
      return
    }
    _ = try? session.run(line())
  }

  private mutating func line() -> String {
    switch number(below: 24) {
    case 0:
      "minimize "
        + pick(["x^2 + 10y^2", "(1-x)^2 + 100(y-x^2)^2", "u^2 + v + y^2", "sin(x)*y"])
        + " from x = \(decimal()), y = \(decimal())"
    case 1: "minimize \(pick(["w^4", "log(w)", "exp(3w)", "u + w"])) from w = \(decimal())"
    case 2: "params \(pick(["a", "x"])) = \(decimal()), b = \(decimal())"
    case 3, 4: "use \(pick(["gd", "adagrad", "rmsprop", "momentum", "rprop", "mine", "other"]))"
    case 5: "use rmsprop lr=\(pick(["0.1", "1/3", "1e-3"])), beta=0.\(number(below: 99))"
    case 6: "set lr = 0.\(1 + number(below: 999))"
    case 7: "set \(pick(["x", "y", "w", "E[g²]", "G", "step", "m"])) = \(decimal())"
    case 8: "set x = \(pick(["1/0", "0/0", "-0", "1e300"]))"
    case 9: "let \(pick(["u", "v", "k"])) = \(pick(["x^2", "3y", "k + x", "v*2", "5", "E[g²]"]))"
    case 10, 11: "step g = \(decimal()), \(decimal())"
    case 12: "step g = \(decimal())"
    case 13: "line"
    case 14: "back \(1 + number(below: 5))"
    case 15: "run \(1 + number(below: 90))"
    case 16: "run until f < 1 max \(1 + number(below: 60))"
    case 17: pick(["reset", "line g = 1, 2", "keep one", "keep two", "mark here", "goto here"])
    case 18: pick(["forward", "forward 2", "watch u", "watch f changed", "break when f < 0.5"])
    default: "step \(1 + number(below: 6))"
    }
  }
}
