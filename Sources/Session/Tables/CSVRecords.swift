import CCSV

/// The records of a CSV text (RFC 4180), made of one line each, or of more where quotes go on.
///
/// libcsv does the quoting.
struct CSVRecords: ~Copyable {
  /// What the lines read so far amount to.
  enum State {
    /// They end inside a cell in quotes.
    case openQuote
    /// They make a record, which stays until more is read.
    case record
    /// The record is larger than any may be.
    case tooLarge
  }

  /// No record has more bytes: a quote that nobody closed must not take the whole of a file.
  static let largestRecord = 1 << 20

  private let csv: OpaquePointer

  /// Begins with no record.
  ///
  /// - Parameter separator: the byte between two cells.
  init(separator: UInt8) {
    guard let csv = downhill_csv_new(separator, CSVRecords.largestRecord) else {
      fatalError("there is no memory for a reader of tables")
    }
    self.csv = csv
  }

  deinit {
    downhill_csv_free(csv)
  }

  /// Reads a line with its end, which isn't blank where a record begins.
  mutating func read(_ line: UnsafeBufferPointer<UInt8>) -> State {
    guard let base = line.baseAddress else { return .openQuote }
    return switch downhill_csv_read(csv, base, line.count) {
    case downhill_csv_record: .record
    case downhill_csv_open_quote: .openQuote
    default: .tooLarge
    }
  }

  /// How many cells the record has.
  var count: Int { downhill_csv_cell_count(csv) }

  /// A cell's bytes without its quotes, until the next line is read.
  subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    guard let cells = downhill_csv_cells(csv), let ends = downhill_csv_ends(csv) else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    let start = index == 0 ? 0 : ends[index - 1]
    return UnsafeBufferPointer(start: cells + start, count: ends[index] - start)
  }
}
