import Formula
import System

/// The lessons that a lesson's `needs` may name, and what those need in turn.
struct Neighbours: Sendable {
  /// What each lesson needs, by directory and name; those of the library under no directory.
  private var needs: [String: [String: [String]]] = [:]

  init(of targets: [CheckTarget], besides library: LessonLibrary) {
    needs[""] = Self.needs(in: library)
    for case .lesson(let path) in targets where needs[Directory.parent(of: path)] == nil {
      let directory = Directory.parent(of: path)
      needs[directory] = Self.needs(in: LessonLibrary(directories: [directory]))
    }
  }

  private static func needs(in library: LessonLibrary) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for entry in library.lessons where result[entry.name] == nil {
      result[entry.name] = entry.frontMatter.needs
    }
    return result
  }

  /// What is wrong with what a lesson needs.
  func mistakes(in lesson: Lesson, at path: String) -> [Diagnostic] {
    let known = (needs[""] ?? [:]).merging(needs[Directory.parent(of: path)] ?? [:]) { $1 }
    return lesson.frontMatter.neededLessons.compactMap { need in
      if need.value == lesson.name { return LessonMessages.needsItself(at: need.range) }
      guard known[need.value] != nil else {
        return LessonMessages.lessonUnknown(
          need.value, among: known.keys.sorted(), at: need.range)
      }
      return circle(from: need.value, to: lesson.name, known).map {
        LessonMessages.needsCircle($0, at: need.range)
      }
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
