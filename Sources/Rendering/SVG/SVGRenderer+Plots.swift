import Formula
import Session

extension SVGRenderer {
  /// More points than this are not marked one by one.
  private static let dotLimit = 120

  /// A line a series, and for a walk a dot a step.
  func text(_ plot: LinePlot) -> String {
    let walks = plot.series.contains { $0.kind == .walk }
    var keys: [Key] = []
    if plot.series.count > 1 {
      keys = plot.series.enumerated().map { Key(name: $1.name, look: look($0, "line")) }
    }
    if walks { keys += ends }
    return sheet(plot.title, (plot.x, plot.y), legend: keys, remarks: plot.remarks) { xml, field in
      for (index, series) in plot.series.enumerated() {
        let pieces = plot.pieces(of: series)
        for piece in pieces { field.draw(piece, look(index, "line"), &xml) }
        guard series.kind == .walk else { continue }
        draw(dotsOf: pieces, index, field, &xml)
      }
    }
  }

  /// Contours with their heights, and the walks across them.
  func text(_ plot: LandscapePlot) -> String {
    let keys = plot.walks.enumerated().map { Key(name: $1.name, look: look($0, "walk")) } + ends
    return sheet(plot.title, (plot.x, plot.y), legend: keys, remarks: plot.remarks) { xml, field in
      for (index, level) in plot.levels.enumerated() { contour(index, level, plot, field, &xml) }
      for (index, walk) in plot.walks.enumerated() {
        let pieces = walk.points.split { !$0.isFinite }.map { piece in
          piece.map { PlotPoint(plot.x.fraction($0.x) ?? -1, plot.y.fraction($0.y) ?? -1) }
        }
        for piece in pieces { field.draw(piece, look(index, "walk"), &xml) }
        draw(dotsOf: pieces, index, field, &xml)
      }
    }
  }

  private var ends: [Key] {
    [Key(name: "start", look: "start", isDot: true), Key(name: "end", look: "end", isDot: true)]
  }

  private func look(_ index: Int, _ kind: String) -> String {
    // fits: a constant
    "\(kind) s\(index % SVGStyle.lineCount)"
  }

  /// The steps of a walk where there aren't too many, its start and its end.
  private func draw(
    dotsOf pieces: [[PlotPoint]], _ index: Int, _ field: SVGField, _ xml: inout XMLWriter
  ) {
    let points = pieces.joined()
    if points.count <= SVGRenderer.dotLimit {
      for point in points { field.dot(point, look(index, "step"), radius: 2.5, &xml) }
    }
    if let start = pieces.first?.first { field.dot(start, "start", radius: 5, &xml) }
    if let end = pieces.last?.last { field.dot(end, look(index, "end"), radius: 5, &xml) }
  }

  /// A height's lines, with its number on the longest.
  private func contour(
    _ index: Int, _ level: Double, _ plot: LandscapePlot, _ field: SVGField,
    _ xml: inout XMLWriter
  ) {
    let contour = Contour(level, of: plot)
    let shade = index * (SVGStyle.shadeCount - 1) / max(plot.levels.count - 1, 1)
    let lines = contour.lines.map { line in
      line.map { PlotPoint($0.x / Double(plot.columns - 1), $0.y / Double(plot.rows - 1)) }
    }
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
