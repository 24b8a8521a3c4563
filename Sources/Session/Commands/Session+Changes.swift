import Formula
import Optimizers

extension Session {
  /// Whether there is anything to take back: whether what a person set up, did, marked, watched or
  /// kept differs from how it was.
  package func isChanged(since before: Session) -> Bool {
    definitions != before.definitions || objective != before.objective || blocks != before.blocks
      || data != before.data || batch != before.batch || seed != before.seed
      || start.map(\.bitPattern) != before.start.map(\.bitPattern) || recipe != before.recipe
      || hypers.mapValues(\.bitPattern) != before.hypers.mapValues(\.bitPattern)
      || halfStep != before.halfStep || stepsAhead != before.stepsAhead
      || walk?.stepCount != before.walk?.stepCount || walk?.history != before.walk?.history
      || watches.items != before.watches.items || marks.changes != before.marks.changes
      || comparison.changes != before.comparison.changes
  }
}
