import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// What other prompts taught people to type: understood, or answered with what to type here.
struct HabitTests {
  private static let course = ["minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr=0.1"]

  // MARK: Understood

  @Test(arguments: Habits.lines.sorted { $0.key < $1.key })
  func linesMeanACommand(_ line: String, _ command: String) throws {
    let session = Session(library: .standard, commands: .standard)
    #expect(try session.interpret(SourceSlice(line)).command.name == command)
  }

  @Test(arguments: Habits.words.sorted { $0.key < $1.key })
  func wordsMeanACommand(_ word: String, _ command: String) throws {
    let session = Session(library: .standard, commands: .standard)
    #expect(try session.interpret(SourceSlice("\(word) step")).command.name == command)
  }

  @Test func whatHasTheNameHereComesFirst() throws {
    var session = try Session("minimize bye^2 from bye = 3")
    let reports = try session.run("bye")
    guard case .value(let report)? = reports.first else {
      Issue.record("\(reports)")
      return
    }
    #expect(report.value.numbers == [3])
  }

  @Test(arguments: [
    ("use rmsprop(lr=0.2)", "lr", 0.2), ("use rmsprop lr 0.2", "lr", 0.2),
    ("use rmsprop lr: 0.2", "lr", 0.2), ("use rmsprop lr to 0.2", "lr", 0.2),
    ("use rmsprop 0.2", "lr", 0.2), ("use rmsprop lr 0.2 beta 0.8", "beta", 0.8),
    ("use rmsprop (lr = 0.2, beta = 0.8)", "beta", 0.8), ("set lr 0.2", "lr", 0.2),
    ("set lr to 0.2", "lr", 0.2), ("set lr 1/5", "lr", 0.2), ("set x to 3", "x", 3),
    ("set x -1", "x", -1), ("set lr 0.2, x 3", "x", 3),
  ])
  func argumentsNeedNoSigns(_ line: String, _ name: String, _ value: Double) throws {
    var session = try Session("minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop")
    try session.run(line)
    #expect(try session.number(name) == value)
  }

  @Test(arguments: [
    "minimize x^2 from 4", "minimize x^2 at x = 4", "minimize x^2, x = 4",
    "minimize x^2 start x=4", "minimize x^2 with x = 4", "minimize x^2 at 4",
    "minimize f(x) = x^2 from 4",
  ])
  func aStartIsUnderstood(_ line: String) throws {
    let session = try Session(line)
    #expect(session.parameters == [Name("x")])
    #expect(session.start == [4])
  }

  // MARK: Answered

  /// Lines, and what is to be typed for each.
  static let answered: [(line: String, typed: String)] = [
    ("step()", "step"), ("help()", "help"), ("print(x)", "print x"), ("run(100)", "run 100"),
    ("use(rmsprop, lr=0.1)", "use rmsprop, lr=0.1"), ("reset()", "reset"),
    ("rmsprop", "use rmsprop"), ("RMSprop", "use rmsprop"), ("adam lr=0.1", "use adam lr=0.1"),
    ("gradient descent", "use gd"), ("Gradient Descent lr=0.1", "use gd lr=0.1"),
    ("sgd", "use gd"), ("torch.optim.RMSprop(lr=0.01)", "use torch.rmsprop lr=0.01"),
    ("keras.optimizers.SGD(learning_rate=0.01)", "use keras.sgd learning_rate=0.01"),
    ("maximize x^2", "minimize -(x^2) from x = 1"),
    ("maximise x^2 from x=3", "minimize -(x^2) from x=3"),
    ("f(x)=x^2", "minimize x^2 from x = 1"),
    ("f(x, y) = x^2 + y", "minimize x^2 + y from x = 1, y = 1"),
    ("x**2", "minimize x**2 from x = 1"), ("x^2 + y^2", "minimize x^2 + y^2 from x = 1, y = 1"),
    ("lr=0.1", "use gd lr = 0.1"), ("x=4", "minimize x^2 from x = 4"),
  ]

  @Test(arguments: answered)
  func freshLinesAreToldWhatToType(_ line: String, _ typed: String) throws {
    let session = Session(library: .standard, commands: .standard)
    let error = try #require(throws: Diagnostic.self) { try session.interpret(SourceSlice(line)) }
    let hint = try #require(error.hint)
    #expect(hint.contains(typed), "\(hint)")
  }

  /// What is to be typed is right: it is accepted, and it is nothing that gets a hint itself.
  @Test(arguments: answered)
  func whatIsToBeTypedIsAccepted(_ line: String, _ typed: String) throws {
    var session = try Session(
      typed.hasPrefix("minimize") ? [] : ["minimize x^2 + 10y^2 from x = 4, y = 1"])
    if ["step", "run 100"].contains(typed) { try session.run("use gd") }
    try session.run(typed)
  }

  /// Every word of the dictionary names a command that there is.
  @Test(arguments: Habits.suggestions.sorted { $0.key < $1.key })
  func suggestionsAreCommands(_ word: String, _ typed: String) throws {
    let command = typed.split(separator: " ").first.map(String.init) ?? ""
    #expect(CommandTable.standard.command(command)?.name == command)
    #expect(CommandTable.standard.command(word) == nil || word == "diff")
  }

  @Test func optimizersOfOtherNamesAreThere() {
    let session = Session(library: .standard, commands: .standard)
    for name in Habits.optimizers.values { #expect(session.library[name] != nil) }
  }

  @Test(arguments: [
    ("minimize x^2 + 10y^2 from 4, 1", "from x = 4, y = 1"),
    ("minimize x^2 from x=1,5", "write x = 1.5"),
    ("minimize x^2 + y from x=1,5, y=2", "write x = 1.5"),
    ("use RMSprop", "did you mean rmsprop?"), ("use SGD", "did you mean gd?"),
    ("use gradient descent", "did you mean gd?"),
  ])
  func hintsSayWhatToWrite(_ line: String, _ hint: String) throws {
    var session = Session(library: .standard, commands: .standard)
    let error = try #require(throws: Diagnostic.self) { try session.run(line) }
    #expect(error.hint == hint)
  }

  @Test func aListOfValuesIsSwept() throws {
    var session = try Session(Self.course)
    guard case .sweep(let report)? = try session.run("sweep lr = 0.3, 0.1, 0.2").last,
      case .sweep(let map)? = try session.run("sweep lr = [0.1, 0.2], beta = 0.5..0.9 in 3").last
    else {
      Issue.record("no sweep")
      return
    }
    #expect(report.axes.map(\.values) == [[0.1, 0.2, 0.3]])
    #expect(map.axes.map(\.values.count) == [2, 3])
    // Each value gets the walk that it would get alone.
    for (value, cell) in zip(report.axes[0].values, report.cells) {
      var alone = try Session(Self.course)
      try alone.run("set lr = \(value)", "run 100")
      #expect(cell == .value(try alone.number("f")))
    }
    #expect(throws: Diagnostic.self) { try session.run("sweep lr = 0.1, 0.1") }
    #expect(throws: Diagnostic.self) { try session.run("sweep lr = 0.1, -1") }
  }
}

extension Session {
  init(_ lines: [String]) throws {
    self.init(library: .standard, commands: .standard)
    try run(lines)
  }
}
