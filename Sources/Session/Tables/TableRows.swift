import Formula
import Optimizers

/// The numbers of a table, row by row; a row without a number in every column is left out.
struct TableRows {
  private let plan: TablePlan
  private let place: TablePlace
  private var values: [[Double]]
  private var classes: [[String: Int]]
  private var row: [Double]
  private var reading: TableReading
  private var omitted: [Omission: (count: Int, examples: [TableReading.Example])] = [:]

  private struct Omission: Hashable {
    var column: Int
    var reason: TableReading.OmittedCells.Reason
  }

  /// How many lines are named for each reason to leave rows out.
  private static let exampleCount = 5

  init(_ plan: TablePlan, capacity: Int, place: TablePlace) {
    self.plan = plan
    self.place = place
    reading = plan.reading
    values = plan.columns.map { _ in [] }
    for index in values.indices { values[index].reserveCapacity(capacity) }
    classes = plan.columns.map { _ in [:] }
    row = Array(repeating: 0, count: plan.columns.count)
  }

  /// Takes in a row.
  ///
  /// - Throws: a ``Diagnostic`` where there are too many classes.
  mutating func add(_ record: borrowing TableRecord) throws(Diagnostic) {
    var isComplete = true
    for (index, column) in plan.columns.enumerated() {
      let bytes = record[column.index]
      let cell = TableCell(bytes)
      if let value = value(of: cell, bytes, column, at: record.line) {
        row[index] = value
      } else if case .classes = column.role, !bytes.isEmpty, !cell.isMissing {
        // Its class is known once the row is known to stay.
      } else {
        isComplete = false
        omit(index, cell, bytes, at: record.line)
      }
    }
    guard isComplete else {
      reading.rowsOmitted += 1
      return
    }
    for (index, column) in plan.columns.enumerated() {
      if case .classes = column.role {
        row[index] = try classNumber(record.text(column.index), index)
      }
      values[index].append(row[index])
    }
  }

  private mutating func value(
    of cell: TableCell, _ bytes: UnsafeBufferPointer<UInt8>, _ column: TablePlan.Column,
    at line: Int
  ) -> Double? {
    switch (column.role, cell) {
    case (.number(let decimal), .number(let number)):
      guard let value = number.value(decimal: decimal, of: bytes) else { return nil }
      if number.isRounded(to: value, of: bytes) { noteRounded(column.name, bytes, value, line) }
      return value
    case (.truth, .truth(let value)): return value ? 1 : 0
    default: return nil
    }
  }

  private mutating func classNumber(_ word: String, _ index: Int) throws(Diagnostic) -> Double {
    if let known = classes[index][word] { return Double(known) }
    guard classes[index].count < TableReader.largestClassCount else {
      throw place.tooManyClasses(plan.columns[index].name.text, TableReader.largestClassCount)
    }
    classes[index][word] = classes[index].count
    return Double(classes[index].count - 1)
  }

  private mutating func noteRounded(
    _ name: Name, _ bytes: UnsafeBufferPointer<UInt8>, _ value: Double, _ line: Int
  ) {
    if let index = reading.rounded.firstIndex(where: { $0.column == name }) {
      reading.rounded[index].count += 1
    } else {
      reading.rounded.append(
        TableReading.RoundedColumn(
          column: name, count: 1, example: TableReading.Example(bytes, line: line), value: value))
    }
  }

  private mutating func omit(
    _ index: Int, _ cell: TableCell, _ bytes: UnsafeBufferPointer<UInt8>, at line: Int
  ) {
    let key = Omission(column: index, reason: cell.isMissing ? .missing : .text)
    var entry = omitted[key] ?? (0, [])
    entry.count += 1
    if entry.examples.count < TableRows.exampleCount {
      entry.examples.append(TableReading.Example(bytes, line: line))
    }
    omitted[key] = entry
  }

  /// The data and what was made of the file.
  ///
  /// - Throws: a ``Diagnostic`` where no row stayed.
  func table() throws(Diagnostic) -> (DataTable, TableReading) {
    var reading = reading
    let keys = omitted.keys.sorted { ($0.column, $0.reason.order) < ($1.column, $1.reason.order) }
    reading.omittedCells = keys.compactMap { key in
      omitted[key].map { entry in
        TableReading.OmittedCells(
          column: plan.columns[key.column].name, reason: key.reason, count: entry.count,
          examples: entry.examples)
      }
    }
    guard values.first?.isEmpty == false else {
      throw place.noFullRow(
        reading.omittedCells.map { "\($0.column) lacks one in \($0.count)" }
          .joined(separator: ", "))
    }
    var table = DataTable()
    for (index, column) in plan.columns.enumerated() {
      var result = DataTable.Column(column.name, values[index])
      result.classes = classes[index].sorted { $0.value < $1.value }.map(\.key)
      try table.set(result)
    }
    return (table, reading)
  }
}

extension TableReading.OmittedCells.Reason {
  fileprivate var order: Int { self == .missing ? 0 : 1 }
}
