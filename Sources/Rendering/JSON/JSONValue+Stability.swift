import Formula
import Optimizers
import Session

extension JSONValue {
  init(_ report: StabilityReport) {
    let stability = report.stability
    self = [
      "kind": .string("stability"),
      "optimizer": .string(report.optimizer),
      "hypers": .object(
        report.hypers.map { Member(key: $0.name.text, value: .number($0.value)) }),
      "parameters": .names(report.parameters),
      "point": .numbers(stability.point),
      "quadratic": .bool(stability.isQuadratic),
      "names": .strings(report.names),
    ]
    if stability.side > 0, !stability.matrix.isEmpty {
      let side = stability.side
      add(
        "matrix",
        .array(
          stride(from: 0, to: stability.matrix.count, by: side).map {
            .numbers(Array(stability.matrix.dropFirst($0).prefix(side)))
          }))
    }
    add(
      "eigenvalues",
      stability.eigenvalues.map { values in
        .array(values.map { ["real": .number($0.real), "imaginary": .number($0.imaginary)] })
      })
    add("radius", stability.radius.map { .number($0) })
    add("verdict", stability.verdict.map { .string("\($0)") })
    add("border_lr", stability.border.map { .number($0) })
    add("restless", stability.restless.map { .string($0.name.text) })
    if stability.dependsOnStep { add("depends_on_step", .bool(true)) }
    let trial = stability.trial
    add(
      "trial",
      [
        "start": .number(trial.start), "steps": .integer(trial.steps),
        "distance": .numbers([trial.distances.least, trial.distances.greatest]),
        "step": .numbers([trial.lengths.least, trial.lengths.greatest]),
      ])
  }
}
