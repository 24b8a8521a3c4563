import Formula

extension TableFormat {
  /// Finds out how a table is written from its first lines.
  ///
  /// Each separator is tried; the one that gives the rows the same number of cells, and the most
  /// numbers among them, is the table's.
  ///
  /// - Parameters:
  ///   - lines: the first lines, each with its number; comments and blank lines among them.
  ///   - place: what errors name.
  /// - Throws: a ``Diagnostic`` for a table without a row.
  init(sniffing lines: [(number: Int, bytes: [UInt8])], place: TablePlace) throws(Diagnostic) {
    var best: (format: TableFormat, fit: Fit)?
    for separator in Separator.allCases {
      // What makes one row of too many with a wrong separator may be fine with the right one.
      guard let sample = try? TableSample(lines, separator: separator, place: place) else {
        continue
      }
      let (format, fit) = sample.format()
      if best.map({ fit > $0.fit }) ?? true { best = (format, fit) }
    }
    if var (format, _) = best {
      if format.header == nil { format.takeHeader(fromCommentsOf: lines, place: place) }
      self = format
    } else if lines.allSatisfy({ $0.bytes.allSatisfy(\.isBlank) }) {
      throw place.empty()
    } else {
      // A quote that is open, or comments alone: reading all of it will tell.
      self.init(separator: .comma, width: 1, hasRowNames: false, headerLine: 0, preambleCount: 0)
    }
  }

  /// How well a separator goes with some rows.
  struct Fit: Comparable {
    /// Whether rows have several cells, the header as many as they.
    var isTable: Bool
    /// The share of rows that have as many cells as most, 1 where nearly all have.
    var evenness: Double
    /// The share of numbers among the cells that aren't empty.
    var numbers: Double

    static func < (a: Fit, b: Fit) -> Bool {
      (a.isTable ? 1 : 0, a.evenness, a.numbers) < (b.isTable ? 1 : 0, b.evenness, b.numbers)
    }
  }

  /// NumPy writes the names into a comment above the numbers: `# x y`.
  private mutating func takeHeader(
    fromCommentsOf lines: [(number: Int, bytes: [UInt8])], place: TablePlace
  ) {
    let comment = lines.last { line in
      line.number <= headerLine && line.bytes.withUnsafeBufferPointer(TableFormat.isComment)
    }
    guard let comment, width > 1 else { return }
    let text = comment.bytes.drop { $0.isBlank }.dropFirst()
    let sample = try? TableSample(
      [(comment.number, Array(text))], separator: separator, place: place)
    guard let cells = sample?.rows.first?.cells, cells.count == width,
      cells.allSatisfy({ $0.kind == .text })
    else { return }
    header = cells.map(\.text)
  }
}

/// The first rows of a table as a separator parts them.
struct TableSample {
  struct Cell {
    enum Kind { case number, text, missing }
    var text: String
    var kind: Kind
  }

  struct Row {
    var line: Int
    var cells: [Cell]
  }

  private(set) var rows: [Row] = []
  private let separator: TableFormat.Separator

  /// - Returns: nil where there is no row.
  init?(
    _ lines: [(number: Int, bytes: [UInt8])], separator: TableFormat.Separator, place: TablePlace
  ) throws(Diagnostic) {
    self.separator = separator
    var reader = TableRecordReader(separator: separator, place: place)
    for line in lines {
      var row: Row?
      _ = try line.bytes.withUnsafeBufferPointer { bytes throws(Diagnostic) in
        try reader.read(bytes, line.number) { record in
          row = Row(
            line: record.line,
            cells: (0..<record.count).map { Cell(record.text($0), TableCell(record[$0])) })
          return true
        }
      }
      if let row { rows.append(row) }
    }
    if rows.isEmpty { return nil }
  }

  /// What these rows make of the table, and how well they do.
  func format() -> (TableFormat, TableFormat.Fit) {
    let width = commonWidth
    let start = self.start(width: width)
    let first = rows[start]
    let body = rows[(start + 1)...]
    let hasHeader = isHeader(first, over: body, width: width)
    let hasRowNames = hasHeader && first.cells.count == width - 1 && haveNames(body, width: width)
    let isTable = width > 1 && (first.cells.count > 1 || hasRowNames || !hasHeader)
    let matches = first.cells.count >= width || hasRowNames || !hasHeader
    let data = hasHeader ? body : rows[start...]
    let even = data.count {
      [width, first.cells.count].contains($0.cells.count) || $0.filledCount == width
    }
    let share = data.isEmpty ? 1 : Double(even) / Double(data.count)
    let cells = data.joined().filter { $0.kind != .missing }
    let numbers = cells.count { $0.kind == .number }
    let format = TableFormat(
      separator: separator, header: hasHeader ? first.cells.map(\.text) : nil,
      width: hasHeader ? first.cells.count + (hasRowNames ? 1 : 0) : width,
      hasRowNames: hasRowNames, headerLine: hasHeader ? lastLine(of: start) : first.line - 1,
      preambleCount: start)
    return (
      format,
      TableFormat.Fit(
        isTable: isTable,
        evenness: (width > 1 && !isTable ? 0 : share >= 0.8 ? 1 : share) * (matches ? 1 : 0.5),
        numbers: cells.isEmpty ? 0 : Double(numbers) / Double(cells.count))
    )
  }

  /// The row with which the table begins: a title above it has one cell, and a header follows.
  ///
  /// A line that begins with a number and has words above numbers is no header either: some files
  /// begin with how many rows they have.
  private func start(width: Int) -> Int {
    if width > 1, rows.count > 2, rows[0].cells[0].kind == .number, !hasYears(rows[0]),
      isHeader(rows[0], over: rows[1...], width: width)
    {
      return 1
    }
    guard width > 1, rows[0].cells.count == 1, width > 2 || !haveNames(rows[1...], width: width),
      let start = rows.firstIndex(where: { $0.cells.count > 1 }),
      isHeader(rows[start], over: rows[(start + 1)...], width: width)
    else { return 0 }
    return start
  }

  /// Whether rows begin with names: words, or 1, 2, 3 and so on in more than two columns.
  private func haveNames(_ rows: ArraySlice<Row>, width: Int) -> Bool {
    guard rows.count > 1 else { return false }
    let areWords = rows.allSatisfy { $0.kind(0) == .text }
    let areCounted = zip(rows, 1...).allSatisfy { row, number in row.cells[0].text == "\(number)" }
    return areWords || areCounted && width > 2
  }

  /// A header may go over several lines; what follows begins in the next row's.
  private func lastLine(of row: Int) -> Int {
    row + 1 < rows.count ? rows[row + 1].line - 1 : rows[row].line
  }

  /// How many cells most rows have, up to the last that isn't empty.
  private var commonWidth: Int {
    let counts = Dictionary(grouping: rows.map(\.filledCount)) { $0 }.mapValues(\.count)
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { max($0.key, 1) } ?? 1
  }

  /// A header has words above numbers; where there are no numbers at all, it has words alone.
  private func isHeader(_ first: Row, over body: ArraySlice<Row>, width: Int) -> Bool {
    let offset = first.cells.count == width - 1 ? 1 : 0
    let isOverNumbers = first.cells.indices.contains { index in
      guard first.cells[index].kind == .text else { return false }
      let below = body.map { $0.kind(index) }
      let shifted = offset == 1 ? body.map { $0.kind(index + 1) } : []
      return isNumeric(below) || isNumeric(shifted)
    }
    if isOverNumbers || hasYears(first) { return true }
    let hasNumbers = body.contains { row in row.cells.contains { $0.kind == .number } }
    return !hasNumbers && first.cells.allSatisfy { $0.kind == .text }
  }

  /// Whether words and at least two years in a row make a header: `country,2001,2002`.
  private func hasYears(_ row: Row) -> Bool {
    let years = row.cells.filter { $0.kind == .number }.map { Int($0.text) ?? 0 }
    let areEven = Set(zip(years, years.dropFirst()).map { $1 - $0 }).count == 1
    return row.cells.allSatisfy { $0.kind != .missing } && years.count < row.cells.count
      && years.allSatisfy { (1500...2200).contains($0) } && areEven && years[0] < years[1]
  }

  private func isNumeric(_ kinds: [Cell.Kind]) -> Bool {
    let numbers = kinds.count { $0 == .number }
    return numbers > 0 && numbers >= kinds.count { $0 == .text }
  }
}

extension TableSample.Cell {
  init(_ text: String, _ cell: TableCell) {
    self.text = text
    kind =
      switch cell {
      case .number, .truth: .number
      case .missing: .missing
      case .text: .text
      }
  }
}

extension TableSample.Row: Sequence {
  func makeIterator() -> IndexingIterator<[TableSample.Cell]> { cells.makeIterator() }

  func kind(_ index: Int) -> TableSample.Cell.Kind {
    index < cells.count ? cells[index].kind : .missing
  }

  /// How many cells there are up to the last that isn't empty.
  var filledCount: Int { (cells.lastIndex { !$0.text.isEmpty } ?? -1) + 1 }
}
