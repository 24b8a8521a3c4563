package import Formula
package import Optimizers

/// How several walks went over one function from one start.
package struct ComparisonReport: Sendable {
  package var objective: Expression
  package var parameters: [Name]
  /// Where all began, one number a parameter; kept walks may have begun elsewhere.
  package var start: [Double]
  package var startValue: Double
  /// How many steps each made at most.
  package var limit: Int
  /// How many evaluations of f and ∂f each made at most, where that is what was given.
  package var evaluations: Int?
  /// What ended a walk early.
  package var condition: Expression?
  package var runs: [Run]
  /// The steps at which f is compared.
  package var steps: [Int]
  /// The values of f whose first crossing is given.
  package var thresholds: [Double]
  /// Whether the person stopped it.
  package var isInterrupted = false

  /// One walk of a comparison.
  package struct Run: Sendable {
    package var name: String
    package var optimizer: String
    /// Every hyper-parameter, in the recipe's order.
    package var hypers: [(name: Name, setting: Recipe.Setting)]
    /// Why it ended; nil for a walk that was kept.
    package var end: Walk.RunEnd?
    package var stepCount: Int
    /// f at the report's steps; nil where the walk had ended.
    package var values: [Double?]
    /// The first step below each of the report's thresholds.
    package var firstBelow: [Int?]
    /// How often it asked for f and for ∂f.
    package var evaluations: EvaluationCount
    /// Where it ended, or the best place that its recipe keeps.
    package var point: [Double]
    package var value: Double
    /// The first number that was not finite.
    package var nonFinite: NonFiniteReport?
    /// The first hyper-parameter that its formula led out of its range.
    package var outside: OutsideReport?
    /// Whether it began where the others did.
    package var hasSameStart: Bool
  }

  /// The runs whose f ended lowest, none where all diverged.
  package var best: Int? {
    runs.indices.filter { runs[$0].value.isFinite }.min { runs[$0].value < runs[$1].value }
  }
}

extension ComparisonReport {
  /// The report of walks over one function.
  init(
    _ walks: [NamedWalk], ends: [Walk.RunEnd?], objective: Objective, start: [Double],
    startValue: Double, limit: Int, condition: Expression?, isInterrupted: () -> Bool
  ) {
    self.objective = objective.formula
    parameters = objective.parameters
    self.start = start
    self.startValue = startValue
    self.limit = limit
    self.condition = condition
    let longest = walks.map(\.walk.stepCount).max() ?? 0
    steps = ComparisonReport.steps(upTo: longest)
    var isStopped = false
    let series = walks.map { named in
      named.walk.objectiveValues {
        isStopped = isStopped || isInterrupted()
        return isStopped
      }
    }
    self.isInterrupted = isStopped
    let least = series.joined().filter(\.isFinite).min() ?? startValue
    thresholds = ComparisonReport.thresholds(from: startValue, to: least)
    runs = []
    for (index, named) in walks.enumerated() {
      let end = index < ends.count ? ends[index] : nil
      runs.append(Run(named, end, series[index], steps, thresholds, start: start))
    }
  }

  /// 1, 2, 5, 10, 20, 50, … and the last step.
  static func steps(upTo last: Int) -> [Int] {
    var result: [Int] = []
    var decade = 1
    while decade < last {
      result += [1, 2, 5].map { $0 * decade }.filter { $0 < last }
      decade *= 10
    }
    return result + (last > 0 ? [last] : [])
  }

  /// Up to four powers of ten below the start that some walk came below.
  static func thresholds(from start: Double, to least: Double) -> [Double] {
    guard start > 0, start.isFinite, least < start else { return [] }
    // What is at 0 or below it crosses all of them; a double's last power tells nothing.
    let powers = (-12...300).reversed().map { power(of: $0) }
    let crossed = powers.filter { $0 < start && $0 > least }
    let stride = max((crossed.count + 3) / 4, 1)
    // fits: a stride is 1 at least
    return crossed.indices.filter { $0 % stride == 0 }.map { crossed[$0] }
  }

  /// 10 to a whole power, as a reader of digits has it.
  private static func power(of exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }
}

extension ComparisonReport.Run {
  fileprivate init(
    _ named: NamedWalk, _ end: Walk.RunEnd?, _ series: [Double], _ steps: [Int],
    _ thresholds: [Double], start: [Double]
  ) {
    let walk = named.walk
    let row = walk.current
    name = named.name
    optimizer = walk.machine.recipe.name
    hypers = walk.machine.recipe.settings(row.hypers)
    self.end = end
    stepCount = walk.stepCount
    values = steps.map { $0 < series.count ? series[$0] : nil }
    firstBelow = thresholds.map { threshold in series.firstIndex { $0 < threshold } }
    evaluations = walk.evaluations
    let answer = row.answer
    point = answer.point
    value = answer.value ?? .nan
    nonFinite = NonFiniteReport(walk)
    outside = OutsideReport(walk)
    hasSameStart = walk.start == start
  }
}

extension Walk {
  /// What f would be answered at every step, from the start; of fewer steps where somebody stops it.
  fileprivate func objectiveValues(_ isInterrupted: () -> Bool) -> [Double] {
    guard
      let objective = try? RowFormulas([machine.answer], on: machine)
    else { return [] }
    var result: [Double] = []
    result.reserveCapacity(stepCount + 1)
    read(objective, at: 0...stepCount, isInterrupted: isInterrupted) {
      result.append($0.number(0) ?? .nan)
    }
    return result
  }
}
