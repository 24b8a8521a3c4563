/// Cells in columns, each as wide as its widest cell; names are flush left, numbers right.
struct PlainTable {
  var rows: [[StyledText]]
  /// The columns between two columns.
  var gap = 3
  /// Which columns are flush left.
  var leading: Set<Int> = [0]

  /// The rows as lines; blanks at their ends are dropped when they are written.
  var lines: [StyledText] {
    let widths = widths
    return rows.map { row in
      row.enumerated().map { index, cell in
        cell.padded(
          to: widths[index], on: leading.contains(index) ? .trailing : .leading)
      }.joined(by: .spaces(gap))
    }
  }

  var width: Int { widths.reduce(0, +) + gap * max(widths.count - 1, 0) }

  private var widths: [Int] {
    let count = rows.map(\.count).max() ?? 0
    return (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
    }
  }
}
