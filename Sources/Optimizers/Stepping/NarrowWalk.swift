package import Formula

// fits throughout (range): numbers of steps that a walk has

/// A walk with every operation rounded to a narrower format, which follows the one in doubles.
package struct NarrowWalk: Sendable {
  private var replay: Replay
  /// What it loses beside the doubles, from the start on.
  package private(set) var losses = PrecisionLosses()
  /// The last step that was looked at for losses, and its rows.
  private var looked = -1
  private var before: (Row, Row)?

  /// The walk, as far as it has come.
  package var walk: Walk { replay.walk }
  /// The format that every number of it has.
  package var precision: Precision { walk.machine.precision }

  /// Begins where a walk began.
  ///
  /// - Throws: a ``Diagnostic`` where the machine can't be made again.
  package init(of walk: Walk, _ precision: Precision) throws(Diagnostic) {
    replay = try Replay(of: walk, .precision(precision))
  }

  /// Goes where a walk went: on from there or back where it is the one followed so far, and else from
  /// the start.
  ///
  /// - Parameters:
  ///   - other: the walk in doubles.
  ///   - isInterrupted: asked every few steps.
  /// - Returns: whether it came to the walk's end.
  /// - Throws: a ``Diagnostic`` where the machine can't be made again.
  package mutating func follow(_ other: Walk, isInterrupted: () -> Bool = { false })
    throws(Diagnostic) -> Bool
  {
    if other.stepCount < replay.original.stepCount { back(to: other.stepCount) }
    if !replay.original.goesOn(in: other) { self = try NarrowWalk(of: other, precision) }
    let isThere = try replay.goOn(along: other, isInterrupted: isInterrupted)
    look(isInterrupted)
    return isThere
  }

  private mutating func back(to step: Int) {
    replay.back(to: step)
    guard looked > step else { return }
    losses.forget(after: step)
    before = (replay.original.row(step), walk.row(step))
    looked = step
  }

  /// Looks for losses in the steps that are new.
  private mutating func look(_ isInterrupted: () -> Bool) {
    while looked < walk.stepCount, !losses.isWhole {
      let steps = looked + 1...min(looked + Walk.stepsBetweenQuestions, walk.stepCount)
      var (rows, others): ([Row], [Row]) = ([], [])
      replay.original.visit(steps) { rows.append($0) }
      walk.visit(steps) { others.append($0) }
      for pair in zip(rows, others) {
        losses.take(pair.0, pair.1, precision)
        if let before { losses.takeMove(before, pair) }
        before = pair
      }
      looked = steps.upperBound
      if isInterrupted() { return }
    }
  }
}
