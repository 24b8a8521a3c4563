import Formula
import Session

extension TextRenderer {
  /// How many steps an abridged trace has at each end.
  private static let traceEnds = 8

  /// Formulas at several steps, a row each.
  func lines(_ report: TraceReport) -> [StyledText] {
    var rows: [[StyledText]] = []
    report.visit { step, numbers in
      rows.append(
        [styled(String(step))]
          + numbers.map { $0.map { number($0) } ?? styled("–", .dim) })
    }
    if report.isAbridged, rows.count > 2 * TextRenderer.traceEnds + 1 {
      let gap = [[ellipsis]]
      rows = rows.prefix(TextRenderer.traceEnds) + gap + rows.suffix(TextRenderer.traceEnds)
    }
    var titles = report.columns.map { title($0) }
    var table = PlainTable(rows: [[styled("step", .heading)] + titles] + rows, leading: [])
    // Columns that don't fit are left out from the right, and named.
    var hidden: [StyledText] = []
    while table.width > room, titles.count > 1 {
      hidden.insert(titles.removeLast(), at: 0)
      table.rows = table.rows.map { $0.count > titles.count + 1 ? Array($0.dropLast()) : $0 }
    }
    let note =
      hidden.isEmpty
      ? [] : (styled("Not shown: ", .dim) + hidden.joined(by: styled(", "))).wrapped(to: room)
    return table.lines + note
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
  func lines(_ report: UnfoldingReport) -> [StyledText] {
    var lines: [StyledText] = []
    for (index, section) in report.sections.enumerated() {
      if index > 0 {
        let place = section.step == 0 ? "at the start" : "after step \(section.step)"
        lines.append(styled(place, .heading))
      }
      for item in section.items {
        let indent = 2 * min(item.level, 8)
        var narrow = self
        narrow.width = max(width - indent, 20)
        lines += narrow.lines(item.explanation).indented(by: indent)
      }
    }
    if report.goesOn {
      lines += paragraph("deep \(report.depth + 1) goes back a step more.", .dim)
    }
    return lines
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
