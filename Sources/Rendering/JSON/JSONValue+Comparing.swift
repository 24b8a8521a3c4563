import Formula
import Optimizers
import Session

extension JSONValue {
  /// A comparison: f of each run at the same steps, null where the run had ended.
  init(_ report: ComparisonReport) {
    self = [
      "kind": .string("comparison"),
      "formula": .formula(report.objective),
      "parameters": .names(report.parameters),
      "start": .numbers(report.start),
      "limit": .integer(report.limit),
    ]
    add("evaluations", report.evaluations.map { .integer($0) })
    add("condition", report.condition.map { .formula($0) })
    if report.isInterrupted { add("interrupted", .bool(true)) }
    add("steps", .array(report.steps.map { .integer($0) }))
    add("thresholds", .numbers(report.thresholds))
    add("runs", .array(report.runs.map { JSONValue($0) }))
  }

  private init(_ run: ComparisonReport.Run) {
    self = [
      "name": .string(run.name),
      "optimizer": .string(run.optimizer),
      "hypers": JSONValue(run.hypers),
    ]
    add("end", run.end.map { .string($0.word) })
    add("made", .integer(run.stepCount))
    var evaluations: JSONValue = [
      "f": .integer(run.evaluations.values), "gradient": .integer(run.evaluations.gradients),
    ]
    if run.evaluations.hessians > 0 {
      evaluations.add("hessian", .integer(run.evaluations.hessians))
    }
    add("evaluations", evaluations)
    add("f", .array(run.values.map { $0.map { .number($0) } ?? .null }))
    add("firstBelow", .array(run.firstBelow.map { $0.map { .integer($0) } ?? .null }))
    add("point", .numbers(run.point))
    add("value", .number(run.value))
    add("nonFinite", run.nonFinite.map { JSONValue($0) })
    add("outside", run.outside.map { JSONValue($0) })
  }
}

extension JSONValue {
  /// Two recipes: rows of a left and a right line, null where one has none.
  init(_ report: DifferenceReport) {
    self = [
      "kind": .string("difference"), "left": JSONValue(report.left),
      "right": JSONValue(report.right),
    ]
    add(
      "rows",
      .array(
        report.rows.map { row in
          [
            "same": .bool(row.isSame),
            "left": row.left.map { JSONValue($0, report.left.recipe.squares) } ?? .null,
            "right": row.right.map { JSONValue($0, report.right.recipe.squares) } ?? .null,
          ]
        }))
    add("firstDifference", report.firstDifference.map { .integer($0) })
    guard let origin = report.origin else { return }
    add("step", .integer(origin.step))
    add("parameters", .names(origin.parameters))
    add("point", .numbers(origin.point))
    add("gradient", .numbers(origin.gradient))
    add("apart", report.apart.map { .number($0.distance) })
  }

  private init(_ side: DifferenceReport.Side) {
    self = [
      "optimizer": .string(side.recipe.name),
      "hypers": JSONValue(side.hypers),
    ]
    add("f", side.steps.first.map { .number($0.objective) })
    guard !side.steps.isEmpty else { return }
    add(
      "steps",
      .array(
        side.steps.map { step in
          [
            "step": .integer(step.number), "point": .numbers(step.point),
            "f": .number(step.objective),
          ]
        }))
  }

  private init(_ line: DifferenceReport.Line, _ squares: Set<Name>) {
    self = ["name": .string(line.target.text), "formula": .formula(line.formula, squares)]
    add("values", line.values.map { .numbers($0) })
  }
}

extension JSONValue {
  /// A sweep: a cell for each value of the first axis, then the same for each of the second.
  init(_ report: SweepReport) {
    self = [
      "kind": .string("sweep"),
      "optimizer": .string(report.optimizer),
      "fixed": JSONValue(report.fixed),
      "start": .numbers(report.start),
      "limit": .integer(report.limit),
    ]
    add("condition", report.condition.map { .formula($0) })
    if report.isInterrupted { add("interrupted", .bool(true)) }
    add(
      "axes",
      .array(
        report.axes.map { axis in
          [
            "name": .string(axis.name.text), "log": .bool(axis.isLogarithmic),
            "values": .numbers(axis.values),
          ]
        }))
    add("cells", .array(report.cells.map { JSONValue($0) }))
    add("best", report.best.map { .integer($0) })
  }

  private init(_ cell: SweepReport.Cell) {
    switch cell {
    case .value(let value): self = ["value": .number(value)]
    case .notReached: self = ["end": .string("notReached")]
    case .above(let value): self = ["end": .string("above"), "value": .number(value)]
    case .diverged(let step): self = ["end": .string("diverged"), "step": .integer(step)]
    case .unfinished: self = ["end": .string("interrupted")]
    }
  }
}
