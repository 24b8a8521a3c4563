package import Formula
import Session

/// A kind of question: what it looks like in a lesson, and how it is read.
///
/// Some stand in a `downhill` block and begin with a word, others are Markdown that reads as a
/// question: a list or a table with boxes.
struct QuestionKind: Sendable {
  /// All there are; of those with one word, the first that fits is it.
  static let all = [
    predict, words, recipeLine, interval, number, bet, order, match, choices,
  ]

  let form: Form

  enum Form: Sendable {
    case line(LineForm)
    case block(BlockForm)
  }

  typealias Reading =
    @Sendable (inout LessonReader, MarkdownNode, _ prompt: Prompt, SourceRange) -> WrittenQuestion?

  /// What asks, in a bold paragraph.
  struct Prompt: Sendable {
    /// Empty where there is no such paragraph.
    var text: [Prose.Inline] = []
    /// Where it stands, or the block where there is none.
    var range: SourceRange
  }

  /// A line such as `predict E[g²].x within 1%`.
  struct LineForm: Sendable {
    /// What the line begins with.
    var word: String
    /// Whether what stands behind the question, or behind the word where it has none, is of this
    /// kind.
    var fits: @Sendable (SourceSlice) -> Bool
    /// Reads the line.
    var read: @Sendable (QuestionLine) throws(Diagnostic) -> WrittenQuestion
  }

  /// A block of Markdown, with a bold paragraph before it that asks.
  struct BlockForm: Sendable {
    var fits: @Sendable (MarkdownNode) -> Bool
    /// Reads the block; nil where it can't be asked, which is reported.
    var read: Reading
  }

  /// A kind that stands in a `downhill` block.
  static func line(
    _ word: String, fits: @escaping @Sendable (SourceSlice) -> Bool = { _ in true },
    read: @escaping @Sendable (QuestionLine) throws(Diagnostic) -> WrittenQuestion
  ) -> QuestionKind {
    QuestionKind(form: .line(LineForm(word: word, fits: fits, read: read)))
  }

  /// A kind that is Markdown.
  static func block(
    fits: @escaping @Sendable (MarkdownNode) -> Bool, read: @escaping Reading
  ) -> QuestionKind {
    QuestionKind(form: .block(BlockForm(fits: fits, read: read)))
  }

  static var lines: [LineForm] {
    all.compactMap { if case .line(let form) = $0.form { form } else { nil } }
  }

  static var blocks: [BlockForm] {
    all.compactMap { if case .block(let form) = $0.form { form } else { nil } }
  }
}

/// A line that asks something, as far as all kinds have it.
struct QuestionLine: Sendable {
  /// The question in quotes; nil where there is none.
  var question: SourceSlice?
  /// The question as it is put, with the letter of a part before it.
  var text = ""
  /// What stands behind the question, or behind the word.
  var rest: SourceSlice
  /// All of it.
  var line: SourceSlice
}

/// A question as its lines in a lesson say it; nothing of it has been worked out.
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

  /// The question with what its author adds on a line below it.
  func adding(_ remark: AuthorsRemark) -> WrittenQuestion {
    var more = [remark.words]
    if case .wrong(let answer) = remark.kind { more.insert(answer, at: 0) }
    return WrittenQuestion(pieces + more) { session, next throws(Diagnostic) in
      var question = try make(session, next)
      try question.add(remark, in: session)
      return question
    }
  }
}
