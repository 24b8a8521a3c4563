/// Paths of this package that tests read.
package enum Place {
  private static let root = #filePath.split(separator: "/").dropLast(3)
    .reduce(into: "") { $0 += "/" + $1 }
  /// The program's own sources.
  package static let sources = root + "/Sources"
  /// The course.
  package static let lessons = root + "/lessons"
  /// The names of its lessons, in order.
  package static let lessonNames = [
    "before", "valley", "gradient-descent", "adagrad", "rmsprop", "three-walks", "sensitivity",
    "epsilon", "hovering", "momentum", "noise", "stuck", "tiny-models", "your-own-optimizer",
    "claims", "after", "later",
  ]
  /// The course's last page, for those who write lessons.
  package static let guideName = "AUTHORING"
  /// Those of them that ask before and after the course, and teach nothing.
  package static let measureNames = ["before", "after", "later"]
  /// Lessons that pass the check, one for each thing that a lesson may hold.
  package static let fineLessons = root + "/Tests/LessonsTests/Fine"
  /// Lessons with mistakes, and what there is to say of each.
  package static let brokenLessons = root + "/Tests/LessonsTests/Broken"
}
