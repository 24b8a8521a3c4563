import Formula
package import Optimizers
package import Session
import Synchronization
import System

/// Checks lessons: plays each with the engine that plays it to a learner, and reports every error.
///
/// What is checked:
/// - the file reads as a lesson; its `needs` exist and don't go in a circle; its links lead
///   somewhere;
/// - every command runs within the session and a bounded number of steps, every `expect` holds,
///   every formula in prose has a value;
/// - every question has an answer that is accepted, and refuses nothing typed, its wrong choices
///   and typical slips; see `Rehearsal` for which slips;
/// - an exercise is not met where it starts, and is met by its solution;
/// - the lesson ends by answers, by `skip` alone and by `solution` alone, in one and the same
///   state;
/// - recorded output is what the commands print.
package struct LessonChecker: Sendable {
  /// The recipes a lesson may use.
  package var recipes: RecipeLibrary
  /// Lessons that may be needed besides those that lie beside the one that is checked.
  package var lessons: LessonLibrary
  /// A report as plain text in 72 columns; nil leaves recorded outputs unchecked.
  package var render: (@Sendable (Report) -> String)?
  /// Whether to write recorded outputs anew where they differ.
  package var updatesOutputs = false

  package init(
    recipes: RecipeLibrary, lessons: LessonLibrary = LessonLibrary(directories: []),
    render: (@Sendable (Report) -> String)? = nil, updatesOutputs: Bool = false
  ) {
    self.recipes = recipes
    self.lessons = lessons
    self.render = render
    self.updatesOutputs = updatesOutputs
  }

  /// Checks files, and all lessons of directories, side by side.
  ///
  /// - Parameter paths: Markdown files, and directories or archives of them with or without a
  ///   `course.yml`.
  /// - Returns: what was found, in the order of the paths and, in a directory, of its course.
  package func check(_ paths: [String]) -> [CheckedFile] {
    let targets = CheckTarget.targets(of: paths)
    let neighbours = Neighbours(of: targets, besides: lessons)
    let found = Mutex([CheckedFile?](repeating: nil, count: targets.count))
    Cores.share(targets.count) { index in
      let file = check(targets[index], neighbours)
      found.withLock { $0[index] = file }
    }
    return found.withLock { $0 }.compactMap { $0 }
  }

  private func check(_ target: CheckTarget, _ neighbours: Neighbours) -> CheckedFile {
    switch target {
    case .checked(let file): return file
    case .packed(let source, let beside):
      return check(source, at: source.name, neighbours, packedBeside: beside)
    case .lesson(let path):
      do {
        let (source, mistake) = LessonFile.checkedText(of: try LessonFile.bytes(of: path), at: path)
        if let mistake { return CheckedFile(path: path, source: source, diagnostics: [mistake]) }
        return check(source, at: path, neighbours)
      } catch {
        return CheckedFile(
          path: path, source: SourceText(name: path, ""), diagnostics: [error])
      }
    }
  }

  /// What is wrong with a lesson's text, which need not be in a file yet.
  func mistakes(in source: SourceText) -> [Diagnostic] {
    check(source, at: source.name, Neighbours(of: [], besides: lessons)).diagnostics
  }

  /// Checks a lesson's text.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - path: where its file is.
  ///   - neighbours: what it may need.
  ///   - packed: the paths of the lessons in its archive; nil where it is a file of its own.
  /// - Returns: what was found.
  func check(
    _ source: SourceText, at path: String, _ neighbours: Neighbours,
    packedBeside packed: Set<String>? = nil
  ) -> CheckedFile {
    var (lesson, diagnostics) = LessonParser.parse(source)
    guard let lesson else {
      return CheckedFile(path: path, source: source, diagnostics: diagnostics)
    }
    let isClean = diagnostics.isEmpty
    diagnostics += neighbours.mistakes(in: lesson, at: path)
    diagnostics += LinkCheck(lesson, at: path, packedBeside: packed).mistakes
    var updatedOutputs = 0
    var rehearsal = Rehearsal(lesson, recipes)
    rehearsal.perform()
    diagnostics += rehearsal.diagnostics
    if let render, rehearsal.isWhole {
      let outputs = OutputCheck(
        lesson, starts: rehearsal.starts, hasLapses: rehearsal.hasLapses, render)
      if updatesOutputs, isClean, packed == nil, !outputs.differences.isEmpty {
        do throws(Diagnostic) {
          updatedOutputs = try outputs.update(path)
        } catch {
          diagnostics.append(error)
        }
      } else {
        diagnostics += outputs.differences.map(\.diagnostic)
      }
    }
    return CheckedFile(
      path: path, lesson: lesson.name, source: lesson.source, diagnostics: diagnostics,
      updatedOutputs: updatedOutputs)
  }
}
