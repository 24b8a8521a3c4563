import Formula
import System

/// Reads a course from its folder, gathering what is wrong as it goes.
struct CourseReader {
  private let shelf: LessonShelf
  /// Lessons of this course that are known from elsewhere.
  private let known: (_ course: String) -> Set<String>
  private(set) var problems: [LessonLibrary.Problem] = []
  /// Paths of lessons that can't be played, by their names.
  private(set) var unlisted: [String: String] = [:]

  init(_ shelf: LessonShelf, known: @escaping (_ course: String) -> Set<String>) {
    (self.shelf, self.known) = (shelf, known)
  }

  /// The course; without lessons where there are none that aren't known.
  mutating func course() -> Course {
    let files = shelf.names()
    var diagnostics: [Diagnostic] = []
    let source = files.contains(Course.Plan.file) ? loadOrReport(Course.Plan.file) : nil
    let plan = source.map { Course.Plan($0, diagnostics: &diagnostics) } ?? Course.Plan()
    var course = Course(
      directory: shelf.path, title: plan.title, name: Course.name(plan, at: shelf.path),
      language: plan.language, listed: Set(plan.lessons.map(\.value)))

    var chapters: [(folder: String, lessons: [Course.Entry])] = []
    // Only a course has chapters: other folders may lie anywhere.
    if source != nil {
      for folder in shelf.folders {
        let lessons = chapter(folder)
        if !lessons.isEmpty { chapters.append((String(folder.dropLast()), lessons)) }
      }
    }
    let own = lessons(in: "")
    let all = own + chapters.flatMap(\.lessons)
    let others = known(course.name)
    if source != nil {
      // A lesson that can't be read is there all the same.
      let known = own.map(\.name) + others + unlisted.keys.sorted()
      diagnostics += mistakes(in: plan.lessons, among: known) {
        LessonMessages.lessonUnknown($0.value, among: known, at: $0.range)
      }
      let folders = chapters.map(\.folder)
      diagnostics += mistakes(in: plan.chapters, among: folders) {
        LessonMessages.chapterUnknown($0.value, among: folders, at: $0.range)
      }
      var names: [String: Course.Entry] = [:]
      for lesson in all {
        if let first = names[lesson.name] {
          diagnostics.append(LessonMessages.lessonTwice(first.path, lesson.path))
        } else {
          names[lesson.name] = lesson
        }
      }
    }
    course.lessons = ordered(own, plan.lessons)
    let order = plan.chapters.map(\.value)
    let sorted =
      order.compactMap { name in chapters.first { $0.folder == name } }
      + chapters.filter { !order.contains($0.folder) }
    course.lessons += sorted.flatMap(\.lessons)
    course.lessons = course.lessons.uniqued(by: \.name)

    let cycle = Course.order(course.lessons).inCycle
    if !cycle.isEmpty {
      report(SourceText(name: shelf.path, ""), [LessonMessages.needsCycle(cycle)])
    }
    // Where the order is given, it is what contradicts; else the lesson's own file says so.
    for (lesson, need) in course.contradictions where !cycle.contains(lesson.name) {
      guard let place = plan.lessons.first(where: { $0.value == lesson.name }) else { continue }
      diagnostics.append(
        LessonMessages.orderContradicts(lesson.name, need.value, at: place.range))
    }
    if let source { report(source, diagnostics) }
    course.lessons.removeAll { others.contains($0.name) }
    return course
  }

  // MARK: Pieces

  private mutating func chapter(_ folder: String) -> [Course.Entry] {
    var diagnostics: [Diagnostic] = []
    var plan = Course.Plan()
    let found = lessons(in: folder)
    guard !found.isEmpty else { return [] }
    if shelf.names(in: folder).contains(Course.Plan.file),
      let source = loadOrReport(folder + Course.Plan.file)
    {
      plan = Course.Plan(source, keys: Course.Plan.chapterKeys, diagnostics: &diagnostics)
      let known = found.map(\.name) + unlisted.keys.sorted()
      diagnostics += mistakes(in: plan.lessons, among: known) {
        LessonMessages.lessonUnknown($0.value, among: known, at: $0.range)
      }
      report(source, diagnostics)
    }
    let title = plan.title ?? Course.title(ofFolder: String(folder.dropLast()))
    return ordered(found, plan.lessons).map { entry in
      var entry = entry
      entry.chapter = title
      return entry
    }
  }

  private mutating func lessons(in folder: String) -> [Course.Entry] {
    shelf.names(in: folder).filter(LessonShelf.isLesson).compactMap { entry(folder + $0) }
  }

  /// The lessons that a list names in its order, then the others in theirs.
  private func ordered(_ lessons: [Course.Entry], _ names: [Located<String>]) -> [Course.Entry] {
    let order = names.map(\.value)
    let (sorted, _) = Course.order(lessons)
    return order.compactMap { name in sorted.first { $0.name == name } }
      + sorted.filter { !order.contains($0.name) }
  }

  /// What a list names twice, and what isn't there.
  private func mistakes(
    in names: [Located<String>], among known: [String],
    unknown: (Located<String>) -> Diagnostic
  ) -> [Diagnostic] {
    names.enumerated().compactMap { index, name in
      if names[..<index].contains(where: { $0.value == name.value }) {
        return LessonMessages.keyTwice(name.value, at: name.range)
      }
      return known.contains(name.value) ? nil : unknown(name)
    }
  }

  /// What a list needs of a file; nil when it is no lesson, or a broken one.
  private mutating func entry(_ file: String) -> Course.Entry? {
    let path = shelf.path(of: file)
    let name = LessonParser.name(ofPath: path)
    // Who asks for it is told what is wrong, not that it doesn't exist.
    guard let source = loadOrReport(file) else {
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

  private mutating func loadOrReport(_ file: String) -> SourceText? {
    do {
      return try shelf.text(of: file)
    } catch {
      report(SourceText(name: shelf.path(of: file), ""), [error])
      return nil
    }
  }

  private mutating func report(_ source: SourceText, _ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    problems.append(
      LessonLibrary.Problem(source: source.blankingControls, diagnostics: diagnostics))
  }
}

extension LessonShelf {
  static func isLesson(_ file: String) -> Bool {
    file.hasSuffix(".md") && !file.hasPrefix(".") && file != "README.md"
  }
}

extension Course {
  /// What tells a course from others: its name, else its title's or its folder's.
  static func name(_ plan: Plan, at path: String) -> String {
    if let name = plan.name { return name }
    let title = Slug.make(plan.title ?? "")
    guard title.isEmpty else { return title }
    let real = (try? FilePath.resolved(path)) ?? path
    let folder = Directory.name(of: real)
    let slug = Slug.make(
      folder.lowercased().hasSuffix(".zip") ? String(folder.dropLast(4)) : folder)
    return slug.isEmpty ? "course" : slug
  }
}

extension Array {
  /// The elements without those whose value an earlier one has.
  fileprivate func uniqued(by value: (Element) -> some Hashable) -> [Element] {
    var seen: Set<AnyHashable> = []
    return filter { seen.insert(AnyHashable(value($0))).inserted }
  }
}
