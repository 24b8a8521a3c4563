import Formula
import RealModule

/// Where contours are drawn.
///
/// A valley such as Rosenbrock's is a thousand times lower than its sides; levels at equal
/// distances would all lie on the sides. So they rise by equal factors above the lowest value.
enum ContourLevels {
  /// The most levels there are.
  static let limit = 14

  /// Round heights for a grid of values, rising.
  ///
  /// - Parameter values: what the grid holds; those that are not finite are passed over.
  /// - Returns: levels `floor + 1·10ᵏ`, and where there is room `floor + 2·10ᵏ` and
  ///   `floor + 5·10ᵏ`; none where the grid is flat.
  static func levels(of values: [Double]) -> [Double] {
    let sorted = values.filter { abs($0) <= PlotAxis.greatest }.sorted()
    guard let least = sorted.first, let greatest = sorted.last else { return [] }
    // Above that only rounding is left to be seen.
    guard greatest - least > 1e-12 * max(abs(least), abs(greatest)) else { return [] }
    // The height above the lowest that all but a hundredth of the ground reaches; a pole at the
    // edge has as little say.
    let above = sorted.filter { $0 > least }
    let low = above[above.count / 100] - least
    let high = above[above.count - 1 - above.count / 200] - least
    guard high > 0 else { return [] }
    let lowest = max(low, high * 1e-12)
    let floor = roundFloor(least, lowest)
    let rises = rises(from: lowest, to: max(high, lowest))
    let levels = rises.map { floor + $0 }.filter { $0 > least && $0 < greatest }
    return levels.isEmpty ? [least + (greatest - least) / 2] : levels
  }

  /// A round number at or below the least value, so that a minimum of 0 that the grid just misses
  /// gives levels 0.1, 1, 10.
  private static func roundFloor(_ least: Double, _ rise: Double) -> Double {
    if 0...2 * rise ~= least { return 0 }
    let unit = Double.pow(10, Double.log10(rise).rounded(.down))
    let floor = (least / unit).rounded(.down) * unit
    return floor.isFinite ? floor : least
  }

  private static func rises(from low: Double, to high: Double) -> [Double] {
    let first = Int(clamping: Double.log10(low).rounded(.down))
    let last = Int(clamping: Double.log10(high).rounded(.down))
    let choices: [[Double]] = [[1, 1.5, 2, 3, 5, 7], [1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]]
    for (index, factors) in choices.enumerated() {
      let rises = Range(from: first, to: last + 1).flatMap { exponent in
        factors.map { $0.shifted(by: exponent) }
      }
      .filter { $0 >= low * 0.99 && $0 <= high * 1.01 }
      if rises.count <= limit { return rises }
      if index == choices.count - 1 {
        return stride(from: 0, to: rises.count, by: (rises.count - 1) / limit + 1)
          .map { rises[$0] }
      }
    }
    return []
  }
}
