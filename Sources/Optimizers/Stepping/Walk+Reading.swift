package import Formula

// fits throughout (range): single steps

extension Walk {
  /// Reads formulas off some steps in order, each as the step left it.
  ///
  /// - Parameters:
  ///   - formulas: the formulas, compiled for this walk's machine.
  ///   - steps: which steps; 0 is the start, where a recipe's lines have no value yet.
  ///   - isInterrupted: asked every few steps.
  ///   - body: takes what was read at a step.
  /// - Returns: the last step that was read where somebody stopped it, nil where it came to the end.
  @discardableResult
  package func read(
    _ formulas: RowFormulas, at steps: ClosedRange<Int>, isInterrupted: () -> Bool = { false },
    _ body: (RowReader) -> Void
  ) -> Int? {
    let last = min(steps.upperBound, stepCount)
    guard steps.lowerBound <= last else { return nil }
    var reader = RowReader(formulas)
    // From before the first, since its formulas may speak of the step before.
    var (step, frame) = frame(atOrBefore: max(steps.lowerBound - 1, 0))
    var count = 0
    while true {
      if step >= steps.lowerBound {
        reader.read(frame, step: step)
        body(reader)
      }
      guard step < last else { return nil }
      if isTimeToAsk(&count), isInterrupted() { return step }
      goOn(from: step, &frame) { reader.keepAsBefore($0) }
      step += 1
    }
  }

  /// Reads formulas off steps spread over the walk, without making any walk of them again.
  ///
  /// The rows are those that are kept anyway, at equal distances, and the last one. Where a formula
  /// speaks of the step before, the row after a kept one is read.
  ///
  /// - Parameters:
  ///   - formulas: the formulas, compiled for this walk's machine.
  ///   - most: how many rows to read at most, the last one not counted.
  ///   - isInterrupted: asked every few rows.
  ///   - body: takes what was read at a step.
  /// - Returns: the last step that was read where somebody stopped it, nil where it came to the end.
  package func readSome(
    _ formulas: RowFormulas, atMost most: Int, isInterrupted: () -> Bool = { false },
    _ body: (RowReader) -> Void
  ) -> Int? {
    var reader = RowReader(formulas)
    var count = 0
    for row in checkpoints.spread(over: most) where row.step < stepCount {
      if isTimeToAsk(&count), isInterrupted() { return reader.step }
      guard formulas.usesPrevious else {
        reader.read(Array(row.numbers), step: row.step)
        body(reader)
        continue
      }
      var (_, frame) = frame(atOrBefore: row.step)
      goOn(from: row.step, &frame) { reader.keepAsBefore($0) }
      reader.read(frame, step: row.step + 1)
      body(reader)
    }
    if reader.step < stepCount {
      reader.read(current, previous: formulas.usesPrevious ? previous : nil)
      body(reader)
    }
    return nil
  }

  /// Reads formulas off some steps in order, each beside what they were when the step began, with
  /// what was set by hand before it.
  ///
  /// - Parameters:
  ///   - formulas: the formulas, compiled for this walk's machine.
  ///   - steps: which steps, from 1.
  ///   - isInterrupted: asked every few steps.
  ///   - body: takes a step and a value a formula, nil for one that has none there.
  /// - Returns: the last step that was read where somebody stopped it, nil where it came to the end.
  @discardableResult
  package func readChanges(
    of formulas: RowFormulas, over steps: ClosedRange<Int>, isInterrupted: () -> Bool = { false },
    _ body: (_ step: Int, _ before: [Value?], _ after: [Value?]) -> Void
  ) -> Int? {
    let (first, last) = (max(steps.lowerBound, 1), min(steps.upperBound, stepCount))
    guard first <= last else { return nil }
    var reader = RowReader(formulas)
    // What the formulas were before the first step may speak of the step before that.
    var (step, frame) = frame(atOrBefore: max(first - 2, 0))
    var count = 0
    var values: [Value?] = []
    while step < last {
      if isTimeToAsk(&count), isInterrupted() { return max(step, first - 1) }
      let isChanged = applyChanges(after: step, to: &frame)
      if step == first - 1 || step >= first && isChanged {
        reader.read(frame, step: step)
        values = reader.values
      }
      reader.keepAsBefore(frame)
      makeAgain(step + 1, &frame)
      step += 1
      guard step >= first else { continue }
      reader.read(frame, step: step)
      let before = values
      values = reader.values
      body(step, before, values)
    }
    return nil
  }
}

extension Walk {
  /// Whether it is time to ask, after so many steps, whether to stop.
  @inline(__always)
  private func isTimeToAsk(_ count: inout Int) -> Bool {
    count += 1
    return count & (Walk.stepsBetweenQuestions - 1) == 0
  }
}
