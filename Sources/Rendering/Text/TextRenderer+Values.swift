import Formula
import Session

extension TextRenderer {
  /// `lr / √E[g²] = 0.0395285`; one number a parameter stands behind its name.
  func lines(_ report: ValueReport) -> [StyledText] {
    let formula = formula(report.formula)
    var lines: [StyledText]
    switch report.value {
    case .scalar(let value) where report.formula.isNumber:
      lines = [number(value)]
    case .scalar(let value):
      let sign = report.isCondition ? ": " : " = "
      lines = aligned(formula + styled(sign), text(value, report))
    case .vector(let values, let axis)
    where values.count == report.parameters.count && axis != .particles:
      lines = self.lines(formula, values, report)
    case .vector(let values, _):
      lines = list(formula, values, report)
    case .matrix:
      lines = matrix(formula, report)
    }
    return lines + (report.hint.map { paragraph($0, .dim) } ?? [])
  }

  private func text(_ value: Double, _ report: ValueReport) -> StyledText {
    guard report.isCondition else { return number(value) }
    return value.isNaN || value == 0 ? styled("no", .warning) : styled("yes", .good)
  }

  /// A value behind its formula, or below it where there is no room.
  private func aligned(_ head: StyledText, _ value: StyledText) -> [StyledText] {
    head.width + value.width <= room
      ? [head + value] : (head + value).wrapped(to: room - 2).hanging(behind: StyledText())
  }

  /// `[1, 2, 3]`; of a long list the first and the last numbers.
  private func list(_ formula: StyledText, _ values: [Double], _ report: ValueReport)
    -> [StyledText]
  {
    var items = values.map { text($0, report) }
    if items.count > 24 { items = items.prefix(12) + [ellipsis] + items.suffix(3) }
    let list = styled("[") + items.joined(by: styled(", ")) + styled("]")
    // A list of plain numbers needs no second spelling.
    let isSame = list.rendered(isColoured: false) == formula.rendered(isColoured: false)
    return isSame ? list.wrapped(to: room) : aligned(formula + styled(" = "), list)
  }

  /// The formula and below it the rows, as far as a screen has room for them.
  private func matrix(_ formula: StyledText, _ report: ValueReport) -> [StyledText] {
    let rows = report.value.rows
    let cells = rows.prefix(12).map { $0.map { text($0, report) } }
    let widths = (cells.first ?? []).indices.map { column in
      cells.map { $0[column].width }.max() ?? 0
    }
    var lines = cells.map { row in
      zip(row, widths).map { $0.padded(to: $1, on: .leading) }.joined(by: .spaces(2))
        .cut(to: room - 2, mark: ellipsis)
    }
    if rows.count > cells.count {
      lines.append(styled("… and \(rows.count - cells.count) more rows", .dim))
    }
    return (formula + styled(" =")).wrapped(to: room) + lines.indented(by: 2)
  }

  /// A number a parameter, each behind its parameter's name.
  private func lines(_ formula: StyledText, _ values: [Double], _ report: ValueReport)
    -> [StyledText]
  {
    let sign = report.isCondition ? " " : " = "
    var items = zip(report.parameters, values).map {
      name($0, .name) + styled(sign) + text($1, report)
    }
    if items.count > NumberColumns.limit, !report.isCondition {
      let (least, median, greatest) = NumberColumns.summary(values)
      items = items.prefix(3) + [ellipsis]
      items += zip(["min", "median", "max"], [least, median, greatest]).map {
        styled($0, .dim) + styled(" = ") + number($1)
      }
    }
    let line = flow(items, behind: formula)
    // Without the room for one line the values go below their formula.
    if line.count == 1 { return line }
    return formula.wrapped(to: room) + flow(items, width: room - 2).indented(by: 2)
  }
}

extension Expression {
  fileprivate var isNumber: Bool {
    switch kind {
    case .number: true
    case .negate(let operand): operand.isNumber
    default: false
    }
  }
}
