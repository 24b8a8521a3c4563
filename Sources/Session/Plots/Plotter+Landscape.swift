package import Formula
import Optimizers

extension Plotter {
  /// The objective over two parameters, with walks across it.
  ///
  /// - Parameters:
  ///   - runs: walks with one and the same objective.
  ///   - axes: two of its parameters; the others are held where the first walk is now.
  ///   - zoom: which part to show; nil shows where the walks have been.
  /// - Returns: the picture.
  /// - Throws: a ``Diagnostic`` where there is no objective.
  package func landscape(of runs: [NamedWalk], over axes: (Name, Name), zoom: Zoom? = nil)
    throws(Diagnostic) -> LandscapePlot
  {
    let (walk, trails, remarks) = try trails(of: runs, over: [axes.0, axes.1])
    var (surface, point) = try ground(walk)
    let parameters = walk.machine.parameters
    guard let first = parameters.firstIndex(of: axes.0),
      let second = parameters.firstIndex(of: axes.1)
    else { throw .noObjective() }
    let extent = trails.flatMap(\.extent)
    var plot = LandscapePlot(
      title: "f over \(Notation().text(axes.0)) and \(Notation().text(axes.1))",
      x: view(axes.0, holding: extent.map(\.x), around: point[first], zoom),
      y: view(axes.1, holding: extent.map(\.y), around: point[second], zoom),
      columns: grid.columns, rows: grid.rows, values: [], levels: [],
      walks: trails.map { LandscapePlot.Track(name: $0.run.name, points: $0.points) },
      remarks: remarks)
    if let held = heldRemark(parameters, point, axes: [axes.0, axes.1]) {
      plot.remarks.append(held)
    }
    // fits: a grid of constants
    plot.values.reserveCapacity(plot.columns * plot.rows)
    for row in 0..<plot.rows {
      for column in 0..<plot.columns {
        let place = plot.place(Double(column), Double(row))
        (point[first], point[second]) = (place.x, place.y)
        plot.values.append(surface.value(at: point))
      }
    }
    plot.levels = ContourLevels.levels(of: plot.values)
    let missing = plot.values.count { !$0.isFinite }
    if missing > 0 {
      let part = max(100 * missing / plot.values.count, 1)
      plot.remarks.append("f is not finite on \(part)% of the picture")
    }
    return plot
  }

  /// The objective along one parameter, with walks on it.
  ///
  /// - Parameters:
  ///   - runs: walks with one and the same objective.
  ///   - axis: the parameter; others are held where the first walk is now.
  ///   - zoom: which part to show; nil shows where the walks have been.
  /// - Returns: the picture; its first line is the objective.
  /// - Throws: a ``Diagnostic`` where there is no objective.
  package func curve(of runs: [NamedWalk], over axis: Name, zoom: Zoom? = nil)
    throws(Diagnostic) -> LinePlot
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
      LinePlot.Series(
        name: trail.run.name, kind: .walk,
        points: trail.points.map { point in
          guard point.isFinite, let fraction = x.fraction(point.x), 0...1 ~= fraction else {
            return PlotPoint(.nan, .nan)
          }
          return height(point.x)
        })
    }
    return LinePlot(
      title: "f along \(Notation().text(axis))", x: x,
      y: PlotAxis("f", holding: curve.lazy.filter(\.isFinite).map(\.y), margin: 0.04),
      series: [LinePlot.Series(name: "f", kind: .line, points: curve)] + walks,
      remarks: remarks)
  }

  private func trails(of runs: [NamedWalk], over axes: [Name])
    throws(Diagnostic) -> (first: Walk, trails: [Trail], remarks: [String])
  {
    guard let walk = runs.first?.walk, walk.machine.objective != nil else { throw .noGround() }
    var trails: [Trail] = []
    for run in runs { trails.append(try trail(of: run, over: axes)) }
    return (walk, trails, trails.flatMap(\.remarks))
  }

  /// The objective of a walk, and where the walk is now.
  private func ground(_ walk: Walk) throws(Diagnostic) -> (CompiledObjective, [Double]) {
    guard let objective = walk.machine.objective else { throw .noGround() }
    return (try CompiledObjective(objective), walk.current.theta)
  }
}
