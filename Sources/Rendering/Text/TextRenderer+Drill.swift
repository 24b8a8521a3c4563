import Formula
import Session

extension TextRenderer {
  /// An exercise: what is given, the lines that are worked out, and those that aren't.
  func lines(_ drill: DrillReport) -> [StyledText] {
    var lines = drill.title.map { paragraph($0.text(numbers), .heading) } ?? []
    if let story = drill.story { lines += paragraph(story.text(numbers), .plain) }
    lines += byStep(drill.rows)
    for (index, choice) in drill.choices.enumerated() {
      let mark = styled("\(index + 1). ")
      lines += paragraph(choice.text(numbers), .plain).enumerated().map { row, text in
        (row == 0 ? mark : .spaces(mark.width)) + text
      }
    }
    if let formula = drill.heading {
      lines.append(name(.objective) + styled(" = ") + self.formula(formula, squares: []))
    }
    lines += flow(drill.given.map { assignment($0.name, $0.value, .name) })
    guard drill.heading == nil else { return lines }
    let width = drill.lines.map { name($0.target).width }.max() ?? 0
    let rows: [(text: StyledText, value: StyledText)] = drill.lines.map { line in
      (
        name(line.target).padded(to: width) + styled(" = ")
          + formula(line.formula, squares: drill.squares),
        line.value.map { number($0) } ?? styled("?", .heading)
      )
    }
    let column = rows.map(\.text.width).max() ?? 0
    for (text, value) in rows {
      let line = text.padded(to: column + 3) + value
      lines += line.width <= room ? [line] : text.wrapped(to: room) + [.spaces(4) + value]
    }
    return lines
  }

  /// Numbers in columns, one a step.
  private func byStep(_ rows: [DrillReport.Row]) -> [StyledText] {
    guard !rows.isEmpty else { return [] }
    let steps = rows[0].values.indices.map { styled("\($0 + 1)", .dim) }
    let numbers = rows.map { row in [name(row.name)] + row.values.map { number($0) } }
    return PlainTable(rows: [[styled("step", .dim)] + steps] + numbers).lines
  }
}
