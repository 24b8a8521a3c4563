import Formula
import Session

/// Heights as a screen shows them.
struct Ground {
  var field: HeightField
  /// Whether there are colours for shades; else there are contours.
  var isShaded: Bool
  /// What the shades or the contours stand for.
  var key: [StyledText]
}

extension TextRenderer {
  /// Shades where there are colours for them, else contours.
  func ground(_ field: HeightField) -> Ground {
    let isShaded = isColoured && graphics.palette.canShade && cells != .ascii
    return Ground(
      field: field, isShaded: isShaded, key: isShaded ? shadeKey(field) : contourKey(field))
  }

  func picture(_ figure: Figure, on ground: Ground, _ frame: PlotFrame) -> [StyledText] {
    ground.isShaded
      ? shaded(figure, ground.field, frame) : contoured(figure, ground.field, frame)
  }

  /// The look of a series in the legend.
  func seriesStyle(_ ink: Int, on ground: Ground) -> Style {
    ground.isShaded
      ? .paint(walkPaint(ink, on: shade(ground.field, band: 0))) : walkStyle(ink)
  }

  private func draw(_ figure: Figure, on canvas: inout DotCanvas) {
    for (ink, series) in figure.series.enumerated() {
      let pieces = figure.pieces(of: series)
      switch series.look {
      case .points: mark(pieces, ink, on: &canvas)
      case .line, .walk: for piece in pieces { canvas.draw(piece, ink: ink) }
      }
    }
    markEnds(figure, on: &canvas)
  }
}

// MARK: - Shades

extension TextRenderer {
  /// Two shades a character, one above the other; where a walk goes, its dots on one shade.
  private func shaded(_ figure: Figure, _ field: HeightField, _ frame: PlotFrame) -> [StyledText] {
    var canvas = DotCanvas(columns: frame.columns, rows: frame.rows, cells: cells)
    draw(figure, on: &canvas)
    // fits: a picture has at most 44 rows
    let halves = 2 * frame.rows
    func band(_ column: Int, _ half: Int) -> Int? {
      let fx = (Double(column) + 0.5) / Double(frame.columns)
      return field.band(
        field.value(atFraction: fx, 1 - (Double(half) + 0.5) / Double(halves)))
    }
    return (0..<frame.rows).map { row in
      var line = StyledText()
      for column in 0..<frame.columns {
        let (upper, lower) = (band(column, 2 * row), band(column, 2 * row + 1))
        let ink = canvas.inks[row * frame.columns + column]
        if let character = canvas.character(column, row, plain: "*") {
          let paint = walkPaint(ink, on: shade(field, band: lower))
          line += StyledText(cleanText: String(character), .paint(paint))
        } else {
          let paint = Paint(
            foreground: shade(field, band: upper), background: shade(field, band: lower))
          line += StyledText(cleanText: "▀", .paint(paint))
        }
      }
      return line
    }
  }

  /// A band's shade; grey where f is not a number.
  private func shade(_ field: HeightField, band: Int?) -> Colour {
    guard let band else { return .indexed(240) }
    return graphics.palette.shade(band, of: field.levels.count + 1)
  }

  private func walkPaint(_ ink: Int, on ground: Colour) -> Paint {
    Paint(foreground: graphics.palette.walk(ink), background: ground, isBold: true)
  }

  /// The bands' shades with the levels between them: `██ 0.1 ██ 1 ██ 10 ██`.
  private func shadeKey(_ field: HeightField) -> [StyledText] {
    guard !field.levels.isEmpty else { return [] }
    func swatch(_ band: Int) -> StyledText {
      StyledText(cleanText: "██", .paint(Paint(foreground: shade(field, band: band))))
    }
    // fits: there are levels here
    for every in 1...field.levels.count {
      let shown = field.levels.indices.filter { $0.isMultiple(of: every) }
      var line = styled("f ", .dim)
      for index in shown {
        line += swatch(index) + styled(" \(numbers.text(field.levels[index])) ", .dim)
      }
      line += swatch(field.levels.count)
      if line.width <= room { return [line] }
    }
    return []
  }
}

// MARK: - Contours

extension TextRenderer {
  /// More contours than this are a thicket in dots, and sooner so in letters.
  private func contours(of field: HeightField) -> [Double] {
    let most = cells == .ascii ? 7 : 14
    let every = (field.levels.count + most - 1) / max(most, 1)
    return field.levels.indices.filter { every < 2 || $0.isMultiple(of: every) }
      .map { field.levels[$0] }
  }

  /// Contours in dots, and each walk in signs of its own.
  private func contoured(_ figure: Figure, _ field: HeightField, _ frame: PlotFrame)
    -> [StyledText]
  {
    var ground = DotCanvas(columns: frame.columns, rows: frame.rows, cells: cells)
    for level in contours(of: field) {
      for line in Contour(level, of: field).lines { ground.draw(line, ink: 0) }
    }
    var track = DotCanvas(columns: frame.columns, rows: frame.rows, cells: .ascii)
    draw(figure, on: &track)
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
  private func contourKey(_ field: HeightField) -> [StyledText] {
    let levels = contours(of: field)
    guard !levels.isEmpty else { return [] }
    let texts = levels.map { numbers.text($0) }.joined(separator: ", ")
    return paragraph("contours at f = \(texts)", .dim)
  }
}
