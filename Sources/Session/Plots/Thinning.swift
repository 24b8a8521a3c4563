/// The points of a long walk that a picture needs.
///
/// A screen has a few hundred columns and a walk may have a million steps. Of every so many steps
/// the first, the last and those furthest to each side are kept, so that no spike is lost and an
/// oscillation still fills its band.
package struct Thinning {
  /// How many points a line has at most, gaps not counted.
  package static let limit = 2400
  /// A bucket's first and last point, and the outermost to the left, right, bottom and top.
  private static let most = 6

  /// How many steps share those points; 1 keeps every step.
  package let bucketSize: Int
  package private(set) var points: [PlotPoint] = []
  /// How many points were not finite.
  package private(set) var gapCount = 0
  private var bucket: [PlotPoint] = []

  /// Prepares for a number of points.
  package init(count: Int) {
    let buckets = Thinning.limit / Thinning.most
    bucketSize = count <= Thinning.limit ? 1 : (count + buckets - 1) / buckets
  }

  /// Takes the next point; one that is not finite becomes a gap.
  package mutating func add(_ point: PlotPoint) {
    if !point.isFinite { gapCount += 1 }
    bucket.append(point)
    if bucket.count == bucketSize { finish() }
  }

  /// Takes in what is left when the last point was added.
  package mutating func finish() {
    guard bucket.count > 1 else {
      points += bucket
      bucket = []
      return
    }
    var kept: Set<Int> = [0, bucket.count - 1]
    let finite = bucket.indices.filter { bucket[$0].isFinite }
    if let first = finite.first {
      var (left, right, low, high) = (first, first, first, first)
      for index in finite {
        let point = bucket[index]
        if point.x < bucket[left].x { left = index }
        if point.x > bucket[right].x { right = index }
        if point.y < bucket[low].y { low = index }
        if point.y > bucket[high].y { high = index }
      }
      kept.formUnion([left, right, low, high])
    }
    // One gap stands for all of a bucket.
    if let gap = bucket.firstIndex(where: { !$0.isFinite }) { kept.insert(gap) }
    points += kept.sorted().map { bucket[$0] }
    bucket.removeAll(keepingCapacity: true)
  }
}
