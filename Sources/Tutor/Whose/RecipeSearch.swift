import Formula
import Optimizers
import Session

/// One recipe's try to make some numbers.
///
/// The learning rate is what leads the first step where the numbers say; memories and ε are tried with
/// the values that people give them, and if none fits, the numbers are asked for others.
struct RecipeSearch: Sendable {
  /// A recipe and the values with which it makes the numbers.
  struct Fit: Sendable {
    var recipe: Recipe
    var hypers: [Name: Double]
    /// What was done wrong, nil for a recipe as it is.
    var slip: String?
    /// How odd the values are: the fewer digits, and the nearer to the recipe's own, the less.
    var oddity: Int
    /// Those that could be any that people give: the numbers don't tell them.
    var untold: [Name] = []
    /// What the numbers need to tell, in bits, for this to be no chance.
    var bits: Double
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
  /// How many values are tried together.
  private static let together = 64

  init(_ recipe: Recipe, slip: String?) {
    (self.recipe, self.slip) = (recipe, slip)
  }

  /// Which values are tried.
  enum Values {
    /// Those that people give.
    case usual
    /// One or two that the numbers tell, beside the recipe's own.
    case odd
  }

  /// Looks for values with which the recipe makes the numbers of a trial.
  mutating func look(_ trial: WalkTrial, for values: Values) {
    var found =
      switch values {
      case .usual: firstFits(trial, settings(together: trial.observations.givesPlaces))
      case .odd: fitsOfOddValues(trial)
      }
    for index in found.indices { found[index].untold = untold(found[index].hypers, trial) }
    fits += found
  }

  /// The fits of the first of some values that have any; few are tried in vain.
  mutating func firstFits(_ trial: WalkTrial, _ settings: [[Name: Double]]) -> [Fit] {
    // fits: a constant
    for first in [0] + stride(from: 1, to: settings.count, by: RecipeSearch.together) {
      let result = fitsOfFirst(
        trial, Array(settings[first...].prefix(first == 0 ? 1 : RecipeSearch.together)))
      if !result.isEmpty { return result }
    }
    return []
  }

  /// The fits of the first of some values that have any, each with the rates that the first step tells,
  /// or else with those that a later one does.
  private mutating func fitsOfFirst(_ trial: WalkTrial, _ settings: [[Name: Double]]) -> [Fit] {
    let result = fits(trial, withRates(settings, trial))
    // A slip is no reason to look for odd values.
    guard result.isEmpty, slip == nil, let rate = recipe.rateName else { return result }
    let tried = zip(settings, trial.fineRates(rate, settings)).map { hypers, rates in
      rates.map { hypers.setting(rate, to: $0) }
    }
    return fits(trial, tried)
  }

  /// Values, each with the rates that the first step tells.
  private func withRates(_ settings: [[Name: Double]], _ trial: WalkTrial) -> [[[Name: Double]]] {
    guard let rate = recipe.rateName else { return settings.map { [$0] } }
    return zip(settings, trial.rates(rate, settings)).map { hypers, rates in
      rates.map { hypers.setting(rate, to: $0) }.filter(recipe.accepts)
    }
  }

  /// The fits among the first of some lists that has any.
  private mutating func fits(_ trial: WalkTrial, _ tried: [[[Name: Double]]]) -> [Fit] {
    for results in results(trial, tried) {
      var found: [Fit] = []
      for (hypers, result) in results {
        switch result {
        case .agrees: found.append(Fit(recipe, hypers, slip))
        case .parts(let parting):
          guard slip == nil else { continue }
          note(Miss(recipe: recipe, hypers: hypers, parting: parting))
        }
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  private func results(_ trial: WalkTrial, _ tried: [[[Name: Double]]])
    -> [[(hypers: [Name: Double], result: WalkTrial.Result)]]
  {
    var results = trial.results(tried.flatMap { $0 })[...]
    return tried.map { tried in
      defer { results = results.dropFirst(tried.count) }
      return Array(zip(tried, results))
    }
  }

  /// The values that could be any that people give, as the numbers fit with those too.
  private func untold(_ hypers: [Name: Double], _ trial: WalkTrial) -> [Name] {
    recipe.hypers.filter { $0.name != recipe.rateName }.filter { hyper in
      let others = (RecipeSearch.usualValues(of: hyper) ?? []).filter(hyper.accepts)
        .map { hypers.setting(hyper.name, to: $0) }
      return !others.isEmpty
        && results(trial, withRates(others, trial)).allSatisfy { results in
          results.contains { if case .agrees = $0.result { true } else { false } }
        }
    }.map(\.name)
  }

  private mutating func note(_ miss: Miss) {
    if miss.parting.step > nearest?.parting.step ?? -1 { nearest = miss }
  }

  /// A recipe's own values first, then all that people give its memories and its ε, together or one at
  /// a time; a weight decay, which few recipes have of themselves, with one of them at most.
  private func settings(together: Bool) -> [[Name: Double]] {
    let isSlipped = slip != nil
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

extension RecipeSearch.Fit {
  fileprivate init(_ recipe: Recipe, _ hypers: [Name: Double], _ slip: String?) {
    (self.recipe, self.hypers, self.slip) = (recipe, hypers, slip)
    oddity = recipe.oddity(of: hypers)
    let digits = recipe.hypers.filter { $0.name != recipe.rateName }
      .reduce(0) { $0 + RecipeSearch.oddDigits(of: $1, hypers[$1.name] ?? $1.standard) }
    bits = Observations.safeEvidence + RecipeSearch.bitsOfDigit * Double(digits)
  }
}

extension RecipeSearch {
  fileprivate static func digits(of value: Double) -> Int {
    min(TypedNumber(NumberFormat.roundTrip.text(abs(value)), abs(value)).digits, 9)
  }

  /// How many digits of a value were read off the numbers: none where it is one that people give.
  fileprivate static func oddDigits(of hyper: Recipe.Hyper, _ value: Double) -> Int {
    value == hyper.standard || usualValues(of: hyper)?.contains(value) == true
      ? 0 : digits(of: value)
  }

  /// What people give a hyper-parameter; nil where it is left as the recipe has it.
  private static func usualValues(of hyper: Recipe.Hyper) -> [Double]? {
    if let purpose = hyper.purpose { return usual[purpose] }
    let range = hyper.interval
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

  /// How odd values are: the digits of the rate, those of what nobody gives, and how many others are not the
  /// recipe's own.
  fileprivate func oddity(of values: [Name: Double]) -> Int {
    // A rule of the course's own is called by its own name before a framework's or another course's.
    var sum = name.hasPrefix("course.") ? 4 : name.contains(".") ? 2 : 0
    for hyper in hypers {
      let value = values[hyper.name] ?? .nan
      if hyper.name == rateName {
        sum += 20 * RecipeSearch.digits(of: value)
      } else if value != hyper.standard {
        sum += 10 * (1 + RecipeSearch.oddDigits(of: hyper, value))
      }
    }
    return sum
  }
}
