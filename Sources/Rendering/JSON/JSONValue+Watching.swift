import Formula
import Session

extension JSONValue {
  init(_ report: WatchReport) {
    switch report {
    case .list(let items, _):
      self = ["kind": .string("watches")]
      add(
        "watches",
        .array(
          items.map { item, value in
            var object = JSONValue(item)
            object.add("value", value.map { JSONValue(numbers: $0) })
            return object
          }))
    case .changes(let changes):
      self = [
        "kind": .string("watched"), "step": .integer(changes.step),
        "since": .integer(changes.since),
      ]
      add(
        "watches",
        .array(
          changes.items.map { item, before, after in
            var object = JSONValue(item)
            object.add("before", before.map { JSONValue(numbers: $0) } ?? .null)
            object.add("after", after.map { JSONValue(numbers: $0) } ?? .null)
            return object
          }))
    }
  }

  private init(_ item: Watches.Item) {
    let kind =
      switch item.kind {
      case .always: "always"
      case .changes: "changes"
      case .stop: "stop"
      }
    self = [
      "number": .integer(item.number), "when": .string(kind), "formula": .formula(item.formula),
    ]
  }

  /// A number, a list, or a list of rows.
  init(numbers value: Formula.Value) {
    switch value {
    case .scalar(let number): self = .number(number)
    case .vector(let numbers, _): self = .numbers(numbers)
    case .matrix: self = .array(value.rows.map { .numbers($0) })
    }
  }
}
