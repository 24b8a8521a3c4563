import Formula

/// An objective from above, over two of its parameters, with the walks across it.
package struct LandscapePlot: Hashable, Sendable {
  package var title: String
  package var x: PlotAxis
  package var y: PlotAxis
  /// How many values there are from left to right, and from the lower edge to the upper.
  package var columns: Int
  package var rows: Int
  /// f at equal distances from edge to edge, row after row from below; not all need be finite.
  package var values: [Double]
  /// Heights at which contours are drawn, rising.
  package var levels: [Double]
  package var walks: [Track]
  /// What the picture can't show, and what it holds fixed.
  package var remarks: [String]

  /// A walk as seen from above.
  package struct Track: Hashable, Sendable {
    package var name: String
    /// The start, the points between and the end, as far as they are apart; a point that is not
    /// finite is a gap.
    package var points: [PlotPoint]
  }

  /// The value at a column and a row of the grid.
  package subscript(column: Int, row: Int) -> Double { values[row * columns + column] }

  /// Where a column or a row lies between the edges.
  package func place(_ column: Double, _ row: Double) -> PlotPoint {
    PlotPoint(
      x.value(at: column / Double(columns - 1)), y.value(at: row / Double(rows - 1)))
  }

  /// A value between those of the grid, from the four around it.
  ///
  /// - Parameters:
  ///   - fx: how far from the left edge to the right, from 0 to 1.
  ///   - fy: how far from the lower edge to the upper.
  /// - Returns: f, not finite where one of the four is not.
  package func value(atFraction fx: Double, _ fy: Double) -> Double {
    let across = min(max(fx, 0), 1) * Double(columns - 1)
    let up = min(max(fy, 0), 1) * Double(rows - 1)
    let (column, row) = (min(Int(clamping: across), columns - 2), min(Int(clamping: up), rows - 2))
    let (u, v) = (across - Double(column), up - Double(row))
    let low = self[column, row] * (1 - u) + self[column + 1, row] * u
    let high = self[column, row + 1] * (1 - u) + self[column + 1, row + 1] * u
    return low * (1 - v) + high * v
  }

  /// How many levels lie at or below a value: which band between contours it belongs to.
  ///
  /// - Returns: nil for what is not a number; infinity is above all levels.
  package func band(_ value: Double) -> Int? {
    guard !value.isNaN else { return nil }
    var (low, high) = (0, levels.count)
    while low < high {
      let middle = (low + high) / 2
      if levels[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
