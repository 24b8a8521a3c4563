import Formula
import Optimizers

/// Which columns of a table become data, and how their cells are read.
struct TablePlan {
  enum Role: Equatable {
    /// Numbers, with the mark that is decimal in them.
    case number(decimal: TableNumber.Mark)
    case truth
    /// Words, each a class of its own.
    case classes
  }

  struct Column {
    /// Where it stands in the file, from 0.
    var index: Int
    var name: Name
    var role: Role
  }

  private(set) var columns: [Column] = []
  /// What there is to say of the columns before their rows are read.
  private(set) var reading = TableReading()

  private let format: TableFormat
  private let survey: TableSurvey
  private let place: TablePlace
  private let headers: [String]
  private let names: [Name]

  /// Decides what is to be read.
  ///
  /// - Throws: a ``Diagnostic`` where a wanted column isn't there or doesn't hold numbers, where
  ///   a column has two decimal marks, and where no column holds numbers.
  init(
    _ request: TableRequest, _ format: TableFormat, _ survey: TableSurvey
  ) throws(Diagnostic) {
    self.format = format
    self.survey = survey
    place = request.place
    let written = (format.hasRowNames ? [""] : []) + (format.header ?? [])
    headers = (0..<format.width).map { $0 < written.count ? written[$0] : "" }
    names = TableNames.names(for: headers)
    reading.rowsRead = survey.rowCount
    reading.preambleCount = format.preambleCount
    reading.isHeadless = format.header == nil

    let labels = try request.labels.map { wanted throws(Diagnostic) in
      Column(index: try index(of: wanted), name: name(of: wanted), role: .classes)
    }
    if let wanted = request.columns {
      columns = try wanted.map { wanted throws(Diagnostic) in
        let index = try index(of: wanted)
        return Column(index: index, name: name(of: wanted), role: try role(of: index))
      }
    } else {
      try chooseAll(but: Set(labels.map(\.index)))
    }
    columns += labels
    try checkNames(request)
    noteMarks()
    noteNames()
  }

  // MARK: - Columns that were asked for

  private func index(of wanted: TableRequest.Column) throws(Diagnostic) -> Int {
    let found =
      headers.firstIndex { $0 == wanted.word && !$0.isEmpty }
      ?? names.firstIndex { $0 == Name(wanted.word) }
    guard let found else {
      let known = zip(headers, names).map { $0.isEmpty ? $1.text : $0 }
      throw place.unknownColumn(wanted.word, among: known, at: wanted.range)
    }
    return found
  }

  private func name(of wanted: TableRequest.Column) -> Name {
    wanted.name ?? (try? index(of: wanted)).map { names[$0] } ?? Name(wanted.word)
  }

  /// How the cells of a column are read that has to be one of numbers.
  private func role(of index: Int) throws(Diagnostic) -> Role {
    let column = survey.columns[index]
    if column.isNumeric { return .number(decimal: try decimalMark(of: index)) }
    if column.isTruth { return .truth }
    guard let text = column.text else { throw place.emptyColumn(title(index)) }
    throw place.notANumber(title(index), text)
  }

  private func checkNames(_ request: TableRequest) throws(Diagnostic) {
    var seen: Set<Name> = []
    for column in columns where !seen.insert(column.name).inserted {
      let wanted = ((request.columns ?? []) + request.labels).last { name(of: $0) == column.name }
      throw .columnTwice(column.name, at: wanted?.range ?? place.range)
    }
  }

  // MARK: - All columns of numbers

  private mutating func chooseAll(but labels: Set<Int>) throws(Diagnostic) {
    for index in headers.indices where !labels.contains(index) {
      let column = survey.columns[index]
      if format.header != nil, headers[index].isEmpty {
        // What a separator at the end of each row makes is no column.
        if column.isEmpty, index == headers.count - 1 { continue }
        omit(index, format.hasRowNames && index == 0 ? .rowNames : .unnamed)
      } else if column.isNumeric {
        let mark = try decimalMark(of: index)
        columns.append(Column(index: index, name: names[index], role: .number(decimal: mark)))
      } else if column.isTruth {
        columns.append(Column(index: index, name: names[index], role: .truth))
      } else if let text = column.text {
        omit(index, .text(text))
      } else {
        omit(index, .empty)
      }
    }
    guard columns.isEmpty, labels.isEmpty else { return }
    throw place.noNumbers(
      reading.omittedColumns.map { omitted in
        guard case .text(let example) = omitted.reason else { return "\(omitted.name) is left out" }
        return "\(omitted.name) has “\(example.text)” in line \(example.line)"
      })
  }

  private mutating func omit(_ index: Int, _ reason: TableReading.OmittedColumn.Reason) {
    reading.omittedColumns.append(TableReading.OmittedColumn(name: title(index), reason: reason))
  }

  /// What a column is called to the person.
  private func title(_ index: Int) -> String {
    headers[index].isEmpty
      ? format.header == nil ? names[index].text : "\(index + 1)"
      : TableReading.Example.short(headers[index])
  }

  // MARK: - Marks in numbers

  /// The mark that is decimal in a column: its own cells tell, or else the other columns'.
  private func decimalMark(of index: Int) throws(Diagnostic) -> TableNumber.Mark {
    let column = survey.columns[index]
    switch (column.commaIsDecimal, column.pointIsDecimal) {
    case (let comma?, let point?):
      let (first, second) = comma.line < point.line ? (comma, point) : (point, comma)
      throw place.twoMarks(title(index), first, second)
    case (_?, nil): return .comma
    case (nil, _?): return .point
    case (nil, nil): break
    }
    if let comma = column.eitherComma, let point = column.eitherPoint {
      let (first, second) = comma.line < point.line ? (comma, point) : (point, comma)
      throw place.twoMarks(title(index), first, second)
    }
    let isComma = survey.columns.contains { $0.isNumeric && $0.commaIsDecimal != nil }
    let isPoint = survey.columns.contains { $0.isNumeric && $0.pointIsDecimal != nil }
    if isComma, !isPoint { return .comma }
    // With semicolons between cells, commas are free to be decimal marks.
    return column.eitherComma != nil && !isPoint && format.separator == .semicolon
      ? .comma : .point
  }

  private mutating func noteMarks() {
    for column in columns {
      let surveyed = survey.columns[column.index]
      switch column.role {
      case .classes: break
      case .truth: reading.truths.append(column.name)
      case .number(let decimal):
        let isComma = decimal == .comma
        if isComma, let example = surveyed.decimalComma ?? surveyed.eitherComma {
          note(example, in: column, .decimalComma, decimal)
        }
        let grouping =
          isComma
          ? surveyed.groupingPoint ?? surveyed.eitherPoint
          : surveyed.groupingComma ?? surveyed.eitherComma
        if let example = grouping ?? surveyed.groupingOther {
          note(example, in: column, .thousands, decimal)
        }
      }
    }
  }

  private mutating func note(
    _ example: TableReading.Example, in column: Column,
    _ meaning: TableReading.MarkedColumn.Meaning, _ decimal: TableNumber.Mark
  ) {
    let value = Array(example.text.utf8).withUnsafeBufferPointer { bytes in
      TableNumber(bytes)?.value(decimal: decimal, of: bytes)
    }
    guard let value else { return }
    reading.marks.append(
      TableReading.MarkedColumn(
        column: column.name, meaning: meaning, example: example, value: value))
  }

  private mutating func noteNames() {
    for column in columns
    where !headers[column.index].isEmpty && headers[column.index] != column.name.text {
      // A Greek letter is another spelling of the same name.
      guard Name(headers[column.index]) != column.name else { continue }
      reading.renamed.append(
        TableReading.Renaming(
          header: TableReading.Example.short(headers[column.index]), name: column.name))
    }
  }
}
