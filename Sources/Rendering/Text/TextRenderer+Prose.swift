import Formula
import Session

extension TextRenderer {
  /// Prose in lines of at most `width` columns, a blank line between blocks.
  func lines(_ blocks: [Prose.Block], width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    for (index, block) in blocks.enumerated() {
      if index > 0 { lines.append(StyledText()) }
      lines += self.lines(block, width: width)
    }
    return lines
  }

  private func lines(_ block: Prose.Block, width: Int) -> [StyledText] {
    switch block {
    case .heading(let level, let inlines):
      let lines = paragraph(inlines, .heading, width)
      guard level <= 2 else { return lines }
      return lines + [rule(lines.map(\.width).max() ?? 0)]
    case .paragraph(let inlines):
      return paragraph(inlines, .plain, width)
    case .code(let text, _):
      return code(text)
    case .list(let start, let items):
      return list(items, from: start, width: width)
    case .quote(let blocks):
      let bar = styled("│", .dim) + .spaces(1)
      return lines(blocks, width: max(width - bar.width, 10)).map { bar + $0 }
    case .table(let header, let rows):
      return lines(ProseTable(header: header, rows: rows), width: width)
    case .rule:
      return [rule(width)]
    case .math(let source):
      let lines = MathText(alphabet: alphabet).lines(source).map { styled($0, .formula) }
      return lines.flatMap { $0.wrapped(to: max(width - 2, 10)) }.indented(by: 2)
    }
  }

  func rule(_ width: Int) -> StyledText { styled(String(repeating: "─", count: width), .dim) }

  /// Code stays as it is written, since it may be aligned.
  private func code(_ text: String) -> [StyledText] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { styled($0.expandingTabs, .name) }.indented(by: 2)
  }

  private func list(_ items: [[Prose.Block]], from start: Int?, width: Int) -> [StyledText] {
    let marks = items.indices.map { index in
      styled(start.map { "\($0 + index)." } ?? "•", start == nil ? .dim : .plain)
    }
    let indent = (marks.map(\.width).max() ?? 0) + 1
    // Items of several paragraphs stand apart, short ones together.
    let isLoose = items.contains { $0.filter(\.isText).count > 1 }
    var lines: [StyledText] = []
    for (mark, item) in zip(marks, items) {
      if isLoose, !lines.isEmpty { lines.append(StyledText()) }
      let room = max(width - indent, 10)
      let inner =
        isLoose ? self.lines(item, width: room) : item.flatMap { self.lines($0, width: room) }
      lines += (inner.isEmpty ? [StyledText()] : inner)
        .hanging(behind: mark.padded(to: indent - 1, on: .leading) + .spaces(1))
    }
    return lines
  }
}

// MARK: - Running text

extension TextRenderer {
  /// Text wrapped to a width, with the breaks its author made.
  func paragraph(_ inlines: [Prose.Inline], _ style: Style, _ width: Int) -> [StyledText] {
    var lines = [StyledText()]
    for inline in inlines { append(inline, style, to: &lines) }
    return lines.flatMap { $0.wrapped(to: width) }
  }

  private func append(_ inline: Prose.Inline, _ style: Style, to lines: inout [StyledText]) {
    switch inline {
    case .text(let text):
      lines[lines.count - 1] += styled(text, style)
    case .code(let text):
      lines[lines.count - 1] += marked(text, .code)
    case .formula(let formula):
      lines[lines.count - 1] += marked(formula.textOnOneLine, .code)
    case .emphasis(let inner):
      append(inner, style == .plain ? .emphasis : style, marking: style == .plain, to: &lines)
    case .strong(let inner):
      let isMarked = style == .plain || style == .emphasis
      append(inner, isMarked ? .strong : style, marking: isMarked, to: &lines)
    case .link(let inner, let destination):
      for part in inner { append(part, style, to: &lines) }
      let shown = Self.lessonCommand(for: destination) ?? destination
      // `the lesson rmsprop` says already what opens it.
      let text = paragraph(inner, .plain, .max).joined().spans.map(\.text).joined()
      guard !destination.isEmpty, text != shown, !text.hasSuffix(" " + shown) else { return }
      lines[lines.count - 1] += styled(" (\(shown))", .dim)
    case .lineBreak:
      lines.append(StyledText())
    case .deleted(let inner):
      guard style != .plain else { return append(inner, .deleted, marking: true, to: &lines) }
      let marks = styled(Style.deleted.plainMark, style)
      lines[lines.count - 1] += marks
      append(inner, style, marking: false, to: &lines)
      lines[lines.count - 1] += marks
    case .math(let source):
      let text = MathText(alphabet: alphabet).inline(source)
      lines[lines.count - 1] += styled(text, style).withFirmTerms
    }
  }

  /// What opens the lesson that a link leads to, nil where it leads elsewhere: a lesson beside this
  /// one has its file's name.
  private static func lessonCommand(for destination: String) -> String? {
    let file = destination.prefix { $0 != "#" }
    guard file.hasSuffix(".md"), !file.contains("/"), !file.contains("%") else { return nil }
    return "lesson \(file.dropLast(3))"
  }

  private func append(
    _ inlines: [Prose.Inline], _ style: Style, marking: Bool, to lines: inout [StyledText]
  ) {
    let mark = styled(marking && !isColoured ? style.plainMark : "", style)
    lines[lines.count - 1] += mark
    for inline in inlines { append(inline, style, to: &lines) }
    lines[lines.count - 1] += mark
  }

  /// Text with its style, between marks where there are no colours to show it.
  private func marked(_ text: String, _ style: Style) -> StyledText {
    let mark = isColoured ? "" : style.plainMark
    return styled(mark + text + mark, style)
  }
}

extension Prose.Block {
  /// Whether it is text of its own, not something that belongs to the text above.
  fileprivate var isText: Bool {
    switch self {
    case .list: false
    default: true
    }
  }
}

extension Substring {
  /// The line with tabs as blanks up to the next multiple of four columns.
  fileprivate var expandingTabs: String {
    reduce(into: "") { result, character in
      let blanks = 4 - DisplayWidth.columns(result) % 4
      result += character == "\t" ? String(repeating: " ", count: blanks) : String(character)
    }
  }
}
