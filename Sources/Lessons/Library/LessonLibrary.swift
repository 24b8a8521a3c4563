package import Formula
import Synchronization
import System

/// The lessons there are: those of some directories, and any file by its path.
///
/// Nothing is read before somebody asks, since most who start the program want no lesson; what was
/// read once is kept.
package struct LessonLibrary: Sendable {
  /// A file of the library that is not as it should be.
  package struct Problem: Hashable, Sendable {
    package var source: SourceText
    package var diagnostics: [Diagnostic]
  }

  /// What all copies of a library have read.
  private final class Reading: Sendable {
    let catalog = Mutex<LessonCatalog?>(nil)
  }

  private let directories: [String]
  private let hasBuiltIn: Bool
  private let reading = Reading()

  /// The lessons of directories, and archives of lessons.
  ///
  /// One that isn't there, or has no lessons, is passed over. Of lessons with one name the first
  /// is meant by that name.
  ///
  /// - Parameters:
  ///   - directories: the directories' paths and those of archives.
  ///   - includesBuiltIn: whether the lessons that are a part of the program come after them.
  package init(directories: [String], includesBuiltIn: Bool = false) {
    (self.directories, hasBuiltIn) = (directories, includesBuiltIn)
  }

  private var catalog: LessonCatalog {
    reading.catalog.withLock { known in
      if let known { return known }
      let catalog = LessonCatalog(directories, includesBuiltIn: hasBuiltIn)
      known = catalog
      return catalog
    }
  }

  /// One for each directory that has lessons, in the order given.
  package var courses: [Course] { catalog.courses }

  /// Files that were left out, or that say something wrong about the order.
  package var problems: [Problem] { catalog.problems }

  /// All lessons, in order.
  package var lessons: [Course.Entry] { courses.flatMap(\.lessons) }

  /// The words by which the lessons are opened, in order: a name, with the course's before it where
  /// another lesson is meant by the name alone.
  package var names: [String] {
    courses.flatMap { course in course.lessons.map { reference(to: $0, in: course) } }
  }

  /// The names of lessons whose files can't be read.
  var unreadNames: [String] { catalog.unlisted.keys.sorted() }

  /// Whether anything was read so far.
  var isRead: Bool { reading.catalog.withLock { $0 != nil } }

  /// Whether a word means the lessons of a folder or an archive, and not one lesson.
  package func isFolder(_ word: String) -> Bool {
    // A folder that is called like a lesson is meant where it is written as a path.
    LessonShelf.isShelf(word) && (word.contains("/") || find(word) == nil)
  }

  /// The same with a folder or an archive that is looked through before all others.
  ///
  /// - Throws: a diagnostic where there are no lessons.
  package func adding(_ path: String) throws(Diagnostic) -> LessonLibrary {
    let path = Directory.withoutSlashes(path)
    let library = LessonLibrary(
      directories: [path] + directories.filter { $0 != path }, includesBuiltIn: hasBuiltIn)
    if let problem = library.problem(at: path) { throw problem }
    return library
  }

  /// Why there are no lessons from a directory or an archive; nil where there are.
  package func problem(at directory: String) -> Diagnostic? {
    guard !courses.contains(where: { $0.directory == directory }) else { return nil }
    if !Directory.exists(directory) {
      return LessonMessages.unreadable(directory, reason: "No such file or directory")
    }
    return problems.first { $0.source.name == directory }?.diagnostics.first
      ?? LessonMessages.noLessons(in: directory)
  }
}

// MARK: - Finding

extension LessonLibrary {
  /// A lesson by its name, or by its course's name and its own: `moving/momentum`; capitals count
  /// only where two names differ by nothing else.
  package func find(_ name: String) -> (course: Course, entry: Course.Entry)? {
    find { $0 == name } ?? find { $0.lowercased() == name.lowercased() }
  }

  private func find(_ isMeant: (String) -> Bool) -> (course: Course, entry: Course.Entry)? {
    for course in courses {
      if let entry = course.lessons.first(where: { isMeant($0.name) }) { return (course, entry) }
    }
    return courses.lazy.flatMap { course in course.lessons.lazy.map { (course, $0) } }
      .first { isMeant("\($0.0.name)/\($0.1.name)") }
  }

  /// The course of a lesson, and its place there, by what progress calls it.
  package func place(ofLessonKept key: String) -> (course: Course, index: Int)? {
    for course in courses {
      let index = course.lessons.firstIndex { course.key($0.name) == key }
      if let index { return (course, index) }
    }
    return nil
  }

  /// The word by which a lesson is opened.
  package func reference(to entry: Course.Entry, in course: Course) -> String {
    find(entry.name)?.entry.path == entry.path ? entry.name : "\(course.name)/\(entry.name)"
  }

  /// The text of a lesson, by its name or by the path of its file.
  ///
  /// - Throws: a diagnostic when there is no such lesson, with the nearest name as its hint, or
  ///   when its file can't be read.
  package func source(of nameOrPath: String) throws(Diagnostic) -> SourceText {
    let isPath = nameOrPath.hasSuffix(".md") || nameOrPath.contains("/")
    if isPath, !nameOrPath.contains("/") || Directory.exists(nameOrPath) {
      return try load(nameOrPath)
    }
    if let path = find(nameOrPath)?.entry.path ?? catalog.unlisted[nameOrPath] {
      return try load(path)
    }
    if isPath { return try load(nameOrPath) }
    throw LessonMessages.lessonUnknown(nameOrPath, among: names)
  }

  private func load(_ path: String) throws(Diagnostic) -> SourceText {
    if let text = try catalog.text(at: path) { return text }
    return try LessonFile.load(path)
  }

  /// A lesson with all that is wrong with it, and what it knows of its course.
  ///
  /// - Throws: a diagnostic where there is none, or its file can't be read.
  package func lesson(_ nameOrPath: String) throws(Diagnostic)
    -> (lesson: Lesson?, source: SourceText, diagnostics: [Diagnostic])
  {
    let source = try source(of: nameOrPath)
    var (lesson, diagnostics) = LessonParser.parse(source)
    lesson?.membership = membership(ofLessonAt: source.name)
    return (lesson, source, diagnostics)
  }

  private func membership(ofLessonAt path: String) -> Lesson.Membership {
    for course in courses {
      guard let entry = course.lessons.first(where: { $0.path == path }) else { continue }
      return Lesson.Membership(course, entry)
    }
    // A file by its path belongs to the course in whose folder it lies.
    let root = Course.folder(ofLessonAt: path)
    guard let shelf = try? LessonShelf(root) else {
      return Lesson.Membership(course: Course.name(Course.Plan(), at: root))
    }
    var reader = CourseReader(shelf) { _ in [] }
    let course = reader.course()
    let name = LessonParser.name(ofPath: path)
    let entry = course.lessons.first { $0.name == name }
    return Lesson.Membership(course, entry)
  }

  /// Another lesson that a lesson's name would mean if this one weren't there, where it reads
  /// otherwise; and the word by which that is opened.
  package func hidden(by lesson: Lesson) -> String? {
    guard let found = find(lesson.name), found.entry.path == lesson.source.name else { return nil }
    let others = courses.flatMap { course in course.lessons.map { (course, $0) } }
      .filter { $0.1.name == lesson.name && $0.1.path != found.entry.path }
    guard let (course, entry) = others.first,
      (try? load(entry.path))?.text != (try? load(found.entry.path))?.text
    else { return nil }
    return reference(to: entry, in: course)
  }
}

extension Lesson.Membership {
  fileprivate init(_ course: Course, _ entry: Course.Entry?) {
    self.init(
      course: course.name, titles: [course.title, entry?.chapter].compactMap { $0 },
      language: course.language)
  }
}
