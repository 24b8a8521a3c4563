import Optimizers
import Session

/// What a learner did at an exercise.
struct Attempt {
  /// Where it has led.
  var session: Session
  /// The lines that changed something, since all was last as the exercise began.
  var lines: [TriedLine] = []
  /// The commands that only looked.
  var looks: Set<String> = []
  /// The recipe that was written last.
  var recipe: Recipe?
  /// Whether that was just now.
  var isRecipeNew = false
}

/// A line of a learner's that changed their copy of the lesson's state.
package struct TriedLine: Sendable {
  package var text: String
  /// The command that it was.
  var command: String
  /// The copy before it, nil where there was none yet.
  var before: Session?
  /// Whether it changed what is walked on, or the walk.
  var movesWalk: Bool
  /// Whether it led back to where the learner's copy began.
  var beginsAnew: Bool
  /// The recipe that it wrote.
  var recipe: Recipe?
}

/// What an attempt at an exercise is worth.
enum GoalVerdict: Equatable {
  case met
  /// Not met, with what there is to say of it.
  case notYet(NoteReport.Content?)
  /// It looks met, but not by what counts.
  case doesNotCount(NoteReport.Content)
}
