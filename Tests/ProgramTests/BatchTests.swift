import TestSupport
import Testing

/// The real program with files and pipes.
struct BatchTests {
  let folder = TemporaryFolder()

  static let bowl = "minimize x^2 + 10y^2 from x = 4, y = 1\nuse rmsprop lr=0.1\n"

  @Test func aFileOfCommandsRuns() {
    folder.write("walk.txt", BatchTests.bowl + "step\n")
    let outcome = Program.run(["run", "walk.txt"], in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("26 → 18.2456"))
    #expect(outcome.errors.isEmpty)
  }

  /// Settings count wherever they are typed.
  @Test(arguments: ["run walk.txt", "< walk.txt", "run main.txt"])
  func settingsCountInFilesAndPipes(_ arguments: String) {
    folder.write("walk.txt", "1/3\nsettings digits 12\n1/3\nsettings width 40\nhelp help\n")
    folder.write("main.txt", "load walk.txt\n1/3\n")
    let command = "HOME=. '\(Program.path)' \(arguments) > out.txt"
    #expect(Program.shell(command, in: folder) == 0)
    let output = folder.read("out.txt")
    #expect(output.contains("= 0.333333\n"))
    #expect(output.contains("= 0.333333333333\n"))
    let lines = output.split(separator: "\n").drop { !$0.hasPrefix("help") }
    #expect(lines.allSatisfy { $0.count <= 40 })
  }

  @Test(arguments: [
    ("chekc", "did you mean downhill check?"), ("lessno", "did you mean downhill lesson?"),
    ("rmsprop.md", "to play a lesson: downhill lesson rmsprop.md"),
    ("walk.downhill", "to carry out a file of commands: downhill run walk.downhill"),
    ("step", "step is a command of the prompt"), ("foo", "downhill --help lists what there is"),
  ])
  func whatIsNoSubcommandIsSaid(_ word: String, _ hint: String) {
    let outcome = Program.run([word], in: folder)
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("there is no subcommand \(word)"))
    #expect(outcome.errors.contains(hint))
    // Nothing speaks of a subcommand that --help doesn't list.
    #expect(!outcome.errors.contains("prompt ["))
  }

  @Test func theFirstErrorStopsTheFile() {
    folder.write("walk.txt", "minimize x^2 from x = 4\nuse rmsprob\nstep\n")
    let outcome = Program.run(["run", "walk.txt"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("walk.txt:2:5: error: there is no optimizer rmsprob"))
    #expect(!outcome.output.contains("step 1"))
  }

  @Test(.enabled(if: Program.holds("test -w /dev/full"), "there is no /dev/full"))
  func whatCannotBeWrittenIsAFailure() throws {
    folder.write("walk.txt", BatchTests.bowl + "step\n")
    for arguments in ["run walk.txt", "run --json walk.txt", "< walk.txt"] {
      let command = "HOME=. '\(Program.path)' \(arguments) > /dev/full"
      #expect(Program.shell(command, in: folder) == 1, "\(arguments)")
    }
  }

  @Test func whoeverReadsOnlyTheBeginningHasEnough() {
    folder.write("walk.txt", BatchTests.bowl + "step 2000\ntrace\n")
    let command = "(HOME=. '\(Program.path)' run walk.txt; echo $? > status) | head -1 > /dev/null"
    #expect(Program.shell(command, in: folder) == 0)
  }

  @Test func anEncryptedArchiveIsRefusedAtOnce() {
    folder.write("rmsprop.md", "---\ntitle: A\n---\n\nText.\n")
    #expect(Program.shell("zip -q -P secret a.zip rmsprop.md", in: folder) == 0)
    let outcome = Program.run(["--lessons", "a.zip"], input: "lessons\n", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("encrypted"))
  }

  @Test(.timeLimit(.minutes(2)))
  func aFileWithoutEndIsRefused() {
    let outcome = Program.run(["run", "/dev/zero"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("can't read /dev/zero: a line has more than 64 MiB"))
  }

  @Test func aPipeGetsNoPromptAndNoEscapes() {
    let outcome = Program.run([], input: BatchTests.bowl + "step\n", in: folder)
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("downhill>"))
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test func blankLinesOfAFileDoNotStep() {
    let outcome = Program.run(
      ["run", "-"], input: BatchTests.bowl + "step\n\n\nsteps\n", in: folder)
    #expect(!outcome.output.contains("step 2"))
  }

  @Test func aStepIsOneJSONObject() throws {
    let outcome = Program.run(
      ["run", "--json", "-"], input: BatchTests.bowl + "step\n", in: folder)
    let step = try #require(
      outcome.output.split(separator: "\n").last { $0.hasPrefix("{\"kind\":\"step\"") })
    let start = #"{"kind":"step","step":1,"optimizer":"rmsprop","parameters":["x","y"],"#
    #expect(step.hasPrefix(start))
    #expect(step.contains(#"{"name":"g","values":[8,20]},{"name":"g²","values":[64,400]}"#))
    #expect(step.hasSuffix(#""f":{"before":26,"after":18.24562255388928}}"#))
  }

  @Test func severalStepsAreOneObjectEach() {
    let outcome = Program.run(
      ["run", "--json", "-"], input: BatchTests.bowl + "step 10\n", in: folder)
    let steps = outcome.output.split(separator: "\n").filter {
      $0.hasPrefix("{\"kind\":\"step\"")
    }
    #expect(steps.count == 10)
  }

  @Test func aFormulaIsAValue() {
    let outcome = Program.run(["run", "--json", "-"], input: "1/0\n0.1 + 0.2\n", in: folder)
    #expect(outcome.output.contains(#""value":"inf"}"#))
    #expect(outcome.output.contains(#""value":0.30000000000000004}"#))
  }

  @Test func anErrorIsAnObjectAndStatusOne() {
    let outcome = Program.run(["run", "--json", "-"], input: "1\n  foo + 1\n", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains(#"{"kind":"error","line":2,"column":3,"message":"#))
  }

  @Test func withoutUTF8EverythingIsASCII() {
    let outcome = Program.run(
      [], input: BatchTests.bowl + "step\nexplain E[g2].x\nhelp\nlessons\n",
      environment: "LC_ALL=C LANG=C", in: folder)
    #expect(outcome.output.utf8.allSatisfy { $0 < 128 })
    #expect(outcome.output.contains("E[g^2]"))
  }

  @Test func theCourseIsChecked() {
    let outcome = Program.run(["check", Program.lessons], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func aNewLessonPassesTheCheck() {
    #expect(Program.run(["new", "lesson", "first"], in: folder).status == 0)
    #expect(Program.run(["check", "first.md"], in: folder).status == 0)
    #expect(Program.run(["new", "lesson", "first"], in: folder).status == 1)
  }

  @Test func aWrongLessonIsReportedWithItsPlace() {
    folder.write(
      "wrong.md", "---\ntitle: Wrong\n---\n# One\n\n```downhill\nexpect 1 + 1 == 3\n```\n")
    let outcome = Program.run(["check", "wrong.md"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("wrong.md:7:8: error: "))
  }

  @Test func aLessonInAPipePlaysThrough() {
    let outcome = Program.run(["lesson", "gradient-descent"], in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("That is the end"))
  }
}
