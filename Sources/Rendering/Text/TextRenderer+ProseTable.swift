import Session

/// A table of prose: a title for each column, and cells.
struct ProseTable {
  var header: [[Prose.Inline]]
  var rows: [[[Prose.Inline]]]
}

extension TextRenderer {
  /// A table with its columns aligned; where it is too wide, its widest columns wrap.
  func lines(_ table: ProseTable, width: Int) -> [StyledText] {
    let gap = 3
    let all = [table.header] + table.rows
    // fits: counts begin at 0
    var widths = (0..<(all.map(\.count).max() ?? 0)).map { column in
      all.map { row in
        row.indices.contains(column) ? cell(row[column], Int.max).map(\.width).max() ?? 0 : 0
      }
      .max() ?? 0
    }
    let room = width - gap * max(widths.count - 1, 0)
    while widths.reduce(0, +) > room, let widest = widths.max(), widest > 4,
      let index = widths.firstIndex(of: widest)
    {
      widths[index] -= 1
    }
    let head = lines(table.header, .heading, widths, gap)
    let line = rule(widths.reduce(0, +) + gap * max(widths.count - 1, 0))
    return head + [line] + table.rows.flatMap { lines($0, .plain, widths, gap) }
  }

  private func cell(_ inlines: [Prose.Inline], _ width: Int, _ style: Style = .plain)
    -> [StyledText]
  {
    paragraph(inlines, style, width)
  }

  /// A row, which has as many lines as its highest cell.
  private func lines(_ row: [[Prose.Inline]], _ style: Style, _ widths: [Int], _ gap: Int)
    -> [StyledText]
  {
    let cells = zip(row, widths).map { cell($0, $1, style) }
    // fits: counts begin at 0
    return (0..<(cells.map(\.count).max() ?? 0)).map { line in
      zip(cells, widths).map { cell, width in
        (cell.indices.contains(line) ? cell[line] : StyledText()).padded(to: width)
      }
      .joined(by: .spaces(gap))
    }
  }
}
