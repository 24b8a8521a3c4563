package import Formula
package import Session

/// What a lesson says of itself before it begins.
///
///     ---
///     title: RMSprop, one number at a time
///     needs: [adagrad]
///     minutes: 10
///     lang: en
///     ---
package struct FrontMatter: Hashable, Sendable {
  /// The newest format this program reads.
  package static let newestFormat = 1

  package var title: String
  /// The lessons to play before this one, by name, and where the file says so.
  package var neededLessons: [Located<String>] = []
  /// How long it takes, roughly; nil when the author doesn't say.
  package var minutes: Int?
  package var format = FrontMatter.newestFormat
  /// What the lesson is written in; nil when the author doesn't say.
  package var language: Language?
  /// Whether it is a test: each question takes one answer, and nothing is said of it.
  package var isTest = false
  /// What the order of choices depends on, nil where they stand as in the file.
  package var shuffle: Int?

  /// Names of the lessons to play before this one.
  package var needs: [String] { neededLessons.map(\.value) }
}
