package import Formula
package import Session

/// One thing a part has to show, run or ask, and where it stands in the file.
package struct Item: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Text to read.
    case prose(Prose)
    /// A `downhill` block: what to run, hold and ask, in order.
    case statements([Statement])
    /// A question that is Markdown, such as a task list.
    case question(WrittenQuestion)
    /// A `downhill try` block: a goal for the learner to reach.
    case exercise(Exercise)
    /// A `downhill output` block: what the block before it printed when it was recorded.
    case output(RecordedOutput)
    /// What could not be read, which its author was told of.
    case unread(Unread)
  }

  package var kind: Kind
  package var range: SourceRange
}

/// A line of a `downhill` block.
package struct Statement: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A command or bare formula, as a learner types it.
    case command(SourceSlice)
    /// A recipe to show, which may be used from here on.
    case recipe(LessonRecipe)
    /// `expect CONDITION`: the author's claim, silent to the learner.
    case expect(condition: SourceSlice)
    /// `predict …`, `ask …`: something to find out.
    case question(WrittenQuestion)
    /// `hint …`, `wrong …` at the top of a block, for the question before it.
    case remark(AuthorsRemark)
    /// What could not be read, which its author was told of.
    case unread(Unread)
  }

  package var kind: Kind
  package var range: SourceRange
}

/// What is missing where something in a lesson could not be read.
///
/// The lesson is played around it, so that its author hears of all mistakes at once and of none
/// twice.
package enum Unread: Hashable, Sendable {
  /// Something that asks or holds, and leaves the state as it is.
  case question
  /// Something that may have changed the state, so that what follows can't be held to account.
  case commands
}
