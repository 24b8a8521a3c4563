import Formula
import Optimizers
import RealModule

/// A recipe that may have made some numbers, compiled to be tried with many values.
struct WalkTrial {
  let recipe: Recipe
  private let machine: Machine
  /// What walks are made with; all of them begin where the numbers do.
  let trials: Trials
  let observations: Observations

  /// How a walk goes with the numbers.
  enum Result {
    case agrees
    /// The first number that is another one.
    case parts(Parting)
  }

  struct Parting: Hashable, Sendable {
    var step: Int
    var subject: Observations.Subject
    var value: Double
    var given: Double
  }

  /// Nil where the recipe can't have made them.
  init?(
    _ recipe: Recipe, _ observations: Observations, _ objective: Objective?,
    _ blocks: [ParameterBlock]
  ) {
    guard recipe.population == nil, !recipe.isRandom, !recipe.lines.isEmpty,
      objective != nil || !observations.gradients.isEmpty,
      let machine = try? Machine(recipe: recipe, objective: objective, blocks: blocks)
    else { return nil }
    self.recipe = recipe
    self.machine = machine
    trials = Trials(machine, from: observations.start)
    self.observations = observations
  }

  func walk(_ hypers: [Name: Double]) -> Walk? {
    try? Walk(machine, from: observations.start, hypers: hypers, checkpointBudget: 0)
  }

  /// Makes the next step of a walk as the numbers had it.
  func step(_ walk: inout Walk) {
    let fed = observations.gradients
    walk.step(feeding: fed.indices.contains(walk.stepCount) ? fed[walk.stepCount] : nil)
  }

  /// Holds walks with some values against the numbers, each up to the first that is another.
  func results(_ hypers: [[Name: Double]]) -> [Result] {
    let none = Parting(step: 0, subject: .objective, value: .nan, given: .nan)
    var results = [Result](repeating: .parts(none), count: hypers.count)
    trials.walk(hypers, steps: observations.stepCount, feeding: observations.gradients) {
      walk, step, place in
      let parting = parting(place, step)
      results[walk] = parting.map { .parts($0) } ?? .agrees
      return parting == nil
    }
    return results
  }

  private func parting(_ place: Trials.Place, _ step: Int) -> Parting? {
    for (index, column) in observations.columns.enumerated() {
      guard let given = observations.number(index, at: step) else { continue }
      let value = value(of: column.subject, at: place)
      guard observations.agrees(value, index, at: step) else {
        return Parting(step: step, subject: column.subject, value: value, given: given)
      }
    }
    return nil
  }

  func value(of subject: Observations.Subject, at place: Trials.Place) -> Double {
    switch subject {
    case .parameter(let index): place.theta(index)
    case .objective: place.objective ?? .nan
    case .gradient: .nan
    }
  }
}
