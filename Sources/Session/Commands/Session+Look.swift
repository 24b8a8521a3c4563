package import Formula
import Optimizers

extension CommandTable {
  static let show = Command(
    "show", .look, "say where we are", brief: "where I am", takes: .nothing, examples: ["show"],
    related: ["trace", "explain"]
  ) { session, _, host throws(Diagnostic) in try session.show(host) }

  /// The command that a bare formula means.
  static let print = Command(
    "print", .look, "work out a formula that begins like a command", brief: "a formula",
    takes: .formula("FORMULA", example: "f / 2"),
    details: "Any other formula can be typed as it is: lr / sqrt(E[g²]).",
    examples: ["print step / lr", "print 0.9*6.4 + 0.1*54.28"], related: ["explain", "let"]
  ) { session, formula, host throws(Diagnostic) in try session.print(formula, host) }

  static let expect = Command(
    "expect", .look, "stop with an error unless a condition holds", brief: "or stop",
    takes: .formula("CONDITION", example: "f > -1"),
    details: "For files of commands and lessons: it says nothing where the condition holds.",
    examples: ["expect f < 26", "expect E[g²].x ~= 6.4"], related: ["print", "run"]
  ) { session, condition, _ throws(Diagnostic) in
    try session.expect(condition)
    return .done
  }

  static let help = Command(
    "help", .help, "list the commands, or explain a command or a function", brief: "on a word",
    takes: Grammar<Located<String>?>.optional(
      .name(
        "COMMAND", example: "step", missing: { .noHelp("", among: [], at: $0) },
        among: { $0.commands.names + ["functions", "schedules"] })),
    details: """
      help functions lists the functions of formulas, help schedules those that let a \
      hyper-parameter change from step to step; each has help of its own.
      """,
    examples: ["help step", "help functions", "help sqrt", "help"], related: ["recipes", "lessons"]
  ) { session, name, host throws(Diagnostic) in try session.help(name, host) }
}

extension Session {
  func show(_ host: Host) throws(Diagnostic) -> Outcome {
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
            value: walk.current.objective ?? .nan, gradient: gradient)))
    }
    let remark: NoteReport.Content? = halfStep.map { half in
      "step \(count: walk.stepCount + 1, "halfDone") is half done: \(count: half.linesDone, "linesDone") of \(count: walk.machine.recipe.lines.count, of: "line")"
    }
    host.emit(.position(PositionReport(walk, remark: remark)))
    return .done
  }

  func print(_ formula: Expression, _ host: Host) throws(Diagnostic) -> Outcome {
    host.emit(.value(ValueReport(formula, try value(of: formula), parameters)))
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

  func help(_ name: Located<String>?, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let name else {
      let sections = Command.Group.allCases.map { group in
        HelpReport.Section(
          title: group.rawValue,
          entries: commands.commands.filter { $0.group == group }.map(\.entry))
      }
      host.emit(.help(.overview(sections)))
      return .done
    }
    guard let command = commands.command(name.value) else {
      if let report = functionHelp(name.value) {
        host.emit(.help(report))
        return .done
      }
      throw .noHelp(name.value, among: commands.names, at: name.range)
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
