import Formula
import Session

extension JSONValue {
  /// A trace: rows of a step and a number a column, null where a formula has no value yet.
  init(_ report: TraceReport, isInterrupted: () -> Bool) {
    var rows: [JSONValue] = []
    report.rows.visit(isInterrupted: isInterrupted) { row in
      rows.append(
        .array([.integer(row.step)] + row.numbers.map { $0.map { .number($0) } ?? .null }))
    }
    let titles = report.columns.map { column in
      guard column.particle == nil else { return column.label(Notation()) }
      let text = Notation().text(column.formula)
      return column.parameter.map { "\(text).\($0)" } ?? text
    }
    self = [
      "kind": .string("trace"), "columns": .strings(["step"] + titles), "rows": .array(rows),
    ]
  }

  init(_ report: DerivationReport) {
    self = ["kind": .string("unfolding"), "depth": .integer(report.depth)]
    add(
      "steps",
      .array(
        report.sections.map { section in
          [
            "step": .integer(section.step),
            "parts": .array(
              section.items.map { item in
                var object = JSONValue(item.explanation)
                object.add("level", .integer(item.level))
                return object
              }),
          ]
        }))
    add("goesOn", .bool(report.goesOn))
  }

  init(_ report: GradientCheckReport) {
    self = [
      "kind": .string("gradientCheck"),
      "parameters": .names(report.parameters),
      "point": .numbers(report.point),
      "exact": .numbers(report.exact),
      "differences": .numbers(report.differences),
      "h": .numbers(report.widths),
      "errors": .numbers(report.errors),
    ]
  }
}

extension JSONValue {
  init(_ settings: Settings) {
    self = [
      "kind": .string("settings"), "digits": .integer(settings.digits),
      "colour": .string(settings.colour.rawValue), "prompt": .bool(settings.prompt),
    ]
    add("width", settings.width.map { .integer($0) })
  }
}
