import Formula
import Session

extension JSONValue {
  init(_ report: BlameReport) {
    self = [
      "kind": .string("blame"),
      "outcome": .formula(report.outcome),
      "step": .integer(report.step),
      "value": .number(report.value),
      "cause": .string(report.cause),
      "total": .number(report.total),
      "parts": .array(
        report.parts.map { ["step": .integer($0.step), "part": .number($0.part)] }),
    ]
    guard !report.nudges.isEmpty else { return }
    add(
      "nudges",
      .array(report.nudges.map { ["step": .integer($0.step), "slope": .number($0.slope)] }))
  }
}
