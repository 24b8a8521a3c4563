import Formula
import Optimizers

/// Where the states of an exercise come from.
enum RecipePast: Hashable {
  /// From nowhere: any number may be there, as in one running mean after many steps.
  case any
  /// From so many steps, with gradients that aren't shown.
  case steps(Int)

  var stepCount: Int? {
    switch self {
    case .any: nil
    case .steps(let count): count
    }
  }
}

extension Recipe {
  /// The pasts that an exercise is looked for with, the best first.
  ///
  /// One memory may be anything, and so may several that only add up. Others go together, and with the
  /// number of the step: what is called a mean and a mean square has to be that of the same gradients.
  /// Where no number before leads to easy ones the exercise is the first step, from the recipe's own
  /// start.
  var pasts: [RecipePast] {
    let isOfStep = reads(.stepNumber)
    if states.isEmpty || states.count == 1 && !isOfStep { return [.any] }
    let areSums = !isOfStep && statesNeverNegative.count == states.count
    return [.steps(1)] + (areSums ? [.any] : []) + [.steps(0)]
  }

  /// What a step has to work out to come by the states behind it.
  fileprivate var namesForStates: Set<Name> {
    var needed = Set(states.map(\.name))
    while true {
      let more = lines.filter { needed.contains($0.target) }
        .reduce(needed) { $0.union($1.formula.names) }
      if more == needed { return needed }
      needed = more
    }
  }
}

extension RecipePast {
  /// Where a search has what came before: θ where the steps began, and their gradients.
  struct Origin {
    var start: Int
    var gradients: [Int] = []
  }

  /// Has a search draw the states and θ, or work them out from the recipe's start.
  ///
  /// - Returns: where it has what came before; nil where there is no such past.
  func add(_ recipe: Recipe, _ numbers: PracticeNumbers, to search: inout SheetSearch) -> Origin? {
    var origin = Origin(start: search.draw(.theta, from: numbers[.theta]))
    guard let stepCount else {
      for state in recipe.states where recipe.reads(state.name) {
        search.draw(state.name, from: numbers[state.name])
      }
      return origin
    }
    let needed = recipe.namesForStates
    for state in recipe.states where !search.work(out: state.name, by: state.start) {
      // Such as f where the walk begins.
      search.draw(state.name, from: numbers[state.name])
    }
    for step in 0..<stepCount {
      // fits: one of a few
      search.draw(.stepNumber, from: [Double(step + 1)])
      origin.gradients.append(search.draw(.gradient, from: numbers[.gradient]))
      if recipe.reads(.objective) { search.draw(.objective, from: numbers[.objective]) }
      for line in recipe.lines where needed.contains(line.target) {
        guard search.work(out: line.target, by: line.formula) else { return nil }
      }
    }
    for state in recipe.states { search.demand(.easy, of: state.name) }
    if needed.contains(.theta) { search.demand(.easyAndNotZero, of: .theta) }
    return origin
  }
}
