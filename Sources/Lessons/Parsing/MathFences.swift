/// Formulas between two lines of `$$`, which Markdown doesn't know.
///
///     $$
///     v_t
///     - \beta v_{t-1}
///     $$
///
/// Their lines are no list, heading or rule. So they are given to cmark as a code block for `math`,
/// with as many lines as there were.
enum MathFences {
  static let marks = "$$"
  static let language = "math"

  /// A document with such lines made fences.
  static func fencing(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var lines = bytes.split(separator: newline, omittingEmptySubsequences: false).map { Line($0) }
    var open: (mark: UInt8, count: Int)?
    var begun: Int?
    for index in lines.indices {
      let line = lines[index]
      if let fence = open {
        if line.isFence(of: fence.mark, atLeast: fence.count), line.isOneMark { open = nil }
      } else if let first = begun, line.isDollars {
        lines[first].replace(with: "~~~" + language)
        lines[index].replace(with: "~~~")
        begun = nil
      } else if line.isDollars {
        begun = index
      } else if line.content.isEmpty {
        begun = nil
      } else if begun == nil, let mark = line.content.first,
        mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"), line.isFence(of: mark, atLeast: 3)
      {
        open = (mark, line.content.prefix { $0 == mark }.count)
      }
    }
    return Array(lines.map(\.bytes).joined(separator: [newline]))
  }

  /// A line, and what of it stands behind the marks of quotes.
  private struct Line {
    private(set) var bytes: ArraySlice<UInt8>
    private(set) var content: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      let inside = bytes.drop { $0.isBlank || $0 == UInt8(ascii: ">") }
      content = inside.lastIndex { !$0.isBlank }.map { inside[...$0] } ?? inside.prefix(0)
    }

    var isDollars: Bool { content.elementsEqual(MathFences.marks.utf8) }

    var isOneMark: Bool { content.allSatisfy { $0 == content.first } }

    func isFence(of mark: UInt8, atLeast count: Int) -> Bool {
      content.prefix { $0 == mark }.count >= count
    }

    mutating func replace(with text: String) {
      bytes = ArraySlice(Array(bytes[..<content.startIndex]) + Array(text.utf8))
      content = []
    }
  }
}
