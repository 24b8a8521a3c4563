import Formula
import Optimizers
import Session

extension JSONValue {
  init(_ step: StepReport) {
    self = [
      "kind": .string("step"),
      "step": .integer(step.step),
      "optimizer": .string(step.optimizer),
      "parameters": .names(step.parameters),
      "quantities": .array(step.quantities.map { JSONValue($0) }),
    ]
    add("particles", step.particles.map { .integer($0) })
    if step.particles != nil { add("point", .numbers(step.point)) }
    add("f", step.objective.map { JSONValue(before: $0.before, after: $0.after) })
    if step.isGradientFed { add("fed", .bool(true)) }
    add("nonFinite", step.nonFinite.map { JSONValue($0) })
    add("outside", step.outside.map { JSONValue($0) })
  }

  init(_ quantity: QuantityReport) {
    self = ["name": .string(quantity.name.text)]
    // A particle's numbers are a list of their own.
    let isMatrix = quantity.shape.dimensions.count == 2
    add(
      "values",
      isMatrix
        ? .array(quantity.rows.map { .numbers(Array($0)) }) : .numbers(quantity.values))
  }

  private init(before: Double, after: Double) {
    self = ["before": .number(before), "after": .number(after)]
  }

  init(_ report: NonFiniteReport) {
    self = ["step": .integer(report.step), "name": .string(report.quantity.text)]
    add("parameter", report.parameter.map { .string($0.text) })
    add("value", .number(report.value))
    add("line", report.line.map { .string($0) })
    if report.isOfEquations { add("singular", .bool(true)) }
  }

  init(_ line: LineReport) {
    self = [
      "kind": .string("line"),
      "step": .integer(line.step),
      "line": .integer(line.number),
      "lines": .integer(line.count),
      "name": .string(line.target.text),
      "formula": .formula(line.formula, line.squares),
      "parts": .array(line.parts.map { JSONValue(parts: $0) }),
    ]
    if !line.gradient.isEmpty {
      add("gradient", .array(line.gradient.map { JSONValue(parts: $0) }))
    }
    add("f", line.objective.map { JSONValue(before: $0.before, after: $0.after) })
  }

  init(_ explanation: ExplanationReport) {
    self = ["kind": .string("explanation"), "name": .string(explanation.quantity.text)]
    guard case .object(let members) = self, case .object(let parts) = JSONValue(parts: explanation)
    else { return }
    self = .object(members + parts)
  }

  /// What an explanation consists of.
  private init(parts explanation: ExplanationReport) {
    self = [:]
    add("parameter", explanation.parameter.map { .string($0.text) })
    add("formula", explanation.symbolic.map { .formula($0) })
    add("substituted", explanation.substituted.map { .formula($0) })
    add("value", .number(explanation.value))
    addText("remark", explanation.remark)
    add("rows", explanation.rows.map { .rows($0) })
  }

  init(_ run: RunReport) {
    self = ["kind": .string("run"), "end": .string(run.end.word), "made": .integer(run.made)]
    add("limit", .integer(run.limit))
    add("condition", (run.broken?.formula ?? run.condition).map { .formula($0) })
    add("position", JSONValue(run.position, kind: nil))
    add("nonFinite", run.nonFinite.map { JSONValue($0) })
    add("outside", run.outside.map { JSONValue($0) })
  }
}

extension JSONValue {
  static func names(_ names: [Name]) -> JSONValue { .strings(names.map(\.text)) }

  /// A formula as text that reads back as the same formula.
  static func formula(_ formula: Expression, _ squares: Set<Name> = []) -> JSONValue {
    .string(Notation(squares: squares).text(formula))
  }
}

extension Walk.RunEnd {
  /// What JSON calls it.
  var word: String {
    switch self {
    case .done: "done"
    case .conditionMet: "conditionMet"
    case .broken: "broken"
    case .interrupted: "interrupted"
    case .diverged: "diverged"
    }
  }
}
