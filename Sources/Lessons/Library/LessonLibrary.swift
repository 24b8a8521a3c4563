package import Formula

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

  /// Looks through directories.
  ///
  /// One that isn't there, or has no lessons, is passed over; a lesson whose name an earlier
  /// directory has already is left out.
  package init(directories: [String]) {
    for directory in directories { addCourse(directory) }
  }

  /// All lessons, in order.
  package var lessons: [Course.Entry] { courses.flatMap(\.lessons) }

  /// The text of a lesson, by its name or by the path of its file.
  ///
  /// - Throws: a diagnostic when there is no such lesson, with the nearest name as its hint, or
  ///   when its file can't be read.
  package func source(of nameOrPath: String) throws(Diagnostic) -> SourceText {
    if nameOrPath.hasSuffix(".md") || nameOrPath.contains("/") {
      return try LessonFile.load(nameOrPath)
    }
    let path = lessons.first { $0.name == nameOrPath }?.path ?? unlisted[nameOrPath]
    guard let path else {
      throw LessonMessages.lessonUnknown(nameOrPath, among: lessons.map(\.name))
    }
    return try LessonFile.load(path)
  }

  private mutating func addCourse(_ directory: String) {
    var course = Course(directory: directory, title: nil, lessons: [])
    let files = Directory.names(in: directory)
    let known = Set(lessons.map(\.name))
    for file in files.sorted() where Self.isLesson(file) {
      let path = Directory.path(directory, file)
      if let entry = entry(path), !known.contains(entry.name) { course.lessons.append(entry) }
    }
    let plan = files.contains("course.yml") ? plan(directory, course.lessons) : nil
    guard !course.lessons.isEmpty else { return }

    let (ordered, inCycle) = Course.order(course.lessons)
    if !inCycle.isEmpty {
      let cycle = LessonMessages.needsCycle(inCycle)
      problems.append(Problem(source: SourceText(name: directory, ""), diagnostics: [cycle]))
    }
    let names = plan?.names.map(\.text) ?? []
    course.title = plan?.title
    course.lessons =
      names.compactMap { name in ordered.first { $0.name == name } }
      + ordered.filter { !names.contains($0.name) }
    courses.append(course)
  }

  private mutating func plan(_ directory: String, _ entries: [Course.Entry]) -> Course.Plan? {
    let path = Directory.path(directory, "course.yml")
    guard let source = load(path) else { return nil }
    var diagnostics: [Diagnostic] = []
    var plan = Course.Plan(source, diagnostics: &diagnostics)
    let names = entries.map(\.name)
    for (index, name) in plan.names.enumerated() {
      if plan.names[..<index].contains(where: { $0.text == name.text }) {
        diagnostics.append(LessonMessages.keyTwice(name.text, at: name.range))
      } else if !names.contains(name.text) {
        diagnostics.append(LessonMessages.lessonUnknown(name.text, among: names, at: name.range))
      }
    }
    var seen = Set<String>()
    plan.names.removeAll { !seen.insert($0.text).inserted }
    report(source, diagnostics)
    return plan
  }

  /// What a list needs of a file; nil when it is no lesson, or a broken one.
  private mutating func entry(_ path: String) -> Course.Entry? {
    let name = LessonParser.name(ofPath: path)
    // Who asks for it is told what is wrong, not that it doesn't exist.
    guard let source = load(path) else {
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

  private mutating func load(_ path: String) -> SourceText? {
    do {
      return try LessonFile.load(path)
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
