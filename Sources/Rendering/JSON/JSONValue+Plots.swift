import Session

extension JSONValue {
  init(_ plot: LinePlot) {
    self = [
      "kind": .string("linePlot"),
      "title": .string(plot.title),
      "x": JSONValue(plot.x),
      "y": JSONValue(plot.y),
      "series": .array(
        plot.series.map { series in
          [
            "name": .string(series.name),
            "isWalk": .bool(series.kind == .walk),
            "points": JSONValue(series.points),
          ]
        }),
      "remarks": .strings(plot.remarks),
    ]
  }

  init(_ plot: LandscapePlot) {
    self = [
      "kind": .string("landscape"),
      "title": .string(plot.title),
      "x": JSONValue(plot.x),
      "y": JSONValue(plot.y),
      "columns": .integer(plot.columns),
      "rows": .integer(plot.rows),
      "values": .numbers(plot.values),
      "levels": .numbers(plot.levels),
      "walks": .array(
        plot.walks.map { ["name": .string($0.name), "points": JSONValue($0.points)] }),
      "remarks": .strings(plot.remarks),
    ]
  }

  private init(_ axis: PlotAxis) {
    self = [
      "label": .string(axis.label),
      "scale": .string(axis.scale == .linear ? "linear" : "log"),
      "lower": .number(axis.lower),
      "upper": .number(axis.upper),
    ]
  }

  /// Pairs of numbers; a gap is one that isn't finite.
  private init(_ points: [PlotPoint]) {
    self = .array(points.map { .numbers([$0.x, $0.y]) })
  }
}
