package import Formula
package import Optimizers

/// Walks that are made side by side while somebody looks on, who may stop them.
package struct ParallelWalks {
  private var side: WalkSet

  package var walks: [Walk] { side.walks }
  /// Why each walk ended, nil as long as it goes on.
  package var ends: [Walk.RunEnd?] { side.ends }

  /// How many numbers all walks work out between two looks at whether to stop, which takes less than
  /// a twentieth of a second, and how many steps each makes at most.
  private static let round = (numbers: 1 << 25, steps: 1024)

  /// Walks at their start.
  ///
  /// - Parameters:
  ///   - walks: the walks.
  ///   - condition: ends each walk where it holds.
  ///   - definitions: formulas with a name that the condition may use.
  /// - Throws: a ``Diagnostic`` where the condition speaks of what a walk doesn't have.
  package init(_ walks: [Walk], until condition: Expression?, _ definitions: Definitions)
    throws(Diagnostic)
  {
    side = try WalkSet(walks, until: condition, definitions)
  }

  /// Makes up to so many steps of each.
  ///
  /// - Parameters:
  ///   - limits: how many steps each walk makes at most.
  ///   - others: how many steps other walks of the same command have made, and how many they will
  ///     make at most.
  ///   - host: asked whether to stop after every round, and told how far the walks have come.
  /// - Returns: whether all came to their ends; a walk that didn't has ended as interrupted.
  package mutating func run(
    _ limits: [Int], beside others: (made: Int, toCome: Int) = (0, 0), _ host: Host
  ) -> Bool {
    defer { host.progress(nil) }
    let limit = limits.max() ?? 0
    var (made, told) = (0, 0)
    while made < limit {
      let (numbers, steps) = ParallelWalks.round
      let each = max(min(steps, numbers / max(side.numberCount, 1)), 1)
      let count = min(each, limit - made)
      // fits: fewer steps than a walk has to make
      side.advance(count, limits: limits.map { $0 - made })
      made += count
      let soFar = walks.reduce(0) { $0 + $1.stepCount }
      host.didStep(soFar - told)
      told = soFar
      if host.isInterrupted() {
        side.interrupt()
        return false
      }
      let stillOpen = ends.count { $0 == nil }
      if stillOpen == 0 { return true }
      let all = others.made + soFar
      host.progress(
        Progress(
          made: all,
          limit: all.saturatingSum(stillOpen.saturatingProduct(limit - made))
            .saturatingSum(others.toCome),
          mayEndSooner: side.mayEndSooner))
    }
    return true
  }
}
