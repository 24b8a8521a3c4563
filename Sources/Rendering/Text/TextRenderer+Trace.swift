import Formula
import Session

extension TextRenderer {
  /// How many steps an abridged trace has at each end.
  private static let traceEnds = 8

  /// Formulas at several steps, a row each; measured first and then written, as there may be
  /// millions of steps.
  func write(
    _ report: TraceReport, isInterrupted: () -> Bool, to sink: (StyledText) -> Void
  ) {
    var isStopped = false
    func isStoppedNow() -> Bool {
      isStopped = isStopped || isInterrupted()
      return isStopped
    }
    var titles = report.columns.map { title($0) }
    var widths = [DisplayWidth.columns("step")] + titles.map(\.width)
    var report = report
    var pieces = report.ends(of: TextRenderer.traceEnds)
    func measure(_ isInterrupted: () -> Bool) {
      for piece in pieces {
        piece.visit(isInterrupted: isInterrupted) { step, numbers in
          for (index, cell) in cells(step, numbers).enumerated() {
            widths[index] = max(widths[index], cell.width)
          }
        }
      }
    }
    measure(isStoppedNow)
    let wasStopped = isStopped
    if wasStopped {
      report.isAbridged = true
      pieces = report.ends(of: TextRenderer.traceEnds)
      measure { false }
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
    for (index, piece) in pieces.enumerated() {
      if index > 0 { sink(line([ellipsis])) }
      piece.visit(isInterrupted: { !wasStopped && isStoppedNow() }) { sink(line(cells($0, $1))) }
    }
    if isStopped { paragraph("stopped: not all steps are shown", .warning).forEach(sink) }
    guard !hidden.isEmpty else { return }
    (styled("Not shown: ", .dim) + hidden.joined(by: styled(", "))).wrapped(to: room).forEach(sink)
  }

  private func cells(_ step: Int, _ numbers: [Double?]) -> [StyledText] {
    [styled(String(step))] + numbers.map { $0.map { number($0) } ?? styled("–", .dim) }
  }

  private func title(_ column: TraceReport.Column) -> StyledText {
    let text = notation().text(column.formula)
    guard let parameter = column.parameter else { return styled(text, .heading) }
    if case .name(let name) = column.formula.kind {
      return styled(
        name == .theta
          ? notation().text(parameter) : notation().text(name, component: parameter), .heading)
    }
    return styled("\(text) [\(notation().text(parameter))]", .heading)
  }

  /// A number down to those that were typed, step by step backwards.
  func write(
    _ report: UnfoldingReport, isInterrupted: () -> Bool, to sink: (StyledText) -> Void
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

extension TraceReport {
  /// The whole, or its two ends where it is abridged.
  fileprivate func ends(of count: Int) -> [TraceReport] {
    let rowCount = (steps.count - 1) / stride + 1
    // fits: a trace has a few rows at each end
    guard isAbridged, rowCount > 2 * count + 1 else { return [self] }
    var (beginning, end) = (self, self)
    // fits: there are more rows than at both ends
    let last = steps.lowerBound + (rowCount - 1) * stride
    // fits: there are more rows than at both ends
    beginning.steps = steps.lowerBound...steps.lowerBound + (count - 1) * stride
    // fits: there are more rows than at both ends
    end.steps = last - (count - 1) * stride...last
    return [beginning, end]
  }
}
