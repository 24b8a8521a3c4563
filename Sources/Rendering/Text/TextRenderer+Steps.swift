import Formula
import Optimizers
import Session

// Several steps as a table that is measured in a first pass and written in a second one, since a
// walk's rows are computed when they are asked for and there may be millions.

extension TextRenderer {
  /// Up to this many steps are shown with everything they computed.
  private static let detailedSteps = 3
  /// How many steps an abridged table has at each end.
  private static let endRows = 5

  /// Where somebody stops it while the table is measured, its two ends are shown.
  func write(
    _ report: StepsReport, isInterrupted: () -> Bool, to sink: (StyledText) -> Void
  ) {
    guard report.rowCount > TextRenderer.detailedSteps else {
      report.visit { lines($0).forEach(sink) }
      return
    }
    var isStopped = false
    func isStoppedNow() -> Bool {
      isStopped = isStopped || isInterrupted()
      return isStopped
    }
    var report = report
    var pieces = report.ends(of: TextRenderer.endRows)
    var (table, fed) = measured(pieces, report.walk.machine.recipe, isInterrupted: isStoppedNow)
    let wasStopped = isStopped
    if wasStopped {
      report.isAbridged = true
      pieces = report.ends(of: TextRenderer.endRows)
      (table, fed) = measured(pieces, report.walk.machine.recipe) { false }
    }
    guard let table else { return }
    let columns = table.columns(within: room)
    sink(columns.map { styled($0.title, .heading).padded(to: $0.width, on: .leading) }.inARow)
    for (index, piece) in pieces.enumerated() {
      if index > 0 { sink(ellipsis.padded(to: columns[0].width, on: .leading)) }
      piece.visit(isInterrupted: { !wasStopped && isStoppedNow() }) { step in
        sink(columns.map { styled($0.text(step)).padded(to: $0.width, on: .leading) }.inARow)
      }
    }
    if isStopped { paragraph("stopped: not all steps are shown", .warning).forEach(sink) }
    notes(report, hidden: table.names(missingIn: columns), fed: fed).forEach(sink)
  }

  /// The table that has room for all steps, and those at which a gradient was fed.
  private func measured(
    _ pieces: [StepsReport], _ recipe: Recipe, isInterrupted: () -> Bool
  ) -> (table: StepsTable?, fed: [Int]) {
    var table: StepsTable?
    var fed: [Int] = []
    for piece in pieces {
      piece.visit(isInterrupted: isInterrupted) { step in
        if table == nil { table = StepsTable(step, recipe, self) }
        table?.measure(step)
        if step.isGradientFed { fed.append(step.step) }
      }
    }
    return (table, fed)
  }

  private func notes(_ report: StepsReport, hidden: [String], fed: [Int]) -> [StyledText] {
    var lines: [StyledText] = []
    if let first = report.walk.firstNonFinite, report.steps.contains(first.step) {
      lines += warning(NonFiniteReport(first, report.walk.machine))
    }
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

extension StepsReport {
  /// The whole, or its two ends where it is abridged.
  fileprivate func ends(of count: Int) -> [StepsReport] {
    // fits: a table has a few rows at each end
    guard isAbridged, rowCount > 2 * count + 1 else { return [self] }
    var (beginning, end) = (self, self)
    // fits: at most the last step
    let last = steps.lowerBound + (rowCount - 1) * stride
    // fits: there are more rows than at both ends
    beginning.steps = steps.lowerBound...steps.lowerBound + (count - 1) * stride
    // fits: there are more rows than at both ends
    end.steps = last - (count - 1) * stride...last
    return [beginning, end]
  }

  /// How many steps have a row.
  fileprivate var rowCount: Int { (steps.count - 1) / stride + 1 }
}
