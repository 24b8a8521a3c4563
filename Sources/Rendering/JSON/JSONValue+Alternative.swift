import Formula
import Optimizers
import Session

extension JSONValue {
  init(_ report: AlternativeReport) {
    self = [
      "kind": .string("alternative"),
      "change": .string(report.change),
      "parameters": .names(report.parameters),
    ]
    add("parting", report.parting.map { JSONValue($0) })
    add("actual", JSONValue(report.actual))
    add("other", JSONValue(report.other))
  }

  private init(_ parting: AlternativeReport.Parting) {
    self = [
      "step": .integer(parting.step),
      "quantity": .formula(parting.quantity),
      "actual": .number(parting.actual),
      "other": .number(parting.other),
    ]
    add("line", parting.line.map { .string($0) })
  }

  init(_ end: AlternativeReport.End) {
    self = ["step": .integer(end.step), "point": .numbers(end.point)]
    add("f", end.objective.map { .number($0) })
    add("non_finite_from", end.nonFinite.map { .integer($0.step) })
  }
}
