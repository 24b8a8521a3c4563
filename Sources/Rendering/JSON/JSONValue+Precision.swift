import Formula
import Session

extension JSONValue {
  init(_ report: PrecisionReport) {
    self = [
      "kind": .string("precision"),
      "precision": .string(report.precision.rawValue),
      "parameters": .names(report.parameters),
      "step": .integer(report.step),
      "float64": JSONValue(report.actual),
      "narrow": JSONValue(report.narrow),
    ]
    add("last_bit_off", report.rounding.map { JSONValue(loss: $0) })
    add("digit_lost", report.digit.map { JSONValue(loss: $0) })
    add("stands_still", report.move.map { JSONValue(loss: $0) })
  }

  private init(loss: AlternativeReport.Parting) {
    self = [
      "step": .integer(loss.step),
      "quantity": .formula(loss.quantity),
      "float64": .number(loss.actual),
      "narrow": .number(loss.other),
    ]
    add("line", loss.line.map { .string($0) })
  }
}
