import Formula
import Session

extension TextRenderer {
  /// An objective from above: shaded where there are colours for it, else with its contours.
  func lines(_ plot: LandscapePlot) -> [StyledText] {
    let isShaded = isColoured && graphics.palette.canShade && cells != .ascii
    let names = plot.walks.map(\.name)
    let key = isShaded ? shadeKey(plot) : contourKey(plot)
    let legend = legend(names.map { ($0, true) }, hasEnds: true) { ink in
      isShaded ? .paint(walkPaint(ink, on: shade(plot, band: 0))) : walkStyle(ink)
    }
    let remarks = plot.remarks.flatMap { paragraph($0, .dim) }
    let frame = PlotFrame(
      plot.x, plot.y, self, others: 1 + key.count + legend.count + remarks.count)
    let title = styled(plot.title, .heading).cut(to: room, mark: ellipsis)
    let picture = isShaded ? shaded(plot, frame) : contoured(plot, frame)
    return [title] + frame.lines(around: picture) + key + legend + remarks
  }

  /// The walks' pieces as parts of the axes' lengths.
  private func pieces(_ plot: LandscapePlot) -> [[[PlotPoint]]] {
    plot.walks.map { walk in
      walk.points.split { !$0.isFinite }.map { piece in
        piece.map { PlotPoint(plot.x.fraction($0.x) ?? -1, plot.y.fraction($0.y) ?? -1) }
      }
    }
  }
}

// MARK: - Shades

extension TextRenderer {
  /// Two shades a character, one above the other; where a walk goes, its dots on one shade.
  private func shaded(_ plot: LandscapePlot, _ frame: PlotFrame) -> [StyledText] {
    var canvas = DotCanvas(columns: frame.columns, rows: frame.rows, cells: cells)
    let pieces = pieces(plot)
    for (ink, walk) in pieces.enumerated() { for piece in walk { canvas.draw(piece, ink: ink) } }
    for (ink, walk) in pieces.enumerated() { markEnds(walk, ink, on: &canvas) }
    // fits: a picture has at most 44 rows
    let halves = 2 * frame.rows
    func band(_ column: Int, _ half: Int) -> Int? {
      let fx = (Double(column) + 0.5) / Double(frame.columns)
      return plot.band(
        plot.value(atFraction: fx, 1 - (Double(half) + 0.5) / Double(halves)))
    }
    return (0..<frame.rows).map { row in
      var line = StyledText()
      for column in 0..<frame.columns {
        let (upper, lower) = (band(column, 2 * row), band(column, 2 * row + 1))
        let ink = canvas.inks[row * frame.columns + column]
        if let character = canvas.character(column, row, plain: "*") {
          let paint = walkPaint(ink, on: shade(plot, band: lower))
          line += StyledText(cleanText: String(character), .paint(paint))
        } else {
          let paint = Paint(
            foreground: shade(plot, band: upper), background: shade(plot, band: lower))
          line += StyledText(cleanText: "▀", .paint(paint))
        }
      }
      return line
    }
  }

  /// A band's shade; grey where f is not a number.
  private func shade(_ plot: LandscapePlot, band: Int?) -> Colour {
    guard let band else { return .indexed(240) }
    return graphics.palette.shade(band, of: plot.levels.count + 1)
  }

  private func walkPaint(_ ink: Int, on ground: Colour) -> Paint {
    Paint(foreground: graphics.palette.walk(ink), background: ground, isBold: true)
  }

  /// The bands' shades with the levels between them: `██ 0.1 ██ 1 ██ 10 ██`.
  private func shadeKey(_ plot: LandscapePlot) -> [StyledText] {
    guard !plot.levels.isEmpty else { return [] }
    func swatch(_ band: Int) -> StyledText {
      StyledText(cleanText: "██", .paint(Paint(foreground: shade(plot, band: band))))
    }
    // fits: there are levels here
    for every in 1...plot.levels.count {
      let shown = plot.levels.indices.filter { $0.isMultiple(of: every) }
      var line = styled("f ", .dim)
      for index in shown { line += swatch(index) + styled(" \(level(plot, index)) ", .dim) }
      line += swatch(plot.levels.count)
      if line.width <= room { return [line] }
    }
    return []
  }

  private func level(_ plot: LandscapePlot, _ index: Int) -> String {
    numbers.text(plot.levels[index])
  }
}

// MARK: - Contours

extension TextRenderer {
  /// More contours than this are a thicket in dots, and sooner so in letters.
  private func contours(of plot: LandscapePlot) -> [Double] {
    let most = cells == .ascii ? 7 : 14
    let every = (plot.levels.count + most - 1) / max(most, 1)
    return plot.levels.indices.filter { every < 2 || $0.isMultiple(of: every) }
      .map { plot.levels[$0] }
  }

  /// Contours in dots, and each walk in signs of its own.
  private func contoured(_ plot: LandscapePlot, _ frame: PlotFrame) -> [StyledText] {
    var ground = DotCanvas(columns: frame.columns, rows: frame.rows, cells: cells)
    for level in contours(of: plot) {
      for line in Contour(level, of: plot).lines {
        ground.draw(
          line.map {
            PlotPoint($0.x / Double(plot.columns - 1), $0.y / Double(plot.rows - 1))
          }, ink: 0)
      }
    }
    var track = DotCanvas(columns: frame.columns, rows: frame.rows, cells: .ascii)
    let pieces = pieces(plot)
    for (ink, walk) in pieces.enumerated() { for piece in walk { track.draw(piece, ink: ink) } }
    for (ink, walk) in pieces.enumerated() { markEnds(walk, ink, on: &track) }
    return (0..<frame.rows).map { row in
      var line = StyledText()
      for column in 0..<frame.columns {
        let ink = track.inks[row * frame.columns + column]
        let sign = cells.markers[ink % cells.markers.count]
        if let character = track.character(column, row, plain: trackSign(sign)) {
          line += StyledText(cleanText: String(character), walkStyle(ink))
        } else {
          let dot = ground.character(column, row, plain: ".")
          line += dot.map { StyledText(cleanText: String($0), .dim) } ?? .spaces(1)
        }
      }
      return line
    }
  }

  /// The sign along a walk; a full dot is what its end looks like.
  private func trackSign(_ marker: Character) -> Character { marker == "●" ? "•" : marker }

  private func walkStyle(_ ink: Int) -> Style {
    .paint(Paint(foreground: graphics.palette.line(ink), isBold: true))
  }

  /// `contours at f = 0.1, 1, 10`.
  private func contourKey(_ plot: LandscapePlot) -> [StyledText] {
    let levels = contours(of: plot)
    guard !levels.isEmpty else { return [] }
    let texts = levels.map { numbers.text($0) }.joined(separator: ", ")
    return paragraph("contours at f = \(texts)", .dim)
  }
}
