import Formula
import Optimizers

/// Steps of a walk in which the same formulas set the same hyper-parameters.
struct WalkStretch {
  /// Its first step, and the last, nil where it lasts to the end.
  var first: Int
  var last: Int?
  /// The lines that set hyper-parameters, in their order.
  var schedules: [Recipe.Line]
}

extension Walk {
  /// All steps, in stretches; one where no formula for a hyper-parameter came or went on the way.
  var stretches: [WalkStretch] {
    var result: [WalkStretch] = []
    for (first, recipe) in recipes where first <= max(stepCount, 1) {
      let schedules = Array(recipe.schedules)
      if let last = result.indices.last {
        if result[last].schedules == schedules { continue }
        // fits: steps count from 1
        result[last].last = first - 1
      }
      result.append(WalkStretch(first: first, last: nil, schedules: schedules))
    }
    return result
  }

  /// Every hyper-parameter that a formula sets in some step.
  var scheduledNames: Set<Name> {
    Set(stretches.flatMap { $0.schedules.map(\.target) })
  }
}

extension WalkStretch {
  /// Lines of a script that hold in these steps alone.
  func guarded(_ lines: [String]) -> [String] {
    let condition: String
    switch (first, last) {
    case (1, nil): return lines
    case (1, let last?): condition = "t <= \(last)"
    case (_, nil): condition = "t >= \(first)"
    case (_, let last?): condition = "\(first) <= t <= \(last)"
    }
    return lines.isEmpty ? [] : ["if \(condition):"] + lines.map { "    " + $0 }
  }
}
