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
    case command(Excerpt)
    /// `expect CONDITION`: the author's claim, silent to the learner.
    case expect(condition: Excerpt)
    /// `predict QUANTITY [within TOLERANCE]`: what the next step will make of a quantity.
    case predict(quantity: Excerpt, within: Excerpt?)
    /// `ask "QUESTION" = FORMULA [within TOLERANCE]`: a number or formula to find.
    case ask(question: Excerpt, answer: Excerpt, within: Excerpt?)
  }

  package var kind: Kind
  package var range: SourceRange
}

/// A piece of the lesson's text and its place, so that an error inside it can be shown in the file.
package struct Excerpt: Hashable, Sendable {
  package var text: String
  package var range: SourceRange

  package init(_ text: String, at range: SourceRange) {
    self.text = text
    self.range = range
  }
}
