import Formula
import Optimizers

// fits throughout (range, product): steps of a walk

extension Plotter {
  /// What a very long walk did within a part of the ground, step by step, where that part was asked
  /// for and there are not too many of them.
  ///
  /// Where the rows that are kept anyway lie within the picture, or one of two neighbours does, the
  /// steps between them are made again.
  func closeUp(of trail: Trail, over axes: [Name], _ x: PlotAxis, _ y: PlotAxis)
    throws(Diagnostic) -> Trail
  {
    let walk = trail.run.walk
    guard walk.stepCount > Plotter.stepLimit, walk.machine.particles == nil else { return trail }
    let formulas = try RowFormulas(
      axes.map { Expression(.component($0, of: .theta)) }, on: walk.machine)
    func point(_ reader: RowReader) -> PlotPoint {
      PlotPoint(reader.number(0) ?? .nan, reader.number(1) ?? .nan)
    }
    func isWithin(_ point: PlotPoint) -> Bool {
      guard let across = x.fraction(point.x), let up = y.fraction(point.y) else { return false }
      return 0...1 ~= across && 0...1 ~= up
    }
    var stretches: [ClosedRange<Int>] = []
    var last = (step: 0, isWithin: false)
    _ = read(walk, formulas) { reader in
      let here = (step: reader.step, isWithin: isWithin(point(reader)))
      defer { last = here }
      guard here.step > last.step, here.isWithin || last.isWithin else { return }
      if let open = stretches.last, open.upperBound == last.step {
        stretches[stretches.count - 1] = open.lowerBound...here.step
      } else {
        stretches.append(last.step...here.step)
      }
    }
    let count = stretches.reduce(0) { $0 + $1.count }
    guard 1...Plotter.stepLimit ~= count else { return trail }
    var line = Thinning(count: count + stretches.count)
    for stretch in stretches {
      walk.read(formulas, at: stretch, isInterrupted: isInterrupted) { line.add(point($0)) }
      line.add(PlotPoint(.nan, .nan))
    }
    line.finish()
    var near = trail
    near.points = line.points
    near.leftOut = "\(trail.run.name) makes \(count: count, of: "step") here, all looked at"
    return near
  }
}
