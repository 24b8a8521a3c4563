import Session

extension JSONValue {
  /// A picture: a `landscape` where there are heights below its series, else a `linePlot`.
  init(_ figure: Figure) {
    self = [
      "kind": .string(figure.heights == nil ? "linePlot" : "landscape"),
      "title": .string(figure.title),
      "x": JSONValue(figure.x),
      "y": JSONValue(figure.y),
    ]
    if let heights = figure.heights {
      add("columns", .integer(heights.columns))
      add("rows", .integer(heights.rows))
      add("values", .numbers(heights.values))
      add("levels", .numbers(heights.levels))
      // On a landscape walks are what is looked for; anything else stands with it as on a plot.
      let walks = figure.series.filter { $0.look == .walk }
      add(
        "walks",
        .array(walks.map { ["name": .string($0.name), "points": JSONValue($0.points)] }))
    }
    let series = figure.series.filter { figure.heights == nil || $0.look != .walk }
    if figure.heights == nil || !series.isEmpty {
      add("series", .array(series.map { JSONValue($0) }))
    }
    add("remarks", .array(figure.remarks.map { .text($0) }))
  }

  private init(_ series: Figure.Series) {
    self = [
      "name": .string(series.name),
      "isWalk": .bool(series.look == .walk),
      "points": JSONValue(series.points),
    ]
    if series.look == .points { add("isJoined", .bool(false)) }
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
