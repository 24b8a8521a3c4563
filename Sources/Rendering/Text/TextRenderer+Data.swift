import Formula
import Session

// The data: what was made of a file, and then a line for each column.
//
//     adv.csv: 200 rows of 4 columns
//     3 of 203 rows are left out: TV is missing in lines 4, 17 and 90
//     column   first             least   greatest    mean
//     TV       230.1, 44.5, …      0.7      296.4   147.0

extension TextRenderer {
  func lines(_ report: DataReport) -> [StyledText] {
    let rows = report.rowCount.counted("row")
    let columns = report.columns.count.counted("column")
    let title = (report.file.map { "\($0): " } ?? "") + "\(rows) of \(columns)"
    return paragraph(title)
      + (report.reading.map { remarks($0).flatMap { paragraph($0, .warning) } } ?? [])
      + table(report) + report.columns.flatMap(classes)
  }

  private func table(_ report: DataReport) -> [StyledText] {
    let titles = ["column", "first", "least", "greatest", "mean"].map { styled($0, .dim) }
    // From what shows the most to what takes the least room.
    for shown in (0...6).reversed() {
      let rows = report.columns.map { column in
        [name(column.name), head(column, shown, of: report.rowCount)]
          + [column.least, column.greatest, column.mean].map(number)
      }
      let table = PlainTable(rows: [titles] + rows, leading: [0, 1])
      if table.width <= room { return table.lines }
    }
    return report.columns.flatMap { column in
      flow(
        [number(column.least) + styled(" … ") + number(column.greatest)],
        behindOrBelow: name(column.name))
    }
  }

  private func head(_ column: DataReport.Column, _ shown: Int, of count: Int) -> StyledText {
    let first = column.first.prefix(shown).map(number)
    return (first + (first.count < count ? [ellipsis] : []))
      .joined(by: styled(", "))
  }

  /// `species   0 = setosa (50)   1 = versicolor (50)`.
  private func classes(_ column: DataReport.Column) -> [StyledText] {
    guard !column.classes.isEmpty else { return [] }
    let shown = 12
    let items = column.classes.prefix(shown).enumerated().map { index, item in
      styled("\(index) = \(item.word)") + styled(" (\(item.count))", .dim)
    }
    let more = column.classes.count - shown
    return flow(
      items + (more > 0 ? [styled("… and \(more) more", .dim)] : []),
      behindOrBelow: name(column.name))
  }
}

// MARK: - What was made of a file

extension TextRenderer {
  private func remarks(_ reading: TableReading) -> [String] {
    rowRemarks(reading) + columnRemarks(reading) + cellRemarks(reading)
  }

  private func rowRemarks(_ reading: TableReading) -> [String] {
    var result: [String] = []
    if reading.rowsOmitted > 0 {
      let verb = reading.rowsOmitted == 1 ? "is" : "are"
      let reasons = reading.omittedCells.map(reason).joined(separator: "; ")
      result.append(
        "\(reading.rowsOmitted) of \(reading.rowsRead.counted("row")) \(verb) left out: \(reasons)")
    }
    if reading.commentCount > 0 {
      result.append("\(reading.commentCount.counted("line")) of comment left out")
    }
    if reading.preambleCount > 0 {
      result.append("\(reading.preambleCount.counted("line")) above the table left out")
    }
    return result
  }

  private func reason(_ cells: TableReading.OmittedCells) -> String {
    let lines = cells.examples.map { "\($0.line)" }
    let more = cells.count - lines.count
    let all = more > 0 ? lines + ["\(more) more"] : lines
    let place = (cells.count == 1 ? "line " : "lines ") + list(all)
    switch cells.reason {
    case .missing: return "\(cells.column) is missing in \(place)"
    case .text:
      let cell = cells.examples.first.map { "“\($0.text)”" } ?? "text"
      let others = cells.count > 1 ? " and the like" : ""
      return "\(cells.column) is \(cell)\(others) in \(place)"
    }
  }

  private func columnRemarks(_ reading: TableReading) -> [String] {
    var result: [String] = []
    if reading.isHeadless {
      result.append("there is no line of names: the columns are called x1, x2 and so on")
    }
    if !reading.omittedColumns.isEmpty {
      let columns = reading.omittedColumns.map { column in
        switch column.reason {
        case .text(let example): "\(column.name) (text, as “\(example.text)”)"
        case .empty: "\(column.name) (empty)"
        case .unnamed: "number \(column.name) (it has no name)"
        case .rowNames: "number \(column.name) (names of the rows)"
        }
      }
      result.append(
        "\(columns.count.counted("column")) left out: \(list(shortened(columns)))")
    }
    if !reading.renamed.isEmpty {
      let names = reading.renamed.map { "\($0.name) for “\($0.header)”" }
      result.append("renamed: \(list(shortened(names)))")
    }
    return result
  }

  private func cellRemarks(_ reading: TableReading) -> [String] {
    var result: [String] = []
    for (meaning, text) in [
      (TableReading.MarkedColumn.Meaning.decimalComma, "the comma is the decimal mark in"),
      (.thousands, "marks between thousands are no part of a number in"),
    ] {
      let marks = reading.marks.filter { $0.meaning == meaning }
      guard let first = marks.first else { continue }
      let columns = list(shortened(marks.map { "\($0.column)" }))
      result.append(
        "\(text) \(columns): “\(first.example.text)” is \(numbers.text(first.value))")
    }
    if !reading.truths.isEmpty {
      result.append("true is 1 and false 0 in \(list(shortened(reading.truths.map(\.text))))")
    }
    for rounded in reading.rounded {
      let cells = rounded.count.counted("whole number")
      let verb = rounded.count == 1 ? "has" : "have"
      let value = NumberFormat.roundTrip.text(rounded.value)
      result.append(
        "\(cells) of \(rounded.column) \(verb) more digits than a number holds: "
          + "\(rounded.example.text) in line \(rounded.example.line) is \(value)")
    }
    return result
  }

  private func shortened(_ items: [String]) -> [String] {
    let limit = 8
    guard items.count > limit else { return items }
    // fits: the limit is 8
    return items.prefix(limit - 1) + ["\(items.count - limit + 1) more"]
  }

  /// `a, b and c`.
  private func list(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.joined() }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
