package import Session
import System

/// Lessons that belong together: those of a folder, in the order to play them.
///
/// A file `course.yml` makes a folder a course. All of it may be left out:
///
///     title: How optimizers move
///     name: moving
///     lang: en
///     lessons: [gradient-descent, adagrad, rmsprop]
///     chapters: [more-methods, stuck]
///
/// Folders in a course are its chapters, each with a `course.yml` of its own for title and order,
/// or without one.
package struct Course: Hashable, Sendable {
  /// A lesson as a list shows it, not yet read beyond its front matter.
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var path: String
    package var frontMatter: FrontMatter
    /// The chapter's title; nil for a lesson before the first chapter.
    package var chapter: String?
  }

  package var directory: String
  /// What `course.yml` says; nil without one.
  package var title: String?
  /// What tells it from other courses: its progress is kept under this name.
  package var name: String
  package var language: Language?
  /// The lessons whose place `course.yml` gives.
  var listed: Set<String> = []
  /// Those before the first chapter, then those of each.
  package var lessons: [Entry] = []
}

extension Course {
  /// The name of the course that comes with the program.
  ///
  /// Its progress has been kept without the name of a course since before there were others.
  package static let own = "downhill"

  /// What progress calls a lesson: its name, with the course's before it where that isn't our own.
  package static func key(_ lesson: String, of course: String) -> String {
    course == own ? lesson : "\(course)/\(lesson)"
  }

  package func key(_ lesson: String) -> String { Course.key(lesson, of: name) }
}

extension Lesson {
  /// What a lesson knows of the course it belongs to.
  package struct Membership: Hashable, Sendable {
    package var course: String
    /// The course's title and the chapter's, as far as there are any.
    package var titles: [String] = []
    package var language: Language?
  }

  /// What progress calls the lesson.
  package var progressName: String { progressName(of: name) }

  /// What progress calls another lesson of the same course.
  package func progressName(of lesson: String) -> String {
    membership.map { Course.key(lesson, of: $0.course) } ?? lesson
  }
}

extension Course {
  /// The folder of the course that a lesson's file lies in: its own, or for a chapter's the one above,
  /// which has a `course.yml`.
  static func folder(ofLessonAt path: String) -> String {
    let folder = Directory.parent(of: path)
    if let place = LessonShelf.container(of: folder), let archive = place.archive { return archive }
    let real = folder == "." ? (try? FilePath.resolved(folder)) ?? folder : folder
    let above = Directory.parent(of: real)
    return Directory.exists(Directory.path(above, Plan.file)) ? above : folder
  }
}
