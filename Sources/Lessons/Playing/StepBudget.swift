import Formula
import Session

/// How many steps the commands of a lesson may still make.
///
/// A lesson is a stranger's text: `run 1000000000` in it must not keep a learner or a check
/// waiting. What a learner types has no such limit, since ^C stops it.
struct StepBudget {
  /// What one block may use.
  static let block = 100_000
  /// What all blocks from one pause to the next may use.
  static let stretch = 1_000_000

  /// How many steps the block at hand may still make.
  private(set) var left = block
  /// How many were made since the lesson was opened.
  private(set) var spent = 0
  private var leftInStretch = stretch

  mutating func beginStretch() {
    leftInStretch = Self.stretch
    beginBlock()
  }

  mutating func beginBlock() { left = min(Self.block, leftInStretch) }

  mutating func spend(_ steps: Int) {
    left = max(left - steps, 0)
    leftInStretch = max(leftInStretch - steps, 0)
    spent += steps
  }
}
