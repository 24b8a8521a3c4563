package import Formula
import Optimizers

extension CommandTable {
  static let gradient = Command(
    "gradient", .look, "show the gradient here, as formulas and numbers", brief: "formulas",
    takes: .flag("check"),
    details: "check holds it against central differences of the function.",
    examples: ["gradient", "gradient check"], related: ["explain", "minimize"]
  ) { session, isChecked, host throws(Diagnostic) in
    try session.gradient(isChecked: isChecked, host)
  }
}

extension Session {
  /// `gradient`, or `gradient check`.
  func gradient(isChecked: Bool, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk, let report = try GradientReport(walk) else { throw .noObjective() }
    guard isChecked else {
      host.emit(.gradient(report))
      return .done
    }
    let differences = try walk.centralDifferences()
    host.emit(
      .gradientCheck(
        GradientCheckReport(
          parameters: parameters, point: report.point, exact: report.values,
          differences: differences.map(\.quotient), widths: differences.map(\.width))))
    return .done
  }
}

/// ∂f as computed, held against what two values of f to either side say.
package struct GradientCheckReport: Sendable {
  package var parameters: [Name]
  package var point: [Double]
  package var exact: [Double]
  /// (f(x + h) − f(x − h)) / 2h, one a parameter.
  package var differences: [Double]
  /// The h of each.
  package var widths: [Double]

  /// How far the two lie apart, as a part of the larger; absolute where both are near 0.
  package var errors: [Double] {
    zip(exact, differences).map { abs($0 - $1) / max(abs($0), abs($1), 1) }
  }
}

extension Walk {
  /// Central differences of what the next step takes the gradient of: the objective at θ, on the
  /// rows that the step sees.
  ///
  /// The width h balances two errors: that of the quotient grows as h², that of rounding as 1/h.
  /// So h is the cube root of a double's precision, as wide as the parameter itself is.
  ///
  /// - Returns: a quotient and its h a parameter; none without an objective.
  /// - Throws: a ``Diagnostic`` where the objective can't be compiled.
  func centralDifferences() throws(Diagnostic) -> [(quotient: Double, width: Double)] {
    guard let objective = machine.objective else { return [] }
    let point = current.point
    let precision = 6.055454452393343e-06
    var compiled = try CompiledObjective(objective, rows: objective.rows(for: stepCount + 1))
    func value(_ index: Int, _ number: Double) -> Double {
      var moved = point
      moved[index] = number
      return compiled.value(at: moved)
    }
    return point.indices.map { index in
      let width = precision * max(1, abs(point[index]))
      let (upper, lower) = (point[index] + width, point[index] - width)
      // The numbers may lie a rounding apart from h; what counts is how far they lie apart.
      return ((value(index, upper) - value(index, lower)) / (upper - lower), width)
    }
  }
}
