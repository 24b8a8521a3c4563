import Formula
import Session

/// The axes around a picture, and how much room they leave it.
struct PlotFrame {
  /// A picture grows no larger than this, however large the window.
  static let largest = (columns: 140, rows: 44)
  /// Below this a picture says nothing.
  static let least = (columns: 16, rows: 5)

  let x: PlotAxis
  let y: PlotAxis
  let columns: Int
  let rows: Int
  private let renderer: TextRenderer
  private let upright: [PlotAxis.Tick]
  private let labelWidth: Int

  /// Shares a screen's room.
  ///
  /// - Parameters:
  ///   - x: the lower axis.
  ///   - y: the upright axis.
  ///   - renderer: knows the screen.
  ///   - others: how many lines stand above and below the picture and its axes.
  init(_ x: PlotAxis, _ y: PlotAxis, _ renderer: TextRenderer, others: Int) {
    self.x = x
    self.y = y
    self.renderer = renderer
    // The axis and its labels take two, the command above and the prompt below two more.
    let free = renderer.graphics.rows - others - 4
    rows = min(max(free, PlotFrame.least.rows), PlotFrame.largest.rows)
    upright = y.ticks(atMost: max(rows / 3, 2))
    labelWidth = upright.map(\.text.count).max() ?? 0
    let room = renderer.room - labelWidth - 3
    columns = min(max(room, PlotFrame.least.columns), PlotFrame.largest.columns)
  }

  /// The picture's rows with the axes beside and below them.
  func lines(around picture: [StyledText]) -> [StyledText] {
    var labels = [PlotAxis.Tick?](repeating: nil, count: rows)
    for tick in upright {
      guard let part = y.fraction(tick.value), 0...1 ~= part else { continue }
      labels[row(part)] = tick
    }
    let (plain, ticked) = isASCII ? ("|", "+") : ("│", "┤")
    let lines = picture.enumerated().map { row, line in
      let text = renderer.styled(labels[row]?.text ?? "", .dim).padded(to: labelWidth, on: .leading)
      return text + renderer.styled(" " + (labels[row] == nil ? plain : ticked), .dim) + line
    }
    return lines + below
  }

  private func row(_ part: Double) -> Int {
    // fits: a picture has at most 44 rows
    let dots = rows * renderer.graphics.cells.dotsUp
    return Int(clamping: ((1 - part) * Double(dots - 1)).rounded()) / renderer.graphics.cells.dotsUp
  }

  private var isASCII: Bool { renderer.graphics.cells == .ascii || renderer.alphabet == .ascii }

  /// The lower axis: a line with ticks, and their numbers with what they measure.
  private var below: [StyledText] {
    let label = renderer.styled(x.label, .dim).cut(to: columns / 2, mark: renderer.ellipsis)
    var axis = [Character](repeating: isASCII ? "-" : "─", count: columns)
    var numbers = [Character](repeating: " ", count: columns + 1)
    var end = -1
    // The name of the axis stands at its end.
    let room = columns + 1 - label.width - 1
    for tick in x.ticks(atMost: max(columns / 12, 2)) {
      guard let part = x.fraction(tick.value), 0...1 ~= part else { continue }
      let column = min(Int(clamping: (part * Double(columns - 1)).rounded()), columns - 1)
      let text = Array(tick.text)
      let first = max(column + 1 - text.count / 2, 0)
      axis[column] = isASCII ? "+" : "┬"
      guard first > end, first + text.count <= room else { continue }
      for (offset, character) in text.enumerated() { numbers[first + offset] = character }
      end = first + text.count
    }
    let corner = isASCII ? "+" : "└"
    let text = String(numbers.prefix(room))
    return [
      .spaces(labelWidth + 1) + renderer.styled(corner + String(axis), .dim),
      .spaces(labelWidth + 1) + renderer.styled(text, .dim).padded(to: room + 1) + label,
    ]
  }
}
