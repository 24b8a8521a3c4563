package import Formula
import Optimizers

extension Session {
  mutating func show(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
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

  func predict(_ arguments: SourceSlice) throws(Diagnostic) -> Outcome {
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

  mutating func print(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else { throw .expectedFormula(at: arguments.range) }
    let formula = try arguments.formula()
    host.emit(.value(ValueReport(formula, try value(of: formula), parameters)))
    return .done
  }

  mutating func expect(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else { throw .expectedFormula(at: arguments.range) }
    try expect(try arguments.formula())
    return .done
  }

  /// Holds somebody to a claim.
  ///
  /// - Throws: a ``Diagnostic`` with the values of both sides, where the claim compares two.
  package func expect(_ formula: Expression) throws(Diagnostic) {
    guard try !value(of: formula).holds else { return }
    var sides: [String] = []
    if formula.isComparison {
      for side in formula.kind.children {
        let numbers = try value(of: side).numbers.map { NumberFormat.roundTrip.text($0) }
        sides.append(numbers.joined(separator: ", "))
      }
    }
    throw .notAsExpected(sides: sides, hint: formula.equalityHint, at: formula.range)
  }

  mutating func help(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
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
