import Formula
import Optimizers
import Session

extension JSONValue {
  init(_ report: WhoseReport) {
    self = [
      "kind": .string("whose"),
      "steps": .integer(report.steps),
      "tried": .integer(report.tried),
      "fits": .array(report.fits.map { JSONValue($0) }),
      "misses": .array(report.misses.map { JSONValue($0) }),
    ]
    add(
      "telling",
      report.telling.map {
        [
          "step": .integer($0.step), "quantity": .string($0.quantity.text),
          "values": .numbers([$0.first, $0.second]),
        ]
      })
    if report.isThin { add("thin", .bool(true)) }
    if report.isInterrupted { add("interrupted", .bool(true)) }
  }

  private init(_ fit: WhoseReport.Fit) {
    self = [
      "optimizer": .string(fit.optimizer), "hypers": JSONValue(fit.hypers),
      "equals": .strings(fit.equals.map(\.optimizer)),
    ]
    if !fit.switches.isEmpty { add("switches", JSONValue(fit.switches)) }
    let switched = fit.equals.filter { !$0.switches.isEmpty }
    if !switched.isEmpty {
      add(
        "equals_switched",
        .array(
          switched.map {
            ["optimizer": .string($0.optimizer), "switches": JSONValue($0.switches)]
          }))
    }
    if !fit.untold.isEmpty { add("untold", .strings(fit.untold.map(\.ascii))) }
    add("slip", fit.slip.map { .string($0) })
  }

  private init(_ switches: [WhoseReport.Switch]) {
    self = .array(switches.map { ["words": .string($0.words), "set": .string($0.command)] })
  }

  private init(_ miss: WhoseReport.Miss) {
    self = [
      "optimizer": .string(miss.optimizer), "hypers": JSONValue(miss.hypers),
      "step": .integer(miss.step), "quantity": .string(miss.quantity.text),
      "value": .number(miss.value), "given": .number(miss.given),
    ]
  }
}
