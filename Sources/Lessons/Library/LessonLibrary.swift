package import Formula
import System

/// The lessons there are: those of some directories, and any file by its path.
package struct LessonLibrary: Sendable {
  /// A file of the library that is not as it should be.
  package struct Problem: Hashable, Sendable {
    package var source: SourceText
    package var diagnostics: [Diagnostic]
  }

  /// One for each directory that has lessons, in the order given.
  package private(set) var courses: [Course] = []
  /// Files that were left out, or that say something wrong about the order.
  package private(set) var problems: [Problem] = []
  /// Paths of lessons that are no part of a list since they can't be played, by their names.
  private var unlisted: [String: String] = [:]

  /// The files of archives, by paths that look as if they were directories.
  private var archived: [String: SourceText] = [:]

  /// Looks through directories, and archives of lessons.
  ///
  /// One that isn't there, or has no lessons, is passed over; a lesson whose name an earlier
  /// directory has already is left out.
  package init(directories: [String]) {
    for directory in directories { addCourse(directory) }
  }

  /// All lessons, in order.
  package var lessons: [Course.Entry] { courses.flatMap(\.lessons) }

  /// Why there are no lessons from a directory or an archive; nil where there are.
  package func problem(at directory: String) -> Diagnostic? {
    guard !courses.contains(where: { $0.directory == directory }) else { return nil }
    if !Directory.exists(directory) {
      return LessonMessages.unreadable(directory, reason: "No such file or directory")
    }
    return problems.first { $0.source.name == directory }?.diagnostics.first
      ?? LessonMessages.noLessons(in: directory)
  }

  /// The text of a lesson, by its name or by the path of its file.
  ///
  /// - Throws: a diagnostic when there is no such lesson, with the nearest name as its hint, or
  ///   when its file can't be read.
  package func source(of nameOrPath: String) throws(Diagnostic) -> SourceText {
    if nameOrPath.hasSuffix(".md") || nameOrPath.contains("/") {
      return try load(nameOrPath)
    }
    let path = lessons.first { $0.name == nameOrPath }?.path ?? unlisted[nameOrPath]
    guard let path else {
      throw LessonMessages.lessonUnknown(nameOrPath, among: lessons.map(\.name))
    }
    return try load(path)
  }

  private func load(_ path: String) throws(Diagnostic) -> SourceText {
    if let source = archived[path] { return source }
    return try LessonFile.load(path)
  }

  private mutating func addCourse(_ directory: String) {
    var course = Course(directory: directory, title: nil, lessons: [])
    let files = names(in: directory)
    let known = Set(lessons.map(\.name))
    for file in files.sorted() where Self.isLesson(file) {
      let path = Directory.path(directory, file)
      if let entry = entry(path), !known.contains(entry.name) { course.lessons.append(entry) }
    }
    // Lessons that an earlier directory has already are there, if not from here.
    let names = course.lessons.map(\.name) + known
    let plan = files.contains("course.yml") ? plan(directory, names) : nil
    guard !course.lessons.isEmpty else { return }

    let (ordered, inCycle) = Course.order(course.lessons)
    if !inCycle.isEmpty {
      let cycle = LessonMessages.needsCycle(inCycle)
      problems.append(Problem(source: SourceText(name: directory, ""), diagnostics: [cycle]))
    }
    let order = plan?.names.map(\.value) ?? []
    course.title = plan?.title
    course.lessons =
      order.compactMap { name in ordered.first { $0.name == name } }
      + ordered.filter { !order.contains($0.name) }
    courses.append(course)
  }

  private mutating func plan(_ directory: String, _ names: [String]) -> Course.Plan? {
    let path = Directory.path(directory, "course.yml")
    guard let source = loadOrReport(path) else { return nil }
    var diagnostics: [Diagnostic] = []
    var plan = Course.Plan(source, diagnostics: &diagnostics)
    for (index, name) in plan.names.enumerated() {
      if plan.names[..<index].contains(where: { $0.value == name.value }) {
        diagnostics.append(LessonMessages.keyTwice(name.value, at: name.range))
      } else if !names.contains(name.value) {
        diagnostics.append(LessonMessages.lessonUnknown(name.value, among: names, at: name.range))
      }
    }
    var seen = Set<String>()
    plan.names.removeAll { !seen.insert($0.value).inserted }
    report(source, diagnostics)
    return plan
  }

  /// What a list needs of a file; nil when it is no lesson, or a broken one.
  private mutating func entry(_ path: String) -> Course.Entry? {
    let name = LessonParser.name(ofPath: path)
    // Who asks for it is told what is wrong, not that it doesn't exist.
    guard let source = loadOrReport(path) else {
      unlisted[name] = unlisted[name] ?? path
      return nil
    }
    guard source.text.hasPrefix("---") else { return nil }
    let (frontMatter, diagnostics) = LessonParser.parseFrontMatter(source)
    report(source, diagnostics)
    guard let frontMatter else {
      unlisted[name] = unlisted[name] ?? path
      return nil
    }
    return Course.Entry(name: name, path: path, frontMatter: frontMatter)
  }

  /// The names of the files in a directory or an archive.
  private mutating func names(in directory: String) -> [String] {
    guard LessonArchive.isArchive(directory) else { return Directory.names(in: directory) }
    do {
      let files = try LessonArchive(directory).files
      archived.merge(files) { first, _ in first }
      return files.keys.map { String($0.dropFirst(directory.count + 1)) }
    } catch {
      report(SourceText(name: directory, ""), [error])
      return []
    }
  }

  private mutating func loadOrReport(_ path: String) -> SourceText? {
    do {
      return try load(path)
    } catch {
      report(SourceText(name: path, ""), [error])
      return nil
    }
  }

  private mutating func report(_ source: SourceText, _ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    problems.append(Problem(source: source.blankingControls, diagnostics: diagnostics))
  }

  private static func isLesson(_ file: String) -> Bool {
    file.hasSuffix(".md") && !file.hasPrefix(".") && !["README.md", "AUTHORING.md"].contains(file)
  }
}
