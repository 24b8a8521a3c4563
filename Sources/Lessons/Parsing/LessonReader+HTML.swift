import Formula
import Session

// Of HTML a lesson shows what can be shown in text: breaks, the summary of details, what pictures
// are called, raised and lowered characters. Words that would be lost are the author's to know of.

extension LessonReader {
  /// A block of HTML.
  mutating func html(_ literal: String, at range: SourceRange) -> [Piece] {
    let firstLine = lines.range(ofLine: lines.line(of: range.lower))
    let place = lines.trimmingEnd(SourceRange(range.lower, max(firstLine.upper, range.lower)))
    var (pieces, hasText) = ([Piece](), false)
    for piece in HTMLText(literal).pieces {
      switch piece {
      case .summary(let text):
        pieces.append(.block(.paragraph([.strong([.text(text)])]), range))
      case .text:
        if !hasText { report(LessonMessages.htmlText(at: place)) }
        hasText = true
      case .unclosed(let name): report(LessonMessages.htmlNotClosed(name, at: place))
      case .tag(let tag):
        if tag.name == "hr" { pieces.append(.block(.rule, range)) }
        if let picture = picture(tag, at: place) {
          pieces.append(.block(.paragraph([picture]), range))
        }
      }
    }
    return pieces
  }

  /// A tag in a sentence; nil where it only changes how its text looks.
  mutating func inline(_ tag: HTMLTag?, at range: SourceRange) -> Prose.Inline? {
    guard let tag else { return nil }
    return tag.name == "br" ? .lineBreak : picture(tag, at: range)
  }

  private mutating func picture(_ tag: HTMLTag, at range: SourceRange) -> Prose.Inline? {
    guard tag.name == "img", let source = tag.attributes["src"] else { return nil }
    links.append(Located(source, at: range))
    return .link([.text(tag.attributes["alt"] ?? "")], destination: source)
  }

  /// How many pieces of text may stand in a script.
  private static let longestScript = 8

  /// What stands in `<sup>` or `<sub>`, and the place behind it; nil where it isn't closed.
  func scripted(_ tag: HTMLTag?, _ nodes: ArraySlice<MarkdownNode>) -> (Prose.Inline, Int)? {
    guard let tag, ["sup", "sub"].contains(tag.name), !tag.isClosing else { return nil }
    let end = nodes.prefix(Self.longestScript).firstIndex { node in
      guard case .htmlTag(let literal) = node.kind, let other = HTMLTag(literal: literal) else {
        return false
      }
      return other.name == tag.name && other.isClosing
    }
    guard let end else { return nil }
    let text = nodes[..<end].map(\.plainText).joined()
    let sign = tag.name == "sup" ? "^" : "_"
    guard !text.contains(where: { "\\{}$&%".contains($0) }) else {
      return (.text("\(sign)(\(text))"), end + 1)
    }
    return (.math("\(sign){\\text{\(text)}}"), end + 1)
  }
}
