import Formula
import Optimizers

extension CommandTable {
  static let data = Command(
    "data", .setUp, "give columns of numbers, or read a table from a file", brief: "your rows",
    takes: Grammar<DataSource>.either(
      Grammar<[Assignment]>.assignments(
        .assignment("NAME", "[NUMBER, …]", example: "x = [1, 2, 3]", hint: "data x = [1, 2, 3]")
      ).map { .columns($0) }.when(\.isAtAssignment),
      .word("none", meaning: .none),
      Grammar<TableRequest>.table.map { .file($0) }.when { !$0.looksLikeColumns },
      .nothing(meaning: .asItIs),
      otherwise: { .expectedAssignment("data x = [1, 2, 3]", at: $0.wordPlace) }
    ).located,
    details: """
      A function may use the columns by name: mean((w*x + b - y)^2). A file's first line names \
      its columns; commas, semicolons, tabs or blanks part them, and what isn't a number is left \
      out and told. label makes a column of words one of numbers: 0, 1, 2 in the order in which \
      they come. Alone it shows the data there is.
      """,
    examples: ["data x = [1, 2, 3, 4], y = [3, 5, 7, 9]", "data", "data none"],
    related: ["batch", "minimize", "let"]
  ) { session, source, host throws(Diagnostic) in try session.data(source, host) }

  static let batch = Command(
    "batch", .setUp, "make each step see only some rows of the data", brief: "some rows",
    takes: Grammar<BatchRequest>.either(
      .word("all", meaning: .all),
      Grammar<(Located<Int>, Bool, UInt64?)>.sequence(
        Grammar<Int>.count(example: "2").located, .flag("shuffled"), .option("seed", .seed)
      ).map { .rows($0.0, isShuffled: $0.1, seed: $0.2) }
    ).located,
    details: """
      The steps go through the rows in order, or in a new order each time round. f_batch is the \
      function on the rows of a step, f on all. The walk begins anew.
      """,
    examples: ["batch 2", "batch 2 shuffled seed 7"], related: ["data", "seed"]
  ) { session, request, host throws(Diagnostic) in try session.batch(request, host) }

  static let seed = Command(
    "seed", .step, "choose the random numbers", brief: "of chance",
    takes: Grammar<Located<UInt64>?>.optional(Grammar<UInt64>.seed.located),
    details: """
      normal() and uniform() in recipes and starting values, and shuffled batches, depend on \
      the seed and on nothing else: the same seed gives the same walk.
      """,
    examples: ["seed 42", "seed"], related: ["batch", "params"]
  ) { session, seed, host throws(Diagnostic) in try session.seed(seed, host) }
}

/// Where columns of numbers come from.
enum DataSource: Sendable {
  case none
  case columns([Assignment])
  case file(TableRequest)
  /// What there is, to be shown.
  case asItIs
}

/// Which rows each step is to see.
enum BatchRequest: Sendable {
  case all
  case rows(Located<Int>, isShuffled: Bool, seed: UInt64?)
}

extension Session {
  /// `data x = [1, 2, 3], y = [2, 4, 6]` or `data FILE`: the data from now on; `data` shows it.
  mutating func data(_ source: Located<DataSource>, _ host: Host) throws(Diagnostic) -> Outcome {
    var table = DataTable()
    var reading: TableReading?
    switch source.value {
    case .none: break
    case .asItIs:
      guard !data.isEmpty else { throw .noData(parameters, at: source.range) }
      host.emit(.data(DataReport(data)))
      return .done
    case .file(let request): (table, reading) = try TableReader(request, files, host).read()
    case .columns(let columns):
      for column in columns {
        try table.set(try self.column(column), at: column.formula.range)
      }
    }
    for column in table.columns where blocks.contains(where: { $0.name == column.name }) {
      throw .columnIsParameter(column.name, at: source.range)
    }
    let old = batch
    setup.data = table
    setup.batch = nil
    if let reading {
      host.emit(.data(DataReport(table, reading: reading)))
    } else {
      host.emit(.note(NoteReport(table.isEmpty ? "there is no data now" : table.summary)))
    }
    refitObjective(host)
    if let old { host.emit(.note(NoteReport(batchEnded(old)))) }
    return .done
  }

  /// Gives a function that uses data the new columns, or drops it where it doesn't fit them.
  private mutating func refitObjective(_ host: Host) {
    guard let old = objective, !old.data.isEmpty else { return }
    do {
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
  mutating func batch(_ request: Located<BatchRequest>, _ host: Host)
    throws(Diagnostic) -> Outcome
  {
    guard !data.isEmpty else { throw .noData(parameters, at: request.range) }
    switch request.value {
    case .all: setup.batch = nil
    case .rows(let size, let isShuffled, let own):
      guard size.value <= data.rowCount else {
        throw .batchTooLarge(size.value, data.rowCount, at: size.range)
      }
      setup.batch = BatchPlan(size: size.value, isShuffled: isShuffled, seed: own ?? seed)
    }
    let dropped = walk?.stepCount ?? 0
    try restart()
    host.emit(.note(NoteReport(batchText(dropped: dropped))))
    return .done
  }

  /// What is said of a batch that was in force.
  func batchEnded(_ old: BatchPlan) -> NoteReport.Content {
    let ended: NoteReport.Content = "batch \(count: old.size, "size") has ended"
    return data.isEmpty
      ? ended : ended + ": a step sees all \(count: data.rowCount, of: "row")"
  }

  private func batchText(dropped: Int) -> NoteReport.Content {
    let rows = data.rowCount
    var what: NoteReport.Content = "a step sees all \(count: rows, of: "row")"
    if let batch {
      let steps = (rows + batch.size - 1) / batch.size
      let order = batch.isShuffled ? ", shuffled anew each time round" : ", in order"
      what = """
        a step sees \(count: batch.size, "size") of \(count: rows, of: "row")\(order); \
        \(count: steps, of: "step") \(steps == 1 ? "sees" : "see") all
        """
    }
    return dropped > 0 ? what + "; the walk begins anew" : what
  }

  /// `seed 42`: what random numbers depend on from now on.
  mutating func seed(_ given: Located<UInt64>?, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let given else {
      host.emit(.note(NoteReport("seed \(count: Int(seed), "seed")")))
      return .done
    }
    guard halfStep == nil else { throw .halfDone(at: given.range) }
    setup.seed = given.value
    // A start may be drawn, too.
    if walk?.stepCount == 0, future == nil {
      try restart()
    } else {
      position.walk?.reseed(given.value)
    }
    if walk?.current.seed != nil { beginBranch(host) }
    host.emit(
      .note(
        NoteReport(
          "seed \(count: Int(given.value), "seed"), from the next step on (Philox4x32-10)")))
    return .done
  }
}

extension DataTable {
  /// How many rows there are, and the first numbers of each column.
  var summary: NoteReport.Content {
    var summary: NoteReport.Content = "\(count: rowCount, of: "row"): "
    for (index, column) in columns.enumerated() {
      summary.append(.words(index == 0 ? "\(column.name) = " : "; \(column.name) = "))
      summary.append(.numbers(name: column.name.text, Array(column.values.prefix(6))))
      if column.values.count > 6 { summary.append(.words(", …")) }
    }
    return summary
  }
}
