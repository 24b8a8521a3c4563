import Formula

/// A piece of a Markdown document, with its range in the lesson's file.
struct MarkdownNode {
  enum Kind: Hashable {
    // Blocks.
    case document
    case heading(level: Int)
    case paragraph
    case code(String, info: String, fence: Fence?)
    /// `start` is the first number of an ordered list, nil for bullets.
    case list(start: Int?)
    /// `isDone` is what a task list's box says, nil for other lists.
    case listItem(isDone: Bool?)
    case quote
    case table
    case tableRow(isHeader: Bool)
    case tableCell
    case rule
    case html(String)
    /// A note that a mark in the text leads to; they stand at the end of a document.
    case footnote
    // Inlines.
    case text(String)
    case codeSpan(String)
    case emphasis
    case strong
    case link(destination: String)
    case deleted
    /// A formula in TeX's notation.
    case math(String, isDisplay: Bool)
    case htmlTag(String)
    /// The footnotes are counted from 1, in the order of their marks.
    case footnoteMark(number: Int)
    case softBreak
    case lineBreak
    /// What this has no kind for.
    case other
    /// What stood in more than `deepest` lists, quotes or emphases, left out.
    case tooDeep
  }

  /// The marks that open a code block, as in ```` ``` ````.
  struct Fence: Hashable {
    var character: UInt8
    var length: Int
  }

  /// How many lists, quotes, emphases and links may stand inside one another.
  ///
  /// It bounds the recursion over a stranger's document.
  static let deepest = 16

  var kind: Kind
  /// From the first character to the last; that of a code span is its content's.
  var range: SourceRange
  var children: [MarkdownNode] = []

  /// The text of inlines without their styles.
  var plainText: String {
    switch kind {
    case .text(let text), .codeSpan(let text), .math(let text, _): text
    case .softBreak, .lineBreak: " "
    default: children.map(\.plainText).joined()
    }
  }
}
