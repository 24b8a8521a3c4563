import ArgumentParser
import Rendering
import Session
import Terminal

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
    commandName: "prompt", abstract: "Start a prompt (the default).", shouldDisplay: false)

  @OptionGroup var options: CommonOptions

  func run() throws {
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
