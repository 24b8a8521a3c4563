package import Formula
package import Optimizers

/// Two recipes side by side, line by line.
package struct DifferenceReport: Sendable {
  package var left: Side
  package var right: Side
  /// Lines of one target stand beside each other; where only one recipe has a line, so does it.
  package var rows: [Row]
  /// Where the numbers come from; nil where there is no walk.
  package var origin: Origin?

  /// One of the two.
  package struct Side: Sendable {
    package var recipe: Recipe
    package var hypers: [(name: Name, setting: Recipe.Setting)]
    /// Where its first steps from the same state lead; none without a function.
    package var steps: [Step]
  }

  /// What a step leaves.
  package struct Step: Hashable, Sendable {
    package var number: Int
    package var point: [Double]
    package var objective: Double
  }

  /// How many steps of each are shown: one may agree where the rules differ.
  static let stepCount = 3

  package struct Row: Sendable {
    package var left: Line?
    package var right: Line?

    /// Whether the two lines say the same.
    package var isSame: Bool {
      left?.target == right?.target && left?.formula == right?.formula
    }
  }

  package struct Line: Sendable {
    package var target: Name
    package var formula: Expression
    /// What one step from the state at hand makes of it, one number a parameter or a single one.
    package var values: [Double]?
  }

  /// The state from which both made a step.
  package struct Origin: Sendable {
    package var step: Int
    package var parameters: [Name]
    package var point: [Double]
    package var gradient: [Double]
    package var objective: Double
  }

  /// The first row in which the recipes differ, nil where none does.
  package var firstDifference: Int? { rows.firstIndex { !$0.isSame } }

  /// How far apart the last of the steps leads, in the parameter that differs most; nil without
  /// steps.
  package var apart: (step: Int, distance: Double)? {
    guard let left = left.steps.last, let right = right.steps.last else { return nil }
    let distances = zip(left.point, right.point).map { abs($0 - $1) }
    return (left.number, distances.first(where: \.isNaN) ?? distances.max() ?? 0)
  }
}

extension DifferenceReport {
  /// Lines side by side; what only one recipe has stands beside what only the other has.
  static func rows(_ left: [Line], _ right: [Line]) -> [Row] {
    let changes = right.map(\.target).difference(from: left.map(\.target))
    var (removed, inserted) = (Set<Int>(), Set<Int>())
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var rows: [Row] = []
    var (l, r) = (0, 0)
    while l < left.count || r < right.count {
      let isLeftAlone = l < left.count && removed.contains(l)
      let isRightAlone = r < right.count && inserted.contains(r)
      let takesLeft = isLeftAlone || !isRightAlone && l < left.count
      let takesRight = isRightAlone || !isLeftAlone && r < right.count
      rows.append(Row(left: takesLeft ? left[l] : nil, right: takesRight ? right[r] : nil))
      l += takesLeft ? 1 : 0
      r += takesRight ? 1 : 0
    }
    return rows
  }
}
