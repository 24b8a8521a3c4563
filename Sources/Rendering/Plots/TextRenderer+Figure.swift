import Formula
import Session

extension TextRenderer {
  /// A picture with its axes, and below it what its parts are called and what it can't show.
  func lines(_ figure: Figure) -> [StyledText] {
    let ground = figure.heights.map { self.ground($0) }
    let key = ground?.key ?? []
    let legend = self.legend(figure, ground)
    let remarks = figure.remarks.flatMap { paragraph($0.text(numbers), .dim) }
    let title = styled(figure.title, .heading).cut(to: room, mark: ellipsis)
    let frame = PlotFrame(
      figure.x, figure.y, self, others: 1 + key.count + legend.count + remarks.count)
    let picture = ground.map { self.picture(figure, on: $0, frame) } ?? self.picture(figure, frame)
    return [title] + frame.lines(around: picture) + key + legend + remarks
  }

  /// An ASCII alphabet has no other cells than letters.
  var cells: Graphics.Cells { alphabet == .ascii ? .ascii : graphics.cells }

  /// Lines on the screen's own ground.
  private func picture(_ figure: Figure, _ frame: PlotFrame) -> [StyledText] {
    var canvas = DotCanvas(columns: frame.columns, rows: frame.rows, cells: cells)
    for (ink, series) in figure.series.enumerated() { draw(figure, series, ink, on: &canvas) }
    markEnds(figure, on: &canvas)
    return (0..<canvas.rows).map { row in
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
}

// MARK: - Series

extension TextRenderer {
  private func draw(
    _ figure: Figure, _ series: Figure.Series, _ ink: Int, on canvas: inout DotCanvas
  ) {
    let pieces = figure.pieces(of: series)
    switch series.look {
    case .points: mark(pieces, ink, on: &canvas)
    case .walk:
      for piece in pieces { canvas.draw(piece, ink: ink) }
      // Where there are many the marks would hide how they are joined.
      guard pieces.joined().count <= canvas.columns else { break }
      mark(pieces, ink, on: &canvas)
    case .line:
      for piece in pieces { canvas.draw(piece, ink: ink) }
      // What a walk is on needs no signs: its own are enough.
      guard cells == .ascii || !isColoured && figure.series.count > 1 && !figure.hasWalks
      else { break }
      // Signs at equal distances, each line's own somewhat apart from the others'.
      let distance = cells == .ascii ? 1.0 : 12
      let shift = distance * Double(ink) / Double(figure.series.count)
      let marker = cells.markers[ink % cells.markers.count]
      for piece in pieces {
        mark(piece, marker, ink, distance / Double(canvas.columns), shift: shift, on: &canvas)
      }
    }
  }

  /// Puts a sign at every point.
  func mark(_ pieces: [[PlotPoint]], _ ink: Int, on canvas: inout DotCanvas) {
    for point in pieces.joined() { canvas.mark(pointSign(ink), at: point, ink: ink) }
  }

  /// What a point looks like: where colours tell the series apart, it is the same for all.
  private func pointSign(_ ink: Int) -> Character {
    cells == .ascii || !isColoured ? cells.markers[ink % cells.markers.count] : "•"
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

  /// The start and the end of each walk, over everything else.
  func markEnds(_ figure: Figure, on canvas: inout DotCanvas) {
    for (ink, series) in figure.series.enumerated() where series.look == .walk {
      let pieces = figure.pieces(of: series)
      if let start = pieces.first?.first { canvas.mark(cells.start, at: start, ink: ink) }
      if let end = pieces.last?.last { canvas.mark(cells.end, at: end, ink: ink) }
    }
  }
}

// MARK: - The legend

extension TextRenderer {
  /// What each series is called, and what the ends of walks look like.
  ///
  /// A single line by itself needs none, since the axes say what it is.
  private func legend(_ figure: Figure, _ ground: Ground?) -> [StyledText] {
    guard figure.series.count > 1 || ground != nil else { return [] }
    var items = figure.legend.map { name, ink in
      let series = figure.series[ink]
      let hasSigns = ground != nil || !figure.hasWalks || series.look == .walk
      let sign: Character? =
        switch (series.look, cells, isColoured || !hasSigns) {
        case (.points, _, _): pointSign(ink)
        case (_, .ascii, _), (_, _, false): cells.markers[ink % cells.markers.count]
        default: nil
        }
      let style = ground.map { seriesStyle(ink, on: $0) } ?? lineStyle(ink)
      let swatch = StyledText(cleanText: sign.map(String.init) ?? "━━", style)
      return swatch + styled(" " + name)
    }
    if figure.hasWalks {
      items += [
        styled("\(cells.start) start", .dim), styled("\(cells.end) end", .dim),
      ]
    }
    return flow(items)
  }
}
