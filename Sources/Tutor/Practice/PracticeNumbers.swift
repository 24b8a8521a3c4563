import Formula
import Optimizers

/// What an exercise of a recipe draws its numbers from: such as are easy to go on with.
struct PracticeNumbers {
  /// By name, in the order in which they are shown.
  private(set) var all: [(name: Name, values: [Double])]

  /// - Parameters:
  ///   - recipe: whose numbers they are.
  ///   - past: where its states come from.
  ///   - epsilons: what ε is drawn from where it may be nothing.
  ///   - isWide: whether to draw from more numbers than are nice, where those lead nowhere.
  init(_ recipe: Recipe, _ past: RecipePast, _ epsilons: [Double], isWide: Bool) {
    let gradients: [Double] = [1, 2, 3, 4, 5, 6, 8, 10] + (isWide ? [7, 9, 12, 15, 16, 20] : [])
    all = [
      (.gradient, gradients + gradients.map { -$0 }),
      (.theta, [1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, -4, -5]),
      (.stepNumber, past.stepCount.map { [Double($0 + 1)] } ?? [2, 2, 3, 1]),
    ]
    let memories: [Double] = (1...40).map { Double($0) } + [0.5, 1.5, 2.5] + [-1, -2, -3, -4, -6]
    let neverNegative = recipe.statesNeverNegative
    all += recipe.states.map { state in
      (state.name, neverNegative.contains(state.name) ? memories.filter { $0 >= 0 } : memories)
    }
    all += recipe.hypers.map { hyper in
      let values =
        recipe.isSwitch(hyper)
        ? [0, 1] : PracticeNumbers.values(of: hyper, epsilons, isWide: isWide)
      return (hyper.name, values.filter { hyper.accepts($0) && $0.isEasy })
    }
    if recipe.reads(.objective) { all.append((.objective, [1, 2, 4, 5, 10])) }
    all = all.filter { recipe.reads($0.name) || $0.name == .theta }
  }

  subscript(name: Name) -> [Double] { all.first { $0.name == name }?.values ?? [] }

  /// Values of a hyper-parameter.
  private static func values(of hyper: Recipe.Hyper, _ epsilons: [Double], isWide: Bool)
    -> [Double]
  {
    switch hyper.purpose {
    case .rate:
      [0.1, 0.2, 0.3, 0.4, 0.5, 1, 2] + (isWide ? [0.21, 0.42, 0.48, 0.84, 0.91, 0.96] : [])
    case .decay, .momentum:
      [0.5, 0.5, 0.8, 0.9, 0.75, 0.6, 0.4, 0.2]
        + (isWide ? [0.25, 0.36, 0.64, 0.84, 0.96, 0.19, 0.51, 0.1, 0.3, 0.7] : [])
    // Mostly it stays out of the way: it is there for zeros alone.
    case .epsilon: hyper.accepts(0) ? epsilons + (isWide ? [1, 2, 4] : []) : [1, 2, 3, 4, 5]
    case .weightDecay: [0.1, 0.2, 0.5]
    case .start: [0.5, 0.1, 0.2, 1, 2, 3, hyper.standard]
    case nil: values(near: hyper.standard)
    }
  }

  /// Values of a hyper-parameter of no known purpose: its own, and such as do no harm to the order
  /// between it and others.
  private static func values(near standard: Double) -> [Double] {
    if standard < 0 { return [standard, -1, -0.5] }
    if standard < 0.01 { return [0, 0.1] }
    return standard < 1_000 ? [standard, standard, standard / 2, standard * 2] : [1, 2, 3]
  }

  /// Numbers of which none has anything to do with another; what can be but one is that.
  var unrelated: [Expression: [Double]] {
    var inputs: [Expression: [Double]] = [:]
    for (index, choice) in all.enumerated() {
      let other = choice.values[0] * (1 + 0.0137 * Double(index + 1) + 0.00071 * Double(index))
      inputs[.name(choice.name)] = [choice.values.count == 1 ? choice.values[0] : other]
    }
    return inputs
  }
}
