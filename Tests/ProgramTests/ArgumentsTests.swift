import TestSupport
import Testing

/// The words that the real program is started with.
struct ArgumentsTests {
  let folder = TemporaryFolder()

  /// Every subcommand, with words that it takes.
  static let subcommands = [
    "", "run <file>", "lesson <lesson>", "preview [--from <part>] <file>", "record <file>",
    "check [--update] [--watch] [<paths> ...]", "new lesson <name>",
  ]

  @Test(arguments: subcommands)
  func helpTellsAllThatCanBeTyped(_ usage: String) {
    let name = usage.split(separator: " ").map(String.init).prefix { !"<[".contains($0.first!) }
    for help in ["--help", "-h"] {
      let outcome = Program.run(name + [help], in: folder)
      #expect(outcome.status == 0)
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 80 })
      for option in ["--lessons <folder>", "--json", "--version", "--help"] {
        #expect(lines.contains { $0.hasPrefix("  \(option) ") }, "\(option)")
      }
      let words = usage.split(separator: " ").filter { $0.contains("<") || $0.contains("[") }
      let line = lines.filter { $0.hasPrefix("Usage: ") || $0.hasPrefix("[") }.joined()
      for word in words { #expect(outcome.output.contains(word), "\(word) in \(line)") }
    }
  }

  @Test func helpListsEverySubcommand() {
    let output = Program.run(["--help"], in: folder).output
    let names = ArgumentsTests.subcommands.dropFirst().map { usage in
      usage.split(separator: " ").prefix { !$0.contains("<") && !$0.contains("[") }
        .joined(separator: " ")
    }
    for name in names { #expect(output.contains("\n  \(name) "), "\(name)") }
    #expect(Program.run(["help"], in: folder).output == output)
    let check = Program.run(["check", "--help"], in: folder).output
    #expect(Program.run(["help", "check"], in: folder).output == check)
  }

  @Test(arguments: [
    ["run", "--json", "walk.txt"], ["run", "walk.txt", "--json"], ["--json", "run", "walk.txt"],
    ["--lessons", "course", "--json", "run", "walk.txt"],
    ["run", "--json", "--", "walk.txt"], ["run", "--lessons=course", "walk.txt", "--json"],
    ["run", "--lessons", "course", "--json", "walk.txt"],
  ])
  func optionsMayStandAnywhere(_ arguments: [String]) {
    folder.write("walk.txt", "1 + 1\n")
    let arguments = arguments.map { $0.replacing("course", with: Program.lessons) }
    let outcome = Program.run(arguments, in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(#""value":2"#))
  }

  @Test func afterTwoHyphensNothingIsAnOption() {
    folder.write("--json", "1 + 1\n")
    #expect(Program.run(["run", "--", "--json"], in: folder).output.contains("= 2\n"))
  }

  @Test(arguments: [
    (["check", "--updat"], "there is no option --updat; did you mean --update?"),
    (["run", "--from", "walk.txt"], "there is no option --from"),
    (["--jsno"], "there is no option --jsno; did you mean --json?"),
    (["-x"], "there is no option -x"),
    (["run", "--json=yes", "walk.txt"], "--json takes no value"),
    (["run", "walk.txt", "--lessons"], "after --lessons comes a folder"),
    (["preview", "a.md", "--from"], "after --from comes a part"),
    (["run"], "<file> is missing: The file, or - for standard input."),
    (["new", "lesson"], "<name> is missing"),
    (["run", "a.txt", "b.txt"], "there is nothing to be done with b.txt"),
    (["new"], "there is no subcommand new; did you mean downhill new lesson?"),
    (["run", ""], "can't read"),
  ])
  func whatCannotBeTakenIsSaid(_ arguments: [String], _ message: String) {
    let outcome = Program.run(arguments, in: folder)
    #expect(outcome.status == (arguments == ["run", ""] ? 1 : 64))
    #expect(outcome.errors.contains("error: "))
    #expect(outcome.errors.contains(message))
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [["mine"], ["mine/"], ["mine/a.md"], ["lesson", "mine"], ["--json", "mine"]])
  func lessonsAreOpenedByWhereTheyLie(_ arguments: [String]) {
    folder.write("mine/a.md", "---\ntitle: A lesson\n---\nOnly this.\n")
    let outcome = Program.run(arguments, in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Only this."))
  }

  @Test func theVersionIsTold() {
    for arguments in [["--version"], ["check", "--version"]] {
      let outcome = Program.run(arguments, in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.hasPrefix("downhill 0."))
    }
  }
}
