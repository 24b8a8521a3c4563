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
      let isFolder = Directory.isDirectory(path) || LessonArchive.isArchive(path)
      let found = isFolder ? directory(path) : [.lesson(path: path)]
      for target in found {
        if case .lesson(let path) = target, !seen.insert(path).inserted { continue }
        targets.append(target)
      }
    }
    return targets
  }

  /// The lessons of a directory in the order of its course, then what lists leave out.
  private static func directory(_ path: String) -> [CheckTarget] {
    let library = LessonLibrary(directories: [path])
    let listed = library.lessons.map(\.path)
    let isArchive = LessonArchive.isArchive(path)
    let chapters = Set(library.lessons.map { Directory.parent(of: $0.path) }).union([path])
    let others =
      isArchive
      ? []
      : chapters.sorted().flatMap { folder in
        Directory.names(in: folder).sorted()
          .filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") && $0 != "README.md" }
          .map { Directory.path(folder, $0) }
      }
      .filter { !listed.contains($0) && isMeantAsLesson($0) }
    var targets = library.problems.compactMap { problem -> CheckTarget? in
      // What is wrong with a lesson, and circles of them, are found where the lesson is checked.
      guard problem.source.name.hasSuffix("/course.yml") else { return nil }
      return .checked(
        CheckedFile(
          path: problem.source.name, source: problem.source, diagnostics: problem.diagnostics))
    }
    targets +=
      isArchive ? packed(listed, library) : (listed + others).map { .lesson(path: $0) }
    guard targets.isEmpty else { return targets }
    let error = library.problem(at: path) ?? LessonMessages.noLessons(in: path)
    return [
      .checked(
        CheckedFile(path: path, source: SourceText(name: path, ""), diagnostics: [error]))
    ]
  }

  /// The lessons of an archive, and what is wrong with those that no list has.
  private static func packed(_ listed: [String], _ library: LessonLibrary) -> [CheckTarget] {
    let beside = Set(listed)
    let lessons = listed.compactMap { path in
      (try? library.source(of: path)).map { CheckTarget.packed($0, beside: beside) }
    }
    let others = library.problems.filter {
      $0.source.name.hasSuffix(".md") && !beside.contains($0.source.name)
    }
    return lessons
      + others.map {
        .checked(
          CheckedFile(path: $0.source.name, source: $0.source, diagnostics: $0.diagnostics))
      }
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
