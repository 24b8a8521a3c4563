import Formula

extension LessonReader {
  /// A `downhill output` block, with what is needed to write it anew in its place.
  func output(
    _ code: [CodeLine], fence: MarkdownNode.Fence, range: SourceRange
  ) -> RecordedOutput {
    let firstLine = lines.line(of: range.lower)
    let lower = min(lines.range(ofLine: firstLine).upper + 1, lines.bytes.count)
    let upper = lines.range(ofLine: lines.line(of: range.upper)).lower
    let before = lines.text(SourceRange(lines.range(ofLine: firstLine).lower, range.lower))
    // The number of a list's item stands on its first line only.
    let margin = before.map { ">\t".contains($0) ? $0 : " " }
    return RecordedOutput(
      lines: code.map(\.slice), contentRange: SourceRange(lower, max(lower, upper)),
      margin: String(margin),
      fence: String(
        repeating: Character(Unicode.Scalar(fence.character)), count: fence.length))
  }

  /// Reports the recorded outputs that have no commands right before them.
  mutating func checkOutputs(in items: [Item]) {
    for (index, item) in items.enumerated() {
      guard case .output = item.kind else { continue }
      if index > 0, case .statements = items[index - 1].kind { continue }
      let opening = lines.range(ofLine: lines.line(of: item.range.lower)).upper
      report(
        LessonMessages.outputOfNothing(
          at: lines.trimmingEnd(SourceRange(item.range.lower, opening))))
    }
  }
}
