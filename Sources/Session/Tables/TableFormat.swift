/// How a table is written: what parts its cells, and where its rows begin.
struct TableFormat: Equatable {
  /// What stands between the cells of a row.
  enum Separator: CaseIterable, Equatable {
    case tab, semicolon, bar, comma
    /// Blanks, as many as there are.
    case blanks
    /// Nothing, since a row is one cell.
    case none

    /// The byte by which cells are parted once runs of blanks are one tab each.
    var byte: UInt8 {
      switch self {
      case .tab, .blanks: UInt8(ascii: "\t")
      case .semicolon: UInt8(ascii: ";")
      case .bar: UInt8(ascii: "|")
      case .comma: UInt8(ascii: ",")
      // The unit separator of ASCII, which no text has.
      case .none: 0x1F
      }
    }
  }

  var separator: Separator
  /// The names of the columns as they are written; nil where the first row is numbers already.
  var header: [String]?
  /// How many cells a row has.
  var width: Int
  /// Whether rows begin with a cell more than the header has, the name of the row.
  var hasRowNames: Bool
  /// The line after which rows begin.
  var headerLine: Int
  /// How many lines stand before the header and belong to no table.
  var preambleCount: Int
}

extension TableFormat {
  /// Whether a line is a comment: it begins with `#` or `%`, and that isn't a cell of its own.
  static func isComment(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = line.firstIndex(where: { !$0.isBlank }) else { return false }
    guard line[start] == UInt8(ascii: "#") || line[start] == UInt8(ascii: "%") else { return false }
    return start + 1 == line.count || !",;|\t".utf8.contains(line[start + 1])
  }

  static func isBlank(_ line: UnsafeBufferPointer<UInt8>) -> Bool { line.allSatisfy(\.isBlank) }
}
