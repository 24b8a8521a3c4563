import Formula
import Optimizers
import RealModule

// Values that nobody gives as a rule.

extension RecipeSearch {
  /// Where one value is looked for while the others stay: all but the learning rate, which is another with
  /// each.
  private struct Scan {
    var base: [Name: Double]
    var name: Name
    var grid: [Double]
  }

  /// So many bits a digit of a value that is read off the numbers takes away from what they tell.
  static let bitsOfDigit = Double.log2(10)

  /// The fits with a value that the first two steps tell, or with two memories; those of the first that has
  /// any.
  mutating func fitsOfOddValues(_ trial: WalkTrial) -> [Fit] {
    let spare = trial.observations.evidence - Observations.safeEvidence
    let scans = recipe.hypers.compactMap { hyper -> Scan? in
      // What few digits tell of a memory is said to be unsure; with all others there would be no end.
      guard hyper.isDecay || spare >= 2 * RecipeSearch.bitsOfDigit,
        let grid = RecipeSearch.grid(of: hyper, in: recipe)
      else { return nil }
      return Scan(base: recipe.standardValues, name: hyper.name, grid: grid)
    }
    let result = fits(trial, along: scans)
    guard result.isEmpty, trial.observations.givesPlaces, spare >= 4 * RecipeSearch.bitsOfDigit,
      let first = recipe.hyper(for: .momentum), let second = recipe.hyper(for: .decay)
    else { return result }
    return fits(
      trial,
      along: RecipeSearch.usualMomenta.filter(first.accepts).map { momentum in
        Scan(
          base: recipe.standardValues.setting(first.name, to: momentum), name: second.name,
          grid: RecipeSearch.memories)
      })
  }

  private mutating func fits(_ trial: WalkTrial, along scans: [Scan]) -> [Fit] {
    /// What is left with values of some scans, each with the rate that the first step tells.
    func residuals(_ points: [(scan: Int, value: Double)]) -> [[Double]] {
      let settings = points.map { scans[$0.scan].base.setting(scans[$0.scan].name, to: $0.value) }
      guard let rate = recipe.rateName else { return trial.residuals(settings, upTo: 2) }
      let rates = trial.exactRates(rate, settings)
      return trial.residuals(zip(settings, rates).map { $0.setting(rate, to: $1) }, upTo: 2)
    }
    let points = scans.indices.flatMap { scan in scans[scan].grid.map { (scan, $0) } }
    let found = Array(zip(points, residuals(points)))
    var changes: [(scan: Int, number: Int, SignChange)] = []
    for (low, high) in zip(found, found.dropFirst()) where low.0.0 == high.0.0 {
      guard let number = RecipeSearch.telling(low.1, high.1),
        let change = SignChange(
          from: (low.0.1, low.1[number]), to: (high.0.1, high.1[number]))
      else { continue }
      changes.append((low.0.0, number, change))
    }
    let roots = SignChange.roots(of: changes.map(\.2), within: 1e-3) { points in
      zip(points, residuals(points.map { (changes[$0.index].scan, $0.place) })).map { point, left in
        left[changes[point.index].number]
      }
    }
    var seen: Set<[Name: Double]> = []
    let settings = (1...4).flatMap { digits in
      zip(changes, roots).map { change, root in
        let scan = scans[change.scan]
        return scan.base.setting(scan.name, to: root.rounded(toDigits: digits))
      }
    }.filter { seen.insert($0).inserted }
    return firstFits(trial, settings)
  }

  /// The number that tells most of a value between two others; nil where one of the numbers rules all
  /// values between out.
  private static func telling(_ low: [Double], _ high: [Double]) -> Int? {
    // Where one is right all are, so that each changes its sign there, or is near: two numbers of the first
    // step are rounded, and the rate with them.
    let mayBe = zip(low, high).allSatisfy { low, high in
      low.isNaN || high.isNaN || low * high <= 0 || min(abs(low), abs(high)) <= 4
    }
    return mayBe
      ? low.indices.filter { low[$0] * high[$0] <= 0 }
        .max { abs(low[$0] - high[$0]) < abs(low[$1] - high[$1]) } : nil
  }

  // MARK: - Where to look

  // fits: constants
  private static let memories = (0...24).map { 0.02 + (0.9995 - 0.02) * Double($0) / 24 }
  /// What is given to a momentum beside an odd memory of squares.
  private static let usualMomenta =
    // fits: constants
    (1...9).map { Double($0) / 20 } + (50...99).map { Double($0) / 100 }

  /// Where a value is looked for; nil for a learning rate, which each has its own, and for what has no odd
  /// ones: a switch and a count.
  private static func grid(of hyper: Recipe.Hyper, in recipe: Recipe) -> [Double]? {
    guard hyper.name != recipe.rateName, !hyper.isCount, !recipe.isSwitch(hyper) else { return nil }
    if hyper.isDecay { return memories }
    let range = hyper.interval
    let parts = (0...24).map { Double($0) / 24 }
    if range.lower.isFinite, range.upper.isFinite {
      let width = range.upper - range.lower
      return parts.map { range.lower + width * (0.001 + 0.998 * $0) }
    }
    // In even ratios, from the least that shows.
    let least = range.lower > 0 ? range.lower : hyper.purpose == .epsilon ? 1e-11 : 1e-5
    let grid = parts.map { least * Double.pow(max(10, 100 * range.lower) / least, $0) }
      .filter(hyper.accepts)
    return grid.count > 1 ? grid : nil
  }
}
