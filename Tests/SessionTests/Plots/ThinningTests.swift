import Testing

@testable import Session

struct ThinningTests {
  private func thinned(_ points: [PlotPoint]) -> Thinning {
    var thinning = Thinning(count: points.count)
    for point in points { thinning.add(point) }
    thinning.finish()
    return thinning
  }

  @Test func aShortWalkKeepsEveryStep() {
    let points = (0..<Thinning.limit).map { PlotPoint(Double($0), Double($0 * $0)) }
    #expect(thinned(points).points == points)
  }

  @Test func aLongWalkKeepsItsSpikesAndItsEnds() {
    var points = (0..<1_000_000).map { PlotPoint(Double($0), Double($0 % 7)) }
    points[123_456].y = 1e6
    points[654_321].y = -1e6
    let kept = thinned(points).points
    #expect(kept.count <= Thinning.limit)
    #expect(kept.first == points.first)
    #expect(kept.last == points.last)
    #expect(kept.contains(points[123_456]))
    #expect(kept.contains(points[654_321]))
    #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.x < $1.x })
  }

  @Test func aGapStaysAGap() {
    var points = (0..<100_000).map { PlotPoint(Double($0), 1) }
    points[50_000].y = .nan
    points[50_001].y = .infinity
    let thinning = thinned(points)
    #expect(thinning.gapCount == 2)
    #expect(thinning.points.count { !$0.isFinite } == 1)
  }
}
