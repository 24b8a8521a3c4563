import Formula
import Optimizers
import Session

extension TextRenderer {
  /// Two recipes side by side; a sign stands where they differ, and marks the first such line.
  ///
  ///       rmsprop                              adagrad
  ///       g²    = g^2                          g² = g^2
  ///     > E[g²] = beta·E[g²] + (1 − beta)·g²   G  = G + g²      the first difference
  func lines(_ report: DifferenceReport) -> [StyledText] {
    // Signs of assignment below each other take room that two columns may not have.
    let layouts = [true, false].map { isAligned in
      (
        left: column(report.rows.map(\.left), report.left, isAligned: isAligned),
        right: column(report.rows.map(\.right), report.right, isAligned: isAligned)
      )
    }
    let fitting = layouts.first { 2 + width($0.left) + 3 + width($0.right) <= room }
    let (left, right) = fitting ?? layouts[0]
    let marks = [styled("  ")] + report.rows.indices.map { mark($0, report) }
    var lines: [StyledText] = origin(report)
    if fitting != nil {
      lines += zip(left, right).enumerated().flatMap { index, pair in
        beside(pair.0, pair.1, width(left)).hanging(behind: marks[index])
      }
    } else {
      // With no room for two columns the lines of the right stand below those of the left.
      for (index, pair) in zip(left, right).enumerated() {
        lines += (pair.0 + pair.1.indented(by: 2)).filter { !$0.isEmpty }
          .flatMap { $0.wrapped(to: room - 4) }.hanging(behind: marks[index])
      }
    }
    return lines + summary(report)
  }

  private func width(_ column: [[StyledText]]) -> Int { column.joined().map(\.width).max() ?? 0 }

  private func beside(_ left: [StyledText], _ right: [StyledText], _ width: Int) -> [StyledText] {
    // fits: counts begin at 0
    (0..<max(left.count, right.count)).map { index in
      let first = index < left.count ? left[index] : StyledText()
      return index < right.count ? first.padded(to: width + 3) + right[index] : first
    }
  }

  /// The heading of a column and then each row's lines.
  private func column(
    _ lines: [DifferenceReport.Line?], _ side: DifferenceReport.Side, isAligned: Bool
  ) -> [[StyledText]] {
    let widest = lines.compactMap { $0.map { name($0.target).width } }.max() ?? 0
    let hypers = side.hypers.map { assignment($0.name, $0.setting) }
    let head =
      [styled(side.recipe.name, .heading)] + (hypers.isEmpty ? [] : flow(hypers, width: 36))
    return [head]
      + lines.map { line in
        guard let line else { return [styled("–", .dim)] }
        let target = name(line.target).padded(to: isAligned ? widest : 0)
        let text =
          target + styled(" = ")
          + formula(line.formula, squares: side.recipe.squares)
        guard let values = line.values else { return [text] }
        let shown = values.prefix(NumberColumns.limit).map { number($0) }
        let more = values.count > shown.count ? [ellipsis] : []
        return [text, .spaces(target.width + 3) + (shown + more).joined(by: styled(", "))]
      }
  }

  private func mark(_ index: Int, _ report: DifferenceReport) -> StyledText {
    if index == report.firstDifference { return styled("> ", .warning) }
    return report.rows[index].isSame ? styled("  ") : styled("| ", .dim)
  }

  private func origin(_ report: DifferenceReport) -> [StyledText] {
    guard let origin = report.origin else { return [] }
    var items = zip(origin.parameters, origin.point).map { assignment($0, $1) }
    if items.count > NumberColumns.limit { items = items.prefix(3) + [ellipsis] }
    items.append(assignment(.objective, origin.objective))
    let place = origin.step == 0 ? "the start" : "step \(origin.step)"
    return flow(items, behindOrBelow: styled("one step of both from \(place)", .dim)) + [
      StyledText()
    ]
  }

  /// Where the steps of both lead, then where the recipes begin to differ.
  private func summary(_ report: DifferenceReport) -> [StyledText] {
    let lines = steps(report)
    guard let first = report.firstDifference else {
      return lines + paragraph("The two recipes have the same lines.")
    }
    let row = report.rows[first]
    let target = row.left?.target ?? row.right?.target
    let text = target.map { notation().text($0) } ?? ""
    let apart = report.apart.map { step, distance in
      " After step \(step) they are \(numbers.text(distance)) apart."
    }
    return lines
      + paragraph("They differ first at >, in what becomes of \(text)." + (apart ?? ""), .dim)
  }

  /// A row for each step, with θ and f of both.
  private func steps(_ report: DifferenceReport) -> [StyledText] {
    let sides = [report.left, report.right].filter { !$0.steps.isEmpty }
    guard let first = sides.first else { return [] }
    let labels = first.steps.map { styled("step \($0.number)", .dim) }
    let columns = sides.map { side in
      [[styled(side.recipe.name, .heading)]] + side.steps.map(place)
    }
    let label = (labels.map(\.width).max() ?? 0) + 3
    let widths = columns.map(width)
    // fits: widths of a few columns
    let isTable = label + widths.reduce(0, +) + 3 * (columns.count - 1) <= room
    var lines = [StyledText()]
    for (index, head) in ([StyledText()] + labels).enumerated() {
      let cells = columns.map { $0[index] }
      if isTable {
        lines += beside(cells[0], cells.dropFirst().first ?? [], widths[0])
          .hanging(behind: head.padded(to: label))
      } else if index > 0 {
        for (cell, side) in zip(cells, sides) {
          lines += flow(
            cell, behindOrBelow: head + .spaces(2) + styled(side.recipe.name, .heading))
        }
      }
    }
    return lines
  }

  /// θ's numbers and, below them, f.
  private func place(_ step: DifferenceReport.Step) -> [StyledText] {
    let shown = step.point.prefix(NumberColumns.limit).map { number($0) }
    let more = step.point.count > shown.count ? [ellipsis] : []
    return [(shown + more).joined(by: styled(", ")), assignment(.objective, step.objective)]
  }
}
