package import Formula
import Optimizers

/// The walk on its ground: over one parameter a curve, over two the heights from above.
extension Plotter {
  /// The objective over parameters, with walks across it.
  ///
  /// - Parameters:
  ///   - runs: walks with one and the same objective.
  ///   - axes: one or two of its parameters; the others are held where the first walk is now.
  ///   - zoom: which part to show; nil shows where the walks have been.
  /// - Returns: the picture.
  /// - Throws: a ``Diagnostic`` where there is no objective.
  package func path(of runs: [NamedWalk], over axes: [Name], zoom: Zoom? = nil)
    throws(Diagnostic) -> Figure
  {
    try path(of: runs, over: axes, zoom: zoom, model: nil)
  }

  func path(of runs: [NamedWalk], over axes: [Name], zoom: Zoom?, model: QuadraticModel?)
    throws(Diagnostic) -> Figure
  {
    axes.count == 1
      ? try curve(of: runs, over: axes[0], zoom: zoom, model)
      : try landscape(of: runs, over: (axes[0], axes[1]), zoom: zoom, model)
  }

  private func landscape(
    of runs: [NamedWalk], over axes: (Name, Name), zoom: Zoom?,
    _ model: QuadraticModel?
  ) throws(Diagnostic) -> Figure {
    let (walk, all, _) = try trails(of: runs, over: [axes.0, axes.1])
    var (surface, point) = try ground(walk)
    let parameters = walk.machine.parameters
    guard let first = parameters.firstIndex(of: axes.0),
      let second = parameters.firstIndex(of: axes.1)
    else { throw .noObjective() }
    let extent = all.flatMap(\.extent)
    let x = view(axes.0, holding: extent.map(\.x), around: point[first], zoom)
    let y = view(axes.1, holding: extent.map(\.y), around: point[second], zoom)
    var trails = all
    if zoom != nil {
      for index in trails.indices {
        trails[index] = try closeUp(of: trails[index], over: [axes.0, axes.1], x, y)
      }
    }
    var figure = Figure(
      title: "f over \(Notation().text(axes.0)) and \(Notation().text(axes.1))", x: x, y: y,
      series: trails.map { Figure.Series(name: $0.run.name, look: .walk, points: $0.points) },
      remarks: trails.flatMap(\.allRemarks))
    if let held = heldRemark(parameters, point, axes: [axes.0, axes.1]) {
      figure.remarks.append(held)
    }
    let heights = HeightField(columns: grid.columns, rows: grid.rows) { across, up in
      (point[first], point[second]) = (x.value(at: across), y.value(at: up))
      return surface.value(at: point)
    }
    figure.heights = heights
    if let model {
      figure.series =
        series(of: model, x, y, holding: point, moving: (first, second)) + figure.series
    }
    let missing = heights.values.count { !$0.isFinite }
    if missing > 0 {
      let part = max(100 * missing / heights.values.count, 1)
      figure.remarks.append("f is not finite on \(count: part, "percent")% of the picture")
    }
    return figure
  }

  private func curve(of runs: [NamedWalk], over axis: Name, zoom: Zoom?, _ model: QuadraticModel?)
    throws(Diagnostic) -> Figure
  {
    var (walk, trails, remarks) = try trails(of: runs, over: [axis])
    var (surface, point) = try ground(walk)
    let parameters = walk.machine.parameters
    guard let index = parameters.firstIndex(of: axis) else { throw .noObjective() }
    let x = view(
      axis, holding: trails.flatMap { $0.extent.map(\.x) }, around: point[index], zoom,
      margin: 0.35)
    if let held = heldRemark(parameters, point, axes: [axis]) { remarks.append(held) }
    func height(_ x: Double) -> PlotPoint {
      point[index] = x
      return PlotPoint(x, surface.value(at: point))
    }
    let last = curvePoints - 1
    let curve = (0...last).map { height(x.value(at: Double($0) / Double(last))) }
    if curve.contains(where: { !$0.isFinite }) { remarks.append("f is not finite everywhere here") }
    let walks = trails.map { trail in
      Figure.Series(
        name: trail.run.name, look: .walk,
        points: trail.points.map { point in
          guard point.isFinite, let fraction = x.fraction(point.x), 0...1 ~= fraction else {
            return PlotPoint(.nan, .nan)
          }
          return height(point.x)
        })
    }
    let parabola =
      model.map { series(of: $0, along: x, holding: point, moving: index) } ?? []
    return Figure(
      title: "f along \(Notation().text(axis))", x: x,
      y: PlotAxis("f", holding: curve.lazy.filter(\.isFinite).map(\.y), margin: 0.04),
      series: [Figure.Series(name: "f", look: .line, points: curve)]
        + leastSeries(curve, axis, height) + parabola + walks,
      remarks: remarks)
  }

  /// The bottom of a curve, where that lies within the picture.
  ///
  /// It is looked for by thirds between the neighbours of the lowest point that was computed.
  private func leastSeries(_ curve: [PlotPoint], _ axis: Name, _ height: (Double) -> PlotPoint)
    -> [Figure.Series]
  {
    let finite = curve.indices.filter { curve[$0].isFinite }
    guard let lowest = finite.min(by: { curve[$0].y < curve[$1].y }),
      curve.indices.contains(lowest - 1), curve.indices.contains(lowest + 1),
      curve[lowest].y < curve[lowest - 1].y || curve[lowest].y < curve[lowest + 1].y
    else { return [] }
    var (low, high) = (curve[lowest - 1].x, curve[lowest + 1].x)
    var best = curve[lowest]
    for _ in 0..<80 {
      let (left, right) = (height(low + (high - low) / 3), height(high - (high - low) / 3))
      for point in [left, right] where point.y < best.y { best = point }
      if left.y < right.y { high = right.x } else { low = left.x }
    }
    // What is as good as a short number is most likely that number.
    let short = height(Double(NumberFormat.significant(6).text(best.x)) ?? best.x)
    if short.y <= best.y { best = short }
    let numbers = NumberFormat.short
    let name = "least here: f = \(numbers.text(best.y)) at \(axis) = \(numbers.text(best.x))"
    return [Figure.Series(name: name, look: .points, points: [best])]
  }

  private func trails(of runs: [NamedWalk], over axes: [Name])
    throws(Diagnostic) -> (first: Walk, trails: [Trail], remarks: [NoteReport.Content])
  {
    guard let walk = runs.first?.walk, walk.machine.objective != nil else { throw .noGround() }
    var trails: [Trail] = []
    for run in runs { trails += try self.trails(of: run, over: axes) }
    return (walk, trails, trails.flatMap(\.allRemarks))
  }

  /// The objective of a walk, and where the walk is now.
  private func ground(_ walk: Walk) throws(Diagnostic) -> (CompiledObjective, [Double]) {
    guard let objective = walk.machine.objective else { throw .noGround() }
    return (try CompiledObjective(objective), walk.current.point)
  }
}

// MARK: - How it is asked for

extension Grammar where Value == PlotRequest.Subject {
  /// `path`, `path of x, y zoom 4`, `path model at 3`.
  static var path: Grammar {
    Grammar<([Located<Name>]?, ModelWish?, Zoom?)>.word(
      "path",
      before: .sequence(.option("of", .axes), .optional(.model), .option("zoom", .zoom))
    ).located.map { wish in
      let (axes, model, zoom) = wish.value
      return PlotRequest.Subject { plotter, session, walks throws(Diagnostic) in
        let axes = try session.axes(axes ?? [])
        if case .ranges(let ranges)? = zoom {
          for name in ranges.keys where !axes.contains(name) {
            throw .notAParameter(name, among: axes, at: wish.range)
          }
        }
        let drawn = try model.map { wish throws(Diagnostic) -> QuadraticModel? in
          try session.walk.map { walk throws(Diagnostic) in
            try Plotter.model(of: walk, at: wish.step)
          }
        }
        return try plotter.path(of: walks, over: axes, zoom: zoom, model: drawn ?? nil)
      }
    }.when { $0.isAtPlot("path") }
  }
}

extension Session {
  /// The parameters that get an axis: those asked for, or all where there are one or two.
  fileprivate func axes(_ axes: [Located<Name>]) throws(Diagnostic) -> [Name] {
    for axis in axes where !parameters.contains(axis.value) {
      throw .notAParameter(axis.value, among: parameters, at: axis.range)
    }
    guard axes.isEmpty else { return axes.map(\.value) }
    guard parameters.count <= 2 else { throw .pickParameters(parameters) }
    return parameters
  }
}

extension Grammar where Value == [Located<Name>] {
  /// One or two parameters.
  fileprivate static var axes: Grammar {
    Grammar(.place("x, y", example: "x, y")) { reader throws(Diagnostic) in
      let start = reader.rest
      var axes: [Located<Name>] = []
      repeat {
        reader.expect(.names(reader.session.parameters.map(\.text)))
        let word = reader.freeWord(untilComma: true)
        guard let word, var parser = try? word.parser(), let (name, range) = parser.name(),
          parser.isAtEnd
        else { throw .expectedParameters(at: word?.range ?? reader.place) }
        guard !axes.contains(where: { $0.value == name }) else {
          throw .assignedTwice(name, at: range)
        }
        axes.append(Located(name, at: range))
      } while reader.comma()
      guard axes.count <= 2 else {
        throw .expectedParameters(at: start.upTo(axes[axes.count - 1].range.upper).range)
      }
      return axes
    }
  }
}
