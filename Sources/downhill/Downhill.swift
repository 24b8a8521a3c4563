import Rendering
import System
import Terminal

/// The program: a prompt, a file of commands, or a lesson.
@main
enum Downhill {
  static func main() {
    var status = ExitStatus.success
    do throws(ExitStatus) {
      try start(Array(CommandLine.arguments.dropFirst()))
    } catch {
      status = error
    }
    StandardStream.endProgram(status.code)
  }

  private static func start(_ words: [String]) throws(ExitStatus) {
    let screen = Screen(TerminalInfo.current(), format: .text)
    let arguments: Arguments
    do throws(UsageError) {
      arguments = try Arguments(words, subcommands: Subcommand.all)
    } catch {
      screen.write("error: \(error.text)\n", toErrors: true)
      throw .usage
    }
    if arguments.has(.help) {
      screen.write(screen.page(arguments.subcommand.help(among: Subcommand.all)))
    } else if arguments.has(.version) {
      screen.write("downhill \(Screen.version)\n")
    } else {
      try arguments.subcommand.body(arguments)
    }
  }
}
