import Formula
import Lessons
import Session
import Terminal

extension Subcommand {
  static let preview = Subcommand(
    name: "preview",
    meaning: "Play a lesson while you edit it: it begins anew when the file is saved.",
    operand: Operand(name: "file", meaning: "The lesson's Markdown file."),
    options: [.from]
  ) { (arguments) throws(ExitStatus) in
    var program = try Program(arguments)
    try program.preview(arguments.operands[0], from: arguments.value(of: .from))
  }

  static let record = Subcommand(
    name: "record",
    meaning: "Start a prompt, and write its commands down as the beginning of a lesson.",
    operand: Operand(
      name: "file", meaning: "The lesson's Markdown file, which must not be there yet.")
  ) { (arguments) throws(ExitStatus) in
    var program = try Program(arguments)
    try program.record(arguments.operands[0])
  }

  static let newLesson = Subcommand(
    name: "new lesson",
    meaning: "Write a lesson that explains itself and passes the check.",
    operand: Operand(
      name: "name", meaning: "The lesson's name, with a folder before it if need be.")
  ) { (arguments) throws(ExitStatus) in
    let screen = Screen(TerminalInfo.current(), format: arguments.format)
    do throws(Diagnostic) {
      let path = try LessonTemplate.write(arguments.operands[0])
      screen.show(.note(NoteReport("wrote \(path); play it with: downhill lesson \(path)")))
    } catch {
      screen.show(.error(ErrorReport(error, in: SourceText(""))))
      throw .failure
    }
  }
}

extension Option {
  static let from = Option(
    name: "from", value: "part", meaning: "The part to begin with: its number, id or title.")
}
