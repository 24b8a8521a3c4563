import Formula
import Lessons
import Optimizers
import Rendering
import Session
import System
import Terminal

extension Subcommand {
  /// Checks lessons as code is checked.
  static let check = Subcommand(
    name: "check",
    meaning: "Play lessons by themselves and report everything that is wrong, with status 1.",
    operand: .any(
      "paths", "Lessons, folders or .zip files of them; without any, the folder lessons."),
    options: [.update, .watch]
  ) { (arguments) throws(ExitStatus) in
    let screen = Screen(TerminalInfo.current(), format: arguments.format)
    let places = LessonPlaces.directories(first: arguments.value(of: .lessons))
    // Recorded output is as wide as a page of a book, whatever the window is.
    let renderer = TextRenderer(width: 72, alphabet: .unicode, isColoured: false)
    let checker = LessonChecker(
      recipes: .standard,
      lessons: LessonLibrary(directories: places, includesBuiltIn: true),
      render: { renderer.text($0) }, updatesOutputs: arguments.has(.update))
    let paths = arguments.operands.isEmpty ? ["lessons"] : arguments.operands
    var watch = CheckWatch(paths)
    var files = screen.check(paths, by: checker)
    while arguments.has(.watch) {
      // ^C ends it.
      Pause.wait(milliseconds: 300)
      guard watch.hasChanged() else { continue }
      files = screen.check(paths, by: checker)
    }
    guard files.allSatisfy(\.isFine) else { throw .failure }
  }
}

extension Screen {
  /// Checks lessons, and shows what is found.
  fileprivate func check(_ paths: [String], by checker: LessonChecker) -> [CheckedFile] {
    let files = checker.check(paths)
    for file in files {
      for diagnostic in file.diagnostics {
        show(.error(ErrorReport(diagnostic, in: file.source)))
      }
      if file.updatedOutputs > 0 {
        show(
          .note(
            NoteReport("\(file.path): wrote \(count: file.updatedOutputs, of: "output") anew")))
      }
    }
    show(.check(files.report))
    return files
  }
}

extension Option {
  static let update = Option(
    name: "update", meaning: "Write recorded output anew, and nothing else.")
  static let watch = Option(
    name: "watch", meaning: "Check again whenever a file is saved; ^C ends it.")
}
