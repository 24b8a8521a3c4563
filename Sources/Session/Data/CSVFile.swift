import Formula
import Optimizers
import SwiftCSV

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
    let file: EnumeratedCSV
    do {
      file = try EnumeratedCSV(string: text, delimiter: .comma, loadColumns: false)
    } catch {
      throw .notCSV(path, "\(error)", at: range)
    }
    guard !file.header.isEmpty, !file.rows.isEmpty else { throw .emptyCSV(path, at: range) }
    var columns = try file.header.enumerated().map { index, text throws(Diagnostic) in
      DataTable.Column(try name(text, column: index, path, at: range), [])
    }
    for (row, cells) in file.rows.enumerated() {
      // A blank line at the end is no row.
      if cells.allSatisfy(\.isEmpty) { continue }
      // Every row is as long as the longest, with empty cells where it has none.
      if let last = cells.lastIndex(where: { !$0.isEmpty }), last >= columns.count {
        throw .csvRow(path, line: row + 2, last + 1, columns.count, at: range)
      }
      for (index, cell) in cells.prefix(columns.count).enumerated() {
        guard let number = Double(cell.filter { $0 != " " }) else {
          throw .csvCell(path, line: row + 2, column: columns[index].name.text, cell, at: range)
        }
        columns[index].values.append(number)
      }
    }
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
