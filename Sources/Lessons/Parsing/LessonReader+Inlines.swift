import Formula
import Session

extension LessonReader {
  /// The inlines of a block, neighbouring texts joined.
  mutating func inlines(of node: MarkdownNode) -> [Prose.Inline] {
    formulaSearchStart = max(formulaSearchStart, node.range.lower)
    formulaSearchEnd = max(formulaSearchEnd, node.range.upper)
    var inlines: [Prose.Inline] = []
    var index = 0
    while index < node.children.count {
      let child = node.children[index]
      index += 1
      if case .htmlTag(let literal) = child.kind,
        let (script, next) = scripted(HTMLTag(literal: literal), node.children[index...])
      {
        inlines.append(script)
        index = next
        continue
      }
      guard let inline = inline(child) else { continue }
      // A line that was broken by a tag ends there in the file too.
      if child.kind == .softBreak, inlines.last == .lineBreak { continue }
      if case .text(let more) = inline, case .text(let text)? = inlines.last {
        inlines[inlines.count - 1] = .text(text + more)
      } else {
        inlines.append(inline)
      }
    }
    return inlines
  }

  private mutating func inline(_ node: MarkdownNode) -> Prose.Inline? {
    switch node.kind {
    case .text(let text): self.text(text, at: node.range)
    case .softBreak: .text(" ")
    case .lineBreak: .lineBreak
    case .emphasis: .emphasis(inlines(of: node))
    case .strong: .strong(inlines(of: node))
    case .deleted: .deleted(inlines(of: node))
    case .math(let source, _): .math(source)
    case .htmlTag(let literal): inline(HTMLTag(literal: literal), at: node.range)
    case .footnoteMark(let number): footnoteMark(number)
    case .link(let destination): link(node, to: destination)
    case .codeSpan(let code): formula(code, of: node) ?? .code(code)
    case .tooDeep: tooDeep(node)
    default: nil
    }
  }

  private mutating func text(_ text: String, at range: SourceRange) -> Prose.Inline {
    checkMarks(in: text, at: range)
    return .text(text)
  }

  private mutating func footnoteMark(_ number: Int) -> Prose.Inline {
    footnoteMarks.append(number)
    return .text("[\(number)]")
  }

  private mutating func link(_ node: MarkdownNode, to destination: String) -> Prose.Inline {
    links.append(Located(destination, at: node.range))
    return .link(inlines(of: node), destination: destination)
  }

  private mutating func tooDeep(_ node: MarkdownNode) -> Prose.Inline? {
    report(LessonMessages.tooDeep(at: node.range))
    return nil
  }

  /// A code span that begins with `= ` stands for a live value.
  private mutating func formula(_ code: String, of node: MarkdownNode) -> Prose.Inline? {
    guard code.hasPrefix("= ") else { return nil }
    let text = code.dropFirst(2).drop { $0 == " " }
    guard !text.isEmpty else { return nil }
    guard let start = place(of: code, near: node.range) else {
      let line = lines.line(of: node.range.lower)
      report(LessonMessages.formulaBroken(at: lines.range(ofLine: line)))
      return nil
    }
    let end = start + code.utf8.count
    formulaSearchStart = end
    let formula = String(text).trimmingBlanks()
    let lower = end - text.utf8.count
    return .formula(
      SourceSlice(source, at: SourceRange(lower, lower + formula.utf8.count)))
  }

  /// How far, in bytes, a formula may stand from where cmark says.
  private static let searchDistance = 256

  /// Where a code span's content stands in the file.
  ///
  /// What cmark says is right but for lines of a quote or list that stand further left than the
  /// first; there the content is looked for, from the last formula on.
  private func place(of code: String, near range: SourceRange) -> Int? {
    let wanted = Array(code.utf8)
    func stands(at offset: Int) -> Bool {
      offset >= 0 && offset + wanted.count <= lines.bytes.count
        && zip(wanted, lines.bytes[offset...]).allSatisfy { wanted, found in
          wanted == found || (wanted == UInt8(ascii: " ") && found == newline)
        }
    }
    // A blank inside each end of the marks is not content.
    if let start = [range.lower, range.lower + 1].first(where: stands) { return start }
    let line = lines.range(ofLine: lines.line(of: range.lower))
    let first = max(line.lower, formulaSearchStart, range.lower - Self.searchDistance)
    let last = min(line.upper, range.lower + Self.searchDistance)
    // fits: the greater of the two is the end
    if let start = (first..<max(first, last)).first(where: stands) { return start }
    // Behind a formula of several lines cmark counts one for them.
    let mark = UInt8(ascii: "`")
    // fits: the greater of the two is the end
    return (first..<max(first, formulaSearchEnd)).first { start in
      stands(at: start)
        && lines.bytes[..<start].suffix(2).contains(mark)
    }
  }
}

extension Prose.Inline {
  /// The text without its styles.
  var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .math(let source): "$\(source)$"
    case .formula(let formula): formula.textOnOneLine
    case .emphasis(let inlines), .strong(let inlines), .link(let inlines, _),
      .deleted(let inlines):
      inlines.map(\.plainText).joined()
    case .lineBreak: " "
    }
  }
}
