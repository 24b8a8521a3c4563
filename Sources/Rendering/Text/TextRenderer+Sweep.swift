import Formula
import Session

extension TextRenderer {
  /// A sweep: a table with a bar a walk over one hyper-parameter, shaded cells over two.
  func lines(_ report: SweepReport) -> [StyledText] {
    var lines = head(report) + [StyledText()]
    lines += report.axes.count == 1 ? curve(report) : map(report)
    lines += [StyledText()] + best(report)
    if report.isInterrupted { lines += paragraph("stopped before the end", .warning) }
    return lines
  }

  private func head(_ report: SweepReport) -> [StyledText] {
    let steps = report.limit == 1 ? "1 step" : "\(report.limit) steps"
    let what = report.condition.map { "steps to \(notation().text($0)), at most \(steps)" }
    let ranges = report.axes.map { axis in
      let ends = [axis.values.first, axis.values.last].map { numbers.text($0 ?? .nan) }
      let scale = axis.isLogarithmic ? " log" : ""
      return name(axis.name) + styled(" = \(ends[0])..\(ends[1])\(scale)")
    }
    let fixed = report.fixed.map { assignment($0.name, $0.setting) }
    let scale = SweepScale(report)
    let hasBars =
      report.axes.count == 1 && scale.isLogarithmic
      && report.cells.contains { barLength(scale.badness($0)) > 0 }
    return flow(ranges + fixed, behind: styled(report.optimizer, .heading))
      + paragraph(
        (what ?? "f after \(steps); it was \(numbers.text(report.startValue)) at the start")
          + (hasBars ? "; bars grow with the logarithm" : ""))
  }

  private func best(_ report: SweepReport) -> [StyledText] {
    guard let best = report.best else { return paragraph("no walk came to an end", .warning) }
    let values = zip(report.axes, report.values(of: best)).map { assignment($0.name, $1, .name) }
    return flow(
      values + [styled(result(report.cells[best], report), .good)],
      behind: styled("best", .heading))
  }

  /// What a cell came to, in words.
  private func result(_ cell: SweepReport.Cell, _ report: SweepReport) -> String {
    switch cell {
    case .value(let value) where report.condition != nil:
      value == 1 ? "1 step" : "\(numbers.text(value)) steps"
    case .value(let value): "f = \(numbers.text(value))"
    case .notReached: "not reached"
    case .above(let value): "f = \(numbers.text(value)), above the start"
    case .diverged(let step): "diverged at step \(step)"
    case .unfinished: "stopped"
    }
  }
}

// MARK: - One hyper-parameter

extension TextRenderer {
  private static let barWidth = 24
  /// A longer curve shows some of its rows, and always the best.
  private static let curveRows = 40

  /// A row a value; the bar is the longer, the worse.
  private func curve(_ report: SweepReport) -> [StyledText] {
    let axis = report.axes[0]
    let scale = SweepScale(report)
    // Each look for it goes through all cells.
    let best = report.best
    let all = report.cells.enumerated().map { index, cell -> [StyledText] in
      let isBest = index == best
      let style: Style =
        switch cell {
        case .value: isBest ? .good : .number
        case .notReached: .dim
        case .above, .diverged, .unfinished: .warning
        }
      let mark =
        isBest ? styled(alphabet == .unicode ? " ◆ best" : " <- best", .good) : StyledText()
      return [
        number(axis.values[index]), styled(result(cell, report), style),
        bar(scale.badness(cell)) + mark,
      ]
    }
    let every = (report.cells.count - 1) / TextRenderer.curveRows + 1
    let shown = report.cells.indices.filter { $0.isMultiple(of: every) || $0 == best }
    let titles = [name(axis.name, .heading), StyledText(), StyledText()]
    var table = PlainTable(rows: [titles] + shown.map { all[$0] }, leading: [2])
    if table.width > room {
      table.rows =
        [[titles[0], StyledText(), StyledText()]]
        + shown.map {
          [all[$0][0], all[$0][1], $0 == best ? styled("*", .good) : StyledText()]
        }
    }
    return table.lines
  }

  private func barLength(_ part: Double?) -> Int {
    max(Int(clamping: ((part ?? 0) * Double(TextRenderer.barWidth)).rounded()), 0)
  }

  /// A bar as long as a part of the longest.
  func bar(_ part: Double?, _ style: Style = .dim) -> StyledText {
    let count = barLength(part)
    return styled(String(repeating: alphabet == .unicode ? "▪" : "#", count: count), style)
  }
}

// MARK: - Two hyper-parameters

extension TextRenderer {
  /// Cells from good, full, to bad, empty; the second hyper-parameter goes upwards.
  private func map(_ report: SweepReport) -> [StyledText] {
    let (across, up) = (report.axes[0], report.axes[1])
    let scale = SweepScale(report)
    let best = report.best
    let labels = up.values.map { number($0) }
    let labelWidth = max(labels.map(\.width).max() ?? 0, name(up.name).width)
    // Two columns a cell look square; one is what a narrow window has room for.
    // fits: an axis has at most a thousand values
    let cellWidth = labelWidth + 2 + 2 * across.values.count <= room ? 2 : 1
    var lines = [name(up.name, .heading)]
    for row in up.values.indices.reversed() {
      let cells = across.values.indices.map { column in
        // fits: an index of a cell
        let isBest = row * across.values.count + column == best
        return self.cell(report[column, row], scale, isBest: isBest, width: cellWidth)
      }
      lines.append(labels[row].padded(to: labelWidth, on: .leading) + .spaces(2) + cells.joined())
    }
    // fits: an axis has at most a thousand values
    let width = cellWidth * across.values.count
    let ends = [across.values.first, across.values.last].map { number($0 ?? .nan) }
    let middle = name(across.name, .heading)
    let left = max((width - middle.width) / 2 - ends[0].width, 1)
    let below = ends[0] + .spaces(left) + middle
    lines.append(
      .spaces(labelWidth + 2) + below
        + ends[1].padded(to: max(width - below.width, ends[1].width + 1), on: .leading))
    return lines + legend(scale, report)
  }

  private static let shades = (unicode: ["█", "▓", "▒", "░"], ascii: ["#", "*", "+", "-"])

  private func cell(
    _ cell: SweepReport.Cell, _ scale: SweepScale, isBest: Bool, width: Int
  ) -> StyledText {
    func filled(_ sign: String, _ style: Style) -> StyledText {
      styled(String(repeating: sign, count: width), style)
    }
    let isUnicode = alphabet == .unicode
    if isBest { return filled(isUnicode ? "◆" : "O", .good) }
    switch cell {
    case .above, .diverged: return filled(isUnicode ? "×" : "x", .error)
    case .unfinished: return filled("?", .dim)
    case .notReached: return filled(isUnicode ? "·" : ".", .dim)
    case .value:
      let part = scale.badness(cell) ?? 1
      let shades = isUnicode ? TextRenderer.shades.unicode : TextRenderer.shades.ascii
      return filled(
        shades[min(Int(clamping: part * Double(shades.count)), shades.count - 1)], .plain)
    }
  }

  private func legend(_ scale: SweepScale, _ report: SweepReport) -> [StyledText] {
    let isUnicode = alphabet == .unicode
    let shades = isUnicode ? TextRenderer.shades.unicode : TextRenderer.shades.ascii
    var items = [styled(isUnicode ? "◆" : "O", .good) + styled(" best", .dim)]
    if scale.hasRange {
      items += shades.indices.map { index in
        let limit = scale.value(at: Double(index + 1) / Double(shades.count))
        return styled(shades[index])
          + styled(" < \(NumberFormat.significant(2).text(limit))", .dim)
      }
    }
    if report.condition != nil {
      items.append(styled(isUnicode ? "·" : ".", .dim) + styled(" not reached", .dim))
    }
    items.append(styled(isUnicode ? "×" : "x", .error) + styled(" went up, or diverged", .dim))
    return [StyledText()] + flow(items, gap: 2)
  }
}
