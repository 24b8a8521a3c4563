import Formula
package import Session

extension SVGRenderer {
  /// More points than this are not marked one by one.
  private static let dotLimit = 120

  /// A picture as an SVG file's text.
  package func text(_ figure: Figure) -> String {
    var keys: [Key] = []
    if figure.series.count > 1 || figure.heights != nil {
      keys = figure.legend.map { name, index in
        let look = figure.series[index].look
        return Key(name: name, look: self.look(index, look), isDot: look == .points)
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
    func draw(_ line: some Sequence<PlotPoint>) {
      xml.element("polyline", ["class": "contour c\(shade)", "points": field.points(line)])
    }
    let longest = lines.indices.max { lines[$0].count < lines[$1].count }
    for (number, line) in lines.enumerated() where number != longest || line.count <= 16 {
      draw(line)
    }
    guard let line = longest.map({ lines[$0] }), line.count > 16 else { return }
    // Each at another part of its line, so that the numbers don't stand in one another's way.
    let part = [0.5, 0.3, 0.7, 0.4, 0.6][index % 5]
    let middle = Int(clamping: part * Double(line.count - 1))
    let place = field.place(line[middle])
    let text = NumberFormat.short.text(level)
    // The line leaves room for its number.
    func isClear(_ point: PlotPoint) -> Bool {
      let (x, y) = field.place(point)
      return abs(x - place.x) > 3.2 * Double(text.count) + 3 || abs(y - place.y) > 8
    }
    let before = line[..<middle].lastIndex(where: isClear)
    let after = line[middle...].firstIndex(where: isClear)
    if let before, before > 0 { draw(line[...before]) }
    if let after, after + 1 < line.count { draw(line[after...]) }
    xml.element(
      "text",
      [
        "class": "level", "x": SVGRenderer.text(place.x), "y": SVGRenderer.text(place.y + 3),
        "text-anchor": "middle",
      ], text: text)
  }
}
