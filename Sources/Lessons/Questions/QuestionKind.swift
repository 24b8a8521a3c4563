package import Formula
import Session

/// A kind of question that stands in a `downhill` block, by a word of its own.
///
///     predict E[g²].x within 1%
struct QuestionKind: Sendable {
  /// All there are.
  static let all = [predict, ask, bet]

  /// What its line begins with.
  let word: String
  /// Reads what stands behind the word; the line is the place of what is missing.
  let read:
    @Sendable (_ rest: SourceSlice, _ line: SourceSlice) throws(Diagnostic) -> WrittenQuestion
}

/// A question as its line in a lesson says it; nothing of it has been worked out.
package struct WrittenQuestion: Hashable, Sendable {
  /// Works the question out in the lesson's own session at its place.
  ///
  /// - Parameter next: the statement that follows, which a question about the next step looks at.
  typealias Making =
    @Sendable (_ session: Session, _ next: Statement?) throws(Diagnostic) -> any LessonQuestion

  /// What was read, in its order.
  package let pieces: [SourceSlice]
  let make: Making

  init(_ pieces: [SourceSlice], make: @escaping Making) {
    (self.pieces, self.make) = (pieces, make)
  }

  package static func == (left: WrittenQuestion, right: WrittenQuestion) -> Bool {
    left.pieces == right.pieces
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(pieces) }
}
