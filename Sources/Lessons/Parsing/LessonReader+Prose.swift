import Formula
import Session

/// What a block of Markdown comes to: something to read, or something to do.
enum Piece {
  case block(Prose.Block, SourceRange)
  case item(Item)
}

extension LessonReader {
  /// The pieces of blocks that stand side by side.
  mutating func pieces(of blocks: [MarkdownNode]) -> [Piece] {
    var (pieces, index) = ([Piece](), 0)
    while index < blocks.count {
      let block = blocks[index]
      index += 1
      if index < blocks.count, let form = blocks[index].questionForm,
        let prompt = block.boldParagraph
      {
        // A bold paragraph right before a list with boxes asks its question.
        let inlines = inlines(of: prompt)
        pieces += question(form, blocks[index], prompt: inlines, from: block.range)
        index += 1
      } else {
        pieces += self.pieces(of: block)
      }
    }
    return pieces
  }

  /// The pieces of a block, and the notes that its text leads to.
  private mutating func pieces(of node: MarkdownNode) -> [Piece] {
    let pieces = ownPieces(of: node)
    return pieces + notes().map { .block($0, node.range) }
  }

  private mutating func ownPieces(of node: MarkdownNode) -> [Piece] {
    let range = node.range
    if let form = node.questionForm { return question(form, node) }
    switch node.kind {
    case .heading(let level): return [.block(.heading(level: level, inlines(of: node)), range)]
    case .paragraph:
      if let formula = node.displayedFormula { return [.block(.math(formula), range)] }
      if let place = definition(in: node) {
        report(LessonMessages.definitionList(at: opening(of: place)))
      }
      let inlines = inlines(of: node)
      return inlines.isEmpty ? [] : [.block(.paragraph(inlines), range)]
    case .code(let text, let info, let fence):
      return code(text, info: info, fence: fence, range: range)
    case .list: return list(node)
    case .quote:
      let (title, children) = node.admonition
      let pieces: [Piece] =
        title.map { [.block(.paragraph([.strong([.text($0)])]), range)] } ?? []
      return wrapped(pieces + self.pieces(of: children)) { .quote($0) }
    case .table: return [.block(table(node), range)]
    case .rule: return [.block(.rule, range)]
    case .html(let literal): return html(literal, at: range)
    case .tooDeep:
      reportLoss(LessonMessages.tooDeep(at: range))
      return [.item(Item(kind: .unread(.commands), range: range))]
    default: return []
    }
  }

  /// Blocks of a container go back into it; an item to do cuts the container in two.
  private func wrapped(
    _ pieces: [Piece], in container: ([Prose.Block]) -> Prose.Block
  ) -> [Piece] {
    var (result, open) = ([Piece](), [Prose.Block]())
    var openRange = SourceRange(0, 0)
    func closed() -> [Piece] { open.isEmpty ? [] : [.block(container(open), openRange)] }
    for piece in pieces {
      switch piece {
      case .block(let block, let range):
        openRange = open.isEmpty ? range : openRange.union(range)
        open.append(block)
      case .item:
        result += closed() + [piece]
        open = []
      }
    }
    return result + closed()
  }

  /// A list, in pieces where it holds something to do.
  ///
  /// The list ends before such a thing, what is left of the item follows as plain blocks, and the
  /// list goes on with the next item's number.
  private mutating func list(_ node: MarkdownNode) -> [Piece] {
    guard case .list(let start) = node.kind else { return [] }
    var (result, items) = ([Piece](), [[Prose.Block]]())
    var (firstNumber, range) = (start, SourceRange(0, 0))
    func closed() -> [Piece] {
      items.isEmpty ? [] : [.block(.list(start: firstNumber, items: items), range)]
    }
    for (position, item) in node.children.enumerated() {
      let pieces = pieces(of: item.children)
      let cut = pieces.firstIndex { if case .item = $0 { true } else { false } }
      let blocks = pieces[..<(cut ?? pieces.endIndex)].compactMap { piece in
        if case .block(let block, _) = piece { block } else { nil }
      }
      if items.isEmpty {
        (firstNumber, range) = (start.map { $0 + position }, item.range)
      }
      if !blocks.isEmpty || cut == nil { items.append(blocks) }
      range = range.union(item.range)
      if let cut {
        result += closed() + pieces[cut...]
        items = []
      }
    }
    return result + closed()
  }

  private mutating func table(_ node: MarkdownNode) -> Prose.Block {
    var (header, rows) = ([[Prose.Inline]](), [[[Prose.Inline]]]())
    for row in node.children {
      var cells: [[Prose.Inline]] = []
      for cell in row.children { cells.append(inlines(of: cell)) }
      if row.kind == .tableRow(isHeader: true) { header = cells } else { rows.append(cells) }
    }
    return .table(header: header, rows: rows)
  }
}

extension LessonReader {
  /// Where a line of a paragraph begins as a definition does in other kinds of Markdown.
  private func definition(in node: MarkdownNode) -> SourceRange? {
    var isAtStart = true
    for child in node.children {
      if isAtStart, case .text(let text) = child.kind, text.hasPrefix(": ") { return child.range }
      isAtStart = child.kind == .softBreak
    }
    return nil
  }
}

extension MarkdownNode {
  /// What GitHub calls quotes that begin with `[!NOTE]` and the like.
  private static let admonitions = [
    "[!NOTE]": "Note", "[!TIP]": "Tip", "[!IMPORTANT]": "Important", "[!WARNING]": "Warning",
    "[!CAUTION]": "Caution",
  ]

  /// A quote's title where it has one, and its blocks without the mark that says so.
  var admonition: (title: String?, children: [MarkdownNode]) {
    guard var first = children.first, first.kind == .paragraph,
      case .text(let mark)? = first.children.first?.kind,
      let title = MarkdownNode.admonitions[mark.trimmingBlanks().uppercased()]
    else { return (nil, children) }
    let rest = first.children.dropFirst()
    guard rest.first.map({ $0.kind == .softBreak || $0.kind == .lineBreak }) != false else {
      return (nil, children)
    }
    first.children = Array(rest.dropFirst())
    return (title, (first.children.isEmpty ? [] : [first]) + children.dropFirst())
  }

  /// The formula of a paragraph that is nothing else, between double dollars.
  fileprivate var displayedFormula: String? {
    guard children.count == 1, case .math(let source, isDisplay: true) = children[0].kind else {
      return nil
    }
    return source
  }

  /// The bold text, when the block is a paragraph of nothing else.
  fileprivate var boldParagraph: MarkdownNode? {
    guard kind == .paragraph, children.count == 1, children[0].kind == .strong else { return nil }
    return children[0]
  }
}
