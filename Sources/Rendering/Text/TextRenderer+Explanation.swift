import Formula
import Session

extension TextRenderer {
  /// A formula, the same with the numbers put in, and the result, their `=` below each other.
  ///
  ///     E[g²].x = beta · E[g²].x + (1 − beta) · g².x
  ///             = 0.9 · 0 + (1 − 0.9) · 64
  ///             = 6.4
  func lines(_ explanation: ExplanationReport) -> [StyledText] {
    var sides: [StyledText] = []
    if explanation.quantity == .gradient, let parameter = explanation.parameter,
      explanation.symbolic != nil
    {
      sides.append(derivative(parameter))
    }
    sides += formulas(explanation)
    var last = number(explanation.value)
    // A formula that is a number comes to nothing else.
    if sides.count == 1, explanation.symbolic == .number(explanation.value) { sides = [] }
    let remark = explanation.remark?.text(numbers) ?? explanation.rows.map { words($0) }
    if let remark { last += .spaces(3) + styled(remark, .dim) }
    sides.append(last)

    let left = label(explanation)
    return sides.enumerated().flatMap { index, side in
      let head = (index == 0 ? left : .spaces(left.width)) + styled(" = ")
      return side.wrapped(to: max(room - head.width, 10)).hanging(behind: head)
    }
  }

  /// The formula in names and in numbers, as far as they differ.
  private func formulas(_ explanation: ExplanationReport) -> [StyledText] {
    let sides = [explanation.symbolic, explanation.substituted].compactMap { $0 }
      .map { formula($0.namingParameters, spacing: .loose) }
    return sides.count == 2 && sides[0] == sides[1] ? [sides[0]] : sides
  }

  private func label(_ explanation: ExplanationReport) -> StyledText {
    guard let parameter = explanation.parameter else { return name(explanation.quantity) }
    if let own = parameter.ofTheta(explanation.quantity) { return name(own) }
    return styled(notation().text(explanation.quantity, component: parameter), .name)
  }

  private func derivative(_ parameter: Name) -> StyledText {
    styled("∂f/∂\(notation().text(parameter))", .formula)
  }
}

// MARK: - A line of a step

extension TextRenderer {
  /// A line of the recipe: its formula, and for each parameter the numbers put in.
  ///
  ///     step 1, line 1 of 5
  ///         g² = g^2
  ///       g².x = g.x² = 8²  = 64
  ///       g².y = g.y² = 20² = 400
  func lines(_ line: LineReport) -> [StyledText] {
    var lines = [
      styled("step \(line.step)", .heading) + styled(", line \(line.number) of \(line.count)", .dim)
    ]
    if !line.gradient.isEmpty {
      lines += self.lines(
        name(.gradient), isFed(line.gradient) ? styled("fed by hand") : styled("∂f/∂θ", .formula),
        line.gradient)
    }
    lines += self.lines(
      name(line.target), formula(line.formula, squares: line.squares), line.parts)
    if let objective = line.objective {
      lines.append(name(.objective) + .spaces(3) + change(objective))
    }
    return lines
  }

  private func isFed(_ parts: [ExplanationReport]) -> Bool {
    parts.allSatisfy { $0.symbolic == nil && $0.remark == "fed by hand" }
  }

  private func lines(_ target: StyledText, _ formula: StyledText, _ parts: [ExplanationReport])
    -> [StyledText]
  {
    let shown = parts.prefix(parts.count <= NumberColumns.limit ? parts.count : 3)
    let labels = shown.map { label($0) }
    let width = (labels + [target]).map(\.width).max() ?? 0
    let head = target.padded(to: width, on: .leading) + styled(" = ")
    // A single number repeats its line's formula, unless that was fed.
    let isSingle = parts.count == 1 && parts[0].parameter == nil && parts[0].symbolic != nil
    var lines =
      isSingle ? [] : formula.wrapped(to: max(room - head.width, 10)).hanging(behind: head)

    let sides = shown.map { formulas($0) }
    let count = sides.map(\.count).max() ?? 0
    let columns = (0..<count).map { column in
      sides.map { $0.indices.contains(column) ? $0[column].width : 0 }.max() ?? 0
    }
    for (index, part) in shown.enumerated() {
      let label = labels[index].padded(to: width, on: .leading) + styled(" = ")
      var value = number(part.value)
      if let remark = part.remark, remark != "fed by hand" {
        value += .spaces(3) + styled(remark.text(numbers), .dim)
      }
      let cells = zip(sides[index], columns).map { $0.padded(to: $1) } + [value]
      let line = label + cells.joined(by: styled(" = "))
      if line.width <= room {
        lines.append(line)
      } else {
        let below = StyledText.spaces(width) + styled(" = ")
        for (number, side) in (sides[index] + [value]).enumerated() {
          let head = number == 0 ? label : below
          lines += side.wrapped(to: max(room - head.width, 10)).hanging(behind: head)
        }
      }
    }
    if shown.count < parts.count {
      lines.append(styled("… and \(parts.count - shown.count) more parameters", .dim))
    }
    return lines
  }
}

extension Expression {
  /// The formula with `x` for `θ.x`.
  fileprivate var namingParameters: Expression {
    rewritten { node in
      guard case .component(let parameter, of: let quantity) = node.kind,
        let own = parameter.ofTheta(quantity)
      else { return node }
      return Expression(.name(own), at: node.range)
    }
  }
}

extension Name {
  /// What a parameter's number of θ is called by itself: `x`, and `x[3]` for a particle's; nil for
  /// that of another quantity.
  func ofTheta(_ quantity: Name) -> Name? {
    if quantity == .theta { return self }
    guard let (whole, indices) = quantity.element, whole == .theta else { return nil }
    return indices.first.map(element)
  }
}
