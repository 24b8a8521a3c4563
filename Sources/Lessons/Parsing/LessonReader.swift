import Formula
import Session

/// Reads a lesson's Markdown tree, gathering what is wrong as it goes.
struct LessonReader {
  let source: SourceText
  let lines: LineTable
  var diagnostics: [Diagnostic] = []
  /// Where to look on for the next formula whose place cmark doesn't tell.
  var formulaSearchStart = 0
  /// Where the text ends that is looked at for it.
  var formulaSearchEnd = 0
  /// The notes at the document's end, in the order of their marks.
  var footnotes: [MarkdownNode] = []
  /// Marks whose notes are still to be shown, by number.
  var footnoteMarks: [Int] = []
  /// Whether it is a note that is read.
  var isInNote = false
  /// Where the links lead, in the order of the text.
  var links: [Located<String>] = []
  /// How many mistakes there were so far that make something to run or to ask unreadable.
  private(set) var losses = 0

  init(_ source: SourceText, lines: LineTable) {
    self.source = source
    self.lines = lines
  }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Reports what makes something to run or to ask unreadable.
  mutating func reportLoss(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    losses += 1
  }

  /// The parts, split at headings of level 1 and 2.
  mutating func parts(of document: MarkdownNode, title: String) -> [Lesson.Part] {
    footnotes = document.children.filter { $0.kind == .footnote }
    let blocks = document.children.filter { $0.kind != .footnote }
    let headings = blocks.indices.filter { blocks[$0].beginsPart }
    var above: Lesson.Heading?
    var parts: [Lesson.Part] = []
    var (ids, copies) = (Set(["opening"]), [String: Int]())

    let opening = items(of: Array(blocks[..<(headings.first ?? blocks.endIndex)]))
    if let first = opening.first, let last = opening.last {
      let range = first.range.union(last.range)
      parts.append(part(id: "opening", title: title, heading: nil, items: opening, range: range))
    }
    for (position, index) in headings.enumerated() {
      let next = position + 1 < headings.count ? headings[position + 1] : blocks.endIndex
      let end = next < blocks.endIndex ? blocks[next].range.lower : lines.bytes.count
      let range = lines.trimmingEnd(SourceRange(blocks[index].range.lower, end))
      var (heading, id) = heading(blocks[index])
      // Nothing stands below it but a part, which it is shown with.
      if next == index + 1, next < blocks.endIndex, heading.level == 1,
        case .heading(level: 2) = blocks[next].kind
      {
        heading.id = id
        above = heading
        continue
      }
      let title = heading.inlines.map(\.plainText).joined()
      if id.isEmpty { id = "part-\(parts.count + 1)" }
      let given = id
      while !ids.insert(id).inserted {
        if id == given { report(LessonMessages.partIDTwice(id, at: heading.range)) }
        copies[given, default: 1] += 1
        id = "\(given)-\(copies[given, default: 1])"
      }
      // fits: the next heading stands behind this one
      let items = items(of: Array(blocks[(index + 1)..<next]))
      heading.id = id
      var part = part(id: id, title: title, heading: heading, items: items, range: range)
      (part.above, above) = (above, nil)
      parts.append(part)
    }
    if parts.isEmpty, diagnostics.isEmpty {
      report(LessonMessages.lessonEmpty(at: lines.range(ofLine: max(lines.count - 1, 0))))
    }
    return parts
  }

  private func part(
    id: String, title: String, heading: Lesson.Heading?, items: [Item], range: SourceRange
  ) -> Lesson.Part {
    Lesson.Part(
      id: id, title: title, heading: heading, contentHash: ContentHash(of: lines.text(range)),
      items: items, range: range)
  }

  /// A heading, and the part's id: the author's `{#id}`, taken off the text, or the slug.
  private mutating func heading(_ node: MarkdownNode) -> (Lesson.Heading, id: String) {
    guard case .heading(let level) = node.kind else { preconditionFailure("not a heading") }
    var inlines = inlines(of: node)
    var given: String?
    if case .text(let text)? = inlines.last, let mark = text.idMark {
      inlines[inlines.count - 1] = .text(mark.before)
      if mark.before.isEmpty { inlines.removeLast() }
      given = mark.id
      if Slug.make(mark.id) != mark.id {
        report(LessonMessages.badPartID(mark.id, slug: Slug.make(mark.id), at: node.range))
        given = nil
      }
    }
    let slug = Slug.make(inlines.map(\.plainText).joined())
    return (Lesson.Heading(level: level, inlines: inlines, range: node.range), given ?? slug)
  }

  /// The items of a run of blocks: prose gathered, everything else one by one.
  private mutating func items(of blocks: [MarkdownNode]) -> [Item] {
    var items: [Item] = []
    var (prose, range) = ([Prose.Block](), SourceRange(0, 0))
    func proseItem() -> [Item] {
      prose.isEmpty ? [] : [Item(kind: .prose(Prose(prose)), range: range)]
    }
    for piece in pieces(of: blocks) {
      switch piece {
      case .block(let block, let place):
        range = prose.isEmpty ? place : range.union(place)
        prose.append(block)
      case .item(let item):
        items += proseItem() + [item]
        prose = []
      }
    }
    items = takingRemarks(in: items + proseItem())
    checkOutputs(in: items)
    return items
  }
}

extension MarkdownNode {
  /// Whether the block is a heading of level 1 or 2.
  fileprivate var beginsPart: Bool {
    if case .heading(let level) = kind { level <= 2 } else { false }
  }
}

extension String {
  /// `Momentum {#momentum}` as its two halves.
  fileprivate var idMark: (before: String, id: String)? {
    let text = trimmingBlanks()
    guard text.hasSuffix("}"), let open = text.lastIndex(of: "{") else { return nil }
    let inside = text[text.index(after: open)...].dropLast()
    guard inside.hasPrefix("#") else { return nil }
    let before = String(text[..<open]).trimmingBlanks(atStart: false)
    return (before, String(inside.dropFirst()))
  }
}
