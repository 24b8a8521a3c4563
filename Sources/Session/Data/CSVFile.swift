import Formula
import Optimizers

/// Data from a CSV file: a header of names, then rows of numbers (RFC 4180).
enum CSVFile {
  /// No file has more bytes.
  static let largestSize = 16 << 20

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - range: where it stands in the command, to point at.
  /// - Returns: the columns.
  /// - Throws: a ``Diagnostic`` that names the row and the column of what isn't a number.
  static func read(_ path: String, at range: SourceRange) throws(Diagnostic) -> DataTable {
    try table(try TextFile.read(path, limit: largestSize, at: range), named: path, at: range)
  }

  static func table(_ text: String, named path: String, at range: SourceRange)
    throws(Diagnostic) -> DataTable
  {
    var records = CSVRecords(separator: UInt8(ascii: ","))
    var columns: [DataTable.Column] = []
    var line = 0
    for text in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      line += 1
      if text.allSatisfy(\.isWhitespace) { continue }
      switch Array("\(text)\n".utf8).withUnsafeBufferPointer({ records.read($0) }) {
      case .openQuote: continue
      case .tooLarge: throw .notCSV(path, "row \(line) is too long", at: range)
      case .record: break
      }
      let cells = (0..<records.count).map { String(decoding: records[$0], as: UTF8.self) }
      if columns.isEmpty {
        columns = try cells.enumerated().map { index, text throws(Diagnostic) in
          DataTable.Column(try name(text, column: index, path, at: range), [])
        }
        continue
      }
      guard cells.count <= columns.count else {
        throw .csvRow(path, line: line, cells.count, columns.count, at: range)
      }
      for index in columns.indices {
        let cell = index < cells.count ? cells[index] : ""
        guard let number = Double(cell.filter { $0 != " " }) else {
          throw .csvCell(path, line: line, column: columns[index].name.text, cell, at: range)
        }
        columns[index].values.append(number)
      }
    }
    guard columns.first?.values.isEmpty == false else { throw .emptyCSV(path, at: range) }
    var table = DataTable()
    for column in columns { try table.set(column, at: range) }
    return table
  }

  /// A header as a name: what can't stand in one becomes `_`.
  private static func name(_ text: String, column: Int, _ path: String, at range: SourceRange)
    throws(Diagnostic) -> Name
  {
    let plain = text.map { $0.isLetter || $0.isNumber && $0.isASCII ? $0 : "_" }
    guard let first = plain.first, first.isLetter, Double(text) == nil else {
      throw .csvHeader(path, column: column + 1, text, at: range)
    }
    return Name(String(plain))
  }
}
