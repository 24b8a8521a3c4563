import Formula
import Optimizers
import Session

extension TextRenderer {
  /// Where two walks part, and where both end, side by side.
  func lines(_ report: AlternativeReport) -> [StyledText] {
    var lines = styled("what if \(report.change)", .heading).wrapped(to: room)
    let ends = (report.actual, report.other)
    lines += paragraph(parting(report), .dim)
    guard report.parting != nil || ends.0.step != ends.1.step else { return lines }
    var rows = [[StyledText(), styled("as it was", .dim), styled("what if", .dim)]]
    if let parting = report.parting {
      rows.append(row(formula(parting.quantity), parting.actual, parting.other))
      rows.append([StyledText()])
    }
    rows.append(
      [styled("in the end", .dim)]
        + [ends.0, ends.1].map { styled("step \($0.step)", .dim) })
    for (index, parameter) in report.parameters.enumerated().prefix(NumberColumns.limit) {
      rows.append(row(name(parameter), ends.0.point[index], ends.1.point[index]))
    }
    if report.parameters.count > NumberColumns.limit { rows.append([ellipsis]) }
    if let before = ends.0.objective, let after = ends.1.objective {
      rows.append(row(name(.objective), before, after))
    }
    lines += PlainTable(rows: rows).lines
    if let fault = ends.1.nonFinite {
      lines += paragraph(
        "The other is not finite from step \(fault.step) on.", .warning)
    }
    return lines + paragraph("plot shows both; keep makes the other yours.", .dim)
  }

  private func parting(_ report: AlternativeReport) -> String {
    guard let parting = report.parting else {
      return report.actual.step == report.other.step
        ? "Nothing would be otherwise, to the last bit."
        : "The steps that both have are the same, to the last bit; the other has fewer."
    }
    let place = parting.step == 0 ? "at the start" : "in step \(parting.step)"
    let line = parting.line.map { ", by the line \($0)" } ?? ""
    return parting.step <= 1
      ? "The two part \(place)\(line)." : "The same until then, they part \(place)\(line)."
  }

  /// Two numbers, with as many digits as show that they differ.
  private func row(_ title: StyledText, _ first: Double, _ second: Double) -> [StyledText] {
    let looksSame = first != second && numbers.text(first) == numbers.text(second)
    let format = looksSame ? .roundTrip : numbers
    return [title] + [first, second].map { styled(format.text($0), .number) }
  }
}
