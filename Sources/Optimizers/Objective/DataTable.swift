package import Formula

/// Columns of numbers that an objective speaks of, all of one length.
package struct DataTable: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package var name: Name
    package var values: [Double]
    /// The words that became 0, 1, 2 and so on, where the column was one of words.
    package var classes: [String] = []

    package init(_ name: Name, _ values: [Double]) {
      self.name = name
      self.values = values
    }

    /// Whether both have the same name and the same numbers, to the bit.
    package static func == (left: Column, right: Column) -> Bool {
      left.name == right.name && left.values.hasSameBits(as: right.values)
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(values.count)
    }
  }

  package private(set) var columns: [Column] = []
  /// The file that it was read from; nil for columns that were typed.
  package var source: Source?

  package struct Source: Hashable, Sendable {
    /// The file as it was typed.
    package var file: String
    /// What follows `data` to read it again.
    package var command: String

    package init(file: String, command: String) {
      self.file = file
      self.command = command
    }
  }

  package init() {}

  /// The same columns with other numbers.
  func mapped(_ change: (Double) -> Double) -> DataTable {
    var result = self
    for index in columns.indices {
      result.columns[index].values = columns[index].values.map(change)
    }
    return result
  }

  package var rowCount: Int { columns.first?.values.count ?? 0 }

  package var isEmpty: Bool { columns.isEmpty }

  package subscript(name: Name) -> [Double]? { columns.first { $0.name == name }?.values }

  /// Adds a column, or replaces the one of that name.
  ///
  /// - Throws: a ``Diagnostic`` that names both lengths where it has not as many rows as the others.
  package mutating func set(_ column: Column, at range: SourceRange? = nil) throws(Diagnostic) {
    let others = columns.filter { $0.name != column.name }
    if let other = others.first, other.values.count != column.values.count {
      throw .columnLength(column, other, at: range)
    }
    if let index = columns.firstIndex(where: { $0.name == column.name }) {
      columns[index] = column
    } else {
      columns.append(column)
    }
  }

  /// Whether they hold the same columns, wherever those come from.
  package static func == (a: DataTable, b: DataTable) -> Bool { a.columns == b.columns }

  package func hash(into hasher: inout Hasher) { hasher.combine(columns) }

  /// The names as inputs of a graph, and the inputs themselves.
  func inputs(rows: Int, in graph: inout Graph) -> [Graph.ID] {
    columns.map { graph.input($0.name, shape: .vector(.rows, count: rows)) }
  }
}

/// Which rows each step sees.
package struct BatchPlan: Hashable, Sendable {
  /// How many rows a step sees; the last batch of an epoch may have fewer.
  package var size: Int
  /// Whether the rows of each epoch come in a new order.
  package var isShuffled: Bool
  package var seed: UInt64

  package init(size: Int, isShuffled: Bool, seed: UInt64) {
    self.size = size
    self.isShuffled = isShuffled
    self.seed = seed
  }

  /// The rows that a step sees, from 0: a function of the step alone, so that it can be made again.
  package func rows(for step: Int, of count: Int) -> [Int] {
    guard let (epoch, places) = places(for: step, of: count) else { return [] }
    return isShuffled ? Array(order(of: count, epoch: epoch)[places]) : Array(places)
  }

  /// Which part of which epoch's rows a step sees; nil where it sees none.
  func places(for step: Int, of count: Int) -> (epoch: Int, places: Range<Int>)? {
    guard count > 0, size > 0, step > 0 else { return nil }
    let size = min(size, count)
    let batches = (count - 1) / size + 1
    // fits: there is a row, so there is a batch
    let (epoch, batch) = (step - 1).quotientAndRemainder(dividingBy: batches)
    // fits: both are at most the number of rows and a batch more
    return (epoch, batch * size..<min((batch + 1) * size, count))
  }

  /// The order of the rows in an epoch, where they are shuffled.
  func order(of count: Int, epoch: Int) -> [Int] {
    Chance(seed: seed).permutation(count, epoch: epoch)
  }

  /// The numbers of rows that batches have.
  func sizes(of count: Int) -> [Int] {
    guard count > 0, size > 0 else { return [] }
    // fits: a batch has a row at least
    return count % size == 0 || count < size ? [min(size, count)] : [size, count % size]
  }
}
