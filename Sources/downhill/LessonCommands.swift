import ArgumentParser
import Dispatch
import Formula
import Lessons
import Optimizers
import Rendering
import Session
import Synchronization
import Terminal

/// Checks lessons as code is checked.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play lessons by themselves and report everything that is wrong, with status 1.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "Lessons or folders of them; without any, the folder lessons.")
  var paths: [String] = ["lessons"]

  @Flag(name: .long, help: "Write recorded output anew, and nothing else.")
  var update = false

  func run() throws {
    let screen = Screen(TerminalInfo.current(), format: options.format)
    let places = LessonPlaces.directories(first: options.lessons)
    // Recorded output is as wide as a page of a book, whatever the window is.
    let renderer = TextRenderer(width: 72, alphabet: .unicode, isColoured: false)
    let checker = LessonChecker(
      recipes: .standard, lessons: LessonLibrary(directories: places),
      render: { renderer.text($0) }, updatesOutputs: update)
    let paths = paths
    let files = Waiting.wait { await checker.check(paths) }
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
    let wrong = files.count { !$0.isFine }
    guard wrong == 0 else { throw ExitCode.failure }
    screen.show(
      .note(
        NoteReport(
          "\(count: files.count, of: "lesson") \(files.count == 1 ? "is" : "are") fine", tone: .good
        )))
  }
}

/// Waits for work that runs on other threads.
///
/// The program itself is one thread, which is where its signals arrive; only a check has others.
private enum Waiting {
  static func wait<Result: Sendable>(_ work: @escaping @Sendable () async -> Result) -> Result {
    let done = DispatchSemaphore(value: 0)
    let box = Box<Result>()
    Task {
      let value = await work()
      box.value.withLock { $0 = value }
      done.signal()
    }
    done.wait()
    guard let value = box.value.withLock({ $0 }) else { preconditionFailure("work has a result") }
    return value
  }

  private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}

/// Writes a lesson to begin with.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Begin something new.", subcommands: [NewLesson.self])
}

struct NewLesson: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Write a lesson that explains itself and passes the check.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "The lesson's name, with a folder before it if need be.")
  var name: String

  func run() throws {
    let screen = Screen(TerminalInfo.current(), format: options.format)
    do {
      let path = try LessonTemplate.write(name)
      screen.show(.note(NoteReport("wrote \(path); play it with: downhill lesson \(path)")))
    } catch {
      screen.show(.error(ErrorReport(error, in: SourceText(""))))
      throw ExitCode.failure
    }
  }
}
