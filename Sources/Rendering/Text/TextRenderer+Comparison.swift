import Formula
import Optimizers
import Session

extension TextRenderer {
  /// Several walks side by side: what each was given, f along the way, and where each ended.
  ///
  ///     f = x² + 10·y² from x = 4, y = 1, 50 steps each
  ///     gd        lr = 0.05
  ///     rmsprop   lr = 0.1   beta = 0.9   eps = 1e-08
  ///
  ///     f at step         1         10           50
  ///     gd            13.56    2.10737   0.00059…
  func lines(_ report: ComparisonReport) -> [StyledText] {
    var lines = head(report) + hypers(report) + [StyledText()]
    lines += values(report)
    let below = thresholds(report)
    if !below.isEmpty { lines += [StyledText()] + below }
    let counts = evaluations(report)
    if !counts.isEmpty { lines += [StyledText()] + counts }
    lines += [StyledText()] + ends(report)
    lines += report.runs.flatMap { run in
      [run.nonFinite.map { warning($0) }, run.outside.map { warning($0) }].compactMap { $0 }
        .flatMap { $0.hanging(behind: styled("\(run.name): ", .name)) }
    }
    if report.isInterrupted { lines += paragraph("stopped before the end", .warning) }
    return lines
  }

  private func head(_ report: ComparisonReport) -> [StyledText] {
    let steps = report.limit == 1 ? "1 step" : "\(report.limit) steps"
    let length =
      report.evaluations.map { "as many steps as take \($0) evaluations" }
      ?? report.condition.map { "until \(notation().text($0)), at most \(steps)" }
      ?? "\(steps) each"
    var line = styled("f = ") + formula(report.objective) + styled(" from ")
    var point = zip(report.parameters, report.start).map { assignment($0, $1) }
    if point.count > NumberColumns.limit { point = point.prefix(3) + [ellipsis] }
    line += point.joined(by: styled(", ")) + styled("; \(length)")
    return line.wrapped(to: room)
  }

  private func hypers(_ report: ComparisonReport) -> [StyledText] {
    let width = report.runs.map { styled($0.name).width }.max() ?? 0
    return report.runs.flatMap { run -> [StyledText] in
      var items = run.hypers.map { assignment($0.name, $0.setting) }
      // A name that isn't the optimizer's own says too little.
      if run.name.prefix(while: { $0 != " " }) != run.optimizer {
        items.insert(styled(run.optimizer, .heading), at: 0)
      }
      if !run.hasSameStart { items.append(styled("from another start", .warning)) }
      return flow(items, behindOrBelow: styled(run.name, .name).padded(to: width))
    }
  }

  /// f at the report's steps, as many as there is room for: the last ones are never left out.
  private func values(_ report: ComparisonReport) -> [StyledText] {
    func table(_ columns: [Int]) -> PlainTable {
      let titles = columns.map { styled(String(report.steps[$0]), .heading) }
      let rows = report.runs.enumerated().map { index, run in
        [styled(run.name, .name)]
          + columns.map { column in cell(run, column, isBest: report.isBest(index, column)) }
      }
      return PlainTable(rows: [[styled("f at step", .heading)] + titles] + rows)
    }
    var columns = Array(report.steps.indices)
    while columns.count > 1, table(columns).width > room { columns.remove(at: columns.count / 2) }
    return table(columns).lines
  }

  private func cell(_ run: ComparisonReport.Run, _ column: Int, isBest: Bool) -> StyledText {
    guard let value = run.values[column] else { return styled("·", .dim) }
    guard value.isFinite else { return styled(numbers.text(value), .warning) }
    return styled(numbers.text(value), isBest ? .good : .number)
  }

  private func thresholds(_ report: ComparisonReport) -> [StyledText] {
    guard !report.thresholds.isEmpty else { return [] }
    func table(_ count: Int) -> PlainTable {
      let titles = report.thresholds.prefix(count)
        .map { styled("f < \(numbers.text($0))", .heading) }
      let rows = report.runs.map { run in
        [styled(run.name, .name)]
          + run.firstBelow.prefix(count)
          .map { $0.map { number(Double($0)) } ?? styled("never", .dim) }
      }
      return PlainTable(rows: [[styled("first step with", .heading)] + titles] + rows)
    }
    var count = report.thresholds.count
    while count > 1, table(count).width > room { count -= 1 }
    return table(count).lines
  }

  /// How often each asked for f and for ∂f, where that isn't a gradient a step for all.
  private func evaluations(_ report: ComparisonReport) -> [StyledText] {
    let isPlain = report.runs.allSatisfy {
      $0.evaluations == EvaluationCount(values: 0, gradients: $0.stepCount)
    }
    guard report.evaluations != nil || !isPlain else { return [] }
    let hasHessians = report.runs.contains { $0.evaluations.hessians > 0 }
    let rows = report.runs.map { run in
      let hessians = hasHessians ? [run.evaluations.hessians] : []
      let counts =
        [run.evaluations.values, run.evaluations.gradients] + hessians + [run.evaluations.all]
      return [styled(run.name, .name)] + counts.map { number(Double($0)) }
    }
    let titles = ["asked for", "f", "∂f"] + (hasHessians ? ["∂²f", "all"] : ["both"])
    let note = "A Hessian counts as a gradient for each of its columns."
    return PlainTable(rows: [titles.map { styled($0, .heading) }] + rows).lines
      + (hasHessians ? paragraph(note, .dim) : [])
  }

  private func ends(_ report: ComparisonReport) -> [StyledText] {
    let width = report.runs.map { styled($0.name).width }.max() ?? 0
    return report.runs.enumerated().flatMap { index, run -> [StyledText] in
      var items = zip(report.parameters, run.point).map { assignment($0, $1) }
      if items.count > NumberColumns.limit { items = items.prefix(3) + [ellipsis] }
      items.append(assignment(.objective, run.value))
      switch run.end {
      case .diverged: items.append(styled("diverged at step \(run.stepCount)", .warning))
      case .conditionMet: items.append(styled("reached it", .good))
      case .done where report.condition != nil:
        items.append(styled("did not reach it", .warning))
      default: break
      }
      if index == report.best, report.runs.count > 1 { items.append(styled("lowest", .good)) }
      let head =
        styled(run.name, .name).padded(to: width) + styled("   step \(run.stepCount)", .dim)
      return flow(items, behindOrBelow: head)
    }
  }
}

extension ComparisonReport {
  /// Whether a run's f is the lowest at a step.
  fileprivate func isBest(_ run: Int, _ column: Int) -> Bool {
    guard runs.count > 1, let value = runs[run].values[column], value.isFinite else { return false }
    return !runs.contains { other in other.values[column].map { $0 < value } ?? false }
  }
}
