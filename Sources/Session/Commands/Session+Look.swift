import Formula
import Optimizers

extension Session {
  /// A trace longer than this shows its beginning and its end.
  static let traceRows = 40

  mutating func show(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    try arguments.nothing()
    guard let walk else {
      guard let recipe else { throw .nothingToStep(hasOptimizer: false) }
      host.emit(.optimizer(OptimizerReport(recipe: recipe, hypers: hypers)))
      return .done
    }
    if let objective, walk.stepCount == 0, let gradient = try GradientReport(walk) {
      host.emit(
        .objective(
          ObjectiveReport(
            formula: objective.formula, parameters: parameters, start: start,
            value: walk.current[.objective]?.first ?? .nan, gradient: gradient)))
    }
    let remark = halfStep.map {
      "step \(walk.stepCount + 1) is half done: \($0.linesDone) of "
        + "\(walk.machine.recipe.lines.count) lines"
    }
    host.emit(.position(PositionReport(walk, remark: remark)))
    return .done
  }

  mutating func trace(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard walk.stepCount > 0 else { throw .noStepsYet() }
    guard !arguments.isEmpty else {
      let isAbridged = walk.stepCount > Session.traceRows
      host.emit(.steps(StepsReport(walk: walk, steps: 1...walk.stepCount, isAbridged: isAbridged)))
      return .done
    }
    guard let dots = arguments.text.firstRange(of: "..") else {
      throw .expectedRange(walk.stepCount, at: arguments.range)
    }
    let lower = Arguments(text: arguments.text[..<dots.lowerBound], offset: arguments.offset)
    let upper = arguments.rest(after: arguments.text[..<dots.upperBound])
    let (first, last) = (try lower.count(1), try upper.count(walk.stepCount))
    guard first <= last, last <= walk.stepCount else {
      throw .expectedRange(walk.stepCount, at: arguments.range)
    }
    host.emit(.steps(StepsReport(walk: walk, steps: first...last)))
    return .done
  }

  mutating func explain(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let row, let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard !arguments.isEmpty else {
      throw .expectedQuantity(names.map(\.text), at: arguments.range)
    }
    let formula = try arguments.formula().resolvingSquares(names)
    let (name, component): (Name, Name?)
    switch formula.kind {
    case .name(let single): (name, component) = (single, nil)
    case .component(let parameter, of: let quantity): (name, component) = (quantity, parameter)
    default: throw .expectedQuantity(names.map(\.text), at: arguments.range)
    }
    // A name or a parameter that doesn't exist gets the error a formula would get.
    _ = try value(of: formula)
    let explainer = Explainer(
      row: halfStep == nil ? walk.row(row.step) : row,
      before: walk.rowWithChanges(after: max(row.step - 1, 0)), now: row,
      isGradientFed: halfStep.map { $0.gradient != nil } ?? walk.isGradientFed(at: row.step))
    var reports = try explainer.explain(name, component)
    if reports.isEmpty, let definition = definitions[name] {
      reports = try explainer.explain(name, component, definedAs: definition, definitions)
    }
    guard !reports.isEmpty else {
      throw .expectedQuantity(names.map(\.text), at: arguments.range)
    }
    for report in reports { host.emit(.explanation(report)) }
    return .done
  }

  func predict(_ arguments: Arguments) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else {
      throw .expectedQuantity(names.map(\.text), at: arguments.range)
    }
    var parser = try arguments.parser()
    let quantity = try parser.expression()
    var tolerance = NumberQuestion.standardTolerance
    if parser.word("within") != nil { tolerance = try parser.tolerance() }
    try parser.end()
    return .question(try prediction(of: quantity, tolerance: tolerance))
  }

  mutating func gradient(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    try arguments.nothing()
    guard let walk, let report = try GradientReport(walk) else { throw .noObjective() }
    host.emit(.gradient(report))
    return .done
  }

  mutating func print(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else { throw .expectedFormula(at: arguments.range) }
    let formula = try arguments.formula()
    host.emit(.value(ValueReport(formula, try value(of: formula), parameters)))
    return .done
  }

  mutating func expect(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else { throw .expectedFormula(at: arguments.range) }
    let formula = try arguments.formula()
    guard try !value(of: formula).holds else { return .done }
    var sides: [String] = []
    if formula.isComparison {
      for side in formula.kind.children {
        let numbers = try value(of: side).numbers.map { NumberFormat.roundTrip.text($0) }
        sides.append(numbers.joined(separator: ", "))
      }
    }
    throw .notAsExpected(sides: sides, hint: formula.equalityHint, at: formula.range)
  }

  mutating func help(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else {
      let sections = Command.Group.allCases.map { group in
        HelpReport.Section(
          title: group.rawValue,
          entries: CommandTable.commands.filter { $0.group == group }.map(\.entry))
      }
      host.emit(.help(.overview(sections)))
      return .done
    }
    guard let command = CommandTable.command(arguments.text) else {
      throw .noHelp(
        String(arguments.text), among: CommandTable.commands.map(\.name), at: arguments.range)
    }
    host.emit(.help(.command(command.entry)))
    return .done
  }
}

extension Value {
  /// Whether a condition holds, for every parameter where it has one for each.
  package var holds: Bool { numbers.allSatisfy { $0 != 0 && !$0.isNaN } }
}

extension ValueReport {
  init(_ formula: Expression, _ value: Value, _ parameters: [Name], name: Name? = nil) {
    self.init(
      formula: name.map { Expression(.name($0)) } ?? formula, value: value,
      parameters: value.isOverParameters ? parameters : [], isCondition: formula.isCondition,
      hint: value.holds ? nil : formula.equalityHint)
  }
}

extension Value {
  fileprivate var isOverParameters: Bool {
    if case .vector(_, axis: .parameters) = self { return true }
    return false
  }
}

extension Expression {
  /// Whether it compares two sides.
  fileprivate var isComparison: Bool {
    switch kind {
    case .near: true
    case .binary(let symbol, _, _):
      [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual].contains(symbol)
    default: false
    }
  }

  /// Whether it is a yes or no.
  package var isCondition: Bool {
    switch kind {
    case .not, .binary(.and, _, _), .binary(.or, _, _): true
    default: isComparison
    }
  }

  /// What to say of `==` against a decimal, which doubles seldom equal.
  fileprivate var equalityHint: String? {
    guard case .binary(.equal, let left, let right) = kind else { return nil }
    let isDecimal = [left, right].contains {
      if case .number(let value) = $0.kind { return value != value.rounded() }
      return false
    }
    return isDecimal ? "== compares every bit; ~= compares nine digits" : nil
  }
}
