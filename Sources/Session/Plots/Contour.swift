/// Where the ground has one height, as lines.
///
/// Marching squares: each square of the grid is crossed between those of its corners that are
/// below the level and those that are not, and the crossings are joined to lines.
package struct Contour: Hashable, Sendable {
  package var level: Double
  /// Lines of places, as parts of the way from left to right and upwards.
  package var lines: [[PlotPoint]]

  package init(_ level: Double, of field: HeightField) {
    self.level = level
    lines = Contour.join(Contour.crossings(level, field))
  }

  /// The edge of the grid that a line crosses; joined lines meet at one.
  private struct Edge: Hashable {
    var column: Int
    var row: Int
    var isUpright: Bool
  }

  private typealias Crossing = (from: Edge, to: Edge, points: (PlotPoint, PlotPoint))

  private static func crossings(_ level: Double, _ field: HeightField) -> [Crossing] {
    var result: [Crossing] = []
    // fits: a grid has two rows at least
    for row in 0..<field.rows - 1 {
      // fits: a grid has two columns at least
      for column in 0..<field.columns - 1 {
        let corners = [
          field[column, row], field[column + 1, row], field[column + 1, row + 1],
          field[column, row + 1],
        ]
        guard corners.allSatisfy(\.isFinite) else { continue }
        let bits = corners.enumerated().reduce(0) { bits, corner in
          bits | (corner.element >= level ? 1 << corner.offset : 0)
        }
        guard bits != 0, bits != 15 else { continue }
        let edges = [
          Edge(column: column, row: row, isUpright: false),
          Edge(column: column + 1, row: row, isUpright: true),
          Edge(column: column, row: row + 1, isUpright: false),
          Edge(column: column, row: row, isUpright: true),
        ]
        for (a, b) in pairs(bits, isHigh: corners.reduce(0, +) / 4 >= level) {
          result.append(
            (edges[a], edges[b], (point(edges[a], level, field), point(edges[b], level, field))))
        }
      }
    }
    return result
  }

  /// Which edges are joined, by the corners that are not below; edges count from the lower one
  /// around.
  private static func pairs(_ bits: Int, isHigh: Bool) -> [(Int, Int)] {
    switch bits {
    case 1, 14: [(3, 0)]
    case 2, 13: [(0, 1)]
    case 3, 12: [(3, 1)]
    case 4, 11: [(1, 2)]
    case 6, 9: [(0, 2)]
    case 7, 8: [(2, 3)]
    // A saddle: the middle says which corners belong together.
    case 5: isHigh ? [(0, 1), (2, 3)] : [(3, 0), (1, 2)]
    default: isHigh ? [(3, 0), (1, 2)] : [(0, 1), (2, 3)]
    }
  }

  private static func point(_ edge: Edge, _ level: Double, _ field: HeightField) -> PlotPoint {
    let (column, row) = (edge.column, edge.row)
    let first = field[column, row]
    let second = edge.isUpright ? field[column, row + 1] : field[column + 1, row]
    // Heights so far apart that their difference overflows.
    let exact = (level - first) / (second - first)
    let part = exact.isFinite ? exact : 0.5
    return edge.isUpright
      ? field.part(Double(column), Double(row) + part)
      : field.part(Double(column) + part, Double(row))
  }

  /// Crossings that share an edge, joined one after the other.
  private static func join(_ crossings: [Crossing]) -> [[PlotPoint]] {
    var meeting: [Edge: [Int]] = [:]
    for (index, crossing) in crossings.enumerated() {
      meeting[crossing.from, default: []].append(index)
      meeting[crossing.to, default: []].append(index)
    }
    var isUsed = [Bool](repeating: false, count: crossings.count)
    func follow(_ start: Edge) -> [PlotPoint] {
      var (edge, points) = (start, [PlotPoint]())
      while let index = meeting[edge]?.first(where: { !isUsed[$0] }) {
        isUsed[index] = true
        let crossing = crossings[index]
        let isForward = crossing.from == edge
        points.append(isForward ? crossing.points.1 : crossing.points.0)
        edge = isForward ? crossing.to : crossing.from
      }
      return points
    }
    var lines: [[PlotPoint]] = []
    for (index, crossing) in crossings.enumerated() where !isUsed[index] {
      isUsed[index] = true
      let ahead = [crossing.points.0, crossing.points.1] + follow(crossing.to)
      lines.append(follow(crossing.from).reversed() + ahead)
    }
    return lines
  }
}
