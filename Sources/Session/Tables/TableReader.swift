package import Formula
package import Optimizers

/// Reads a table of numbers from a file as people have them.
///
/// The file is gone through twice: to find out what stands in its columns, and to read those that
/// hold numbers. So nothing is guessed from the first rows, and no more is held than the numbers.
struct TableReader {
  /// No table has more numbers, which take 256 MiB; every line of a formula over them takes its part again.
  static let largestCount = 1 << 25
  /// No table has more columns, as no sheet of a spreadsheet has.
  static let largestWidth = 1 << 14
  /// No column has more classes.
  static let largestClassCount = 1000
  /// How many rows tell how a table is written.
  private static let sampleSize = 200

  private let request: TableRequest
  private let place: TablePlace
  private let files: ReadableFiles
  private let host: Host

  init(_ request: TableRequest, _ files: ReadableFiles, _ host: Host) {
    self.request = request
    self.files = files
    place = request.place
    self.host = host
  }

  /// Reads the file.
  ///
  /// - Returns: the data, and what was made of the file.
  /// - Throws: a ``Diagnostic`` where there is no table in it, or where a person wants it to end.
  func read() throws(Diagnostic) -> (DataTable, TableReading) {
    defer { host.progress(nil) }
    let progress = TableProgress(host)
    var lines = try TableLines(files, place) { count throws(Diagnostic) in
      try progress.update(count)
    }
    progress.limit = lines.byteCount
    let format = try TableFormat(sniffing: try sample(of: &lines), place: place)
    guard format.width <= TableReader.largestWidth else {
      throw place.tooManyColumns(format.width, TableReader.largestWidth)
    }
    let (survey, commentCount) = try survey(&lines, format)
    guard survey.rowCount > 0 else { throw place.noRows() }
    let plan = try TablePlan(request, format, survey)
    let (count, overflow) = survey.rowCount.multipliedReportingOverflow(by: plan.columns.count)
    guard !overflow, count <= TableReader.largestCount else {
      throw place.tooLarge(
        rows: survey.rowCount, columns: plan.columns.count, limit: TableReader.largestCount)
    }
    progress.begin(half: 1)
    var rows = TableRows(plan, capacity: survey.rowCount, place: place)
    _ = try forEachRow(&lines, format) { record throws(Diagnostic) in try rows.add(record) }
    var (table, reading) = try rows.table()
    table.source = DataTable.Source(file: place.file, command: request.command)
    reading.commentCount = commentCount
    return (table, reading)
  }

  private func sample(of lines: inout TableLines) throws(Diagnostic) -> [(Int, [UInt8])] {
    var result: [(Int, [UInt8])] = []
    try lines.forEach { line, number in
      result.append((number, Array(line)))
      return result.count < TableReader.sampleSize
    }
    return result
  }

  private func survey(
    _ lines: inout TableLines, _ format: TableFormat
  ) throws(Diagnostic) -> (TableSurvey, commentCount: Int) {
    var survey = TableSurvey(columnCount: format.width)
    let commentCount = try forEachRow(&lines, format) { record throws(Diagnostic) in
      if record.count > format.width {
        let count = record.filledCount
        guard count <= format.width else {
          throw place.rowTooLong(record.line, cells: count, columns: format.width)
        }
      }
      survey.add(record)
    }
    return (survey, commentCount)
  }

  /// Goes through the rows below the header.
  ///
  /// - Returns: how many lines were comments.
  private func forEachRow(
    _ lines: inout TableLines, _ format: TableFormat,
    _ body: (borrowing TableRecord) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Int {
    var records = TableRecordReader(separator: format.separator, place: place)
    try lines.forEach { line, number throws(Diagnostic) in
      try records.read(line, number) { record throws(Diagnostic) in
        // A row of separators alone is none.
        if record.line > format.headerLine, record.filledCount > 0 { try body(record) }
        return true
      }
    }
    try records.end()
    return records.commentCount
  }
}

/// How far a table is read, told to a person who may want it to end.
///
/// A class, since it is told from inside the reading of lines.
private final class TableProgress {
  var limit = 0
  private let host: Host
  private var half = 0

  init(_ host: Host) {
    self.host = host
  }

  func begin(half: Int) { self.half = half }

  func update(_ count: Int) throws(Diagnostic) {
    if host.isInterrupted() { throw .interruptedReading() }
    guard limit > 0 else { return }
    // The file is gone through twice.
    let made = half.saturatingProduct(limit).saturatingSum(min(count, limit)) / 2
    host.progress(Progress(made: made, limit: limit, unit: .bytes))
  }
}

extension Session {
  /// The columns of numbers in a file, and what was made of it.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - names: which columns, nil for all that hold numbers.
  ///   - host: shown how far it has come.
  /// - Returns: the columns, and what was left out or read in a way that may surprise.
  /// - Throws: a ``Diagnostic`` where there is no table in it, or where a person wants it to end.
  package func table(in file: FileArgument, columns names: [Name]? = nil, _ host: Host)
    throws(Diagnostic) -> (DataTable, TableReading)
  {
    let columns = names?.map { TableRequest.Column(word: $0.text, range: file.range, name: nil) }
    return try TableReader(TableRequest(file, columns: columns, labels: nil), files, host).read()
  }
}
