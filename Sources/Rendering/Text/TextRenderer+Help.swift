import Formula
import Session

extension TextRenderer {
  /// The lines that help on all commands may take: a screen of 24, less what was typed and the prompt.
  private static let helpLines = 22

  /// All commands by group, with a few words each; groups become lists of names until a screen
  /// holds them.
  func lines(_ sections: [HelpReport.Section]) -> [StyledText] {
    let last = paragraph("help COMMAND says more; any other line is a formula to work out.", .dim)
    var short: Set<String> = []
    while true {
      let blocks = sections.map { lines($0, of: sections, isShort: short.contains($0.title)) }
      let excess = blocks.reduce(last.count) { $0 + $1.count } - TextRenderer.helpLines
      let savings = zip(sections, blocks).compactMap { section, block -> (String, Int)? in
        guard !short.contains(section.title) else { return nil }
        return (section.title, block.count - lines(section, of: sections, isShort: true).count)
      }
      // The smallest saving that is enough, else the greatest.
      let enough = savings.filter { $0.1 >= excess }.min { $0.1 < $1.1 }
      guard excess > 0, let next = enough ?? savings.max(by: { $0.1 < $1.1 }), next.1 > 0 else {
        return blocks.flatMap { $0 } + last
      }
      short.insert(next.0)
    }
  }

  private func lines(
    _ section: HelpReport.Section, of sections: [HelpReport.Section], isShort: Bool
  ) -> [StyledText] {
    let isNarrow = room < 56
    let titleWidth = isNarrow ? 2 : (sections.map { styled($0.title).width }.max() ?? 0) + 2
    let title = styled(section.title, .heading)
    var lines: [StyledText]
    if isShort {
      lines = flow(section.entries.map { label($0) }, gap: 2, width: room - titleWidth)
    } else {
      lines = columns(section.entries, of: sections.flatMap(\.entries), width: room - titleWidth)
    }
    return isNarrow
      ? [title] + lines.indented(by: titleWidth)
      : lines.hanging(behind: title.padded(to: titleWidth))
  }

  /// Commands with a few words each, in as many columns as there is room for; columns stand below
  /// each other in all groups.
  private func columns(_ entries: [HelpReport.Entry], of all: [HelpReport.Entry], width: Int)
    -> [StyledText]
  {
    let labelWidth = (all.map { label($0).width }.max() ?? 0) + 1
    let cellWidth = labelWidth + (all.map { styled($0.brief).width }.max() ?? 0) + 1
    // fits: widths of a screen; a cell has a column at least
    let count = max((width + 1) / cellWidth, 1)
    return stride(from: 0, to: entries.count, by: count).map { first in
      let row = entries.dropFirst(first).prefix(count)
      let cells = row.map { label($0).padded(to: labelWidth) + styled($0.brief) }
      return cells.dropLast().reduce(StyledText()) { $0 + $1.padded(to: cellWidth) }
        + (cells.last ?? StyledText())
    }
  }

  private func label(_ entry: HelpReport.Entry) -> StyledText {
    let name = styled(entry.name, .name)
    return entry.short.map { name + styled(", ") + styled($0, .name) } ?? name
  }

  /// One command: how it is typed, what it does, examples, and what belongs with it.
  func lines(_ entry: HelpReport.Entry) -> [StyledText] {
    var lines = entry.forms.map { styled($0, .name) }
    var summary = entry.summary
    if let short = entry.short { summary += " (short: \(short))" }
    lines += paragraph(summary).indented(by: 2)
    if !entry.details.isEmpty {
      let details = styled(entry.details).wrapped(to: min(room, readingRoom) - 2)
      lines += [StyledText()] + details.indented(by: 2)
    }
    if !entry.examples.isEmpty {
      lines += [StyledText(), styled("examples", .heading)]
      lines += entry.examples.map { styled($0, .name) }.indented(by: 2)
    }
    if !entry.related.isEmpty {
      lines.append(StyledText())
      lines += flow(
        entry.related.map { styled($0, .name) }, behind: styled("see also", .heading), gap: 2)
    }
    return lines
  }
}
