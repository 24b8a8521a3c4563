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
      "hypers": .object(run.hypers.map { Member(key: $0.name.text, value: .number($0.value)) }),
    ]
    add("end", run.end.map { .string($0.word) })
    add("made", .integer(run.stepCount))
    add("f", .array(run.values.map { $0.map { .number($0) } ?? .null }))
    add("firstBelow", .array(run.firstBelow.map { $0.map { .integer($0) } ?? .null }))
    add("point", .numbers(run.point))
    add("value", .number(run.value))
    add("nonFinite", run.nonFinite.map { JSONValue($0) })
  }
}
