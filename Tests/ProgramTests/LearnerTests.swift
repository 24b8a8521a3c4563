import TestSupport
import Testing

/// A person who learns at a terminal: wrong answers, hints, experiments, leaving and coming back.
@Suite(.serialized)
struct LearnerTests {
  let home = TemporaryFolder()

  static let lesson = """
    ---
    title: Walking down
    ---

    Here is a bowl.

    ## The first step

    ```downhill
    minimize x^2 from x = 4
    use gd lr=0.25
    step
    ```

    Now x is `= x`.

    ```downhill
    predict x within 1%
    step
    ```

    ## Which way?

    **Where does a step lead?**

    - [ ] up
      > That would be the gradient's own way.
    - [x] down
      > Yes, against the gradient.

    ## Your turn

    ```downhill try
    goal f < 1e-6
    hint "Go on from here."
    hint "Try run 20"
    solution
      run 20
    ```

    That was all.

    """

  private func start(
    _ arguments: [String] = [], environment: [String: String] = [:], rows: Int = 24
  ) throws -> PseudoTerminal {
    home.write("walk.md", LearnerTests.lesson)
    return try PseudoTerminal(
      Program.path, arguments, environment: environment, home: home.path, rows: rows)
  }

  @Test func aWholeLessonAsAPersonPlaysIt() throws {
    var terminal = try start(["lesson", "walk.md"])
    try terminal.expect("Here is a bowl.")
    try terminal.expect("walk 1/4> ")
    terminal.press(.enter)
    try terminal.expect("Now x is 2.")
    try terminal.expect("What will x be after step 2? (within 1%)")
    try terminal.expect("walk 2/4> ")

    // Wrong, with a comma, a hint, and an experiment on the way.
    terminal.type("3\r")
    try terminal.expect("Not quite: 3 is what you get with the sign of the step wrong.")
    terminal.type("0,5\r")
    try terminal.expect("error:")
    terminal.type("hint\r")
    try terminal.expect("It is θ.x − step.x.")
    terminal.type("set lr = 0.4\r")
    try terminal.expect("try> ")
    terminal.type("2 − 0.25·4\r")
    try terminal.expect("Right: 1.")
    try terminal.expect("(your experiment is set aside: set lr = 0.4)")
    try terminal.expect("walk 2/4> ")

    terminal.press(.enter)
    try terminal.expect("Where does a step lead?")
    terminal.type("1\r")
    try terminal.expect("That would be the gradient's own way.")
    terminal.type("previous\r")
    try terminal.expect("Now x is 2.")
    try terminal.expect("walk 2/4> ")
    terminal.type("skip\r")
    try terminal.expect("walk 2/4> ")
    terminal.type("leave\r")
    try terminal.expect("downhill> ")
    terminal.type("lessons\r")
    try terminal.expect("gradient-descent")
    try terminal.expect("downhill> ")
    terminal.press(.endOfInput)
    #expect(terminal.exitStatus() == 0)

    // The next day.
    terminal = try start(["lesson", "walk.md"])
    try terminal.expect("2 of 4 parts are done; you go on at part 3.")
    terminal.type("b\r")
    try terminal.expect("Yes, against the gradient.")
    terminal.press(.enter)
    try terminal.expect("Your turn. The goal: f < 1e-6")
    terminal.type("hint\rhint\rhint\r")
    try terminal.expect("Go on from here.")
    try terminal.expect("Try run 20")
    try terminal.expect("There is no more to hint at")
    terminal.type("run 5\r")
    try terminal.expect("try> ")
    terminal.type("run 15\r")
    try terminal.expect("The goal is met.")
    try terminal.expect("That is the end of Walking down.")
    terminal.type("review\r")
    try terminal.expect("-- more")
    terminal.type(" ")
    try terminal.expect("3: not right")
    try terminal.expect("-- more")
    terminal.type(" ")
    try terminal.expect("walk 4/4> ")
    terminal.type("contents\r")
    try terminal.expect("1. Walking down (done)")
    terminal.type("progress\r")
    try terminal.expect("walk")
    try terminal.expect("4/4")
    // Right at once, of those that were asked.
    try terminal.expect("1/3")
    try terminal.expect("walk 4/4> ")
    terminal.press(.endOfInput)
    #expect(terminal.exitStatus() == 0)
  }

  @Test func aLongTextWaitsAtTheScreensHeight() throws {
    let terminal = try start(["lesson", "walk.md"], rows: 12)
    terminal.press(.enter)
    try terminal.expect("-- more")
    #expect(!terminal.transcript.contains("Now x is 2."))
    terminal.type(" ")
    // The table of a step is not cut.
    try terminal.expect("16 → 4")
    try terminal.expect("-- more")
    terminal.press(.enter)
    try terminal.expect("Now x is 2.")
    try terminal.expect("What will x be")
    try terminal.expect("walk 2/4> ")
    terminal.type("again\r")
    try terminal.expect("-- more")
    terminal.type("q")
    try terminal.expect("walk 2/4> ")
    // The text was not read, but the lesson has gone on.
    terminal.type("print x\r")
    try terminal.expect("x = 2")
  }

  @Test func interruptAtThePagerStopsTheText() throws {
    let terminal = try start(["lesson", "walk.md"], rows: 12)
    terminal.press(.enter)
    try terminal.expect("-- more")
    terminal.press(.interrupt)
    try terminal.expect("walk 2/4> ")
    terminal.type("print 6 * 7\r")
    try terminal.expect("42")
  }

  @Test func whatIsTypedAtThePagerBeginsTheNextLine() throws {
    let terminal = try start(["lesson", "walk.md"], rows: 12)
    terminal.press(.enter)
    try terminal.expect("-- more")
    terminal.type("print 6 * 7\r")
    // The rest of the text comes first.
    try terminal.expect("What will x be")
    try terminal.expect("walk 2/4> print 6 * 7")
    try terminal.expect("42")
  }

  @Test func aDumbTerminalNeverWaits() throws {
    let terminal = try start(["lesson", "walk.md"], environment: ["TERM": "dumb"], rows: 10)
    try terminal.expect("walk 1/4>")
    terminal.press(.enter)
    try terminal.expect("What will x be")
    #expect(!terminal.transcript.contains("-- more"))
  }

  @Test func aFolderThatCantBeWrittenStopsNobody() throws {
    let terminal = try start(
      ["lesson", "walk.md"], environment: ["XDG_STATE_HOME": "/dev/null/state"])
    try terminal.expect("Your progress can't be kept")
    try terminal.expect("walk 1/4> ")
    terminal.type("\rskip\r\rskip\r\rskip\r")
    try terminal.expect("That is the end of Walking down.")
    #expect(terminal.shown.ranges(of: "can't be kept").count == 1)
  }

  @Test func aFullDiskStopsNobody() throws {
    // No byte may be written to a file, as if there were no room for one.
    home.write("full.sh", "trap '' XFSZ; ulimit -f 0; exec '\(Program.path)' lesson walk.md\n")
    home.write("walk.md", LearnerTests.lesson)
    let terminal = try PseudoTerminal("/bin/sh", ["full.sh"], home: home.path)
    try terminal.expect("Your progress can't be kept")
    try terminal.expect("walk 1/4> ")
    terminal.type("\rskip\r\rskip\r\rskip\r")
    try terminal.expect("That is the end of Walking down.")
    #expect(home.read(".local/state/downhill/progress") == "")
  }

  @Test func aDamagedFileIsKeptAside() throws {
    home.write("mkdir.sh", "mkdir -p .local/state/downhill\n")
    #expect(Program.shell("sh mkdir.sh", in: home) == 0)
    home.write(".local/state/downhill/progress", "rubbish\n")
    let terminal = try start(["lesson", "walk.md"])
    try terminal.expect("was damaged")
    try terminal.expect("walk 1/4> ")
    #expect(home.read(".local/state/downhill/progress.corrupt-1") == "rubbish\n")
    #expect(home.read(".local/state/downhill/progress").hasPrefix("downhill progress 1\n"))
  }
}
