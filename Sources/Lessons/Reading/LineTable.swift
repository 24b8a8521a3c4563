import Formula

/// Where each line of a text starts, in UTF-8 offsets.
///
/// Lines are counted from 0.
struct LineTable {
  let bytes: [UInt8]
  private let starts: [Int]

  init(_ text: String) {
    bytes = Array(text.utf8)
    starts = [0] + bytes.indices.lazy.filter { [bytes] in bytes[$0] == newline }.map { $0 + 1 }
  }

  var count: Int { starts.count }

  /// The line's range without its line feed; an empty range at the end for a line past the last.
  func range(ofLine line: Int) -> SourceRange {
    guard line < starts.count else { return SourceRange(bytes.count, bytes.count) }
    let end = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
    return SourceRange(starts[max(line, 0)], end)
  }

  /// The line that holds an offset, by halving.
  func line(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The text of a range that begins and ends on character boundaries.
  func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
  }

  /// The first line of the first run of lines that has more bytes than a limit and no blank line.
  func firstStretch(longerThan limit: Int, fromLine firstLine: Int) -> SourceRange? {
    var (start, length) = (firstLine, 0)
    // fits: the greater of the two is the end
    for line in firstLine..<max(count, firstLine) {
      let range = trimmingEnd(range(ofLine: line))
      if range.lower == range.upper {
        (start, length) = (line + 1, 0)
      } else {
        length += range.upper - range.lower + 1
        if length > limit { return self.range(ofLine: start) }
      }
    }
    return nil
  }

  /// The range with blanks and line feeds at its end left out.
  func trimmingEnd(_ range: SourceRange) -> SourceRange {
    var upper = min(range.upper, bytes.count)
    while upper > range.lower, bytes[upper - 1].isBlank || bytes[upper - 1] == newline {
      upper -= 1
    }
    return SourceRange(range.lower, upper)
  }
}

let newline = UInt8(ascii: "\n")

extension UInt8 {
  /// Whether the byte is a space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
