import Formula
import Session

extension TextRenderer {
  /// Up to this many steps are shown with everything they computed.
  private static let detailedSteps = 3
  /// How many steps an abridged table has at each end.
  private static let endRows = 5

  /// Several steps as a table.
  func write(
    _ report: StepsReport, isInterrupted: () -> Bool, to sink: (StyledText) -> Void
  ) {
    guard report.rows.count > TextRenderer.detailedSteps else {
      report.rows.visit { lines($0).forEach(sink) }
      return
    }
    var rows = LongTable(
      report.rows, isAbridged: report.isAbridged, endCount: TextRenderer.endRows)
    var table: StepsTable?
    var fed: Set<Int> = []
    rows.measure(isInterrupted: isInterrupted) { step in
      if table == nil { table = StepsTable(step, states: report.states, self) }
      table?.measure(step)
      if step.isGradientFed { fed.insert(step.step) }
    }
    guard let table else { return }
    let columns = table.columns(within: room)
    sink(columns.map { styled($0.title, .heading).padded(to: $0.width, on: .leading) }.inARow)
    rows.write(
      isInterrupted: isInterrupted,
      gap: { sink(ellipsis.padded(to: columns[0].width, on: .leading)) }
    ) { step in
      sink(columns.map { styled($0.text(step)).padded(to: $0.width, on: .leading) }.inARow)
    }
    if rows.isStopped { paragraph("stopped: not all steps are shown", .warning).forEach(sink) }
    notes(report, hidden: table.names(missingIn: columns), fed: fed.sorted()).forEach(sink)
  }

  private func notes(_ report: StepsReport, hidden: [String], fed: [Int]) -> [StyledText] {
    var lines: [StyledText] = []
    if let nonFinite = report.nonFinite { lines += warning(nonFinite) }
    if let outside = report.outside { lines += warning(outside) }
    if !fed.isEmpty {
      let numbers = fed.prefix(5).map { String($0) } + (fed.count > 5 ? ["…"] : [])
      let steps = fed.count == 1 ? "step" : "steps"
      lines += paragraph("g was fed by hand at \(steps) \(numbers.joined(separator: ", "))", .dim)
    }
    if !hidden.isEmpty {
      let last = report.steps.upperBound
      let names = hidden.joined(separator: ", ")
      lines += paragraph("Not shown: \(names). All of step \(last): trace \(last)..\(last)", .dim)
    }
    return lines
  }
}

extension [StyledText] {
  fileprivate var inARow: StyledText { joined(by: .spaces(3)) }
}
