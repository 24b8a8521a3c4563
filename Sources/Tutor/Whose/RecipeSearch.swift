import Formula
import Optimizers
import Session

/// One recipe's try to make some numbers.
///
/// The learning rate is what leads the first step where the numbers say; memories and ε are tried with
/// the values that people give them, and if none fits, with what leads the second step there.
struct RecipeSearch: Sendable {
  /// A recipe and the values with which it makes the numbers.
  struct Fit: Sendable {
    var recipe: Recipe
    var hypers: [Name: Double]
    /// What was done wrong, nil for a recipe as it is.
    var slip: String?
    /// How odd the values are: the fewer digits, and the nearer to the recipe's own, the less.
    var oddity: Int
  }

  /// A recipe that comes near and parts.
  struct Miss: Sendable {
    var recipe: Recipe
    var hypers: [Name: Double]
    var parting: WalkTrial.Parting
  }

  let recipe: Recipe
  let slip: String?
  private(set) var fits: [Fit] = []
  /// Where it came nearest, nil where nothing was tried or the recipe has a slip.
  private(set) var nearest: Miss?

  /// What is given to memories and to ε, besides a recipe's own value.
  private static let usual: [Recipe.Purpose: [Double]] = [
    .decay: [0.9, 0.99, 0.999, 0.95, 0.8, 0.5], .momentum: [0.9, 0, 0.8, 0.5, 0.95, 0.99],
    .epsilon: [1e-8, 1e-7, 1e-6, 1e-10, 1e-5, 1e-3, 0.01, 0], .start: [0, 0.1, 1],
    .weightDecay: [0, 1e-4, 5e-4, 1e-3, 0.01, 0.05, 0.1, 0.5],
  ]
  /// Where memories are looked for that nobody gives.
  private static let memories = (low: 0.02, high: 0.9995)
  /// How many values are tried together.
  private static let together = 64

  init(_ recipe: Recipe, slip: String?) {
    (self.recipe, self.slip) = (recipe, slip)
  }

  /// Looks for values with which the recipe makes the numbers of a trial.
  mutating func look(_ trial: WalkTrial) {
    fits += fits(trial)
    // A slip is no reason to look for odd values.
    if fits.isEmpty, slip == nil, trial.observations.givesPlaces {
      fits += fitsOfOddMemories(trial)
    }
  }

  /// The fits with usual values: those of the first that has any, the recipe's own before all.
  private mutating func fits(_ trial: WalkTrial) -> [Fit] {
    let settings = settings(
      of: trial.recipe, isSlipped: slip != nil, together: trial.observations.givesPlaces)
    // fits: a constant
    for first in [0] + stride(from: 1, to: settings.count, by: RecipeSearch.together) {
      let result = fits(
        trial, Array(settings[first...].prefix(first == 0 ? 1 : RecipeSearch.together)))
      if !result.isEmpty { return result }
    }
    return []
  }

  /// The fits of the first of some values that have any, each with the rates that the first step tells.
  private mutating func fits(_ trial: WalkTrial, _ settings: [[Name: Double]]) -> [Fit] {
    var tried = settings.map { [$0] }
    if let rate = trial.recipe.rateName {
      tried = zip(settings, trial.rates(rate, settings)).map { hypers, rates in
        rates.map { hypers.setting(rate, to: $0) }
      }
    }
    tried = tried.map { $0.filter(trial.recipe.accepts) }
    var results = trial.results(tried.flatMap { $0 })[...]
    for tried in tried {
      var found: [Fit] = []
      for (hypers, result) in zip(tried, results) {
        switch result {
        case .agrees:
          found.append(
            Fit(
              recipe: trial.recipe, hypers: hypers, slip: slip,
              oddity: trial.recipe.oddity(of: hypers)))
        case .parts(let parting):
          guard slip == nil else { continue }
          note(Miss(recipe: trial.recipe, hypers: hypers, parting: parting))
        }
      }
      if !found.isEmpty { return found }
      results = results.dropFirst(tried.count)
    }
    return []
  }

  /// The fits with a memory that the second step tells.
  private mutating func fitsOfOddMemories(_ trial: WalkTrial) -> [Fit] {
    let recipe = trial.recipe
    let base = recipe.standardValues
    let isProportional = recipe.rateName.map { trial.isProportional(to: $0, base) } ?? true
    for hyper in recipe.hypers where hyper.isDecay {
      /// With each value of the memory the rate is another.
      func residuals(_ values: [Double]) -> [Double] {
        let settings = values.map { base.setting(hyper.name, to: $0) }
        guard let rate = recipe.rateName else { return trial.residuals(settings, at: 2) }
        let rates = trial.rates(rate, settings).map { $0.last ?? .nan }
        return trial.residuals(zip(settings, rates).map { $0.setting(rate, to: $1) }, at: 2)
      }
      let (low, high) = RecipeSearch.memories
      // fits: a constant
      let grid = (0...24).map { low + (high - low) * Double($0) / 24 }
      let found = residuals(grid)
      for (left, right) in zip(zip(grid, found), zip(grid, found).dropFirst())
      where left.1 * right.1 < 0 {
        let root = WalkTrial.root(
          from: left.0, to: right.0, within: 1e-10,
          inner: isProportional ? WalkTrial.inner : 1, left.1, residuals)
        for digits in 1...4 {
          let result = fits(trial, [base.setting(hyper.name, to: root.rounded(toDigits: digits))])
          if !result.isEmpty { return result }
        }
      }
    }
    return []
  }

  private mutating func note(_ miss: Miss) {
    if miss.parting.step > nearest?.parting.step ?? -1 { nearest = miss }
  }

  /// A recipe's own values first, then all that people give its memories and its ε, together or one at
  /// a time; a weight decay, which few recipes have of themselves, with one of them at most.
  private func settings(of recipe: Recipe, isSlipped: Bool, together: Bool) -> [[Name: Double]] {
    func tried(_ hyper: Recipe.Hyper) -> [Double] {
      let values = hyper.name == recipe.rateName ? nil : RecipeSearch.usualValues(of: hyper)
      return (values ?? []).filter { $0 != hyper.standard && hyper.interval.contains($0) }
    }
    var result = [recipe.standardValues]
    var single = result
    for hyper in recipe.hypers where hyper.purpose != .weightDecay {
      guard !isSlipped || hyper.purpose == .decay else { continue }
      let values = tried(hyper)
      single += values.map { recipe.standardValues.setting(hyper.name, to: $0) }
      let bases = together ? result : [recipe.standardValues]
      result += bases.flatMap { hypers in values.map { hypers.setting(hyper.name, to: $0) } }
    }
    if !isSlipped, let hyper = recipe.hyper(for: .weightDecay) {
      let bases = together ? single : [recipe.standardValues]
      result += bases.flatMap { hypers in
        tried(hyper).map { hypers.setting(hyper.name, to: $0) }
      }
    }
    return result
  }
}

extension RecipeSearch {
  /// What people give a hyper-parameter; nil where it is left as the recipe has it.
  private static func usualValues(of hyper: Recipe.Hyper) -> [Double]? {
    if let purpose = hyper.purpose { return usual[purpose] }
    let range = hyper.interval
    // A yes or no.
    return range.lower == 0 && range.upper == 1 && range.includesLower && range.includesUpper
      ? [0, 1] : nil
  }
}

extension Recipe {
  /// What a first step is a multiple of.
  var rateName: Name? {
    learningRateName ?? hyper(for: .start)?.name
  }

  /// Whether all values lie in their ranges.
  fileprivate func accepts(_ values: [Name: Double]) -> Bool {
    hypers.allSatisfy { hyper in values[hyper.name].map(hyper.accepts) ?? false }
  }

  /// How odd values are: the digits of the rate, and how many others are not the recipe's own.
  fileprivate func oddity(of values: [Name: Double]) -> Int {
    // A rule of the course's own is called by its own name before a framework's or another course's.
    var sum = name.hasPrefix("course.") ? 4 : name.contains(".") ? 2 : 0
    for hyper in hypers {
      let value = values[hyper.name] ?? .nan
      if hyper.name == rateName {
        sum += 20 * min(TypedNumber(NumberFormat.roundTrip.text(value), value).digits, 9)
      } else if value != hyper.standard {
        sum += 10
      }
    }
    return sum
  }
}
