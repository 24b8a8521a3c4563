package import Formula
import Optimizers

/// Which part of the ground a picture shows.
package enum Zoom: Hashable, Sendable {
  /// So many times nearer to where the first walk is now.
  case factor(Double)
  /// From one number to another, for some of the parameters.
  case ranges([Name: ClosedRange<Double>])
}

extension Plotter {
  /// A walk seen over one or two parameters.
  struct Trail {
    var run: NamedWalk
    /// One parameter gives points with y = 0.
    var points: [PlotPoint]
    /// The points that count when a view is chosen.
    var extent: [PlotPoint]
    var remarks: [NoteReport.Content]
    /// What is said of steps that aren't drawn.
    var leftOut: NoteReport.Content?
    /// All that is said of it.
    var allRemarks: [NoteReport.Content] { remarks + [leftOut].compactMap { $0 } }
  }

  /// More particles than this are not all followed.
  static let particleLimit = 20

  /// Follows a walk across the ground, each particle of a population by itself.
  ///
  /// A walk that diverges would make its valley a dot; where f has risen far above the start, the
  /// walk may leave the picture.
  func trails(of run: NamedWalk, over axes: [Name]) throws(Diagnostic) -> [Trail] {
    let walk = run.walk
    let formulas =
      axes.map { Expression(.component($0, of: .theta)) } + [
        Expression(.name(.objective))
      ]
    let compiled = try RowFormulas(formulas, on: walk.machine)
    let first = walk.row(0).objective ?? .nan
    let last = walk.current.objective ?? .nan
    let rise = max(abs(first), last.isFinite ? first - last : 0)
    let ceiling = first + 100 * (rise > 0 ? rise : 1)

    let count = min(walk.machine.particles ?? 1, Plotter.particleLimit)
    let empty = Thinning(count: Plotter.stepsRead(of: walk))
    var lines = [Thinning](repeating: empty, count: count)
    var nears = lines
    var (outside, steps) = (0, 0)
    let stopped = read(walk, compiled) { reader in
      steps += 1
      for particle in 0..<count {
        let numbers = formulas.indices.map { reader.number($0, particle) ?? .nan }
        let point = PlotPoint(numbers[0], axes.count > 1 ? numbers[1] : 0)
        lines[particle].add(point)
        // Where f itself is not a number, it can't say what is far.
        let isNear = !ceiling.isFinite || numbers[axes.count] <= ceiling
        if isNear { nears[particle].add(point) } else { outside += 1 }
      }
    }
    var trails: [Trail] = []
    for particle in 0..<count {
      lines[particle].finish()
      nears[particle].finish()
      var own = run
      // fits: particles count from 1
      if walk.machine.particles != nil { own.name = "\(run.name)[\(particle + 1)]" }
      trails.append(
        Trail(
          run: own, points: lines[particle].points,
          extent: nears[particle].points.filter(\.isFinite), remarks: []))
    }
    if outside > 0 {
      trails[0].remarks.append(
        "\(count: outside, of: "step") of \(run.name) rose too far to be in the picture")
    }
    if let all = walk.machine.particles, all > count {
      trails[0].remarks.append(
        "\(count: count, "drawn") of the \(count: all, of: "particle") of \(run.name) are drawn")
    }
    trails[0].leftOut = Plotter.leftOut(run, read: steps, bucketSize: lines[0].bucketSize)
    if let stopped { trails[0].remarks.append(Plotter.interrupted(run.name, at: stopped)) }
    return trails
  }

  /// From where to where a picture shows a parameter.
  ///
  /// - Parameters:
  ///   - axis: the parameter.
  ///   - values: where the walks have been.
  ///   - here: where the first walk is now.
  ///   - zoom: what somebody asked for.
  ///   - margin: the room at either end, as a part of what the walks cover.
  /// - Returns: the axis, never of no length.
  func view(
    _ axis: Name, holding values: [Double], around here: Double, _ zoom: Zoom?,
    margin: Double = 0.12
  ) -> PlotAxis {
    let label = Notation().text(axis)
    if case .ranges(let ranges)? = zoom, let range = ranges[axis] {
      return PlotAxis(label, lower: range.lowerBound, upper: range.upperBound)
    }
    var (low, high) = (values.min() ?? 0, values.max() ?? 0)
    // A walk that has hardly begun shows more of the ground than of itself.
    let least = 0.5 * max(abs(low), abs(high)) > 0 ? 0.5 * max(abs(low), abs(high)) : 1
    let room = max(margin * (high - low), (least - (high - low)) / 2)
    (low, high) = (low - room, high + room)
    if case .factor(let factor)? = zoom {
      let half = (high - low) / 2 / factor
      let middle = here.isFinite ? here : (low + high) / 2
      (low, high) = (middle - half, middle + half)
    }
    return PlotAxis(label, lower: low, upper: high)
  }

  /// `held: z = 1, w = 2`, nil where every parameter has an axis.
  func heldRemark(_ parameters: [Name], _ point: [Double], axes: [Name])
    -> NoteReport.Content?
  {
    let held = zip(parameters, point).filter { !axes.contains($0.0) }
    guard !held.isEmpty else { return nil }
    let shown = held.prefix(Plotter.parameterLimit).map { name, value -> NoteReport.Content in
      "\(Notation().text(name)) = \(number: value, name.text)"
    }
    let all = NoteReport.Content(Array(shown), separator: ", ")
    // fits: fewer are shown than there are
    let more = held.count - shown.count
    return more > 0
      ? "held where they are now: \(part: all) and \(count: more, "more") more"
      : "held where they are now: \(part: all)"
  }
}

// MARK: - How it is asked for

extension Grammar where Value == Zoom {
  /// `4`, or `x = -1..1, y = 0..2`.
  static var zoom: Grammar {
    .either(
      Grammar<Zoom>(.place("FACTOR", example: "4")) { reader throws(Diagnostic) in
        guard !reader.isAtEnd else { throw .expectedZoom(at: reader.place) }
        let formula = try reader.formula()
        guard case .scalar(let factor)? = try? formula.value(), factor > 0, factor.isFinite else {
          throw .expectedZoom(at: formula.range)
        }
        return .factor(factor)
      }.when { !$0.isAtAssignment },
      Grammar<Zoom>(.place("x = FROM..TO, …", example: "x = -1..5, y = -2..2")) {
        reader throws(Diagnostic) in
        guard reader.isAtEnd || reader.isAtAssignment else {
          throw .expectedZoom(at: reader.place)
        }
        let ranges = try Grammar<[NamedRange]>.namedRanges.read(&reader)
        return .ranges(
          Dictionary(ranges.map { ($0.name.value, $0.range) }, uniquingKeysWith: { $1 }))
      })
  }
}
