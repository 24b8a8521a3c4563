import Formula
import Optimizers
import Session

extension TextRenderer {
  private static let shownFits = 6

  /// The recipes that make some numbers, and those that nearly do.
  func lines(_ report: WhoseReport) -> [StyledText] {
    let steps = (report.steps == 1 ? "this " : "these ") + report.steps.counted("step")
    var lines: [StyledText] = []
    switch report.fits.count {
    case 0 where report.isInterrupted: break
    case 0:
      lines += paragraph(
        "None of \(report.tried) recipes makes \(steps) with the values that were tried, with or "
          + "without a slip.", .warning)
      lines += paragraph(
        "What is given first is taken for where the walk begins, with no memory of steps before it.",
        .dim)
    case 1 where report.fits[0].slip != nil:
      lines += paragraph("No recipe makes \(steps), but one slip does:", .warning)
    case 1: lines += paragraph("One rule makes \(steps):", .good)
    default:
      lines += paragraph(
        "\(report.fits.count.counted("rule")) make \(steps), the likeliest first:", .warning)
    }
    for fit in report.fits.prefix(TextRenderer.shownFits) { lines += self.fit(fit) }
    if !report.isInterrupted, report.fits.allSatisfy({ $0.slip != nil }) {
      lines += paragraph("Values that change from step to step were not tried.", .dim)
    }
    if report.fits.count > TextRenderer.shownFits {
      lines += paragraph("… and \(report.fits.count - TextRenderer.shownFits) more", .dim)
    }
    if let telling = report.telling {
      lines += paragraph(
        "Step \(telling.step) would tell the first two apart: \(telling.quantity) = "
          + "\(numbers.text(telling.first)) or \(numbers.text(telling.second)).", .dim)
    } else if report.fits.count > 1 {
      lines += paragraph("More digits would tell them apart.", .dim)
    }
    if report.isThin, report.fits.count < 2 {
      lines += paragraph(
        "The numbers are few or hardly move in the digits given, so this is not sure: "
          + "more digits or more steps tell more.", .warning)
    }
    if !report.misses.isEmpty {
      lines += paragraph("The nearest others part here:", .dim)
      lines += PlainTable(rows: report.misses.map(row), leading: [0]).lines
    }
    if report.isInterrupted {
      lines += paragraph("Stopped before all of \(report.tried) recipes were tried.", .warning)
    }
    return lines
  }

  private func fit(_ fit: WhoseReport.Fit) -> [StyledText] {
    let items = fit.hypers.map { assignment($0.name, $0.setting) }
    var lines = flow(items, behind: styled(fit.optimizer, .heading)).indented(by: 2)
    func note(_ text: String, _ style: Style) {
      lines += styled(text, style).wrapped(to: min(room, readingRoom) - 4).indented(by: 4)
    }
    for convention in fit.switches { note("\(convention.words): \(convention.command)", .plain) }
    if let slip = fit.slip { note(slip, .warning) }
    if !fit.untold.isEmpty {
      let names = fit.untold.map { notation().text($0) }.joined(separator: ", ")
      note("these numbers don't tell \(names)", .dim)
    }
    if !fit.equals.isEmpty {
      note("the same walk: " + fit.equals.map(text).joined(separator: ", "), .dim)
    }
    return lines
  }

  /// A name, with what has to be set for it in brackets.
  private func text(_ equal: WhoseReport.Equal) -> String {
    let switches = equal.switches.map(\.command)
    return equal.optimizer
      + (switches.isEmpty ? "" : " (\(switches.joined(separator: ", ")))")
  }

  private func row(_ miss: WhoseReport.Miss) -> [StyledText] {
    // Two that are written alike in six digits take more.
    let isAlike = numbers.text(miss.value) == numbers.text(miss.given)
    let format = isAlike ? NumberFormat.significant(12) : numbers
    return [
      styled("  \(miss.optimizer)"), styled("step \(miss.step)", .dim),
      name(miss.quantity) + styled(" = ") + styled(format.text(miss.value), .number),
      styled("given ", .dim) + styled(format.text(miss.given), .number),
    ]
  }
}
