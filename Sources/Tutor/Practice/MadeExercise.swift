package import Formula
package import Session

/// What a question has to tell of the exercise that it is: how it is shown, and what the record
/// keeps of it.
package struct MadeExercise: Sendable {
  /// The exercise as it is shown.
  package var report: DrillReport
  /// The names of the lines that the learner works out.
  package var hiddenNames: [Name]

  /// What the record knows its subject by.
  package var subject: String { report.subject }
}
