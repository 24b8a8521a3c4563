import Formula
import Optimizers
import Session

extension TextRenderer {
  /// The second derivatives, their eigenvalues, and what the point is.
  ///
  ///     hessian             x          y
  ///     x                   2          0
  ///     y                   0         20
  ///     eigenvalue
  ///     20                  0          1
  ///     2                   1          0
  func lines(_ report: CurvatureReport) -> [StyledText] {
    let curvature = report.curvature
    let point = zip(report.parameters, curvature.point).map { assignment($0, $1) }
    var lines = flow(
      NumberColumns.limit < point.count ? point.prefix(3) + [ellipsis] : point,
      behind: styled("at", .dim), gap: 2)
    lines += secondDerivatives(report)
    if !curvature.hessian.isEmpty { lines += hessian(report) }
    lines += figures(curvature)
    if curvature.hessian.isEmpty {
      lines += paragraph(
        "More than \(CompiledCurvature.largestCount.counted("parameter")) have too many second derivatives to show.",
        .dim)
    }
    lines += verdict(report)
    return lines
      + remarks(report.inspection, whatIsTaken: "there the second derivative is taken as 0")
  }

  /// `∂²f/∂x∂y = −400·x`, of a few parameters; plain numbers stand in the table alone.
  private func secondDerivatives(_ report: CurvatureReport) -> [StyledText] {
    guard report.parameters.count <= 3 else { return [] }
    let names = report.parameters.map(notation().text)
    var lines: [StyledText] = []
    for (row, formulas) in report.formulas.enumerated() {
      for (column, formula) in formulas.enumerated() where column >= row {
        guard let formula, !isNumber(formula) else { continue }
        let below = row == column ? "∂\(names[row])²" : "∂\(names[row])∂\(names[column])"
        let head = styled("∂²f/\(below) = ")
        lines += self.formula(formula).wrapped(to: max(room - head.width, 10)).hanging(behind: head)
      }
    }
    return lines
  }

  private func isNumber(_ formula: Expression) -> Bool {
    switch formula.kind {
    case .number: true
    case .negate(let operand): isNumber(operand)
    default: false
    }
  }

  /// The Hessian, and each eigenvalue before its direction.
  private func hessian(_ report: CurvatureReport) -> [StyledText] {
    let curvature = report.curvature
    let count = report.parameters.count
    let shown = count <= NumberColumns.limit ? count : min(count, 4)
    var table = QuantityTable(
      title: styled("hessian", .heading), parameters: report.parameters.map(notation().text))
    for (row, parameter) in report.parameters.enumerated().prefix(shown) {
      // fits: a number for each pair of parameters
      let numbers = (0..<count).map { curvature[row, $0] }
      table.rows.append(.init(name: name(parameter), content: .numbers(numbers)))
    }
    if shown < count {
      let more = "and \((count - shown).counted("more row")): the JSON form has all"
      table.rows.append(.init(name: ellipsis, content: .text(styled(more, .dim))))
    }
    guard let eigen = curvature.eigen else { return lines(table) }
    table.rows.append(
      .init(
        name: styled(count == 1 ? "eigenvalue" : "eigenvalues", .heading),
        content: .text(styled(count == 1 ? "" : "and their directions", .dim))))
    for (value, direction) in zip(eigen.values, eigen.directions).prefix(shown) {
      table.rows.append(.init(name: number(value), content: .numbers(direction)))
    }
    if shown < count, let least = eigen.values.last, let direction = eigen.directions.last {
      table.rows.append(.init(name: ellipsis, content: .text(StyledText())))
      table.rows.append(.init(name: number(least), content: .numbers(direction)))
    }
    return lines(table)
  }

  private func figures(_ curvature: Curvature) -> [StyledText] {
    var pairs: [(StyledText, StyledText)] = []
    if curvature.eigen == nil, let (greatest, least) = curvature.extremes {
      pairs.append((styled("λmax"), number(greatest)))
      pairs.append((styled("λmin"), number(least)))
    }
    if let condition = curvature.condition {
      let words =
        condition.isFinite ? "the steepest bend by the least" : "f is flat in some direction"
      pairs.append((styled("condition"), number(condition) + styled("  \(words)", .dim)))
    }
    if let rate = curvature.largestRate {
      pairs.append(
        (styled("2/λmax"), number(rate) + styled("  above this lr gd leaves such a bend", .dim)))
    }
    let width = pairs.map(\.0.width).max() ?? 0
    return pairs.flatMap { name, text in
      text.wrapped(to: max(room - width - 2, 10)).hanging(behind: name.padded(to: width + 2))
    }
  }
}

// MARK: - In words

extension TextRenderer {
  /// What the point is, or how f bends where it is none of those.
  private func verdict(_ report: CurvatureReport) -> [StyledText] {
    let curvature = report.curvature
    guard let kind = curvature.kind, let bends = curvature.bends else {
      let isWild = (curvature.hessian + curvature.gradient).contains { !$0.isFinite }
      return isWild
        ? [styled("the second derivatives are not all finite here", .warning)] : []
    }
    if curvature.isStationary {
      let style: Style = kind == .minimum ? .good : .plain
      let text = kind == .flat ? words(kind) : "\(words(kind)): \(words(bends))"
      return styled(text, style).wrapped(to: room)
    }
    let steepest = curvature.gradient.map(\.magnitude).max() ?? 0
    var lines =
      (styled("not a stationary point: ", .warning)
      + styled("∂f reaches \(numbers.text(steepest)); here \(words(bends))")).wrapped(to: room)
    if let center = curvature.modelCenter, report.parameters.count <= NumberColumns.limit {
      let items = zip(report.parameters, center).map { assignment($0, $1) }
      let noun = kind == .saddle ? "saddle" : kind == .maximum ? "top" : "bottom"
      lines += flow(
        items, behindOrBelow: styled("the \(noun) of the quadratic that fits here is at", .dim))
    }
    return lines
  }

  private func words(_ kind: Curvature.Kind) -> String {
    switch kind {
    case .minimum: "a minimum"
    case .maximum: "a maximum"
    case .saddle: "a saddle"
    case .valley: "a valley's floor, which may be a minimum"
    case .ridge: "a ridge, which may be a maximum"
    case .flat: "flat: all second derivatives are 0, which doesn't say what it is"
    }
  }

  private func words(_ bends: Curvature.Bends) -> String {
    let parts = [(bends.up, "up"), (bends.down, "down"), (bends.flat, "not at all")]
      .filter { $0.0 > 0 }
    if parts.count == 1 {
      let all =
        parts[0].0 == 1 ? "" : parts[0].0 == 2 ? " in both directions" : " in all directions"
      return "f bends \(parts[0].1)\(all)"
    }
    let words = parts.map { count, way in
      "\(way) in \(count == 1 ? "one direction" : "\(count) directions")"
    }
    return "f bends \(words.joined(separator: ", "))"
  }
}
