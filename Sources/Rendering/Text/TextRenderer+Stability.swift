import Formula
import Optimizers
import RealModule
import Session

extension TextRenderer {
  /// The matrix of one step, its eigenvalues, and what becomes of a small distance.
  func lines(_ report: StabilityReport) -> [StyledText] {
    let stability = report.stability
    let point = zip(report.parameters, stability.point).map { assignment($0, $1) }
    let shown = point.count > NumberColumns.limit ? point.prefix(3) + [ellipsis] : point
    let head =
      styled(report.optimizer, .heading)
      + styled(" at rest, \(kind(stability)):", .dim)
    var lines = flow(shown, behindOrBelow: head)
    lines += flow(report.hypers.map { assignment($0.name, $0.value) })
    if let restless = stability.restless {
      lines += paragraph(
        "It has no point of rest: \(notation().text(restless.name)) goes on changing there.",
        .warning)
    } else {
      lines += matrix(report) + figures(report)
    }
    return lines + trial(report)
  }

  private func kind(_ stability: Stability) -> String {
    switch stability.curvature.kind {
    case .minimum: "a minimum"
    case .maximum: "a maximum"
    case .saddle: "a saddle"
    case .valley: "a valley's floor"
    case .ridge: "a ridge"
    case .flat, nil: "a flat point"
    }
  }

  /// The matrix, where there is room for it.
  private func matrix(_ report: StabilityReport) -> [StyledText] {
    let stability = report.stability
    let side = stability.side
    guard side <= NumberColumns.limit else {
      return paragraph(
        "One step multiplies the distances of \(report.names.prefix(3).joined(separator: ", ")), … "
          + "by a matrix of \(side) by \(side): the JSON form has it.", .dim)
    }
    var table = PlainTable(
      rows: [
        [styled("one step", .heading)] + report.names.map { styled(notationText($0), .heading) }
      ])
    for (row, name) in report.names.enumerated() {
      let numbers = stability.matrix.dropFirst(row * side).prefix(side)
      table.rows.append([styled(notationText(name), .name)] + numbers.map { number($0) })
    }
    if table.width > room {
      var rounding = self
      rounding.numbers = .significant(3)
      for row in report.names.indices {
        let numbers = stability.matrix.dropFirst(row * side).prefix(side)
        table.rows[row + 1] = [table.rows[row + 1][0]] + numbers.map { rounding.number($0) }
      }
      table.gap = 2
    }
    return table.lines.map { $0.width <= room ? $0 : $0.cut(to: room, mark: ellipsis) }
  }

  /// A quantity's name in the alphabet at hand.
  private func notationText(_ name: String) -> String {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return notation().text(Name(name)) }
    return notation().text(Name(parts[0]), component: Name(parts[1]))
  }

  private func figures(_ report: StabilityReport) -> [StyledText] {
    let stability = report.stability
    guard let values = stability.eigenvalues, let radius = stability.radius else {
      return paragraph(
        "The step has no derivative at rest, so that no matrix says what becomes of a small distance.",
        .warning)
    }
    let sign = alphabet == .unicode ? "±" : "+-"
    var items: [StyledText] = []
    for value in values where value.imaginary >= 0 && items.count < 8 {
      let tail =
        value.imaginary > 0
        ? styled(" \(sign) ") + number(value.imaginary) + styled("i") : StyledText()
      items.append(number(value.real) + tail)
    }
    var lines = flow(items, behind: styled("eigenvalues", .heading), gap: 3)
    lines +=
      (styled("radius") + .spaces(2) + number(radius) + styled(": ") + verdict(stability, radius))
      .wrapped(to: room)
    if let border = stability.border {
      lines +=
        (styled("border") + .spaces(2) + styled("\(report.rateName) = ") + number(border)
        + styled("  below it settles, above it grows", .dim)).wrapped(to: room)
    }
    if stability.dependsOnStep {
      lines += paragraph("The step depends on its number; this is the next one's.", .dim)
    }
    if !stability.isQuadratic {
      lines += paragraph("f is no quadratic: this holds near the point.", .dim)
    }
    return lines
  }

  private func verdict(_ stability: Stability, _ radius: Double) -> StyledText {
    let factor = NumberFormat.significant(4).text(radius)
    switch stability.verdict {
    case .settles:
      guard radius > 1e-12 else { return styled("settles at once", .good) }
      let steps = (Double.log(0.5) / Double.log(radius)).rounded(.up)
      let half = steps <= 1 ? "" : ", half of a distance in \(NumberFormat.short.text(steps)) steps"
      return styled("settles, factor \(factor) a step\(half)", .good)
    case .grows: return styled("grows, factor \(factor) a step", .warning)
    case .neither, nil: return styled("neither settles nor grows")
    }
  }

  /// How a walk goes that begins beside the point.
  private func trial(_ report: StabilityReport) -> [StyledText] {
    let trial = report.stability.trial
    let numbers = NumberFormat.significant(3)
    func range(_ pair: (least: Double, greatest: Double)) -> String {
      let (low, high) = (numbers.text(pair.least), numbers.text(pair.greatest))
      return low == high ? low : "\(low) to \(high)"
    }
    let start =
      "From \(numbers.text(trial.start)) beside it, after \(trial.steps.counted("step")) it is "
    guard trial.distances.greatest.isFinite else {
      return paragraph(start + "lost: its numbers are no longer finite.", .warning)
    }
    var text = start + "\(range(trial.distances)) away, with steps of \(range(trial.lengths))"
    // What goes on for ever by steps of about lr circles.
    if let rate = report.rate, trial.lengths.greatest > 0.1 * rate,
      trial.lengths.greatest < 10 * rate,
      trial.distances.greatest < 100 * rate
    {
      text += ": about \(report.rateName), for ever. It circles the point and never rests there"
    }
    return paragraph(text + ".", .dim)
  }
}
