import Formula
import Optimizers

extension Session {
  /// `data x = [1, 2, 3], y = [2, 4, 6]` or `data FILE.csv`: the data from now on.
  mutating func data(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else { throw .expectedData(at: arguments.range) }
    var table = DataTable()
    if arguments.text == "none" {
      // Nothing is left.
    } else if arguments.text.lowercased().hasSuffix(".csv") {
      table = try CSVFile.read(String(arguments.text), at: arguments.range)
    } else {
      var parser = try arguments.parser()
      for column in try parser.assignments(example: "data x = [1, 2, 3]") {
        try table.set(try self.column(column), at: column.formula.range)
      }
    }
    for column in table.columns where blocks.contains(where: { $0.name == column.name }) {
      throw .columnIsParameter(column.name, at: arguments.range)
    }
    data = table
    if table.isEmpty || table.rowCount < batch?.size ?? 0 { batch = nil }
    host.emit(.note(NoteReport(table.isEmpty ? "there is no data now" : table.summary)))
    refitObjective(host)
    return .done
  }

  /// Gives a function that uses data the new columns, or drops it where it doesn't fit them.
  private mutating func refitObjective(_ host: Host) {
    guard let old = objective, !old.data.isEmpty else { return }
    do {
      objective?.data = data
      try restart()
      host.emit(.note(NoteReport("the function uses the new data; the walk begins anew")))
    } catch {
      dropObjective()
      host.emit(
        .note(NoteReport("the function used other columns and is dropped", tone: .warning)))
    }
  }

  private func column(_ assignment: Assignment) throws(Diagnostic) -> DataTable.Column {
    guard Function(rawValue: assignment.name.text) == nil,
      !Recipe.reserved.contains(assignment.name)
    else { throw .nameTaken(assignment.name, at: assignment.nameRange) }
    guard case .vector(let values, _) = try value(of: assignment.formula) else {
      throw .notAColumnOfData(at: assignment.formula.range)
    }
    return DataTable.Column(assignment.name, values)
  }

  /// `batch 2 [shuffled] [seed 7]` or `batch all`: which rows each step sees.
  mutating func batch(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !data.isEmpty else { throw .noData(at: arguments.range) }
    var parser = try arguments.parser()
    if parser.word("all") != nil {
      try parser.end()
      batch = nil
    } else {
      let size = try parser.expression()
      let count = try size.count()
      guard count <= data.rowCount else {
        throw .batchTooLarge(count, data.rowCount, at: size.range)
      }
      let isShuffled = parser.word("shuffled") != nil
      let own = parser.word("seed") == nil ? nil : try parser.expression().seed()
      try parser.end()
      batch = BatchPlan(size: count, isShuffled: isShuffled, seed: own ?? seed)
    }
    let dropped = walk?.stepCount ?? 0
    try restart()
    host.emit(.note(NoteReport(batchText(dropped: dropped))))
    return .done
  }

  private func batchText(dropped: Int) -> String {
    let rows = data.rowCount
    let what =
      batch.map { batch in
        let count = (rows + batch.size - 1) / batch.size
        let order = batch.isShuffled ? ", shuffled anew each time round" : ", in order"
        return "a step sees \(batch.size) of \(rows) rows\(order); \(count) steps see all"
      } ?? "a step sees all \(rows) rows"
    return dropped > 0 ? what + "; the walk begins anew" : what
  }

  /// `seed 42`: what random numbers depend on from now on.
  mutating func seed(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else {
      host.emit(.note(NoteReport("seed \(seed)")))
      return .done
    }
    guard halfStep == nil else { throw .halfDone(at: arguments.range) }
    seed = try arguments.formula().seed()
    if let quantity = walk?.machine.quantity(.seed) {
      walk?.set(quantity, to: Double(seed))
    }
    host.emit(.note(NoteReport("seed \(seed), from the next step on (Philox4x32-10)")))
    return .done
  }
}

extension DataTable {
  /// How many rows there are, and the first numbers of each column.
  var summary: String {
    let columns = columns.map { column in
      let first = column.values.prefix(6).map { NumberFormat.short.text($0) }
      let more = column.values.count > 6 ? ", …" : ""
      return "\(column.name) = \(first.joined(separator: ", "))\(more)"
    }
    return "\(rowCount) rows: \(columns.joined(separator: "; "))"
  }
}
