import Optimizers
import Session

extension JSONValue {
  init(_ report: CurvatureReport) {
    let curvature = report.curvature
    let count = report.parameters.count
    self = [
      "kind": .string("curvature"),
      "parameters": .names(report.parameters),
      "point": .numbers(curvature.point),
      "f": .number(curvature.value),
      "gradient": .numbers(curvature.gradient),
    ]
    if !report.formulas.isEmpty {
      add(
        "formulas",
        .array(report.formulas.map { row in .array(row.map { $0.map { .formula($0) } ?? .null }) }))
    }
    if !curvature.hessian.isEmpty {
      add(
        "hessian",
        .array(
          // fits: a number for each pair of parameters
          (0..<count).map { row in .numbers((0..<count).map { curvature[row, $0] }) }))
    }
    add("eigenvalues", curvature.eigen.map { .numbers($0.values) })
    add("directions", curvature.eigen.map { .array($0.directions.map { .numbers($0) }) })
    add(
      "extremes",
      curvature.extremes.map {
        ["greatest": .number($0.greatest), "least": .number($0.least)]
      })
    add("condition", curvature.condition.map { .number($0) })
    add("largest_lr", curvature.largestRate.map { .number($0) })
    add("stationary", .bool(curvature.isStationary))
    add("bends", curvature.bends.map { JSONValue($0) })
    add("shape", curvature.kind.map { .string("\($0)") })
    add("model_center", curvature.modelCenter.map { .numbers($0) })
    addInspection(report.inspection)
  }

  private init(_ bends: Curvature.Bends) {
    self = [
      "up": .integer(bends.up), "down": .integer(bends.down), "flat": .integer(bends.flat),
    ]
  }
}
