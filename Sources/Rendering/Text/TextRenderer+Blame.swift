import Formula
import Session

extension TextRenderer {
  /// The most rows of a list of parts; where there are more steps, a row is for several.
  private static let blameRows = 20

  /// A derivative through all steps, and what each adds to it.
  func lines(_ report: BlameReport) -> [StyledText] {
    let outcome = formula(report.outcome)
    let head =
      outcome + styled(" at step \(report.step)") + styled(" = ") + number(report.value)
    let slope =
      styled("∂(") + outcome + styled(")/∂(\(report.cause)) = ") + number(report.total)
      + styled("  what a little more of \(report.cause) makes of it", .dim)
    var lines = head.wrapped(to: room) + slope.wrapped(to: room)
    if !report.total.isFinite {
      lines += paragraph(
        "Somewhere on the way a line of the recipe has no derivative, as a root has none at 0.",
        .warning)
    } else if report.parts.isEmpty {
      lines += paragraph("No step had a part in it.", .dim)
    } else if report.parts.count > 1 {
      lines += table("part", report.parts.map { ($0.step, $0.part) }, isSum: true)
    }
    if !report.nudges.isEmpty {
      lines += paragraph(
        "The same for a little more after each step, which only what came later could make of it:",
        .dim)
      lines += table("slope", report.nudges.map { ($0.step, $0.slope) }, isSum: false)
    }
    return lines
  }

  /// Numbers by step with bars; where there are many, sums over stretches of steps, or every so many.
  private func table(_ title: String, _ numbers: [(step: Int, value: Double)], isSum: Bool)
    -> [StyledText]
  {
    let every = (numbers.count - 1) / TextRenderer.blameRows + 1
    let groups = stride(from: 0, to: numbers.count, by: every).map { first in
      // fits: a stride's beginning and end within the list
      let group = numbers[first..<min(first + every, numbers.count)]
      let (low, high) = (group.first?.step ?? 0, group.last?.step ?? 0)
      let value = isSum ? group.reduce(0) { $0 + $1.value } : group.first?.value ?? 0
      return (label: isSum && low < high ? "\(low)–\(high)" : "\(low)", value: value)
    }
    let greatest = groups.map(\.value.magnitude).filter(\.isFinite).max() ?? 0
    let rows = groups.map { group -> [StyledText] in
      let part = greatest > 0 ? group.value.magnitude / greatest : 0
      return [
        styled(group.label), number(group.value),
        bar(part, group.value < 0 ? .good : .warning),
      ]
    }
    let titles = [styled("step", .dim), styled(title, .dim), StyledText()]
    return PlainTable(rows: [titles] + rows, leading: [2]).lines
  }
}
