import ArgumentParser
import Formula
import Rendering
import Session
import Terminal
import Tutor

/// The program: a prompt, a file of commands, or a lesson.
@main
struct Downhill: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "downhill",
    abstract: "See how optimizers move: gradient descent, AdaGrad, RMSprop, one step at a time.",
    discussion: "Without a subcommand it starts a prompt; type help there.",
    version: "downhill \(Screen.version)",
    subcommands: [
      Prompt.self, Run.self, PlayLesson.self, Preview.self, Record.self, Check.self, New.self,
    ],
    defaultSubcommand: Prompt.self)
}

/// What every subcommand takes.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: "A folder or .zip of lessons, looked through before all others.")
  var lessons: String?

  @Flag(help: "How answers are printed.")
  var format = OutputFormat.text

  func program() throws -> Program {
    try Program(lessonDirectory: lessons, format: format)
  }
}

/// The prompt, or lines from a pipe.
struct Prompt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "Start a prompt (the default).",
    usage: "downhill [--lessons <lessons>] [--json] [<subcommand>]", shouldDisplay: false)

  @OptionGroup var options: CommonOptions

  /// What is no subcommand, such as one mistyped.
  @Argument(help: .hidden) var rest: [String] = []

  func run() throws {
    if let word = rest.first { throw UnknownSubcommand(word) }
    var program = try options.program()
    try program.talk()
  }
}

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Carry out a file of commands; the first error ends it with status 1.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "The file, or - for standard input.")
  var file: String

  func run() throws {
    var program = try options.program()
    try program.run(file: file)
  }
}

struct PlayLesson: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Play a lesson.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "A lesson's name, or the path of a Markdown file.")
  var lesson: String

  func run() throws {
    var program = try options.program()
    try program.play(lesson: lesson)
  }
}

/// A flag for each format but text, which needs none.
extension OutputFormat: EnumerableFlag {
  static func help(for format: OutputFormat) -> ArgumentHelp? {
    ArgumentHelp(format.meaning, visibility: format == .text ? .hidden : .default)
  }
}

/// A word where a subcommand should stand.
struct UnknownSubcommand: Error, CustomStringConvertible {
  let description: String

  /// - Parameter word: what stands there: a subcommand mistyped, or a file to be opened.
  init(_ word: String) {
    let known = Downhill.configuration.subcommands.map {
      $0.configuration.commandName ?? String(describing: $0).lowercased()
    }
    let names = known.filter { $0 != "prompt" }
    var hint = "downhill --help lists what there is"
    if let nearest = Spelling.nearest(to: word, among: names) {
      hint = "did you mean downhill \(nearest)?"
    } else if word.hasSuffix(".md") {
      hint = "to play a lesson: downhill lesson \(word)"
    } else if word.contains(".") || word.contains("/") {
      hint = "to carry out a file of commands: downhill run \(word)"
    } else if CommandTable.standard.command(word) != nil {
      hint = "\(word) is a command of the prompt: start downhill and type it there"
    }
    description = "there is no subcommand \(word); \(hint)"
  }
}
