package import Formula
import Optimizers

/// The columns of the data, and what was made of the file they were read from.
package struct DataReport: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package var name: Name
    /// The first of its numbers.
    package var first: [Double]
    package var least: Double
    package var greatest: Double
    package var mean: Double
    /// The words that became 0, 1, 2 and so on, and how many rows each has.
    package var classes: [Class]
  }

  package struct Class: Hashable, Sendable {
    package var word: String
    package var count: Int
  }

  package var rowCount: Int
  package var columns: [Column]
  /// The file, as it was typed; nil for columns that were typed themselves.
  package var file: String?
  /// What was made of the file, right after it was read.
  package var reading: TableReading?
}

extension DataReport {
  /// How many of a column's numbers are shown.
  private static let headCount = 6

  init(_ table: DataTable, reading: TableReading? = nil) {
    rowCount = table.rowCount
    file = table.source?.file
    self.reading = reading
    columns = table.columns.map { column in
      let values = column.values
      var counts = Array(repeating: 0, count: column.classes.count)
      if !counts.isEmpty {
        for value in values {
          if let index = Int(exactly: value), counts.indices.contains(index) { counts[index] += 1 }
        }
      }
      return Column(
        name: column.name, first: Array(values.prefix(DataReport.headCount)),
        least: values.min() ?? .nan, greatest: values.max() ?? .nan,
        // Each part first, so that the sum of large numbers doesn't overflow.
        mean: values.reduce(0) { $0 + $1 / Double(values.count) },
        classes: zip(column.classes, counts).map {
          Class(word: TableReading.Example.short($0), count: $1)
        })
    }
  }
}

/// What was made of a file: all that was left out, renamed or read in a way that may surprise.
package struct TableReading: Hashable, Sendable {
  /// A cell, and the line in which its row begins.
  package struct Example: Hashable, Sendable {
    package var text: String
    package var line: Int
  }

  /// Rows that were left out because of a column.
  package struct OmittedCells: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
      /// The cell is empty, or says that nothing is known.
      case missing
      /// It isn't a number.
      case text
    }

    package var column: Name
    package var reason: Reason
    package var count: Int
    /// The first of them.
    package var examples: [Example]
  }

  package struct OmittedColumn: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
      case text(Example)
      case empty
      case unnamed
      case rowNames
    }

    /// Its header, or its number where it has none.
    package var name: String
    package var reason: Reason
  }

  package struct Renaming: Hashable, Sendable {
    package var header: String
    package var name: Name
  }

  /// A sign in numbers that was understood.
  package struct MarkedColumn: Hashable, Sendable {
    package enum Meaning: Hashable, Sendable {
      /// The comma is the decimal mark.
      case decimalComma
      /// It parts thousands.
      case thousands
    }

    package var column: Name
    package var meaning: Meaning
    package var example: Example
    package var value: Double
  }

  /// Whole numbers with more digits than a double has.
  package struct RoundedColumn: Hashable, Sendable {
    package var column: Name
    package var count: Int
    package var example: Example
    package var value: Double
  }

  package var rowsRead = 0
  package var rowsOmitted = 0
  package var omittedCells: [OmittedCells] = []
  package var omittedColumns: [OmittedColumn] = []
  package var renamed: [Renaming] = []
  package var marks: [MarkedColumn] = []
  package var truths: [Name] = []
  package var rounded: [RoundedColumn] = []
  /// How many lines were comments, and how many stood above the table.
  package var commentCount = 0
  package var preambleCount = 0
  /// Whether the first row is numbers, so that the columns are called x1, x2 and so on.
  package var isHeadless = false
}
