import Formula
import Session

// fits throughout (product, remainder, conversion): a screen has few characters, and each has few dots

/// A field of characters, each of a few dots, on which lines are drawn.
///
/// Places are parts of the whole, from 0 to 1, to the right and upwards.
struct DotCanvas {
  let columns: Int
  let rows: Int
  let cells: Graphics.Cells
  /// A character's dots, a bit each.
  private(set) var dots: [UInt8]
  /// Which line a character's dots belong to; the last one drawn.
  private(set) var inks: [Int]
  /// Characters that stand in place of dots.
  private(set) var marks: [Character?]

  init(columns: Int, rows: Int, cells: Graphics.Cells) {
    self.columns = columns
    self.rows = rows
    self.cells = cells
    dots = Array(repeating: 0, count: columns * rows)
    inks = Array(repeating: 0, count: columns * rows)
    marks = Array(repeating: nil, count: columns * rows)
  }

  private var dotColumns: Int { columns * cells.dotsAcross }
  private var dotRows: Int { rows * cells.dotsUp }

  /// The column and the row, from above, of the dot at a place, or of the nearest one inside.
  private func dot(at place: PlotPoint) -> (column: Int, row: Int) {
    let column = (place.x * Double(dotColumns - 1)).rounded()
    let row = ((1 - place.y) * Double(dotRows - 1)).rounded()
    return (
      min(max(Int(clamping: column), 0), dotColumns - 1),
      min(max(Int(clamping: row), 0), dotRows - 1)
    )
  }

  /// The character at a place, nil where it lies outside.
  func cell(at place: PlotPoint) -> (column: Int, row: Int)? {
    guard -1e-9...1 + 1e-9 ~= place.x, -1e-9...1 + 1e-9 ~= place.y else { return nil }
    let dot = dot(at: place)
    return (dot.column / cells.dotsAcross, dot.row / cells.dotsUp)
  }

  /// Draws a line through places; of a single one a dot.
  mutating func draw(_ places: [PlotPoint], ink: Int) {
    if places.count == 1, cell(at: places[0]) != nil { set(dot(at: places[0]), ink) }
    for (from, to) in zip(places, places.dropFirst()) { draw(from, to, ink) }
  }

  /// Puts a character at a place, over whatever is there.
  mutating func mark(_ character: Character, at place: PlotPoint, ink: Int) {
    guard let cell = cell(at: place) else { return }
    marks[cell.row * columns + cell.column] = character
    inks[cell.row * columns + cell.column] = ink
  }

  private mutating func draw(_ from: PlotPoint, _ to: PlotPoint, _ ink: Int) {
    guard let (from, to) = PlotPoint.clip(from, to) else { return }
    var (column, row) = dot(at: from)
    let end = dot(at: to)
    let (dx, dy) = (abs(end.column - column), -abs(end.row - row))
    let (stepX, stepY) = (column < end.column ? 1 : -1, row < end.row ? 1 : -1)
    // Bresenham's line: the error says how far the dots are off it.
    var error = dx + dy
    while true {
      set((column, row), ink)
      if column == end.column, row == end.row { return }
      let twice = 2 * error
      if twice >= dy {
        error += dy
        column += stepX
      }
      if twice <= dx {
        error += dx
        row += stepY
      }
    }
  }

  private mutating func set(_ dot: (column: Int, row: Int), _ ink: Int) {
    let (column, row) = (dot.column / cells.dotsAcross, dot.row / cells.dotsUp)
    guard 0..<columns ~= column, 0..<rows ~= row else { return }
    let index = row * columns + column
    dots[index] |= 1 << UInt8(dot.row % cells.dotsUp + dot.column % cells.dotsAcross * 4)
    inks[index] = ink
  }

  /// The character at a column and a row from above, nil where nothing was drawn.
  ///
  /// Where a character has only one dot, `plain` is what it looks like.
  func character(_ column: Int, _ row: Int, plain: Character) -> Character? {
    let index = row * columns + column
    if let mark = marks[index] { return mark }
    let bits = dots[index]
    guard bits != 0 else { return nil }
    switch cells {
    case .ascii: return plain
    case .blocks: return bits == 1 ? "▀" : bits == 2 ? "▄" : "█"
    case .braille: return Character(DotCanvas.braille(bits))
    }
  }

  /// Unicode numbers braille's dots down the first column, down the second, and then the fourth row.
  private static func braille(_ bits: UInt8) -> Unicode.Scalar {
    let order: [UInt32] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]
    let value = order.indices.reduce(0) { bits >> UInt8($1) & 1 == 1 ? $0 | order[$1] : $0 }
    return Unicode.Scalar(0x2800 + value) ?? " "
  }
}
