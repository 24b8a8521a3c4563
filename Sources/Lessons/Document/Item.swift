package import Formula
package import Session

/// One thing a part has to show, run or ask, and where it stands in the file.
package struct Item: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Text to read.
    case prose(Prose)
    /// A `downhill` block: what to run, hold and ask, in order.
    case statements([Statement])
    /// A task list: choices, some of them right.
    case question(Question)
    /// A `downhill try` block: a goal for the learner to reach.
    case exercise(Exercise)
    /// A `downhill output` block: what the block before it printed when it was recorded.
    case output(RecordedOutput)
  }

  package var kind: Kind
  package var range: SourceRange
}

/// A line of a `downhill` block.
package struct Statement: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A command or bare formula, as a learner types it.
    case command(SourceSlice)
    /// `expect CONDITION`: the author's claim, silent to the learner.
    case expect(condition: SourceSlice)
    /// `predict …`, `ask …`: something to find out.
    case question(WrittenQuestion)
  }

  package var kind: Kind
  package var range: SourceRange
}
