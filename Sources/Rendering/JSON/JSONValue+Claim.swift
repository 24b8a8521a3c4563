import Formula
import Session

extension JSONValue {
  init(_ report: ClaimReport) {
    self = [
      "kind": .string("claim"),
      "claim": .string(report.claim),
      "verdict": .string(report.verdict.rawValue),
      "tried": .integer(report.tried),
      "undecided": .integer(report.undecided),
      "of": .string(report.noun),
      "interrupted": .bool(report.isInterrupted),
    ]
    if !report.counterexample.isEmpty {
      add(
        "counterexample",
        .array(
          report.counterexample.map {
            ["name": .string($0.name.text), "value": .number($0.value)]
          }))
    }
    add("finding", report.finding.map { .string($0.text(.roundTrip)) })
    add("reason", report.reason.map { .string($0.text(.roundTrip)) })
    if !report.commands.isEmpty { add("commands", .array(report.commands.map { .string($0) })) }
  }
}
