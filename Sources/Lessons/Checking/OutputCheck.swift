import Formula
import Session

/// Holds the recorded outputs of a lesson to what its commands print.
struct OutputCheck {
  /// A recorded output that is not what is printed.
  struct Difference {
    var output: RecordedOutput
    /// What is printed now, line by line.
    var printed: [String]
    var diagnostic: Diagnostic
  }

  private(set) var differences: [Difference] = []

  /// Runs the commands before each recorded output.
  ///
  /// Each part begins in the state that the rehearsal found there.
  init(_ lesson: Lesson, starts: [Session], _ render: @escaping (Report) -> String) {
    for (part, start) in zip(lesson.parts, starts) where part.items.contains(where: \.isOutput) {
      var session = start
      // What the block right before printed, if there is one.
      var printed: [String]?
      for item in part.items {
        if case .output(let output) = item.kind {
          if let printed { check(output, of: item, printed) }
          printed = nil
        } else {
          var text = ""
          let host = Host(emit: { text += Self.ended(render($0)) })
          _ = session.settle(item, host)
          let isBlock = if case .statements = item.kind { true } else { false }
          printed = isBlock ? Self.lines(text) : nil
        }
      }
    }
  }

  private mutating func check(_ output: RecordedOutput, of item: Item, _ printed: [String]) {
    let recorded = output.lines
    let shown = printed.filter { !$0.isEmpty }
    guard let index = OutputComparison.firstDifference(recorded.map { String($0.text) }, shown)
    else { return }
    let now = index < shown.count ? shown[index].trimmingBlanks() : nil
    let end = SourceRange(output.contentRange.upper, item.range.upper)
    let diagnostic =
      recorded.isEmpty
      ? LessonMessages.outputMissing(at: end)
      : LessonMessages.outputDiffers(
        now: now, at: index < recorded.count ? recorded[index].range : end)
    differences.append(Difference(output: output, printed: printed, diagnostic: diagnostic))
  }

  private static func ended(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }

  /// The lines of a text without blanks at their ends and without blank lines at its ends.
  private static func lines(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).trimmingBlanks(atStart: false) }
    guard let first = lines.firstIndex(where: { !$0.isEmpty }),
      let last = lines.lastIndex(where: { !$0.isEmpty })
    else { return [] }
    return Array(lines[first...last])
  }
}

extension Item {
  fileprivate var isOutput: Bool {
    if case .output = kind { true } else { false }
  }
}
