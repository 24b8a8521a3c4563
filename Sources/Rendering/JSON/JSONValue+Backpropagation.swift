import Formula
import Session

extension JSONValue {
  init(_ report: BackpropagationReport) {
    self = [
      "kind": .string("derivation_of_gradient"),
      "objective": .formula(report.objective),
      "parameters": .names(report.parameters),
      "point": .numbers(report.point),
      "lines": .array(report.lines.map { JSONValue($0) }),
    ]
    switch report.part {
    case .all: break
    case .one(let name): add("parameter", .string(name.text))
    case .line(let number, let count):
      add("number", .integer(number))
      add("count", .integer(count))
    }
    add("substituted", report.substituted.map { .formula($0) })
  }

  private init(_ line: Backpropagation.Line) {
    self = [
      "name": .string(line.name.text),
      "way": .string(line.variable == nil ? "forward" : "backward"),
    ]
    if !line.rules.isEmpty { add("rules", .array(line.rules.map { .string($0) })) }
    add("formula", line.formula.map { .formula($0) })
    switch line.value {
    case .scalar(let number): add("value", .number(number))
    case .vector(let numbers, _): add("value", .numbers(numbers))
    case .matrix: add("value", .array(line.value.rows.map { .numbers($0) }))
    }
  }
}
