import Formula
import Lessons
import Optimizers
import Rendering
import Session
import Terminal

extension Subcommand {
  /// Checks lessons as code is checked.
  static let check = Subcommand(
    name: "check",
    meaning: "Play lessons by themselves and report everything that is wrong, with status 1.",
    operand: .any("paths", "Lessons or folders of them; without any, the folder lessons."),
    options: [.update]
  ) { (arguments) throws(ExitStatus) in
    let screen = Screen(TerminalInfo.current(), format: arguments.format)
    let places = LessonPlaces.directories(first: arguments.value(of: .lessons))
    // Recorded output is as wide as a page of a book, whatever the window is.
    let renderer = TextRenderer(width: 72, alphabet: .unicode, isColoured: false)
    let checker = LessonChecker(
      recipes: .standard,
      lessons: LessonLibrary(directories: places, includesBuiltIn: true),
      render: { renderer.text($0) }, updatesOutputs: arguments.has(.update))
    let files = checker.check(arguments.operands.isEmpty ? ["lessons"] : arguments.operands)
    for file in files {
      for diagnostic in file.diagnostics {
        screen.show(.error(ErrorReport(diagnostic, in: file.source)))
      }
      if file.updatedOutputs > 0 {
        screen.show(
          .note(
            NoteReport(
              "\(file.path): wrote \(count: file.updatedOutputs, of: "output") anew")))
      }
    }
    guard files.allSatisfy(\.isFine) else { throw .failure }
    screen.show(
      .note(
        NoteReport(
          "\(count: files.count, of: "lesson") \(files.count == 1 ? "is" : "are") fine",
          tone: .good)))
  }
}

extension Option {
  static let update = Option(
    name: "update", meaning: "Write recorded output anew, and nothing else.")
}
