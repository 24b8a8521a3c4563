import Formula

/// Heights at equal distances over a picture, from edge to edge.
package struct HeightField: Hashable, Sendable {
  /// How many values there are from left to right, and from the lower edge to the upper: two of
  /// each at least.
  package let columns: Int
  package let rows: Int
  /// Row after row from below; not all need be finite.
  package private(set) var values: [Double]
  /// Heights at which contours are drawn, rising.
  package var levels: [Double]

  /// Heights of a function, with levels that show them well.
  ///
  /// - Parameters:
  ///   - columns: how many there are from left to right, two at least.
  ///   - rows: how many there are upwards, two at least.
  ///   - height: f at a place given as parts of the way from left to right and upwards.
  package init(
    columns: Int, rows: Int, _ height: (_ across: Double, _ up: Double) -> Double
  ) {
    (self.columns, self.rows) = (columns, rows)
    values = []
    // fits: a grid of constants
    values.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let part = HeightField.part(Double(column), Double(row), columns, rows)
        values.append(height(part.x, part.y))
      }
    }
    levels = ContourLevels.levels(of: values)
  }

  /// The value at a column and a row of the grid.
  package subscript(column: Int, row: Int) -> Double { values[row * columns + column] }

  /// Where a column or a row lies between the edges, from 0 to 1.
  package func part(_ column: Double, _ row: Double) -> PlotPoint {
    HeightField.part(column, row, columns, rows)
  }

  private static func part(_ column: Double, _ row: Double, _ columns: Int, _ rows: Int)
    -> PlotPoint
  {
    PlotPoint(column / Double(columns - 1), row / Double(rows - 1))
  }

  /// A value between those of the grid, from the four around it.
  ///
  /// - Parameters:
  ///   - fx: how far from the left edge to the right, from 0 to 1.
  ///   - fy: how far from the lower edge to the upper.
  /// - Returns: the height, not finite where one of the four is not.
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
