import Formula
import Optimizers

extension CommandTable {
  static let sweep = Command(
    "sweep", .compare, "try many values of a hyper-parameter, or of two", brief: "try values",
    takes: Grammar<(Located<[SweepAxis]>, (Int?, SweepRequest.Shown?))>.sequence(
      Grammar<[SweepAxis]>.list(.axis).located, .inAnyOrder(.forSteps, .shown)
    ).map { axes, goal in
      var condition: Expression?
      if case .stepsTo(let formula)? = goal.1 { condition = formula }
      return SweepRequest(axes: axes, limit: goal.0, condition: condition)
    },
    details: """
      Every value gets a walk of the optimizer in use from the start. One hyper-parameter gives \
      a curve, two give a map with the best cell marked; log spaces the values by equal ratios, \
      in n says how many there are. They can be listed, too. A hyper-parameter may follow a \
      formula of t, whose own numbers are swept by the names they have in it.
      """,
    examples: [
      "sweep lr = 1e-4..10 log for 50 steps", "sweep lr = 0.01, 0.05, 0.09",
      "sweep lr = 1e-3..1 log, beta = 0..0.99 show steps to f < 0.1",
      "sweep lr = 0.1 * 0.5^floor(t / k), k = 5..50",
    ],
    related: ["compare", "set"], onlyTells: true
  ) { session, request, host throws(Diagnostic) in try session.sweep(request, host) }
}

/// What `sweep` is to go over and to show.
struct SweepRequest: Sendable {
  /// What is shown of each walk.
  enum Shown: Sendable {
    case objective
    case stepsTo(Expression)
  }

  var axes: Located<[SweepAxis]>
  var limit: Int?
  var condition: Expression?
}

extension Grammar where Value == SweepRequest.Shown {
  fileprivate static var shown: Grammar {
    .word(
      "show",
      before: .either(
        .word("f", meaning: .objective),
        Grammar<Expression>.word(
          "steps", before: .word("to", before: .formula("CONDITION", example: "f < 1"))
        ).map { .stepsTo($0) },
        otherwise: { .expectedShow(at: $0.place) }))
  }
}

extension Session {
  /// How many steps each walk makes, and at most where steps to a condition are counted.
  private static let sweptSteps = (plain: 100, counted: 1000)
  /// How many values the axes have, alone and beside another.
  private static let sweptValues = (alone: 21, first: 21, second: 11)
  /// How many walks a sweep makes at most.
  private static let largestSweep = 200_000
  /// How many walks are made side by side at most, and about how much memory they take.
  private static let sweepRound = 4096
  private static let sweepMemory = 64 << 20

  func sweep(_ request: SweepRequest, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let objective else { throw .noObjective() }
    _ = try stepping()
    guard let inUse = recipe else { return .done }
    let (given, condition) = (request.limit, request.condition)
    let recipe = try sweptRecipe(inUse, request.axes.value)
    var typed: [SweepAxis] = []
    for axis in request.axes.value where axis.formula == nil {
      typed.append(try checked(axis, of: recipe))
    }
    guard !typed.isEmpty else { throw .nothingSwept(request.axes.value, at: request.axes.range) }
    guard typed.count <= 2 else { throw .sweepAxes(at: request.axes.range) }
    let counts = Session.sweptValues
    let axes = typed.enumerated().map { index, axis in
      let standard = typed.count == 1 ? counts.alone : index == 0 ? counts.first : counts.second
      return SweepReport.Axis(
        name: axis.name, values: axis.values(standard), isLogarithmic: axis.isLogarithmic)
    }
    let cells = axes.map(\.values.count)
    guard cells.saturatingProduct() <= Session.largestSweep else {
      throw .sweepTooLarge(cells, limit: Session.largestSweep, at: request.axes.range)
    }
    let steps = Session.sweptSteps
    let limit = given ?? (condition == nil ? steps.plain : steps.counted)
    var report = SweepReport(
      objective: objective.formula, parameters: parameters, start: start, startValue: .nan,
      optimizer: recipe.name,
      fixed: recipe.settings(hypers).filter { fixed in !axes.contains { $0.name == fixed.name } },
      axes: axes, limit: limit, condition: condition, cells: [], isInterrupted: false)
    try walk(over: &report, recipe, objective, host)
    host.emit(.sweep(report))
    return .done
  }

  /// Makes the walks of all cells, as many at a time as there is room for.
  private func walk(
    over report: inout SweepReport, _ recipe: Recipe, _ objective: Objective, _ host: Host
  ) throws(Diagnostic) {
    // A machine has so many particles; all else that is swept are numbers of a row.
    let counts = recipe.population?.hyper.flatMap { name in report.axes.first { $0.name == name } }
    var machines: [Double: Machine] = [:]
    for count in counts?.values ?? [0] {
      machines[count] = try Machine(
        recipe: recipe, objective: objective, parameters: parameters,
        hypers: counts.map { hypers.merging([$0.name: count]) { $1 } } ?? hypers)
    }
    let first = try walk(of: 0, in: report, machines)
    report.startValue = first.current.objective ?? .nan
    var memory = MemoryCount()
    memory.add(first)
    let room = min(max(Session.sweepMemory / max(memory.bytes, 1), 1), Session.sweepRound)
    var made = 0
    while report.cells.count < report.cellCount, made == 0 || !host.isInterrupted() {
      let next = report.cells.count
      var walks: [Walk] = []
      // fits: there are more cells than those made
      for cell in next..<min(next + room, report.cellCount) {
        walks.append(try walk(of: cell, in: report, machines))
      }
      let left = report.cellCount - next - walks.count
      var parallel = try ParallelWalks(walks, until: report.condition, definitions)
      let isWhole = parallel.run(
        walks.map { _ in report.limit }, beside: (made, left.saturatingProduct(report.limit)), host)
      made += parallel.walks.reduce(0) { $0 + $1.stepCount }
      report.cells += zip(parallel.walks, parallel.ends).map { report.cell($0, $1) }
      if !isWhole { break }
    }
    let unfinished = report.cellCount - report.cells.count
    report.cells += Array(repeating: .unfinished, count: unfinished)
    report.isInterrupted = report.cells.contains(.unfinished)
  }

  /// The walk of a cell, at its start.
  private func walk(of cell: Int, in report: SweepReport, _ machines: [Double: Machine])
    throws(Diagnostic) -> Walk
  {
    var hypers = hypers
    for (axis, value) in zip(report.axes, report.values(of: cell)) { hypers[axis.name] = value }
    // Only where a walk ends is asked for, so it needs no rows to compute others from.
    let count = machines.count == 1 ? nil : recipe?.population?.hyper.flatMap { hypers[$0] }
    guard let machine = count.map({ machines[$0] }) ?? machines.first?.value else {
      preconditionFailure("there is a machine for each count")
    }
    return try Walk(machine, from: start, hypers: hypers, seed: seed, checkpointBudget: 0)
  }
}

extension SweepReport {
  /// How many cells there are once all walks are made.
  fileprivate var cellCount: Int { axes.map(\.values.count).saturatingProduct() }

  /// What is said of a walk.
  fileprivate func cell(_ walk: Walk, _ end: Walk.RunEnd?) -> Cell {
    if let first = walk.firstNonFinite { return .diverged(first.step) }
    let value = walk.current.objective ?? .nan
    switch end {
    case .interrupted, nil: return .unfinished
    case .conditionMet: return .value(Double(walk.stepCount))
    case _ where value > startValue: return .above(value)
    case .done where condition != nil: return .notReached
    default: return .value(value)
    }
  }
}
