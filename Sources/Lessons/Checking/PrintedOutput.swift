import Formula
import Session

/// What a block of commands printed, as lines.
///
///     var printed = PrintedOutput()
///     printed.add(report, as: "  x   1\n  y   2\n")
///     printed.lines       // ["  x   1", "  y   2"]
struct PrintedOutput {
  /// A line of a recorded output that stands for any number of printed ones.
  static let ellipsis = "..."
  /// Text of more lines is recorded as its first and last ones.
  static let mostLines = 40
  private static let firstLines = 16
  private static let lastLines = 8

  /// A picture, or what was printed between two.
  private struct Piece {
    var isPicture: Bool
    var lines: [String]
  }

  private var pieces: [Piece] = []

  /// Adds a report.
  mutating func add(_ report: Report, as text: String) {
    let isPicture = if case .figure = report { true } else { false }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).trimmingBlanks(atStart: false) }
    if text.hasSuffix("\n") { lines.removeLast() }
    if !isPicture, let last = pieces.last, !last.isPicture {
      pieces[pieces.count - 1].lines += lines
    } else {
      pieces.append(Piece(isPicture: isPicture, lines: lines))
    }
  }

  /// All lines, without blank ones at the ends.
  var lines: [String] { pieces.flatMap(\.lines).withoutBlankEnds }

  /// The lines with an ellipsis for the middle of a long text; pictures are whole.
  var abridged: [String] {
    pieces.flatMap { piece in
      let count = piece.lines.count { !$0.isEmpty }
      guard !piece.isPicture, count > PrintedOutput.mostLines else { return piece.lines }
      return piece.lines.ends(PrintedOutput.firstLines, PrintedOutput.lastLines)
    }
    .withoutBlankEnds
  }

  /// The lines as a recorded output should have them that takes the place of an older one.
  ///
  /// - Parameter recorded: the older one's lines, without blank ones. Where it leaves out some at
  ///   one place, the new one has as many before and behind it; where it is long and leaves out
  ///   none, the new one is whole too.
  /// - Returns: the lines to record.
  func recording(inPlaceOf recorded: [String]) -> [String] {
    let gaps = recorded.indices.filter { PrintedOutput.isEllipsis(recorded[$0]) }
    if let gap = gaps.first, gaps.count == 1 {
      // fits: a place among the lines
      return lines.ends(gap, recorded.count - gap - 1)
    }
    return gaps.isEmpty && recorded.count > PrintedOutput.mostLines ? lines : abridged
  }

  /// Whether a recorded line stands for lines that were left out.
  static func isEllipsis(_ line: String) -> Bool { line.trimmingBlanks() == ellipsis }
}

extension [String] {
  /// So many of the lines that are not blank from each end, an ellipsis between them; all lines
  /// where that would leave out none.
  fileprivate func ends(_ first: Int, _ last: Int) -> [String] {
    let places = indices.filter { !self[$0].isEmpty }
    guard places.count > first + last else { return self }
    // fits: a place among the lines
    let head = prefix(first > 0 ? places[first - 1] + 1 : 0)
    // fits: a place among the lines
    let tail = suffix(from: last > 0 ? places[places.count - last] : endIndex)
    let margin = self[places[0]].prefix { $0 == " " }
    return head + [margin + PrintedOutput.ellipsis] + tail
  }

  /// The lines without blank ones at the ends.
  fileprivate var withoutBlankEnds: [String] {
    guard let first = firstIndex(where: { !$0.isEmpty }),
      let last = lastIndex(where: { !$0.isEmpty })
    else { return [] }
    return Array(self[first...last])
  }
}
