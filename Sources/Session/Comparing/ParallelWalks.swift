import Dispatch
import Formula
import Optimizers

/// Walks that are made side by side, on as many cores as there are.
///
/// Each walk is a value of its own, so what comes out is the same as one after the other.
struct ParallelWalks {
  private(set) var walks: [Walk]
  /// Why each walk ended, nil as long as it goes on.
  private(set) var ends: [Walk.RunEnd?]
  private let conditions: [StopCondition?]

  /// How many steps all walks make between two looks at whether to stop, and each at most.
  private static let round = (all: 1 << 15, each: 1024)

  /// Walks at their start.
  ///
  /// - Parameters:
  ///   - walks: the walks.
  ///   - condition: ends each walk where it holds.
  ///   - definitions: formulas with a name that the condition may use.
  /// - Throws: a ``Diagnostic`` where the condition speaks of what a walk doesn't have.
  init(_ walks: [Walk], until condition: Expression?, _ definitions: Definitions)
    throws(Diagnostic)
  {
    self.walks = walks
    ends = walks.map { _ in nil }
    var conditions: [StopCondition?] = []
    for walk in walks {
      guard let condition else {
        conditions.append(nil)
        continue
      }
      conditions.append(
        try StopCondition(ends: [condition], on: walk.machine, definitions: definitions))
    }
    self.conditions = conditions
  }

  /// Makes up to so many steps of each.
  ///
  /// - Parameters:
  ///   - limits: how many steps each walk makes at most.
  ///   - others: how many steps other walks of the same command have made, and how many they will
  ///     make at most.
  ///   - host: asked whether to stop after every round, and told how far the walks have come.
  /// - Returns: whether all came to their ends; a walk that didn't has ended as interrupted.
  mutating func run(
    _ limits: [Int], beside others: (made: Int, toCome: Int) = (0, 0), _ host: Host
  ) -> Bool {
    defer { host.progress(nil) }
    let limit = limits.max() ?? 0
    var (made, told) = (0, 0)
    while made < limit {
      let open = ends.count { $0 == nil }
      let each = max(min(ParallelWalks.round.each, ParallelWalks.round.all / max(open, 1)), 1)
      let count = min(each, limit - made)
      advance(count, after: made, limits)
      made += count
      let soFar = walks.reduce(0) { $0 + $1.stepCount }
      host.didStep(soFar - told)
      told = soFar
      if host.isInterrupted() {
        for index in ends.indices { ends[index] = ends[index] ?? .interrupted }
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
          mayEndSooner: conditions.contains { $0 != nil }))
    }
    return true
  }

  private mutating func advance(_ count: Int, after made: Int, _ limits: [Int]) {
    let conditions = conditions
    walks.withUnsafeMutableBufferPointer { walks in
      ends.withUnsafeMutableBufferPointer { ends in
        // Each turn has a walk and an end to itself.
        nonisolated(unsafe) let (walks, ends) = (walks, ends)
        DispatchQueue.concurrentPerform(iterations: walks.count) { index in
          guard ends[index] == nil else { return }
          let left = limits[index] - made
          let end = walks[index].run(max(min(count, left), 0), until: conditions[index])
          if end != .done || left <= count { ends[index] = end }
        }
      }
    }
  }
}
