import Formula
import System

/// The lessons that a lesson's `needs` may name, and what those need in turn.
struct Neighbours: Sendable {
  /// The lessons of a folder's course: what each needs, and what comes later than it may.
  private struct Order: Sendable {
    var needs: [String: [String]] = [:]
    var contradictions: Set<[String]> = []

    /// Those of a library; of lessons with one name the first.
    init(_ library: LessonLibrary) {
      for entry in library.lessons where needs[entry.name] == nil {
        needs[entry.name] = entry.frontMatter.needs
      }
      // One that can't be read is there all the same.
      for name in library.unreadNames where needs[name] == nil { needs[name] = [] }
      // Where the course's own file gives the order, it is said there.
      for (lesson, need) in library.courses.flatMap(\.contradictions)
      where !library.courses.contains(where: { $0.listed.contains(lesson.name) }) {
        contradictions.insert([lesson.name, need.value])
      }
    }
  }

  private let others: Order
  private var courses: [String: Order] = [:]

  init(of targets: [CheckTarget], besides library: LessonLibrary) {
    others = Order(library)
    for path in targets.compactMap(\.lessonPath) {
      let directory = Course.folder(ofLessonAt: path)
      if courses[directory] == nil {
        courses[directory] = Order(LessonLibrary(directories: [directory]))
      }
    }
  }

  /// What is wrong with what a lesson needs.
  func mistakes(in lesson: Lesson, at path: String) -> [Diagnostic] {
    let own = courses[Course.folder(ofLessonAt: path)]
    let known = others.needs.merging(own?.needs ?? [:]) { $1 }
    return lesson.frontMatter.neededLessons.compactMap { need in
      if need.value == lesson.name { return LessonMessages.needsItself(at: need.range) }
      guard known[need.value] != nil else {
        return LessonMessages.lessonUnknown(
          need.value, among: known.keys.sorted(), at: need.range)
      }
      if let circle = circle(from: need.value, to: lesson.name, known) {
        return LessonMessages.needsCircle(circle, at: need.range)
      }
      return own?.contradictions.contains([lesson.name, need.value]) == true
        ? LessonMessages.needComesLater(need.value, at: need.range) : nil
    }
  }

  /// The shortest way from a lesson to one that it needs in the end, nil where there is none.
  private func circle(
    from first: String, to last: String, _ known: [String: [String]]
  ) -> [String]? {
    var ways = [[first]]
    var seen: Set<String> = [first]
    while !ways.isEmpty {
      let way = ways.removeFirst()
      for next in way.last.flatMap({ known[$0] }) ?? [] where seen.insert(next).inserted {
        if next == last { return way + [next] }
        ways.append(way + [next])
      }
    }
    return nil
  }
}

extension CheckTarget {
  /// Where the lesson is, if it is one.
  fileprivate var lessonPath: String? {
    switch self {
    case .lesson(let path): path
    case .packed(let source, _): source.name
    case .checked: nil
    }
  }
}
