import Formula
import Optimizers
import Session

// The state of things: a function, an optimizer, a place.

extension TextRenderer {
  /// `f(x, y) = x² + 10·y²        f = 26`, and a line for each part of the gradient.
  func lines(_ objective: ObjectiveReport) -> [StyledText] {
    let arguments =
      objective.parameters.count <= NumberColumns.limit
      ? objective.parameters.map(notation().text)
      : objective.parameters.prefix(2).map(notation().text) + ["…"]
        + objective.parameters.suffix(1).map(notation().text)
    let head = styled("f(\(arguments.joined(separator: ", "))) = ") + formula(objective.formula)
    let value = styled("f = ") + number(objective.value)
    let shown = objective.parameters.count <= NumberColumns.limit ? Int.max : 4
    var pairs = [(head, value)] + self.pairs(objective.gradient).prefix(shown)
    let hidden = objective.parameters.count + 1 - pairs.count
    if hidden > 0 { pairs.append((styled("… and \(hidden) more: gradient", .dim), StyledText())) }
    return lines(pairs) + remark(objective.gradient.rows) + remarks(objective.gradient)
  }

  /// Where one is, and the gradient there.
  func lines(_ gradient: GradientReport) -> [StyledText] {
    let point = zip(gradient.parameters, gradient.point).map { assignment($0, $1) }
    return flow(point, behind: styled("at", .dim), gap: 2) + lines(pairs(gradient))
      + remark(gradient.rows) + remarks(gradient)
  }

  /// `∂f over rows 1 and 2 of 4, which the next step sees`.
  private func remark(_ rows: SeenRows?) -> [StyledText] {
    rows.map { paragraph("∂f is \(words($0)), which the next step sees", .dim) } ?? []
  }

  /// `over rows 1, 2 of 4`; of many rows the first ones.
  func words(_ rows: SeenRows) -> String {
    let shown = rows.numbers.prefix(8).map { String($0) }
    let more = rows.numbers.count > shown.count ? ["… (\(rows.numbers.count.counted("row")))"] : []
    let noun = rows.numbers.count == 1 ? "row" : "rows"
    return "over \(noun) \((shown + more).joined(separator: ", ")) of \(rows.count)"
  }

  /// Why a number is none, and where the gradient is a convention.
  private func remarks(_ gradient: GradientReport) -> [StyledText] {
    remarks(
      gradient.inspection, whatIsTaken: "the subgradient of least size is taken")
  }

  /// Why a number is none, and what is taken where there is a corner.
  func remarks(_ inspection: Graph.Inspection?, whatIsTaken convention: String) -> [StyledText] {
    guard let inspection else { return [] }
    if let undefined = inspection.undefined {
      let text = notation().text(undefined)
      return [styled("\(text) has no value", .dim)]
    }
    let corners = inspection.corners.prefix(3).map { notation().text($0) }
    let rest = inspection.corners.count > 3 ? " and others" : ""
    let verb = inspection.corners.count == 1 ? "has a corner" : "have a corner"
    return styled(
      "\(corners.joined(separator: ", "))\(rest) \(verb) here: \(convention)",
      .dim
    ).wrapped(to: room)
  }

  private func pairs(_ gradient: GradientReport) -> [(StyledText, StyledText)] {
    gradient.parameters.indices.map { index in
      let name = styled("∂f/∂\(notation().text(gradient.parameters[index]))")
      let formula = gradient.formulas[index].map { styled(" = ") + self.formula($0) }
      return (name + (formula ?? StyledText()), number(gradient.values[index]))
    }
  }

  /// Formulas with their values in a second column, or below the formula where that is long.
  private func lines(_ pairs: [(StyledText, StyledText)]) -> [StyledText] {
    let short = pairs.filter { $0.0.width + 3 + $0.1.width <= room }
    let left = short.map(\.0.width).max() ?? 0
    let right = short.map(\.1.width).max() ?? 0
    let gap = min(8, max(room - left - right, 3))
    return pairs.flatMap { formula, value in
      let line = formula.padded(to: left + gap) + value
      guard formula.width > left || line.width > room else { return [line] }
      let rest = max(room - 4, 10)
      return formula.wrapped(to: rest).enumerated().map { $0 == 0 ? $1 : .spaces(4) + $1 }
        + (value.isEmpty ? [] : [.spaces(2) + value])
    }
  }

  /// An optimizer's hyper-parameters and the lines of its recipe.
  func lines(_ optimizer: OptimizerReport) -> [StyledText] {
    let recipe = optimizer.recipe
    // Those that a formula sets are among the lines.
    let hypers = recipe.settings(optimizer.hypers).compactMap { name, setting in
      if case .number = setting { assignment(name, setting) } else { nil }
    }
    var lines = flow(hypers, behind: styled(recipe.name, .heading))
    let width = recipe.lines.map { name($0.target).width }.max() ?? 0
    for line in recipe.lines {
      let target = name(line.target).padded(to: width) + styled(" = ")
      let formula = formula(line.formula, squares: recipe.squares)
      lines += formula.wrapped(to: max(room - target.width, 10)).hanging(behind: target)
    }
    if optimizer.dropped > 0 {
      let steps = optimizer.dropped == 1 ? "1 step" : "\(optimizer.dropped) steps"
      lines += paragraph("The walk of \(steps) is over; a new one begins at the start.", .dim)
    }
    return lines
  }

  /// Where a walk is: θ, what the optimizer remembers, f, and the hyper-parameters.
  func lines(_ position: PositionReport) -> [StyledText] {
    let title = position.step == 0 ? "start" : "step \(position.step)"
    var table = QuantityTable(
      title: styled(title, .heading), parameters: position.parameters.map(notation().text))
    table.rows.append(.init(name: name(.theta), content: .numbers(position.point)))
    table.rows += position.states.filter { !$0.isOfParticles }.flatMap { state in
      state.isMatrix
        ? matrixRows(state)
        : state.isScalar
          ? [.init(name: name(state.name), content: .text(number(state.values[0])))]
          : [.init(name: name(state.name), content: .numbers(state.values))]
    }
    var lines = lines(table) + particleLines(position.states, position.parameters)
    if let objective = position.objective { lines.append(assignment(.objective, objective, .name)) }
    if !position.optimizer.isEmpty {
      lines += flow(
        position.hypers.map { assignment($0.name, $0.setting) },
        behind: styled(position.optimizer, .heading))
    }
    if position.stepsAhead > 0 {
      let steps =
        position.stepsAhead == 1
        ? "1 recorded step lies" : "\(position.stepsAhead) recorded steps lie"
      lines += paragraph("\(steps) ahead: forward", .dim)
    }
    if let seen = position.rowsSeen { lines += paragraph(seen.text) }
    return lines + (position.remark.map { paragraph($0.text(numbers)) } ?? [])
  }

  /// Parameters that have a start and no function.
  func lines(parameters position: PositionReport) -> [StyledText] {
    let example = position.parameters.prefix(NumberColumns.limit).map { _ in "1" }
      .joined(separator: ", ")
    return flow(zip(position.parameters, position.point).map { assignment($0, $1, .name) })
      + paragraph("No function: feed each step its gradient, as in step g = \(example)", .dim)
  }
}
