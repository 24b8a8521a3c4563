package import Formula
package import Session

/// A question with choices, written as a task list.
///
///     **Which of the three shrinks its steps for ever?**
///
///     - [ ] gradient descent
///       > Its step is lr·g, whatever happened before.
///     - [x] AdaGrad
///       > Right: its sum only grows.
package struct Question: Hashable, Sendable {
  /// The bold paragraph just before the list; empty when there is none.
  package var prompt: [Prose.Inline]
  package var choices: [Choice]

  package struct Choice: Hashable, Sendable {
    package var text: [Prose.Inline]
    package var isRight: Bool
    /// What to say when it is chosen: the quote inside the choice, or nil.
    package var feedback: Prose?
    package var range: SourceRange
  }

  /// Whether more than one choice is right, so that a learner must find them all.
  package var hasSeveralRight: Bool { choices.count(where: \.isRight) > 1 }
}
