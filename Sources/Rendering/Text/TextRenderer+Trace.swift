import Formula
import Session

extension TextRenderer {
  /// How many steps an abridged trace has at each end.
  private static let traceEnds = 8

  /// Formulas at several steps, a row each.
  func write(
    _ report: TraceReport, isInterrupted: () -> Bool, to sink: (StyledText) -> Void
  ) {
    var rows = LongTable(
      report.rows, isAbridged: report.isAbridged, endCount: TextRenderer.traceEnds)
    var titles = report.columns.map { title($0) }
    var widths = [DisplayWidth.columns("step")] + titles.map(\.width)
    rows.measure(isInterrupted: isInterrupted) { row in
      for (index, cell) in cells(row).enumerated() {
        widths[index] = max(widths[index], cell.width)
      }
    }
    // Columns that don't fit are left out from the right, and named.
    var hidden: [StyledText] = []
    while widths.reduce(0, +) + 3 * (widths.count - 1) > room, titles.count > 1 {
      hidden.insert(titles.removeLast(), at: 0)
      widths.removeLast()
    }
    func line(_ cells: [StyledText]) -> StyledText {
      zip(cells, widths).map { $0.padded(to: $1, on: .leading) }.joined(by: .spaces(3))
    }
    sink(line([styled("step", .heading)] + titles))
    rows.write(isInterrupted: isInterrupted, gap: { sink(line([ellipsis])) }) {
      sink(line(cells($0)))
    }
    if rows.isStopped { paragraph("stopped: not all steps are shown", .warning).forEach(sink) }
    guard !hidden.isEmpty else { return }
    (styled("Not shown: ", .dim) + hidden.joined(by: styled(", "))).wrapped(to: room).forEach(sink)
  }

  private func cells(_ row: TraceReport.Row) -> [StyledText] {
    [styled(String(row.step))] + row.numbers.map { $0.map { number($0) } ?? styled("–", .dim) }
  }

  private func title(_ column: TraceReport.Column) -> StyledText {
    styled(column.label(notation()), .heading)
  }

  /// A number down to those that were typed, step by step backwards.
  func write(
    _ report: DerivationReport, isInterrupted: () -> Bool, to sink: (StyledText) -> Void
  ) {
    for (index, section) in report.sections.enumerated() {
      if index > 0 {
        guard !isInterrupted() else {
          return paragraph("stopped: not all steps are shown", .warning).forEach(sink)
        }
        let place = section.step == 0 ? "at the start" : "after step \(section.step)"
        sink(styled(place, .heading))
      }
      for item in section.items {
        let indent = 2 * min(item.level, 8)
        var narrow = self
        narrow.width = max(width - indent, 20)
        narrow.lines(item.explanation).indented(by: indent).forEach(sink)
      }
    }
    if report.goesOn {
      paragraph("deep \(report.depth + 1) goes back a step more.", .dim).forEach(sink)
    }
  }

  /// The gradient beside central differences.
  func lines(_ report: GradientCheckReport) -> [StyledText] {
    let titles = ["", "exact", "difference", "error"].map { styled($0, .heading) }
    let rows = report.parameters.indices.map { index in
      let error = report.errors[index]
      return [
        styled("∂f/∂\(notation().text(report.parameters[index]))"), number(report.exact[index]),
        number(report.differences[index]),
        styled(NumberFormat.significant(2).text(error), error < 1e-6 ? .good : .warning),
      ]
    }
    let point = zip(report.parameters, report.point).map { assignment($0, $1) }
    return flow(point, behind: styled("at", .dim), gap: 2)
      + PlainTable(rows: [titles] + rows).lines
      + paragraph("difference: (f(x + h) − f(x − h)) / 2h with h near 6e-06", .dim)
  }
}
