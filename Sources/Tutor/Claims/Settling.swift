import Formula
import Optimizers
import Session

// fits throughout (range, product): walks that there are, and doubles

/// Whether walks come to rest, by looking at them for a while.
///
/// A walk settles where its steps have become next to nothing and so has the gradient. It doesn't where
/// it has left for far away, or where in the second half of its steps it came no lower than in the
/// first, with steps as long as there. Anything else, such as a walk that is still on its way, says
/// neither: it is no evidence.
struct Settling {
  enum Verdict: Hashable, Sendable {
    case settles, doesNot, neither
  }

  /// How many steps are made, and how many at the end of each half are looked at one by one.
  static let steps = (half: 1000, watched: 24)

  /// The walks where they have come to.
  private(set) var walks: [Walk]
  private(set) var verdicts: [Verdict] = []
  private(set) var isInterrupted = false

  /// Makes walks go and judges them.
  init(_ walks: [Walk], _ host: Host) throws(Diagnostic) {
    self.walks = walks
    let starts = walks
    var halves: [[Watch]] = []
    for _ in 0..<2 {
      guard let watches = try goOn(host) else {
        isInterrupted = true
        verdicts = walks.map { _ in .neither }
        return
      }
      halves.append(watches)
    }
    verdicts = self.walks.indices.map { index in
      Settling.verdict(
        starts[index], self.walks[index], halves[0][index], halves[1][index])
    }
  }

  /// What was seen of a walk's last steps in a half: the least f, and the longest step.
  private struct Watch {
    var least = Double.infinity
    var longest = 0.0
  }

  private mutating func goOn(_ host: Host) throws(Diagnostic) -> [Watch]? {
    let (half, watched) = Settling.steps
    guard try advance(half - watched, host) else { return nil }
    var watches = walks.map { _ in Watch() }
    for _ in 0..<watched {
      let before = walks.map { $0.current.point }
      guard try advance(1, host) else { return nil }
      for (index, walk) in walks.enumerated() {
        let row = walk.current
        watches[index].least = min(watches[index].least, row.objective ?? .infinity)
        let length = zip(row.point, before[index]).map { abs($0 - $1) }.max() ?? 0
        watches[index].longest = max(watches[index].longest, length)
      }
    }
    return watches
  }

  private mutating func advance(_ count: Int, _ host: Host) throws(Diagnostic) -> Bool {
    var parallel = try ParallelWalks(walks, until: nil, Definitions())
    let isWhole = parallel.run(walks.map { _ in count }, host)
    walks = parallel.walks
    return isWhole
  }

  private static func verdict(_ start: Walk, _ end: Walk, _ first: Watch, _ second: Watch)
    -> Verdict
  {
    let row = end.current
    let size = max(1, row.point.map(\.magnitude).max() ?? 1)
    guard end.firstNonFinite == nil, size.isFinite else { return .doesNot }
    let reach = max(1, start.current.point.map(\.magnitude).max() ?? 1)
    if size > 1e8 * reach { return .doesNot }
    let slope = end.gradientHere?.map(\.magnitude).max() ?? .infinity
    let steepest = max(1, start.gradientHere?.map(\.magnitude).max() ?? 1)
    if second.longest <= 1e-9 * size, slope <= 1e-6 * steepest { return .settles }
    let isNoLower = second.least >= first.least
    if isNoLower, second.longest >= 0.99 * first.longest, second.longest > 1e-6 * size {
      return .doesNot
    }
    return .neither
  }
}
