import Formula
import Session

extension TextRenderer {
  /// The lines that help on all commands may take: a screen of 24, less the prompt.
  private static let helpLines = 23

  /// All commands by group, a line each; groups become lists of names until a screen holds them.
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
    let isNarrow = room < 60
    let titleWidth = isNarrow ? 2 : (sections.map { styled($0.title).width }.max() ?? 0) + 3
    let title = styled(section.title, .heading)
    var lines: [StyledText]
    if isShort {
      lines = flow(section.entries.map { label($0) }, gap: 2, width: room - titleWidth)
    } else {
      let all = sections.flatMap(\.entries).map { label($0).width }
      let width = (all.max() ?? 0) + 2
      lines = section.entries.flatMap { entry in
        styled(entry.summary).wrapped(to: max(room - titleWidth - width, 10))
          .hanging(behind: label(entry).padded(to: width))
      }
    }
    return isNarrow
      ? [title] + lines.indented(by: titleWidth)
      : lines.hanging(behind: title.padded(to: titleWidth))
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
