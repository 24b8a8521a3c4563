package import Formula

// Hyper-parameters that are formulas: lines at the head of a recipe, which set them in every step.

extension Recipe {
  /// What a hyper-parameter is: a number that somebody chose, or a formula that every step works
  /// out anew.
  package enum Setting: Hashable, Sendable {
    case number(Double)
    case formula(Expression)
  }

  /// The lines that set hyper-parameters, which stand before all others.
  package var schedules: ArraySlice<Line> { lines.prefix { hyper($0.target) != nil } }

  /// The formula that sets a hyper-parameter in every step, nil where it is a number.
  package func schedule(of name: Name) -> Expression? {
    schedules.first { $0.target == name }?.formula
  }

  /// What each hyper-parameter is, in the recipe's order.
  ///
  /// - Parameter numbers: the values of those that are numbers; the recipe's own where one is
  ///   missing.
  /// - Returns: each with its name.
  package func settings(_ numbers: [Name: Double]) -> [(name: Name, setting: Setting)] {
    hypers.map { hyper in
      let number = Setting.number(numbers[hyper.name] ?? hyper.standard)
      return (hyper.name, schedule(of: hyper.name).map { .formula($0) } ?? number)
    }
  }

  /// The recipe with a hyper-parameter that every step sets by a formula.
  ///
  /// The formula may read what is known when a step begins: t (1 in the first step), f and its
  /// gradient g, θ, the states as the step before left them, and the other hyper-parameters.
  ///
  /// - Parameters:
  ///   - name: one of the hyper-parameters.
  ///   - formula: what it is; of functions, it calls those that everybody has.
  ///   - parameters: names that a recipe can't read, since it treats all parameters alike.
  /// - Returns: the recipe; its formula for a hyper-parameter stands behind those that it reads.
  /// - Throws: a ``Diagnostic`` whose range points into the formula.
  package func scheduling(_ name: Name, by formula: Expression, parameters: [Name] = [])
    throws(Diagnostic) -> Recipe
  {
    guard let hyper = hyper(name) else { return self }
    guard !hyper.isCount else { throw .scheduledCount(name, at: formula.range) }
    try checkSchedule(of: name, formula, parameters)
    var result = unscheduling(name)
    var waiting = Array(result.schedules)
    result.lines.removeFirst(waiting.count)
    waiting.append(Line(target: name, formula: formula, range: formula.range))
    // In the order of the recipe, so that it doesn't matter which was given first.
    waiting = hypers.compactMap { hyper in waiting.first { $0.target == hyper.name } }
    var inOrder: [Line] = []
    while !waiting.isEmpty {
      let left = Set(waiting.map(\.target))
      guard let next = waiting.firstIndex(where: { $0.formula.names.isDisjoint(with: left) })
      else { throw .schedulesInCircle(waiting.map(\.target), at: formula.range) }
      inOrder.append(waiting.remove(at: next))
    }
    result.lines = inOrder + result.lines
    for count in [2, 3] { try StepPrograms.check(result, count: count) }
    return result
  }

  /// The recipe with a hyper-parameter more, for its formulas to read: any number, 1 where nothing
  /// else is said.
  package func adding(_ name: Name, at range: SourceRange) -> Recipe {
    var result = self
    result.hypers.append(
      Hyper(
        name: name, standard: 1, interval: .everything, meaning: "a number of the formula",
        range: range))
    return result
  }

  /// The recipe with a hyper-parameter that is a number.
  package func unscheduling(_ name: Name) -> Recipe {
    var result = self
    let count = schedules.count
    result.lines = lines.prefix(count).filter { $0.target != name } + lines.dropFirst(count)
    return result
  }

  /// The recipe as it was written.
  package var unscheduled: Recipe {
    var result = self
    result.lines.removeFirst(schedules.count)
    return result
  }

  /// Whether a formula has another value in every step: it reads t, or what a step changes.
  ///
  /// - Parameters:
  ///   - formula: a formula for a hyper-parameter.
  ///   - parameters: what the parameters are called, one by one and as a whole.
  /// - Returns: false where it is a number that can be worked out now.
  package func changes(_ formula: Expression, parameters: [Name]) -> Bool {
    let moving = Set(
      Recipe.given + [.steps, .batchObjective] + parameters + states.map(\.name)
        + lines.map(\.target)
    ).subtracting(hypers.map(\.name))
    return !formula.namesThroughLibrary.isDisjoint(with: moving)
      || formula.range(ofCall: .f) != nil
  }

  /// The values that the first step's formulas have before there is a step: of those that read
  /// nothing but t and hyper-parameters.
  func firstValues(_ hypers: [Name: Double]) -> [Name: Double] {
    var known = hypers
    for line in schedules { known[line.target] = nil }
    known[.stepNumber] = 1
    for line in schedules {
      guard line.formula.names.allSatisfy({ known[$0] != nil || isConstant($0) }) else { continue }
      if case .scalar(let value)? = try? line.formula.value(known) { known[line.target] = value }
    }
    return known
  }

  /// What a formula makes of a hyper-parameter in the first step, nil where that takes a walk.
  package func firstValue(of name: Name, _ hypers: [Name: Double]) -> Double? {
    schedule(of: name) == nil ? nil : firstValues(hypers)[name]
  }

  private func isConstant(_ name: Name) -> Bool {
    Scope.constants[name] != nil || FunctionLibrary.standard[name] != nil
  }
}

extension Recipe {
  private func checkSchedule(
    of name: Name, _ formula: Expression, _ parameters: [Name]
  ) throws(Diagnostic) {
    let known =
      [Name.stepNumber, .theta, .gradient, .objective] + states.map(\.name)
      + hypers.map(\.name)
    let later = Set(lines.map(\.target)).subtracting(known)
    var failure: Diagnostic?
    formula.forEach { node in
      guard failure == nil else { return }
      switch node.kind {
      case .name(name): failure = .scheduledByItself(name, at: node.range)
      case .name(let read) where known.contains(read) || Scope.constants[read] != nil: break
      case .name(let read) where later.contains(read):
        failure = .scheduledByLater(name, read, states.map(\.name), at: node.range)
      case .name(let read) where parameters.contains(read):
        failure = .scheduledByParameter(name, read.text, at: node.range)
      case .name(let read):
        failure = .unknownInSchedule(name, read, among: known, at: node.range)
      case .component(let parameter, of: let read):
        failure = .scheduledByParameter(name, "\(read).\(parameter)", at: node.range)
      case .call(.normal, _), .call(.uniform, _):
        failure = .scheduledByChance(name, at: node.range)
      case .call(.prev, _):
        failure = .scheduledByPrevious(name, at: node.range)
      default: break
      }
    }
    if let failure { throw failure }
  }
}

extension Recipe.Hyper {
  /// Whether a step may give it a value: one of its range, or an end of that; at its end a schedule
  /// often comes to 0.
  package func toleratesInStep(_ value: Double) -> Bool {
    interval.contains(value) || value.isFinite && [interval.lower, interval.upper].contains(value)
  }
}
