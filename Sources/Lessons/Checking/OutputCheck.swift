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
  ///
  /// - Parameters:
  ///   - lesson: the lesson.
  ///   - starts: the states at the beginnings of its parts.
  ///   - hasLapses: whether something in it failed or was not read.
  ///   - render: how a report looks.
  init(
    _ lesson: Lesson, starts: [Session], hasLapses: Bool,
    _ render: @escaping (Report) -> String
  ) {
    var lapses = Lapses()
    for (part, start) in zip(lesson.parts, starts)
    where hasLapses || part.items.contains(where: \.isOutput) {
      var session = start
      // What the block right before printed, if there is one.
      var printed: PrintedOutput?
      for item in part.items {
        if case .output(let output) = item.kind {
          if let printed { check(output, of: item, printed) }
          printed = nil
        } else {
          var now = PrintedOutput()
          let host = Host(emit: { now.add($0, as: render($0)) })
          let isWhole = session.settle(item, &lapses, host)
          let isBlock = if case .statements = item.kind { true } else { false }
          // What a block with an error printed is not what was meant.
          printed = isBlock && isWhole && lapses.isEmpty ? now : nil
        }
      }
    }
  }

  private mutating func check(_ output: RecordedOutput, of item: Item, _ printed: PrintedOutput) {
    let recorded = output.lines.map { String($0.text) }
    let shown = printed.lines.filter { !$0.isEmpty }
    guard let place = OutputComparison.firstDifference(recorded, shown) else { return }
    let now = place.new < shown.count ? shown[place.new].trimmingBlanks() : nil
    let end = SourceRange(output.contentRange.upper, item.range.upper)
    let diagnostic =
      recorded.isEmpty
      ? LessonMessages.outputMissing(at: end)
      : LessonMessages.outputDiffers(
        now: now, at: place.old < recorded.count ? output.lines[place.old].range : end)
    differences.append(
      Difference(
        output: output, printed: printed.recording(inPlaceOf: recorded), diagnostic: diagnostic))
  }
}

extension Item {
  fileprivate var isOutput: Bool {
    if case .output = kind { true } else { false }
  }
}
