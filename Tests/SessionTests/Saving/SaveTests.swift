import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session
@testable import Tutor

/// A saved session leads to the same session again.
struct SaveTests {
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

  /// Headings that are names of the program's own get others, under which they are saved.
  @Test(arguments: [
    "f", "E[ ]", "g", "t", "θ", "seed", "f_batch", "E[g²]", "steps", "", "a b", "2x",
  ])
  func aFileWithAnyHeadingIsSavedSoThatItCanBeLoaded(_ heading: String) throws {
    let folder = TemporaryFolder()
    folder.write("table.csv", "\(heading),x\n1,2\n2,3\n")
    let session = try Session(
      "data \"\(folder.path)/table.csv\"", "minimize mean((w*x - 3)^2) from w = 0", "use gd", "step"
    )
    var loaded = Session(library: .standard, commands: .standard)
    try loaded.replay(session.script)
    #expect(loaded.walk == session.walk)
    #expect(loaded.data.columns == session.data.columns)
  }

  /// Random commands, a thousand times: what is saved and loaded is the same to the bit.
  @Test(arguments: 0..<100)
  func loadingGivesTheSameSession(_ group: Int) {
    for seed in group * 10..<group * 10 + 10 {
      var commands = RandomCommands(seed: UInt64(seed))
      var session = Session(library: .standard, commands: .standard)
      for _ in 0..<commands.number(below: 40) { commands.next(for: &session) }
      let script = session.script
      var loaded = Session(library: .standard, commands: .standard)
      do {
        try loaded.replay(script)
      } catch {
        Issue.record("seed \(seed): \(error)\n\(commands.log)\n\(script)")
        continue
      }
      let isSame =
        loaded.setup == session.setup && loaded.position == session.position
        && loaded.comparison.kept == session.comparison.kept
        && loaded.library.ownRecipes == session.library.ownRecipes
      #expect(isSame, "seed \(seed): \(commands.log)\n\(script)")
      #expect(loaded.row?.numbers.map(\.bitPattern) == session.row?.numbers.map(\.bitPattern))
      #expect(loaded.script == script)
    }
  }

  @Test func whatLiesAheadAndWhatIsWatchedComesBack() throws {
    let session = try Session.course(
      "step 3", "keep first", "watch f", "break when f < 17.5", "step 2", "back 2",
      "watch x changed")
    #expect(
      session.script == [
        "watch f", "watch x changed",
        "minimize x^2 + 10*y^2 from x = 4, y = 1", "use rmsprop lr = 0.1, beta = 0.9, eps = 1e-08",
        "step 3", "keep first", "reset all",
        "minimize x^2 + 10*y^2 from x = 4, y = 1", "use rmsprop lr = 0.1, beta = 0.9, eps = 1e-08",
        "step 5", "back 2", "break when f < 17.5",
      ])
  }

  @Test(arguments: [
    // No optimizer is in use, though a kept walk used one.
    [
      "minimize x^2 from x = 4", "mark here", "use gd", "step", "keep one", "goto here",
    ],
    // The walk keeps the definition that its function was made from, not the newer data.
    [
      "let a = 3", "let c = 1024", "minimize mean((w*a + b - c)^2) from w = 1, b = 0",
      "use gd lr=0.01", "step", "data a = [1, 2, 3], c = [3, 5, 1]",
    ],
    [
      "minimize e*w^2 from w = 1", "use gd", "step", "data e = [1, 2]", "batch 1",
    ],
    // A batch over a function that uses no row.
    [
      "data x = [1, 2, 3, 4], y = [3, 5, 7, 9]", "batch 2",
      "minimize mean((w*x - y)^2) from w = 0", "use gd", "step", "minimize w^2 from w = 3", "step",
    ],
    // Random numbers from a seed, then from another, seen from before it.
    [
      "seed 5", "minimize sum(w^2) from w = normal(3)", "use noisy", "step 2", "seed 6", "step",
      "back 2", "seed 9",
    ],
    // Two kept walks and definitions by the names of their parameters.
    [
      "minimize u^2 from u = 4", "use gd", "step", "keep one", "params v = 1", "use rmsprop",
      "step g = 1", "keep two", "reset all", "let u = 3", "let v = u",
      "minimize x^2 + v from x = 1",
    ],
    ["minimize x^2 from x = 4", "use gd", "step", "keep one", "reset all"],
  ])
  func whatMadeTheWalkComesBack(_ lines: [String]) throws {
    var session = Session(library: .standard, commands: .standard)
    let noisy = "optimizer noisy\n  hyper lr = 0.1\n\n  θ = θ - lr*(g + normal())"
    try session.learn(SourceText(noisy), Host(emit: { _ in }))
    try session.run(lines)
    var loaded = Session(library: .standard, commands: .standard)
    try loaded.replay(session.script)
    #expect(loaded.setup == session.setup, "\(session.script)")
    #expect(loaded.position == session.position, "\(session.script)")
    #expect(loaded.comparison.kept == session.comparison.kept)
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
    var replayed = Session(library: .standard, commands: .standard)
    try replayed.replay(session.script)
    #expect(try replayed.number("x") == 3.2)
    try replayed.run("use mine", "step")
    #expect(try replayed.number("x") == 2.4)
  }

  @Test(arguments: ["0/0", "-(0/0)", "1/0", "-1/0", "-0", "5e-324", "0.1 + 0.2", "2^60"])
  func everyNumberComesBack(_ text: String) throws {
    let session = try Session("minimize x^2 from x = 1", "set x = \(text)")
    var replayed = Session(library: .standard, commands: .standard)
    try replayed.replay(session.script)
    let (was, is_) = (try session.number("x"), try replayed.number("x"))
    #expect(was.bitPattern == is_.bitPattern)
  }

  @Test func stepsBeyondDivergenceAreMadeAgain() throws {
    let session = try Session("minimize x^4 from x = 10", "use gd lr=1", "step 60")
    #expect(session.script.last == "step 60")
    var replayed = Session(library: .standard, commands: .standard)
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

extension Session {
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
  /// What was carried out.
  private(set) var log: [String] = []

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
      log.append(text)
      return
    }
    let line = line()
    if (try? session.run(line)) != nil { log.append(line) }
  }

  private mutating func line() -> String {
    switch number(below: 38) {
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
    case 19: "seed \(number(below: 9))"
    case 20:
      "data \(pick(["p", "u"])) = [\(decimal()), 2, 3, 0/0], \(pick(["q", "v", "k"])) = "
        + "[1, \(decimal()), -0, 4]"
    case 21: pick(["data none", "data k = [1, 2]", "data e = [1, 2, 3]", "batch all"])
    case 22: "batch \(1 + number(below: 4))" + pick(["", " shuffled", " shuffled seed 3"])
    case 23:
      "minimize mean((w*\(pick(["p", "u", "k"])) + b - \(pick(["q", "v"])))^2) "
        + "from w = \(decimal()), b = \(decimal())"
    case 24:
      "minimize sum((dot(w, [1, 2])*p - q)^2)*e from w = "
        + pick(["normal(2)", "uniform(2) seed 4", "[1, 2]", "[0/0, -0]"])
    case 25: "params W = \(pick(["normal(2, 2)", "[[1], [2]]", "[3]", "normal(2) seed 1"]))"
    case 26: pick(["objective line", "objective rosenbrock", "objective xor", "reset all"])
    case 27: pick(["mark here", "goto here", "mark there", "goto there", "data none"])
    case 28: pick(["compare gd, rmsprop for 5", "unwatch", "keep three", "reset", "use mine"])
    case 29: "minimize norm(θ)^2 + x*y from x = \(decimal()), y = 1/3"
    case 30:
      "set lr = "
        + pick(["0.1/sqrt(t)", "cosine(0.1, 20)", "0.01/(1 + norm(g))", "0.1*0.5^floor(t/3)"])
    case 31:
      "use rmsprop "
        + pick(["lr=0.1/t", "beta=0.9 - lr/t", "lr=beta/t, beta=0.5 + 0.1/t", "lr=0.1/(1 + f^2)"])
    default: "step \(1 + number(below: 6))"
    }
  }
}
