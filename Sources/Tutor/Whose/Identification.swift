import Formula
import Optimizers
import Session
import Synchronization
import System

/// Which optimizers made some numbers: every recipe is tried with fitted values, on as many cores as
/// there are.
struct Identification {
  private(set) var fits: [RecipeSearch.Fit] = []
  private(set) var misses: [RecipeSearch.Miss] = []
  let observations: [Observations]
  let objective: Objective?
  let blocks: [ParameterBlock]

  /// How many near misses are kept.
  private static let mostMisses = 4
  /// How many recipes are tried between two looks at whether to stop.
  private static let batch = 16

  init(_ observations: [Observations], _ objective: Objective?, _ blocks: [ParameterBlock]) {
    (self.observations, self.objective, self.blocks) = (observations, objective, blocks)
  }

  /// Tries recipes; a slip is said of all of them.
  ///
  /// - Parameters:
  ///   - recipes: the recipes.
  ///   - values: those that people give, or others that the numbers tell.
  ///   - isInterrupted: asked every few of them.
  ///   - progress: told how many were tried.
  /// - Returns: whether it came to the end.
  mutating func tryAll(
    _ recipes: [(recipe: Recipe, slip: String?)], _ values: RecipeSearch.Values = .usual,
    isInterrupted: () -> Bool,
    progress: (Int) -> Void
  ) -> Bool {
    // fits: a constant
    for first in stride(from: 0, to: recipes.count, by: Identification.batch) {
      if isInterrupted() { return false }
      progress(first)
      for search in searches(recipes[first...].prefix(Identification.batch), values) {
        if let best = search.fits.min(by: { $0.oddity < $1.oddity }) { fits.append(best) }
        if let nearest = search.nearest { misses.append(nearest) }
      }
    }
    fits.sort { $0.oddity < $1.oddity }
    misses.sort { $0.parting.step > $1.parting.step }
    misses = Array(misses.prefix(Identification.mostMisses))
    return true
  }

  /// What each of some recipes comes to, in their order.
  private func searches(
    _ recipes: ArraySlice<(recipe: Recipe, slip: String?)>, _ values: RecipeSearch.Values
  ) -> [RecipeSearch] {
    let results = Mutex([RecipeSearch?](repeating: nil, count: recipes.count))
    Cores.share(recipes.count) { index in
      let (recipe, slip) = recipes[recipes.startIndex + index]
      var search = RecipeSearch(recipe, slip: slip)
      for observations in observations {
        guard let trial = WalkTrial(recipe, observations, objective, blocks) else { continue }
        search.look(trial, for: values)
      }
      results.withLock { $0[index] = search }
    }
    return results.withLock { $0 }.compactMap { $0 }
  }
}
