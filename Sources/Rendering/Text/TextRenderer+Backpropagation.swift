import Formula
import Session

extension TextRenderer {
  /// The parts of f, then the derivatives by each, with the rules that they are taken by.
  func lines(_ report: BackpropagationReport) -> [StyledText] {
    if case .line(let number, let count) = report.part, let line = report.lines.first {
      return lines(line, number, count, report.substituted)
    }
    var lines: [StyledText] = []
    let forward = report.lines.filter { $0.variable == nil }
    let backward = report.lines.filter { $0.variable != nil }
    if !forward.isEmpty {
      lines.append(styled("forward, from the leaves to f", .dim))
      lines += table(forward)
    }
    lines.append(styled("backward, from f to the leaves", .dim))
    lines += table(backward)
    return lines
  }

  private func table(_ lines: [Backpropagation.Line]) -> [StyledText] {
    let rows = lines.map { [sides($0), value($0.value), styled(rules($0), .dim)] }
    let table = PlainTable(rows: rows, leading: [0, 2])
    if table.width <= room { return table.lines }
    // Where a row is too long, its numbers go below its formula.
    return lines.flatMap { line in
      let formula = sides(line)
      let head = line.rules.isEmpty ? formula : formula + .spaces(3) + styled(rules(line), .dim)
      let values = valueRows(line.value)
      if case .scalar = line.value, head.width + values[0].width + 3 <= room {
        return [head + .spaces(3) + values[0]]
      }
      return head.wrapped(to: room)
        + values.map { $0.cut(to: room - 4, mark: ellipsis) }.indented(by: 4)
    }
  }

  /// A number, or lists of them, a row of a matrix a line, as far as a screen has room.
  private func valueRows(_ value: Value) -> [StyledText] {
    if case .scalar(let number) = value { return [self.number(number)] }
    let most = 6
    let rows = value.rows.prefix(most).map { row in
      styled("[") + row.prefix(40).map { number($0) }.joined(by: styled(", "))
        + (row.count > 40 ? styled(", …]") : styled("]"))
    }
    return value.rows.count > most ? rows + [ellipsis] : rows
  }

  /// `∂f/∂x = ∂f/∂v1·2·x = 2·x`.
  private func sides(_ line: Backpropagation.Line) -> StyledText {
    var result = name(line.name)
    var shown: [Expression] = []
    for formula in [line.formula, line.written].compactMap({ $0 }) where !shown.contains(formula) {
      result += styled(" = ") + self.formula(formula)
      shown.append(formula)
    }
    return result
  }

  private func rules(_ line: Backpropagation.Line) -> String {
    line.rules.joined(separator: " + ")
  }

  /// A number; of a list or a matrix the first ones.
  private func value(_ value: Value) -> StyledText {
    guard case .scalar(let number) = value else {
      let rows = value.rows.map { row in
        styled("[") + items(row).joined(by: styled(", ")) + styled("]")
      }
      guard rows.count > 1 else { return rows.first ?? StyledText() }
      let more = rows.count > 2 ? [ellipsis] : []
      return styled("[") + (rows.prefix(2) + more).joined(by: styled(", ")) + styled("]")
    }
    return self.number(number)
  }

  private func items(_ numbers: [Double]) -> [StyledText] {
    let most = 4
    let shown = numbers.prefix(most).map { number($0) }
    return numbers.count > most ? shown + [ellipsis] : shown
  }

  /// One line: its formula, the numbers put in, what comes out, and the rule.
  private func lines(
    _ line: Backpropagation.Line, _ number: Int, _ count: Int, _ substituted: Expression?
  ) -> [StyledText] {
    let way = line.variable == nil ? "forward" : "backward"
    var head = styled("f, line \(number) of \(count)", .heading) + styled(", \(way)", .dim)
    if !line.rules.isEmpty { head += styled("   \(rules(line))", .dim) }
    var text = sides(line)
    if let substituted { text += styled(" = ") + formula(substituted) }
    // What is a number already is not said twice.
    let last = substituted ?? line.written ?? line.formula
    if last?.kind != value(of: line) { text += styled(" = ") + value(line.value) }
    return head.wrapped(to: room) + text.wrapped(to: room - 2).indented(by: 2)
  }

  private func value(of line: Backpropagation.Line) -> Expression.Kind? {
    if case .scalar(let number) = line.value { .number(number) } else { nil }
  }
}
