import Formula
import Session

extension JSONValue {
  /// An exercise; a line that is to be found has no value.
  init(_ drill: DrillReport) {
    self = [
      "kind": .string("practice"),
      "subject": .string(drill.subject),
      "number": .integer(drill.number),
      "stage": .integer(drill.stage),
      "given": .array(
        drill.given.map { ["name": .string($0.name.text), "value": .number($0.value)] }),
      "lines": .array(
        drill.lines.map { line in
          [
            "name": .string(line.target.text),
            "formula": .formula(line.formula, drill.squares),
            "value": line.value.map { .number($0) } ?? .null,
          ]
        }),
      "asked": drill.asked.map { .formula($0) } ?? .null,
    ]
    add("story", drill.story.map { .string($0.text(.short)) })
    if !drill.rows.isEmpty {
      add(
        "rows",
        .array(
          drill.rows.map {
            ["name": .string($0.name.text), "values": .array($0.values.map { .number($0) })]
          }))
    }
    if !drill.choices.isEmpty {
      add("choices", .array(drill.choices.map { .string($0.text(.short)) }))
    }
    add("function", drill.heading.map { .formula($0) })
  }
}
