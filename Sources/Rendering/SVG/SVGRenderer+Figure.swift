import Formula
package import Session

extension SVGRenderer {
  /// More points than this are not marked one by one.
  private static let dotLimit = 120

  /// A picture as an SVG file's text.
  package func text(_ figure: Figure) -> String {
    var keys: [Key] = []
    if figure.series.count > 1 || figure.heights != nil {
      keys = figure.series.enumerated().map { index, series in
        Key(name: series.name, look: look(index, series.look), isDot: series.look == .points)
      }
    }
    if figure.hasWalks {
      keys += [
        Key(name: "start", look: "start", isDot: true), Key(name: "end", look: "end", isDot: true),
      ]
    }
    return sheet(figure, legend: keys) { xml, field in
      if let heights = figure.heights {
        for index in heights.levels.indices { contour(index, heights, field, &xml) }
      }
      for (index, series) in figure.series.enumerated() {
        draw(figure.pieces(of: series), series.look, index, field, &xml)
      }
    }
  }

  private func look(_ index: Int, _ look: Figure.Series.Look) -> String {
    let kind =
      switch look {
      case .line: "line"
      case .walk: "walk"
      case .points: "step"
      }
    // fits: a constant
    return "\(kind) s\(index % SVGStyle.lineCount)"
  }

  /// A series: its line, its points where there aren't too many, a walk's start and its end.
  private func draw(
    _ pieces: [[PlotPoint]], _ look: Figure.Series.Look, _ index: Int, _ field: SVGField,
    _ xml: inout XMLWriter
  ) {
    if look != .points {
      for piece in pieces { field.draw(piece, self.look(index, look), &xml) }
    }
    let points = pieces.joined()
    if look == .points || look == .walk && points.count <= SVGRenderer.dotLimit {
      for point in points { field.dot(point, self.look(index, .points), radius: 2.5, &xml) }
    }
    guard look == .walk else { return }
    if let start = pieces.first?.first { field.dot(start, "start", radius: 5, &xml) }
    if let end = pieces.last?.last {
      // fits: a constant
      field.dot(end, "end s\(index % SVGStyle.lineCount)", radius: 5, &xml)
    }
  }

  /// A height's lines, with its number on the longest.
  private func contour(
    _ index: Int, _ heights: HeightField, _ field: SVGField, _ xml: inout XMLWriter
  ) {
    let level = heights.levels[index]
    let shade = index * (SVGStyle.shadeCount - 1) / max(heights.levels.count - 1, 1)
    let lines = Contour(level, of: heights).lines
    for line in lines {
      xml.element("polyline", ["class": "contour c\(shade)", "points": field.points(line)])
    }
    guard let longest = lines.max(by: { $0.count < $1.count }), longest.count > 16 else { return }
    // Each at another part of its line, so that the numbers don't stand in one another's way.
    let part = [0.5, 0.3, 0.7, 0.4, 0.6][index % 5]
    let place = field.place(longest[Int(clamping: part * Double(longest.count - 1))])
    xml.element(
      "text",
      [
        "class": "level", "x": SVGRenderer.text(place.x), "y": SVGRenderer.text(place.y + 3),
        "text-anchor": "middle",
      ], text: NumberFormat.short.text(level))
  }
}
