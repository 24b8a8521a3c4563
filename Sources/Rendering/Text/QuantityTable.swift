import Formula

/// Quantities by row: a name, a formula, and numbers under the parameters' names.
///
///     step 1                                     x          y
///     g            ∂f/∂θ                         8         20
///     f            26 → 18.2456
struct QuantityTable {
  var title: StyledText
  var parameters: [String]
  var rows: [Row] = []

  struct Row {
    var name: StyledText
    var formula: StyledText?
    var content: Content
  }

  enum Content {
    case numbers([Double])
    /// What stands behind the name across all columns.
    case text(StyledText)
  }
}

extension TextRenderer {
  /// A table's lines, in the layout that shows the most of what fits.
  ///
  /// Formulas have a column of their own; where that gets too narrow, each goes below its
  /// quantity. Numbers that still don't fit are rounded further, and at last summarised.
  func lines(_ table: QuantityTable) -> [StyledText] {
    var rounding = self
    rounding.numbers = .significant(4)
    let layouts = layouts(table)
    let rounded = rounding.layouts(table)
    let choices =
      layouts.filter { $0.columns == .all }.map { (self, $0) }
      + rounded.filter { $0.columns == .all && $0.formulaWidth == nil }.map { (rounding, $0) }
      + layouts.filter { $0.columns != .all }.map { (self, $0) }
    for (renderer, layout) in choices {
      let fitting = layout.narrowed(to: room)
      if fitting.width <= room { return renderer.lines(table, fitting) }
    }
    return choices.last.map { $0.0.lines(table, $0.1.narrowed(to: room)) } ?? []
  }

  /// The layouts there are, with formulas in a column first.
  private func layouts(_ table: QuantityTable) -> [QuantityLayout] {
    let widest =
      table.rows.compactMap { row -> Int? in
        if case .numbers = row.content { row.formula?.width } else { nil }
      }
      .max() ?? 0
    let choices = NumberColumns.choices(for: table.parameters.count)
    let beside = widest > 0 ? choices.filter(\.isTelling).map { layout(table, $0, widest) } : []
    return beside + choices.map { layout(table, $0, nil) }
  }

  private func layout(_ table: QuantityTable, _ columns: NumberColumns, _ formulaWidth: Int?)
    -> QuantityLayout
  {
    var widths = columns.titles(table.parameters).map {
      // Most numbers take eight columns, so that tables of one walk stand alike.
      $0.map { max(DisplayWidth.columns($0), 8) } ?? ellipsis.width
    }
    for row in table.rows {
      guard case .numbers(let numbers) = row.content else { continue }
      for (index, number) in columns.cells(numbers).enumerated() {
        widths[index] = max(widths[index], number.map { self.number($0).width } ?? 0)
      }
    }
    let names = table.rows.map(\.name.width).max() ?? 0
    let title = formulaWidth == nil ? table.title.width : 0
    return QuantityLayout(
      columns: columns, nameWidth: max(names, title), formulaWidth: formulaWidth, widths: widths)
  }

  private func lines(_ table: QuantityTable, _ layout: QuantityLayout) -> [StyledText] {
    let titles = layout.columns.titles(table.parameters).map {
      $0.map { styled($0, .heading) } ?? ellipsis
    }
    var lines = [table.title.padded(to: layout.numberStart) + layout.line(titles)]
    for row in table.rows {
      let name = row.name.padded(to: layout.textStart)
      switch row.content {
      case .text(let text):
        lines += text.wrapped(to: max(room - name.width, 10)).hanging(behind: name)
      case .numbers(let numbers):
        let cells = layout.line(
          layout.columns.cells(numbers).map { $0.map { number($0) } ?? StyledText() })
        if let width = layout.formulaWidth {
          let formula = (row.formula ?? StyledText()).wrapped(to: width)
          lines.append((name + formula[0]).padded(to: layout.numberStart) + cells)
          lines += formula.dropFirst().map { $0 }.indented(by: name.width + 2)
        } else {
          lines.append(name + cells)
          lines += (row.formula?.wrapped(to: room - 2) ?? []).indented(by: 2)
        }
      }
    }
    return lines
  }
}

/// Where things stand in a table of quantities.
private struct QuantityLayout: Hashable {
  var columns: NumberColumns
  var nameWidth: Int
  /// Nil where formulas go below their quantities.
  var formulaWidth: Int?
  var widths: [Int]
  /// The blanks between two numbers.
  var gap = 3

  /// A formula may wrap within its column, but not to shreds.
  static let leastFormulaWidth = 20
  static let nameGap = 2

  var textStart: Int { nameWidth + QuantityLayout.nameGap }
  var numberStart: Int { textStart + (formulaWidth.map { $0 + QuantityLayout.nameGap } ?? 0) }
  var width: Int {
    numberStart + widths.reduce(0, +) + gap * max(widths.count - 1, 0)
  }

  /// The layout with less room between and for formulas, where it is too wide.
  func narrowed(to room: Int) -> QuantityLayout {
    var result = self
    if width > room { result.gap = 2 }
    if let formulaWidth, result.width > room {
      let least = min(formulaWidth, QuantityLayout.leastFormulaWidth)
      result.formulaWidth = max(formulaWidth - (result.width - room), least)
    }
    return result
  }

  /// Cells under their titles, each at its column's right edge.
  func line(_ cells: [StyledText]) -> StyledText {
    zip(cells, widths).map { $0.padded(to: $1, on: .leading) }
      .joined(by: .spaces(gap))
  }
}

extension NumberColumns {
  /// Whether a formula column may take the room that more numbers would need.
  fileprivate var isTelling: Bool {
    switch self {
    case .all: true
    case .summary(let first, let hasMedian): first > 0 && hasMedian
    }
  }
}
