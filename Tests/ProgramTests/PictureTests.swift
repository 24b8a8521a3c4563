import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Pictures that leave the session: into files, and moving at a terminal.
@Suite(.serialized)
struct PictureTests {
  let folder = TemporaryFolder()

  private static let walk = "minimize x^2 + 10y^2 from x = 4, y = 1\nuse gd lr=0.05\nrun 20\n"

  private func run(_ lines: String, environment: String = "LC_ALL=C.UTF-8") -> Program.Outcome {
    Program.run([], input: Self.walk + lines, environment: environment, in: folder)
  }

  private func start() throws -> PseudoTerminal {
    try PseudoTerminal(Program.path, [], home: folder.path)
  }

  private func type(_ lines: String, at terminal: PseudoTerminal) throws {
    try terminal.expect("downhill> ")
    terminal.type((Self.walk + lines).replacing("\n", with: "\r"))
  }

  private var files: Set<String> {
    guard let directory = opendir(folder.path) else { return [] }
    defer { closedir(directory) }
    var names: Set<String> = []
    while let entry = readdir(directory) {
      names.insert(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.subtracting([".", "..", "input", "out", "err"])
  }

  // MARK: - Files

  @Test func aPictureIsWrittenAndSaid() {
    let outcome = run("plot f log to f.svg\nplot path to path.svg")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("f.svg"))
    #expect(files == ["f.svg", "path.svg"])
  }

  @Test func aFileThatIsThereStaysUnlessForced() {
    _ = folder.write("f.svg", "mine")
    let refused = run("plot f to f.svg")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("f.svg is there already"))
    #expect(refused.errors.contains("force"))
    let forced = run("plot f to f.svg force")
    #expect(forced.status == 0)
    #expect(files == ["f.svg"])
  }

  @Test func whereThereIsNoFolderNothingIsWritten() {
    let outcome = run("plot f to none/f.svg")
    #expect(outcome.errors.contains("No such file or directory"))
    #expect(files.isEmpty)
  }

  @Test func withoutAConverterThereIsAHint() {
    let outcome = run("plot f to f.png", environment: "LC_ALL=C.UTF-8 PATH=/nowhere")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("rsvg-convert, which isn't here"))
    #expect(outcome.errors.contains("or write f.svg"))
    #expect(files.isEmpty)
  }

  // MARK: - Movement

  @Test func aPipeCanNotBeAnimated() {
    let outcome = run("animate")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("an animation needs a terminal"))
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test func anAnimationRunsToItsEndAndLeavesTheScreen() throws {
    let terminal = try start()
    try type("animate 100\n", at: terminal)
    try terminal.expect("step 0 of 20")
    try terminal.expect("step 20 of 20")
    try terminal.expect("gd 20 f=", within: 10)
    let written = terminal.transcript
    let entered = try #require(written.firstRange(of: "\u{1B}[?1049h"))
    let left = try #require(written.firstRange(of: "\u{1B}[?1049l"))
    #expect(entered.lowerBound < left.lowerBound)
    #expect(written[left.lowerBound...].firstRange(of: "step 20 of") == nil)
  }

  @Test func anyKeyStopsAnAnimation() throws {
    let terminal = try start()
    try type("animate 1\n", at: terminal)
    try terminal.expect("step 1 of 20")
    terminal.type("x")
    try terminal.expect("stopped at step")
    try terminal.expect("gd 20 f=")
    terminal.type("2 * 21\r")
    try terminal.expect("42")
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func aSignalEndsAnAnimationAndLeavesTheTerminalAsItWas(_ signal: CInt) throws {
    let terminal = try start()
    try type("animate 1\n", at: terminal)
    try terminal.expect("step 1 of 20")
    #expect(!terminal.echoes)
    terminal.send(signal)
    #expect(terminal.exitStatus() == 128 + Int(signal))
    #expect(terminal.transcript.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
    #expect(terminal.echoes)
  }

  @Test(arguments: ["1e300", "1e-10", "1e18"])
  func anAnimationOfAnySpeedEndsAtAKey(_ speed: String) throws {
    let terminal = try start()
    try type("animate \(speed)\n", at: terminal)
    try terminal.expect("step \(speed == "1e-10" ? 0 : 20) of 20")
    terminal.type("x")
    try terminal.expect("gd 20 f=", within: 10)
    terminal.type("2 * 21\r")
    try terminal.expect("42")
  }

  @Test func aLongRunShowsItsProgressAndErasesIt() throws {
    let terminal = try start()
    try type("run 1000000000\n", at: terminal)
    try terminal.expect("of 1000000000 steps")
    try terminal.expect("a second")
    terminal.press(.interrupt)
    try terminal.expect("stopped after")
    #expect(!terminal.shown.contains("of 1000000000 steps"))
  }

  @Test func nothingOfProgressGoesIntoAPipe() {
    let outcome = run("run 2000000\n")
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("a second"))
    #expect(!outcome.output.contains("\r"))
    #expect(outcome.errors.isEmpty)
  }
}
