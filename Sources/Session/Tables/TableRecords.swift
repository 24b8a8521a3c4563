import Formula

/// A row of a table, as long as the next one isn't read.
struct TableRecord: ~Copyable {
  private(set) var cells: CSVRecords
  /// The line in which it begins, from 1.
  fileprivate(set) var line = 0

  fileprivate init(separator: TableFormat.Separator) {
    cells = CSVRecords(separator: separator.byte)
  }

  fileprivate mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> CSVRecords.State {
    cells.read(bytes)
  }

  var count: Int { cells.count }

  /// A cell without blanks around it; empty where the row has none.
  subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    index < cells.count ? cells[index].trimmed : UnsafeBufferPointer(start: nil, count: 0)
  }

  func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// How many cells there are up to the last that isn't empty.
  var filledCount: Int {
    var count = cells.count
    while count > 0, self[count - 1].isEmpty { count -= 1 }
    return count
  }
}

/// Turns lines into the rows of a table: quotes may go on over lines, comments and blank lines
/// are no rows.
struct TableRecordReader: ~Copyable {
  private let separator: TableFormat.Separator
  private let place: TablePlace
  private var record: TableRecord
  private var isOpen = false
  private var squeezed: [UInt8] = []
  private(set) var commentCount = 0

  init(separator: TableFormat.Separator, place: TablePlace) {
    self.separator = separator
    self.place = place
    record = TableRecord(separator: separator)
  }

  /// Takes in a line.
  ///
  /// - Parameters:
  ///   - line: the line with its end.
  ///   - number: which line it is, from 1.
  ///   - body: takes the row that is complete with it; false ends the reading.
  /// - Returns: what `body` returns, true where there is no row yet.
  /// - Throws: what `body` throws; a ``Diagnostic`` for a row that is too large.
  mutating func read(
    _ line: UnsafeBufferPointer<UInt8>, _ number: Int,
    _ body: (borrowing TableRecord) throws(Diagnostic) -> Bool
  ) throws(Diagnostic) -> Bool {
    if !isOpen {
      if TableFormat.isBlank(line) { return true }
      if TableFormat.isComment(line) {
        commentCount += 1
        return true
      }
      record.line = number
    }
    switch feed(line) {
    case .openQuote:
      isOpen = true
      return true
    case .tooLarge: throw place.rowTooLarge(record.line)
    case .record:
      isOpen = false
      return try body(record)
    }
  }

  /// Checks that no quote is open at the end.
  func end() throws(Diagnostic) {
    if isOpen { throw place.quoteOpen(record.line) }
  }

  private mutating func feed(_ line: UnsafeBufferPointer<UInt8>) -> CSVRecords.State {
    guard separator == .blanks else { return record.read(line) }
    squeeze(line)
    return squeezed.withUnsafeBufferPointer { record.read($0) }
  }

  /// Makes a tab of every run of blanks between two cells, and leaves those at either end out.
  private mutating func squeeze(_ line: UnsafeBufferPointer<UInt8>) {
    squeezed.removeAll(keepingCapacity: true)
    var isQuoted = isOpen
    var isGap = false
    for byte in line {
      if !isQuoted, byte.isBlank {
        isGap = true
      } else {
        let isStart = squeezed.isEmpty && !isOpen || isGap
        if isGap, !squeezed.isEmpty { squeezed.append(UInt8(ascii: "\t")) }
        isGap = false
        // A quote in the middle of a cell is one of its bytes.
        if byte == UInt8(ascii: "\""), isQuoted || isStart { isQuoted.toggle() }
        squeezed.append(byte)
      }
    }
    if !isQuoted { squeezed.append(UInt8(ascii: "\n")) }
  }
}
