import Formula
import Optimizers

/// The quadratic that fits a function at a place: f, its slope and its bend there.
struct QuadraticModel: Sendable {
  /// The step at which the place is.
  let step: Int
  let curvature: Curvature

  /// The model's value at a point: f + g·d + d·H·d/2, where d leads there.
  func value(at point: [Double]) -> Double {
    let way = zip(point, curvature.point).map { $0 - $1 }
    var result = curvature.value
    for (row, length) in way.enumerated() where length != 0 {
      var slope = curvature.gradient[row]
      for (column, other) in way.enumerated() { slope += curvature[row, column] * other / 2 }
      // fits: these are Doubles
      result += slope * length
    }
    return result
  }
}

extension Plotter {
  /// The model of a walk's objective at one of its steps.
  ///
  /// - Parameters:
  ///   - walk: the walk.
  ///   - step: the step, nil for the last.
  /// - Returns: the model.
  /// - Throws: a ``Diagnostic`` where there is no objective, or where it has too many parameters.
  static func model(of walk: Walk, at step: Int?) throws(Diagnostic) -> QuadraticModel {
    guard let objective = walk.machine.objective else { throw .noGround() }
    let step = step ?? walk.stepCount
    let curvature = try Curvature(of: objective, at: walk.row(step).point)
    guard !curvature.hessian.isEmpty else { throw .hessianTooLarge(curvature.point.count) }
    return QuadraticModel(step: step, curvature: curvature)
  }

  /// The model as lines of one height over two parameters: through the place itself, and at half of
  /// what the model falls from there to its lowest in the picture; and where it is stationary.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - x: the axis of one parameter.
  ///   - y: that of the other.
  ///   - point: where the parameters are held, among them those two, which are moved.
  ///   - indices: which of θ's numbers the two are.
  /// - Returns: the series, which lie over the ground.
  func series(
    of model: QuadraticModel, _ x: PlotAxis, _ y: PlotAxis, holding point: [Double],
    moving indices: (Int, Int)
  ) -> [Figure.Series] {
    var place = point
    let field = HeightField(columns: grid.columns, rows: grid.rows) { across, up in
      (place[indices.0], place[indices.1]) = (x.value(at: across), y.value(at: up))
      return model.value(at: place)
    }
    let here = model.curvature.value
    let lowest = field.values.lazy.filter(\.isFinite).min() ?? here
    var lines: [PlotPoint] = []
    for level in Set([here, here - (here - lowest) / 2]).sorted() {
      for line in Contour(level, of: field).lines {
        lines += line.map { PlotPoint(x.value(at: $0.x), y.value(at: $0.y)) }
        // A gap before the next line.
        lines.append(PlotPoint(.nan, .nan))
      }
    }
    var result = [Figure.Series(name: name(of: model), look: .line, points: lines)]
    if point.count == 2, let center = model.curvature.modelCenter {
      result.append(
        Figure.Series(
          name: "its \(Plotter.word(model.curvature))", look: .points,
          points: [PlotPoint(center[indices.0], center[indices.1])]))
    }
    return result
  }

  /// The model as a parabola along one parameter.
  func series(
    of model: QuadraticModel, along x: PlotAxis, holding point: [Double], moving index: Int
  ) -> [Figure.Series] {
    var place = point
    func height(_ number: Double) -> PlotPoint {
      place[index] = number
      return PlotPoint(number, model.value(at: place))
    }
    let last = curvePoints - 1
    let curve = (0...last).map { height(x.value(at: Double($0) / Double(last))) }
    var result = [Figure.Series(name: name(of: model), look: .line, points: curve)]
    if point.count == 1, let center = model.curvature.modelCenter?.first {
      result.append(
        Figure.Series(
          name: "its \(Plotter.word(model.curvature))", look: .points, points: [height(center)]))
    }
    return result
  }

  private func name(of model: QuadraticModel) -> String {
    "quadratic model at \(model.step == 0 ? "the start" : "step \(model.step)")"
  }

  private static func word(_ curvature: Curvature) -> String {
    switch curvature.kind {
    case .maximum: "top"
    case .saddle: "saddle"
    default: "bottom"
    }
  }
}

// MARK: - How it is asked for

/// The step whose model is wanted, nil for the last.
struct ModelWish: Hashable, Sendable {
  var step: Int?
}

extension Grammar where Value == ModelWish {
  /// `model`, or `model at 3`.
  static var model: Grammar {
    Grammar<Int?>.word("model", before: .option("at", .recordedStep)).map { ModelWish(step: $0) }
  }
}
