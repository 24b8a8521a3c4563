import TestSupport
import Testing

/// The real program at a terminal, and a person in front of it.
@Suite(.serialized)
struct PromptTests {
  let home = TemporaryFolder()

  private func start(
    _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80,
    rows: Int = 24
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      Program.path, arguments, environment: environment, home: home.path, columns: columns,
      rows: rows)
  }

  @Test func theFirstScreenSaysWhatAStepIs() throws {
    let terminal = try start()
    try terminal.expect("one update of all parameters")
    try terminal.expect("Type first: minimize x^2 + 10y^2 from x = 4, y = 1")
    try terminal.expect("downhill> ")
  }

  /// What the first screen says to type leads to a step.
  @Test func whatTheFirstScreenSaysLeadsToAStep() throws {
    let terminal = try start()
    try terminal.expect("downhill> ")
    terminal.type("minimize x^2 + 10y^2 from x = 4, y = 1\ruse gd lr=0.05\rstep\r")
    try terminal.expect("step 1")
  }

  @Test func helpFitsTheScreen() throws {
    let terminal = try start(rows: 24)
    terminal.type("help\r")
    try terminal.expect("any other line is a formula")
    // No pager has stopped it.
    terminal.type("1 + 1\r")
    try terminal.expect("1 + 1 = 2")
  }

  /// A mark on a letter goes from the screen when it goes from the line.
  @Test(arguments: ["m\u{302}", "x + v\u{302}", "e\u{301}"])
  func marksOnLettersAreErased(_ typed: String) throws {
    let terminal = try start()
    try terminal.expect("downhill> ")
    terminal.type(typed)
    try terminal.expectShown("downhill> \(typed)")
    terminal.type("\u{7F}")
    let rest = String(String.UnicodeScalarView(typed.unicodeScalars.dropLast()))
    try terminal.expectShown("downhill> \(rest)")
  }

  @Test func aStepShowsItsNumbers() throws {
    let terminal = try start()
    try terminal.expect("downhill> ")
    terminal.type("minimize x^2 + 10y^2 from x = 4, y = 1\r")
    try terminal.expect("∂f/∂y = 20·y")
    terminal.type("use rmsprop lr=0.1\rstep\r")
    try terminal.expect("26 → 18.2456")
  }

  @Test func anEmptyLineStepsAgain() throws {
    let terminal = try start()
    terminal.type("minimize x^2 from x = 4\ruse gd lr=0.1\rstep\r")
    try terminal.expect("step 1")
    terminal.press(.enter)
    try terminal.expect("step 2")
  }

  @Test func tabCompletesAndListsTheChoices() throws {
    let terminal = try start()
    try terminal.expect("downhill> ")
    terminal.type("use rmspr")
    terminal.press(.tab)
    terminal.type("\r")
    try terminal.expect("denominator")
    terminal.type("re")
    terminal.press(.tab, .tab)
    try terminal.expectShown("recipes")
    try terminal.expectShown("reset")
  }

  @Test func historyOutlivesTheProgram() throws {
    let first = try start()
    try first.expect("downhill> ")
    first.type("1 + 41\r")
    try first.expect("42")
    try first.expect("downhill> ")
    first.press(.endOfInput)
    #expect(first.exitStatus() == 0)
    let second = try start()
    try second.expect("downhill> ")
    second.press(.up, .enter)
    try second.expect("42")
  }

  @Test func interruptStopsALongRunAndKeepsTheSession() throws {
    let terminal = try start()
    terminal.type("minimize x^2 + y^2 from x = 4, y = 1\ruse rmsprop lr=0.1\r")
    try terminal.expect("denominator")
    terminal.type("run 1000000000\r")
    // The echo of the command, and a moment for it to get under way.
    try terminal.expect("run 1000000000")
    try terminal.pause(seconds: 0.5)
    terminal.press(.interrupt)
    try terminal.expect("> ")
    terminal.type("2 * steps > 2\r")
    try terminal.expect("yes")
  }

  @Test func interruptAbandonsTheLine() throws {
    let terminal = try start()
    try terminal.expect("downhill> ")
    terminal.type("this is nothing")
    try terminal.expect("this is nothing")
    terminal.press(.interrupt)
    terminal.type("6 * 7\r")
    try terminal.expect("42")
  }

  @Test func endOfInputLeaves() throws {
    let terminal = try start()
    try terminal.expect("downhill> ")
    terminal.press(.endOfInput)
    #expect(terminal.exitStatus() == 0)
  }

  @Test func lettersBeyondASCIIAreTyped() throws {
    let terminal = try start()
    terminal.type("minimize x^2 from x = 4\ruse rmsprop lr=0.1\rstep\r")
    try terminal.expect("step 1")
    terminal.type("E[g²].x · β\r")
    try terminal.expect("5.76")
  }

  @Test func aNarrowWindowKeepsColumnsTogether() throws {
    let terminal = try start(columns: 40)
    terminal.type("minimize x^2 + 10y^2 from x = 4, y = 1\ruse rmsprop lr=0.1\rstep\r")
    try terminal.expect("18.2456")
    let lines = terminal.shown.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 40 })
  }

  @Test func aPasteOfTwentyLinesRunsThemAll() throws {
    let terminal = try start()
    try terminal.expect("downhill> ")
    let lines = (1...20).map { "1000 + \($0)\n" }.joined()
    terminal.paste(lines)
    try terminal.expect("1020")
  }

  @Test func noColourIsHonoured() throws {
    let terminal = try start(environment: ["NO_COLOR": "1"])
    terminal.type("minimize x^2 from x = 4\r")
    try terminal.expect("f = 16")
    #expect(!terminal.transcript.contains("\u{1B}[1m"))
    #expect(!terminal.transcript.contains("\u{1B}[36m"))
  }

  @Test func aLessonPlaysAndIsLeft() throws {
    let terminal = try start(["lesson", "gradient-descent"], rows: 60)
    try terminal.expect("gradient-descent 1/")
    terminal.press(.enter)
    try terminal.expect("gradient-descent 2/")
    terminal.type("leave\r")
    try terminal.expect("downhill> ")
  }
}

extension PseudoTerminal {
  /// Lets time pass.
  func pause(seconds: Double) throws {
    _ = try? expect("\u{0}never", within: seconds)
  }
}
