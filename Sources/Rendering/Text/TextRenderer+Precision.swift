import Formula
import Session

extension TextRenderer {
  /// A walk in doubles, and the same in a narrower format.
  func lines(_ report: PrecisionReport) -> [StyledText] {
    let format = report.precision.rawValue
    var rows = [
      [
        styled("step \(report.step)", .dim), styled("float64", .dim), styled(format, .dim),
      ]
    ]
    for (index, parameter) in report.parameters.enumerated().prefix(NumberColumns.limit) {
      rows.append(
        row(name(parameter), report, report.actual.point[index], report.narrow.point[index]))
    }
    if report.parameters.count > NumberColumns.limit { rows.append([ellipsis]) }
    if let value = report.actual.objective, let narrow = report.narrow.objective {
      rows.append(row(name(.objective), report, value, narrow))
    }
    var table = PlainTable(rows: rows)
    if table.width > room { table.gap = 1 }
    var lines = table.lines
    guard report.rounding != nil || report.digit != nil else {
      return lines
        + paragraph(
          "Every number is the double rounded to \(format): nothing is lost so far.", .dim)
    }
    if let first = report.rounding {
      lines += loss("The last bit is off", first, report, style: .dim)
    }
    let digits = report.precision.digits
    if let first = report.digit {
      lines += loss(
        "A digit of \(digits) is lost", first, report, style: .warning)
    } else {
      lines += paragraph("No number has lost any of \(digits.counted("digit")) so far.", .dim)
    }
    if let move = report.move {
      let place = Notation(alphabet: alphabet).text(move.quantity)
      lines += paragraph(
        "Step \(move.step) leaves \(place) where it is: less than half a unit of its last bit was to "
          + "be taken off.", .warning)
    }
    return lines
  }

  private func loss(
    _ what: String, _ loss: AlternativeReport.Parting, _ report: PrecisionReport, style: Style
  ) -> [StyledText] {
    let place = Notation(alphabet: alphabet).text(loss.quantity)
    let line = loss.line.map { ", by the line \($0)" } ?? ""
    let when = loss.step == 0 ? "at the start" : "in step \(loss.step)"
    return paragraph(
      "\(what) first \(when), in \(place)\(line): \(narrow(loss.other, report)) for "
        + "\(wide(loss.actual)).", style)
  }

  private func row(
    _ title: StyledText, _ report: PrecisionReport, _ value: Double, _ other: Double
  ) -> [StyledText] {
    [title, styled(wide(value), .number), styled(narrow(other, report), .number)]
  }

  private func wide(_ value: Double) -> String { NumberFormat.roundTrip.text(value) }

  /// A number with as many digits as tell it from its neighbours.
  private func narrow(_ value: Double, _ report: PrecisionReport) -> String {
    NumberFormat.significant(report.precision.writtenDigits).text(value)
  }
}
