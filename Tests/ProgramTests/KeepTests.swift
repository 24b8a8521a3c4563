import TestSupport
import Testing

/// Files that the real program writes and reads again.
struct KeepTests {
  let folder = TemporaryFolder()

  static let walk = BatchTests.bowl + "step 4\nset lr = 0.05\nstep g = 3, -1\nrun 20\n"

  private func run(_ lines: String, json: Bool = false) -> Program.Outcome {
    Program.run(["run"] + (json ? ["--json"] : []) + ["-"], input: lines, in: folder)
  }

  @Test func theExamplesRun() {
    let outcome = run(
      KeepTests.walk + """
        save walk.downhill
        save walk.downhill force
        load walk.downhill
        export trace.csv
        export trace.csv f, E[g²].x force
        export walk.py numpy

        """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("/walk.downhill: 6 commands"))
    #expect(outcome.output.contains("replaced"))
    let table = folder.read("trace.csv")
    #expect(table.hasPrefix("step,f,E[g²].x\r\n0,26,0\r\n1,18.24562255388928,6.39"))
  }

  @Test(arguments: [
    (#""a#b.downhill""#, "a#b.downhill"), (#""a #1 b.downhill" force # so"#, "a #1 b.downhill"),
    ("a#b.downhill # so", "a#b.downhill"),
  ])
  func aNameMayHoldWhatBeginsAComment(_ typed: String, _ name: String) {
    let outcome = run(KeepTests.walk + "save \(typed)\nload \"\(name)\"\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(folder.read(name).contains("minimize x^2"))
  }

  @Test func aSavedSessionRunsByItself() {
    _ = run(KeepTests.walk + "save walk.downhill\nexport a.csv\n")
    let outcome = Program.run(["run", "walk.downhill"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    _ = run("load walk.downhill\nexport b.csv\n")
    #expect(folder.read("a.csv") == folder.read("b.csv"))
    #expect(folder.read("a.csv").split(separator: "\r\n").count == 27)
  }

  @Test func aFileIsReplacedOnlyByForce() {
    folder.write("walk.downhill", "mine")
    let outcome = run(KeepTests.walk + "save walk.downhill\n")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("<stdin>:7:6: error: walk.downhill is there already"))
    #expect(folder.read("walk.downhill") == "mine")
    #expect(run(KeepTests.walk + "save \"walk.downhill\" force\n").status == 0)
    #expect(folder.read("walk.downhill").contains("set lr = 0.05"))
  }

  @Test(arguments: [
    ("save nowhere/walk.downhill", "can't write nowhere/walk.downhill: No such file or directory"),
    ("save .", "can't write .: it is not a file"),
    ("save", "the name of a file should follow"),
    ("save \"walk", "this text is not closed"),
    ("export trace.xls", "what to write is told by the file's ending"),
    ("export trace.csv f, 2*x", "a quantity should stand here"),
    ("export trace.csv h", "h"),
    ("export walk.py torch", "rmsprop is not one of PyTorch's optimizers"),
    ("export walk.py nump", "there is no script for nump"),
    ("load none.downhill", "can't read none.downhill"),
  ])
  func whatCanNotBeWrittenSaysWhy(_ line: String, _ message: String) {
    let outcome = run(KeepTests.walk + line + "\n")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(folder.names == ["err", "input", "out"])
  }

  @Test func anErrorInALoadedFileHasItsPlaceAndLeavesEverythingAsItWas() {
    folder.write("bad.downhill", "step 2\nset lr = 7\n  stepp 3\n")
    let outcome = Program.run(
      [], input: KeepTests.walk + "load bad.downhill\nlr\n", in: folder)
    #expect(outcome.errors.hasPrefix("bad.downhill:3:3: error: "), "\(outcome.errors)")
    #expect(outcome.output.hasSuffix("lr = 0.05\n"), "\(outcome.output.suffix(80))")
  }

  @Test func aFileThatLoadsItselfEnds() {
    folder.write("self.downhill", "load self.downhill\n")
    let outcome = run("load self.downhill\n")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("is loaded by a file that it loads"))
  }

  @Test func recipesOfOnesOwnAreSavedToo() {
    _ = run(
      "optimizer mine\n  hyper lr = 0.5\n\n  θ = θ - lr * g\n\nminimize x^2 from x = 4\n"
        + "use mine lr = 0.25\nstep\nsave walk.downhill\n")
    let outcome = run("load walk.downhill\nx\n")
    #expect(outcome.output.hasSuffix("x = 2\n"), "\(outcome.output)\(outcome.errors)")
  }

  @Test func whatWasWrittenIsAnObject() {
    let outcome = run(KeepTests.walk + "export trace.jsonl f\n", json: true)
    #expect(outcome.output.contains(#"/trace.jsonl","content":"the start and 25 steps in "#))
    let lines = folder.read("trace.jsonl").split(separator: "\n")
    #expect(lines.first == #"{"step":0,"f":26}"#)
    #expect(lines.count == 26)
  }

  @Test func aLessonWritesNoFile() {
    folder.write(
      "bad.md",
      "---\ntitle: Bad\n---\n\n```downhill\nminimize x^2 from x = 1\nsave stolen.downhill\n```\n")
    let outcome = Program.run(["lesson", "bad.md"], in: folder)
    #expect((outcome.output + outcome.errors).contains("a lesson can't do this"))
    #expect(!folder.names.contains("stolen.downhill"))
  }
}
