import Formula

/// What a library has read: the courses of some folders.
struct LessonCatalog: Sendable {
  private(set) var courses: [Course] = []
  private(set) var problems: [LessonLibrary.Problem] = []
  /// Paths of lessons that are no part of a list since they can't be played, by their names.
  private(set) var unlisted: [String: String] = [:]
  /// Folders that are none of the disk.
  private var shelves: [LessonShelf] = []

  init(_ directories: [String], includesBuiltIn: Bool) {
    for directory in directories {
      do {
        add(try LessonShelf(directory))
      } catch {
        problems.append(
          LessonLibrary.Problem(
            source: SourceText(name: directory, "").blankingControls, diagnostics: [error]))
      }
    }
    if includesBuiltIn { add(.builtIn) }
  }

  private mutating func add(_ shelf: LessonShelf) {
    guard !shelves.contains(where: { $0.isSame(as: shelf) }) else { return }
    shelves.append(shelf)
    let courses = courses
    // The same course may lie in several places, such as a copy that is being worked on.
    var reader = CourseReader(shelf) { name in
      Set(courses.filter { $0.name == name }.flatMap(\.lessons).map(\.name))
    }
    let course = reader.course()
    problems += reader.problems
    unlisted.merge(reader.unlisted) { first, _ in first }
    if !course.lessons.isEmpty { self.courses.append(course) }
  }

  /// The text of a file that lies in no folder of the disk; nil for another.
  func text(at path: String) throws(Diagnostic) -> SourceText? {
    for shelf in shelves where !shelf.isOnDisk && path.hasPrefix(shelf.path + "/") {
      return try shelf.text(of: String(path.dropFirst(shelf.path.count + 1)))
    }
    return nil
  }
}
