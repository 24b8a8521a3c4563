import Formula
import System

/// Something a check looks at.
enum CheckTarget: Sendable {
  /// A lesson's file, still to be read.
  case lesson(path: String)
  /// A lesson in an archive, with the paths of all lessons that lie there.
  case packed(SourceText, beside: Set<String>)
  /// What is no lesson, and was looked at already: a course's file, a directory without lessons.
  case checked(CheckedFile)

  /// What paths of files and directories stand for, each file once.
  static func targets(of paths: [String]) -> [CheckTarget] {
    var targets: [CheckTarget] = []
    var seen: Set<String> = []
    for path in paths {
      let found = LessonShelf.isShelf(path) ? directory(path) : [.lesson(path: path)]
      for target in found {
        if case .lesson(let path) = target, !seen.insert(path).inserted { continue }
        targets.append(target)
      }
    }
    return targets
  }

  /// The lessons of a directory or an archive in the order of its course, then what lists leave out.
  private static func directory(_ path: String) -> [CheckTarget] {
    let library = LessonLibrary(directories: [path])
    // What is wrong with a lesson, and circles of them, are found where the lesson is checked.
    let courseProblems = library.problems.filter { $0.source.name.hasSuffix("/course.yml") }
    let lessons = LessonArchive.isArchive(path) ? packed(library) : lessons(in: path, library)
    let targets = courseProblems.map(checked) + lessons
    guard targets.isEmpty else { return targets }
    let error = library.problem(at: path) ?? LessonMessages.noLessons(in: path)
    return [
      .checked(CheckedFile(path: path, source: SourceText(name: path, ""), diagnostics: [error]))
    ]
  }

  /// The lessons of a folder on the disk.
  private static func lessons(in path: String, _ library: LessonLibrary) -> [CheckTarget] {
    let listed = library.lessons.map(\.path)
    let chapters = Set(listed.map(Directory.parent)).union([path])
    let others = chapters.sorted().flatMap { folder in
      Directory.names(in: folder).sorted().filter(LessonShelf.isLesson)
        .map { Directory.path(folder, $0) }
    }
    .filter { !listed.contains($0) && isMeantAsLesson($0) }
    return (listed + others).map { .lesson(path: $0) }
  }

  /// The lessons of an archive, and what is wrong with those that no list has.
  private static func packed(_ library: LessonLibrary) -> [CheckTarget] {
    let listed = library.lessons.map(\.path)
    let beside = Set(listed)
    let lessons = listed.compactMap { path in
      (try? library.source(of: path)).map { CheckTarget.packed($0, beside: beside) }
    }
    let others = library.problems.filter {
      $0.source.name.hasSuffix(".md") && !beside.contains($0.source.name)
    }
    return lessons + others.map(checked)
  }

  private static func checked(_ problem: LessonLibrary.Problem) -> CheckTarget {
    .checked(
      CheckedFile(
        path: problem.source.name, source: problem.source, diagnostics: problem.diagnostics))
  }

  /// Whether a file begins as a lesson does, or can't be read at all; other texts are notes.
  private static func isMeantAsLesson(_ path: String) -> Bool {
    do {
      return try LessonFile.bytes(of: path).drop { [0xef, 0xbb, 0xbf].contains($0) }
        .starts(with: "---".utf8)
    } catch {
      return true
    }
  }
}
