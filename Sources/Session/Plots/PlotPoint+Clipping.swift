extension PlotPoint {
  /// The part of a line that lies in a square, nil where none does (Liang and Barsky, 1984).
  ///
  /// Both ends may be any numbers. Of a line of which both ends are so far out that rounding alone
  /// would say where it passes, nothing is drawn.
  ///
  /// - Parameters:
  ///   - from: one end, as parts of the axes' lengths.
  ///   - to: the other.
  ///   - sides: from where to where the square goes, across and upwards.
  /// - Returns: two points of the square.
  package static func clip(
    _ from: PlotPoint, _ to: PlotPoint, to sides: ClosedRange<Double> = 0...1
  ) -> (PlotPoint, PlotPoint)? {
    // What is reckoned from the nearer end is exact there.
    if to.size < from.size { return clip(to, from, to: sides).map { ($1, $0) } }
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    guard dx.isFinite, dy.isFinite, from.size < 1e12 else { return nil }
    let (low, high) = (sides.lowerBound, sides.upperBound)
    var (first, last) = (0.0, 1.0)
    for (slope, room) in [
      (-dx, from.x - low), (dx, high - from.x), (-dy, from.y - low), (dy, high - from.y),
    ] {
      if slope == 0 {
        if room < 0 { return nil }
      } else if slope < 0 {
        first = max(first, room / slope)
      } else {
        last = min(last, room / slope)
      }
    }
    guard first <= last else { return nil }
    func point(_ part: Double) -> PlotPoint {
      PlotPoint(
        min(max(from.x + dx * part, low), high), min(max(from.y + dy * part, low), high))
    }
    return (point(first), point(last))
  }

  private var size: Double { max(abs(x), abs(y)) }
}
