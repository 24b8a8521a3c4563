// The rows of a walk, computed again as they are asked for.

// fits throughout (range): single steps

extension Walk {
  /// The row of a step as the step left it, 0 for the start; nothing set by hand after it is in it.
  package func row(_ step: Int) -> Row {
    var result = current
    visit(step...step) { result = $0 }
    return result
  }

  /// The row that the step after this one began with: this step's, with what was set by hand since.
  package func rowWithChanges(after step: Int) -> Row {
    step == stepCount
      ? current : machine(making: step + 1).row(of: frameWithChanges(after: step))
  }

  /// The row that the last step began with, nil before the first.
  package var previous: Row? { stepCount == 0 ? nil : rowWithChanges(after: stepCount - 1) }

  /// Whether a step's gradient was fed by hand.
  package func isGradientFed(at step: Int) -> Bool { events.gradient(at: step) != nil }

  /// Visits the rows of some steps in order, each as its step left it, computing them again from a
  /// checkpoint.
  ///
  /// - Parameters:
  ///   - steps: which steps, 0 for the start.
  ///   - isInterrupted: asked before each row; the rest is left out where it says yes.
  ///   - body: takes a row.
  package func visit(
    _ steps: ClosedRange<Int>, isInterrupted: () -> Bool = { false }, _ body: (Row) -> Void
  ) {
    if steps == stepCount...stepCount, events.changes(after: stepCount).isEmpty {
      body(current)
      return
    }
    var (step, frame) = frame(atOrBefore: steps.lowerBound)
    while true {
      if steps.contains(step) { body(machine(making: step).row(of: frame)) }
      guard step < min(steps.upperBound, stepCount), !isInterrupted() else { return }
      goOn(from: step, &frame)
      step += 1
    }
  }
}
