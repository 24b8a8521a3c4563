import Formula
import Session

extension TextRenderer {
  /// Lines over their axes, with a legend where there are several.
  func lines(_ plot: LinePlot) -> [StyledText] {
    let walks = plot.series.contains { $0.kind == .walk }
    let legend =
      plot.series.count > 1
      ? legend(plot.series.map { ($0.name, !walks || $0.kind == .walk) }, hasEnds: walks) : []
    let remarks = plot.remarks.flatMap { paragraph($0, .dim) }
    let title = styled(plot.title, .heading).cut(to: room, mark: ellipsis)
    let frame = PlotFrame(plot.x, plot.y, self, others: 1 + legend.count + remarks.count)
    var canvas = DotCanvas(columns: frame.columns, rows: frame.rows, cells: cells)
    for (ink, series) in plot.series.enumerated() { draw(plot, series, ink, on: &canvas) }
    for (ink, series) in plot.series.enumerated() where series.kind == .walk {
      markEnds(plot.pieces(of: series), ink, on: &canvas)
    }
    return [title] + frame.lines(around: rows(of: canvas)) + legend + remarks
  }

  /// An ASCII alphabet has no other cells than letters.
  var cells: Graphics.Cells { alphabet == .ascii ? .ascii : graphics.cells }

  private func draw(
    _ plot: LinePlot, _ series: LinePlot.Series, _ ink: Int, on canvas: inout DotCanvas
  ) {
    let pieces = plot.pieces(of: series)
    for piece in pieces { canvas.draw(piece, ink: ink) }
    let marker = cells.markers[ink % cells.markers.count]
    switch series.kind {
    case .walk:
      let points = pieces.joined()
      // Where there are many the marks would hide how they are joined.
      guard points.count <= canvas.columns else { break }
      let sign: Character = cells == .ascii || !isColoured ? marker : "•"
      for point in points { canvas.mark(sign, at: point, ink: ink) }
    case .line:
      // What a walk is on needs no signs: its own are enough.
      let isGround = plot.series.contains { $0.kind == .walk }
      guard cells == .ascii || !isColoured && plot.series.count > 1 && !isGround else { break }
      // Signs at equal distances, each line's own somewhat apart from the others'.
      let distance = cells == .ascii ? 1.0 : 12
      let shift = distance * Double(ink) / Double(plot.series.count)
      for piece in pieces {
        mark(piece, marker, ink, distance / Double(canvas.columns), shift: shift, on: &canvas)
      }
    }
  }

  /// Puts a sign wherever a line has gone a distance across.
  private func mark(
    _ piece: [PlotPoint], _ sign: Character, _ ink: Int, _ distance: Double, shift: Double,
    on canvas: inout DotCanvas
  ) {
    if piece.count == 1 { canvas.mark(sign, at: piece[0], ink: ink) }
    var places: Set<Int> = []
    let offset = shift / Double(canvas.columns)
    for (from, to) in zip(piece, piece.dropFirst()) {
      let (first, last) = (min(from.x, to.x), max(from.x, to.x))
      // What lies outside has no signs.
      let low = Int(clamping: ((max(first, 0) - offset) / distance).rounded(.up))
      let high = Int(clamping: ((min(last, 1) - offset) / distance).rounded(.down))
      for place in Range(from: low, to: high + 1) where places.insert(place).inserted {
        let x = Double(place) * distance + offset
        let part = last > first ? (x - from.x) / (to.x - from.x) : 0
        canvas.mark(sign, at: PlotPoint(x, from.y + (to.y - from.y) * part), ink: ink)
      }
    }
  }

  /// The start and the end of a walk, over everything else.
  func markEnds(_ pieces: [[PlotPoint]], _ ink: Int, on canvas: inout DotCanvas) {
    if let start = pieces.first?.first { canvas.mark(cells.start, at: start, ink: ink) }
    if let end = pieces.last?.last { canvas.mark(cells.end, at: end, ink: ink) }
  }

  private func rows(of canvas: DotCanvas) -> [StyledText] {
    (0..<canvas.rows).map { row in
      var line = StyledText()
      for column in 0..<canvas.columns {
        let ink = canvas.inks[row * canvas.columns + column]
        let plain = cells.markers[ink % cells.markers.count]
        let character = canvas.character(column, row, plain: plain)
        line += character.map { StyledText(cleanText: String($0), lineStyle(ink)) } ?? .spaces(1)
      }
      return line
    }
  }

  func lineStyle(_ ink: Int) -> Style { .paint(Paint(foreground: graphics.palette.line(ink))) }

  /// What each line is called, and what its ends look like.
  ///
  /// - Parameters:
  ///   - lines: the names, and whether the line has signs where there are no colours.
  ///   - hasEnds: whether the lines are walks, with a start and an end.
  ///   - style: the look of a line by its number, nil for that of lines on the screen's ground.
  /// - Returns: the legend, on as many lines as it takes.
  func legend(
    _ lines: [(name: String, hasSigns: Bool)], hasEnds: Bool, style: ((Int) -> Style)? = nil
  ) -> [StyledText] {
    var items = lines.enumerated().map { ink, line in
      let sign: String =
        switch (cells, isColoured || !line.hasSigns) {
        case (.ascii, _), (_, false): String(cells.markers[ink % cells.markers.count])
        default: "━━"
        }
      let swatch = StyledText(cleanText: sign, style?(ink) ?? lineStyle(ink))
      return swatch + styled(" " + line.name)
    }
    if hasEnds {
      items += [
        styled("\(cells.start) start", .dim), styled("\(cells.end) end", .dim),
      ]
    }
    return flow(items)
  }
}
