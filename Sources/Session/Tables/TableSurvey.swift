import Formula

/// What stands in the columns of a table, all of it gone through once before anything is decided.
struct TableSurvey {
  struct Column {
    var numbers = 0
    var truths = 0
    var texts = 0
    /// The first cell of text.
    var text: TableReading.Example?
    /// The first cells in which a mark can only be decimal.
    var decimalPoint: TableReading.Example?
    var decimalComma: TableReading.Example?
    /// The first cells in which a mark can only part thousands.
    var groupingPoint: TableReading.Example?
    var groupingComma: TableReading.Example?
    var groupingOther: TableReading.Example?
    /// The first cells in which it may do either.
    var eitherPoint: TableReading.Example?
    var eitherComma: TableReading.Example?
  }

  private(set) var columns: [Column]
  private(set) var rowCount = 0

  init(columnCount: Int) {
    columns = Array(repeating: Column(), count: columnCount)
  }

  /// Takes in a row.
  mutating func add(_ record: borrowing TableRecord) {
    rowCount += 1
    for index in columns.indices {
      let bytes = record[index]
      columns[index].add(TableCell(bytes), bytes, line: record.line)
    }
  }
}

extension TableReading.Example {
  /// How much of a cell is shown.
  private static let longest = 24

  /// A cell, cut short where it is long.
  init(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    self.init(text: Self.short(String(decoding: bytes, as: UTF8.self)), line: line)
  }

  /// A text cut short where it is long, without what could steer a terminal.
  static func short(_ text: String) -> String {
    let plain = text.map { $0.unicodeScalars.contains(where: \.isControl) ? " " : $0 }
    return String(plain.prefix(longest)) + (plain.count > longest ? "…" : "")
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}

extension TableSurvey.Column {
  fileprivate mutating func add(
    _ cell: TableCell, _ bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) {
    switch cell {
    case .missing: break
    case .truth: truths += 1
    case .text:
      texts += 1
      if text == nil { text = TableReading.Example(bytes, line: line) }
    case .number(let number):
      numbers += 1
      switch number.shape {
      case .plain: break
      case .single(.comma, mayGroup: false):
        if decimalComma == nil { decimalComma = TableReading.Example(bytes, line: line) }
      case .single(.comma, mayGroup: true):
        if eitherComma == nil { eitherComma = TableReading.Example(bytes, line: line) }
      case .single(_, mayGroup: false):
        if decimalPoint == nil { decimalPoint = TableReading.Example(bytes, line: line) }
      case .single(_, mayGroup: true):
        if eitherPoint == nil { eitherPoint = TableReading.Example(bytes, line: line) }
      case .grouped(let mark, let decimal):
        switch mark {
        case .point:
          if groupingPoint == nil { groupingPoint = TableReading.Example(bytes, line: line) }
        case .comma:
          if groupingComma == nil { groupingComma = TableReading.Example(bytes, line: line) }
        case .other:
          if groupingOther == nil { groupingOther = TableReading.Example(bytes, line: line) }
        }
        if decimal == .point, decimalPoint == nil {
          decimalPoint = TableReading.Example(bytes, line: line)
        }
        if decimal == .comma, decimalComma == nil {
          decimalComma = TableReading.Example(bytes, line: line)
        }
      }
    }
  }

  var isEmpty: Bool { numbers + truths + texts == 0 }

  /// Whether it is a column of numbers, in which a word is an exception.
  var isNumeric: Bool { numbers > 0 && numbers >= texts + truths }

  /// Whether all that stands in it is `true` or `false`.
  var isTruth: Bool { truths > 0 && numbers + texts == 0 }

  /// Cells that show the comma to be decimal, or the point to be none.
  var commaIsDecimal: TableReading.Example? { decimalComma ?? groupingPoint }

  /// Cells that show the point to be decimal, or the comma to be none.
  var pointIsDecimal: TableReading.Example? { decimalPoint ?? groupingComma }
}
