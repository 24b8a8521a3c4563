/// Paths of this package that tests read.
package enum Place {
  private static let root = #filePath.split(separator: "/").dropLast(3)
    .reduce(into: "") { $0 += "/" + $1 }
  /// The program's own sources.
  package static let sources = root + "/Sources"
  /// The course.
  package static let lessons = root + "/lessons"
  /// The names of its lessons, in order.
  package static let lessonNames = ["gradient-descent", "adagrad", "rmsprop"]
  /// Lessons with mistakes, and what there is to say of each.
  package static let brokenLessons = root + "/Tests/LessonsTests/Broken"
}
