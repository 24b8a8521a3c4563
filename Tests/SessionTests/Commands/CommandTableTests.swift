import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

struct CommandTableTests {
  static let names = CommandTable.standard.commands.map(\.name)

  /// A session in which the examples make sense: after a step, or after five, and with an
  /// optimizer of the learner's own.
  private func session(for command: Command) throws -> Session {
    var session = try Session.course(command.name == "expect" ? "step" : "step 5")
    if ["data", "batch"].contains(command.name) { try session.run("objective line") }
    session.library.add(try Recipe(parsing: SourceText("optimizer mine\nθ = θ - g")))
    return session
  }

  @Test(arguments: names)
  func everyExampleRuns(_ name: String) throws {
    let command = try #require(CommandTable.standard.command(name))
    #expect(!command.examples.isEmpty)
    for example in command.examples {
      var session = try session(for: command)
      let call = try session.interpret(SourceSlice(example))
      #expect(call.command.name == name)
      // What reads and writes files is tried out where they do no harm, with the real program.
      guard call.needs.isDisjoint(with: [.readsFiles, .writesFiles]) else { continue }
      let before = session
      #expect(throws: Never.self) { try session.run(example) }
      if command.onlyTells { #expect(!session.isChanged(since: before), "\(example)") }
    }
  }

  @Test(arguments: names)
  func examplesAndFormsBeginWithTheCommand(_ name: String) throws {
    let command = try #require(CommandTable.standard.command(name))
    for text in command.examples + command.forms {
      #expect(text.split(separator: " ").first.map(String.init) == name)
    }
  }

  @Test(arguments: names)
  func relatedCommandsExist(_ name: String) throws {
    for related in try #require(CommandTable.standard.command(name)).related {
      #expect(CommandTable.standard.command(related)?.name == related)
      #expect(related != name)
    }
  }

  @Test(arguments: names)
  func whatIsSaidHasNoRunsOfBlanks(_ name: String) throws {
    let command = try #require(CommandTable.standard.command(name))
    for text in [command.summary, command.details] + command.examples + command.forms {
      #expect(!text.contains("  "))
    }
  }

  /// A list of all commands has a few words for each.
  @Test(arguments: names)
  func aFewWordsGoOnFromTheName(_ name: String) throws {
    let command = try #require(CommandTable.standard.command(name))
    #expect((3...11).contains(command.brief.count))
    #expect(command.brief != command.name)
  }

  @Test func noTwoCommandsShareAWord() {
    let words = Self.names + CommandTable.standard.commands.compactMap(\.short)
    #expect(Set(words).count == words.count)
  }

  @Test func everyCommandOfAGroupStandsTogether() {
    let groups = CommandTable.standard.commands.map(\.group)
    let runs = groups.indices.count { $0 == 0 || groups[$0] != groups[$0 - 1] }
    #expect(runs == Set(groups).count)
  }

  @Test(arguments: [
    ("s", "step"), ("l", "line"), ("b", "back"), ("r", "run"), ("q", "quit"),
  ])
  func aShortFormIsItsCommand(_ short: String, _ name: String) {
    #expect(CommandTable.standard.command(short)?.name == name)
  }

  @Test func helpListsEveryCommandOnce() throws {
    var session = Session(library: .standard, commands: .standard)
    guard case .help(.overview(let sections))? = try session.run("help").first else {
      Issue.record("no overview")
      return
    }
    #expect(sections.flatMap(\.entries).map(\.name).sorted() == Self.names.sorted())
  }

  @Test(arguments: names)
  func helpExplainsACommand(_ name: String) throws {
    var session = Session(library: .standard, commands: .standard)
    guard case .help(.command(let entry))? = try session.run("help \(name)").first else {
      Issue.record("no help")
      return
    }
    #expect(entry.name == name)
    #expect(!entry.summary.isEmpty && !entry.summary.hasSuffix("."))
  }

  @Test func theFirstScreenSaysWhatAStepIs() throws {
    #expect(
      CommandTable.standard.command("step")?.summary == "make a step: one update of all parameters")
  }
}
