import Formula

extension Walk: Equatable {
  /// Whether both began alike and the same was done in them: then every row is the same, to the
  /// bit.
  package static func == (left: Walk, right: Walk) -> Bool {
    left.stepCount == right.stepCount && left.beganAs(right) && left.events == right.events
  }

  /// Whether another walk has the same machine and the same start.
  func beganAs(_ other: Walk) -> Bool {
    firstRecipe == other.firstRecipe && machine.objective == other.machine.objective
      && machine.precision == other.machine.precision
      && machine.blocks == other.machine.blocks && start.hasSameBits(as: other.start)
      && Array(checkpoints.row(atOrBefore: 0).row)
        .hasSameBits(as: Array(other.checkpoints.row(atOrBefore: 0).row))
  }

  /// Whether another walk began as this one went, and went on from there.
  package func isBeginning(of other: Walk) -> Bool {
    stepCount <= other.stepCount && beganAs(other)
      && events.isBeginning(of: other.events, through: stepCount)
  }

  /// Whether another walk is this one so far, whatever was set there since and done after it.
  func goesOn(in other: Walk) -> Bool {
    stepCount <= other.stepCount && beganAs(other)
      && events.isBeginning(of: other.events, addedAfter: stepCount)
  }
}
