import Formula
import Session

extension TextRenderer {
  /// The verdict, the counterexample, and what does hold.
  func lines(_ report: ClaimReport) -> [StyledText] {
    var lines: [StyledText] = []
    switch report.verdict {
    case .refuted:
      let numbers = report.counterexample.map { assignment($0.name, $0.value) }
      lines += flow(numbers, behind: styled("Refuted", .warning))
    case .proved:
      lines += paragraph("Proved.", .good)
    case .notRefuted where report.tried == 0 && !report.isInterrupted:
      lines += paragraph("Nothing was tried: no round number meets the condition.", .warning)
    case .notRefuted where report.undecided == report.tried && !report.isInterrupted:
      let all = report.tried.counted(report.noun)
      lines += paragraph("Nothing was decided: \(all) said neither yes nor no.", .warning)
    case .notRefuted:
      let tried = report.tried.counted(report.noun)
      lines += paragraph(
        report.isInterrupted ? "Stopped; not refuted in \(tried)." : "Not refuted in \(tried).",
        report.isInterrupted ? .warning : .plain)
    }
    if let finding = report.finding { lines += paragraph(finding.text(numbers)) }
    if report.verdict == .notRefuted, report.undecided > 0, report.undecided < report.tried {
      lines += paragraph("\(report.undecided) of them said neither yes nor no.", .dim)
    }
    if let reason = report.reason { lines += paragraph(reason.text(numbers)) }
    if !report.commands.isEmpty {
      lines.append(styled("To see it:", .dim))
      lines += report.commands.flatMap { styled($0, .formula).wrapped(to: room - 2) }.indented(
        by: 2)
    }
    return lines
  }
}
