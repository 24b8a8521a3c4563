import Formula
import Optimizers

extension Session {
  /// How many steps each walk makes, and at most where steps to a condition are counted.
  private static let sweptSteps = (plain: 100, counted: 1000)
  /// How many values the axes have, alone and beside another.
  private static let sweptValues = (alone: 21, first: 21, second: 11)

  /// `sweep NAME = LOW..HIGH [log] [in n] [, …] [for n steps] [show f|steps to CONDITION]`.
  mutating func sweep(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let objective else { throw .noObjective() }
    _ = try stepping()
    guard let recipe else { return .done }
    let (head, word, tail) = arguments.split(at: ["for", "show"])
    let (given, condition) = try sweepGoal(word, tail)
    var typed: [SweepAxis] = []
    for part in head.splitAtCommas() {
      let axis = try sweepAxis(part, of: recipe)
      guard !typed.contains(where: { $0.name == axis.name }) else {
        throw .assignedTwice(axis.name, at: axis.nameRange)
      }
      typed.append(axis)
    }
    guard typed.count <= 2 else { throw .sweepAxes(at: head.range) }
    let counts = Session.sweptValues
    let axes = typed.enumerated().map { index, axis in
      let standard = typed.count == 1 ? counts.alone : index == 0 ? counts.first : counts.second
      return SweepReport.Axis(
        name: axis.name, values: axis.values(standard), isLogarithmic: axis.isLogarithmic)
    }
    let steps = Session.sweptSteps
    let limit = given ?? (condition == nil ? steps.plain : steps.counted)
    var report = SweepReport(
      objective: objective.formula, parameters: parameters, start: start, startValue: .nan,
      optimizer: recipe.name,
      fixed: recipe.hypers.filter { hyper in !axes.contains { $0.name == hyper.name } }
        .map { ($0.name, hypers[$0.name] ?? $0.standard) },
      axes: axes, limit: limit, condition: condition, cells: [], isInterrupted: false)
    try walk(over: &report, recipe, objective, host)
    host.emit(.sweep(report))
    return .done
  }

  /// Makes the walks of all cells.
  private func walk(
    over report: inout SweepReport, _ recipe: Recipe, _ objective: Objective, _ host: Host
  ) throws(Diagnostic) {
    let machine = try Machine(recipe: recipe, objective: objective, parameters: parameters)
    var walks: [Walk] = []
    let count = report.axes.reduce(1) { $0 * $1.values.count }
    for cell in 0..<count {
      var hypers = hypers
      for (axis, value) in zip(report.axes, report.values(of: cell)) { hypers[axis.name] = value }
      // Only where a walk ends is asked for, so it needs no rows to compute others from.
      walks.append(
        try Walk(machine, from: start, hypers: hypersAndSeed(hypers), checkpointBudget: 0))
    }
    report.startValue = walks.first?.current[.objective]?.first ?? .nan
    var race = try Race(walks, until: report.condition, definitions)
    report.isInterrupted = !race.run(report.limit, host)
    let (condition, startValue) = (report.condition, report.startValue)
    report.cells = zip(race.walks, race.ends).map { walk, end in
      if let first = walk.firstNonFinite { return .diverged(first.step) }
      let value = walk.current[.objective]?.first ?? .nan
      switch end {
      case .interrupted, nil: return .unfinished
      case .conditionMet: return .value(Double(walk.stepCount))
      case _ where value > startValue: return .above(value)
      case .done where condition != nil: return .notReached
      default: return .value(value)
      }
    }
  }

  /// What follows the axes, in any order: `for 50 steps`, `show f`, `show steps to f < 1`.
  private func sweepGoal(_ word: SourceSlice?, _ tail: SourceSlice)
    throws(Diagnostic) -> (limit: Int?, condition: Expression?)
  {
    var (word, tail) = (word, tail)
    var limit: Int?
    var condition: Expression?
    while let current = word {
      let (part, next, rest) = tail.split(at: ["for", "show"])
      if current.text == "for" {
        limit = try comparedLength(current, part).limit
      } else {
        condition = try shown(part)
      }
      (word, tail) = (next, rest)
    }
    return (limit, condition)
  }

  private func shown(_ text: SourceSlice) throws(Diagnostic) -> Expression? {
    guard text.text != "f" else { return nil }
    let (steps, rest) = text.firstWord
    let (to, condition) = rest.firstWord
    guard steps.text == "steps", to.text == "to", !condition.isEmpty else {
      throw .expectedShow(at: text.range)
    }
    return try condition.formula()
  }
}
