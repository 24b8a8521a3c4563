import Formula
import Optimizers
import Session

extension JSONValue {
  init(_ objective: ObjectiveReport) {
    self = [
      "kind": .string("objective"),
      "formula": .formula(objective.formula),
      "parameters": .names(objective.parameters),
      "start": .numbers(objective.start),
      "f": .number(objective.value),
      "gradient": [
        "formulas": .array(objective.gradient.formulas.map { $0.map { .formula($0) } ?? .null }),
        "values": .numbers(objective.gradient.values),
      ],
    ]
    add("rows", objective.gradient.rows.map { .rows($0) })
    addInspection(objective.gradient.inspection)
  }

  /// What can't be told from a gradient's numbers.
  mutating func addInspection(_ inspection: Graph.Inspection?) {
    add("undefined", inspection?.undefined.map { .formula($0) })
    guard let corners = inspection?.corners, !corners.isEmpty else { return }
    add("corners", .array(corners.map { .formula($0) }))
  }

  init(_ gradient: GradientReport) {
    self = [
      "kind": .string("gradient"),
      "parameters": .names(gradient.parameters),
      "point": .numbers(gradient.point),
      "formulas": .array(gradient.formulas.map { $0.map { .formula($0) } ?? .null }),
      "values": .numbers(gradient.values),
    ]
    add("rows", gradient.rows.map { .rows($0) })
    addInspection(gradient.inspection)
  }

  /// The rows that a step sees, from 1.
  static func rows(_ rows: SeenRows) -> JSONValue { .array(rows.numbers.map { .integer($0) }) }

  init(_ optimizer: OptimizerReport) {
    let recipe = optimizer.recipe
    self = [
      "kind": .string("optimizer"),
      "optimizer": .string(recipe.name),
      "hypers": JSONValue(recipe.settings(optimizer.hypers)),
      "lines": .array(recipe.lines.map { JSONValue($0, of: recipe) }),
      "dropped": .integer(optimizer.dropped),
    ]
  }

  private init(_ line: Recipe.Line, of recipe: Recipe) {
    self = ["name": .string(line.target.text), "formula": .formula(line.formula, recipe.squares)]
  }

  /// Hyper-parameters: a number, or the formula that sets one in every step.
  init(_ hypers: [(name: Name, setting: Recipe.Setting)]) {
    self = .object(
      hypers.map { name, setting in
        switch setting {
        case .number(let value): Member(key: name.text, value: .number(value))
        case .formula(let formula): Member(key: name.text, value: .formula(formula))
        }
      })
  }

  init(_ outside: OutsideReport) {
    self = [
      "step": .integer(outside.step), "quantity": .string(outside.name.text),
      "value": .number(outside.value), "range": .string(outside.interval),
    ]
  }

  /// A place in a walk; without a kind it is a part of another report.
  init(_ position: PositionReport, kind: String?) {
    self = [:]
    add("kind", kind.map { .string($0) })
    add("step", .integer(position.step))
    if !position.optimizer.isEmpty {
      add("optimizer", .string(position.optimizer))
      add("hypers", JSONValue(position.hypers))
    }
    add("parameters", .names(position.parameters))
    add("point", .numbers(position.point))
    add("f", position.objective.map { .number($0) })
    if !position.states.isEmpty { add("states", .array(position.states.map { JSONValue($0) })) }
    if position.stepsAhead > 0 { add("ahead", .integer(position.stepsAhead)) }
    add("batch", position.rowsSeen.map { JSONValue($0) })
    addText("remark", position.remark)
  }

  /// A text, and its fields beside it.
  static func text(_ content: NoteReport.Content) -> JSONValue {
    var value: JSONValue = [:]
    value.addText("text", content)
    return value
  }

  /// Adds a text, and its fields beside it.
  mutating func addText(_ key: String, _ content: NoteReport.Content?) {
    guard let content else { return }
    add(key, .string(content.text(.short)))
    add("fields", JSONValue(content))
  }

  /// The fields of a note, nil where it is words alone; of one name the first.
  private init?(_ content: NoteReport.Content) {
    var members: [Member] = []
    for piece in content.pieces {
      let member: Member
      switch piece {
      case .words: continue
      case .count(let name, let count): member = Member(key: name, value: .integer(count))
      case .numbers(let name, let numbers):
        let value = numbers.count == 1 ? .number(numbers[0]) : JSONValue.numbers(numbers)
        member = Member(key: name, value: value)
      case .formula(let name, let formula, _): member = Member(key: name, value: .formula(formula))
      }
      if !members.contains(where: { $0.key == member.key }) { members.append(member) }
    }
    guard !members.isEmpty else { return nil }
    self = .object(members)
  }

  private init(_ seen: RowsSeen) {
    self = ["rows": .integer(seen.size), "of": .integer(seen.count)]
  }

  init(_ report: ValueReport) {
    self = ["kind": .string("value"), "formula": .formula(report.formula)]
    switch report.value {
    case .scalar(let value): add("value", .number(value))
    case .vector(let values, _): add("value", .numbers(values))
    case .matrix: add("value", .array(report.value.rows.map { .numbers($0) }))
    }
    add("hint", report.hint.map { .string($0) })
  }

  init(_ recipe: Recipe) {
    self = [
      "kind": .string("recipe"),
      "name": .string(recipe.name),
      "summary": .string(recipe.summary),
      "hypers": .array(
        recipe.hypers.map { hyper in
          var value: JSONValue = [
            "name": .string(hyper.name.text),
            "value": .number(hyper.standard),
            "range": .string(hyper.interval.text),
            "meaning": .string(hyper.meaning),
          ]
          value.add("purpose", hyper.purpose.map { .string($0.rawValue) })
          return value
        }),
      "lines": .array(recipe.lines.map { JSONValue($0, of: recipe) }),
      "text": .string(recipe.source.text),
    ]
  }

  init(_ help: HelpReport) {
    let entries =
      switch help {
      case .overview(let sections): sections.flatMap(\.entries)
      case .command(let entry): [entry]
      }
    self = ["kind": .string("help"), "commands": .array(entries.map { JSONValue($0) })]
  }

  private init(_ entry: HelpReport.Entry) {
    self = ["name": .string(entry.name)]
    add("short", entry.short.map { .string($0) })
    add("summary", .string(entry.summary))
    add("forms", .strings(entry.forms))
    add("details", .string(entry.details))
    add("examples", .strings(entry.examples))
    add("related", .strings(entry.related))
  }

  init(_ lesson: LessonEntry) {
    self = ["name": .string(lesson.name), "title": .string(lesson.title)]
    add("course", lesson.course.map { .string($0) })
    add("chapter", lesson.chapter.map { .string($0) })
    add("minutes", lesson.minutes.map { .integer($0) })
    add("needs", .strings(lesson.needs))
    add("missing", .strings(lesson.missing))
    switch lesson.state {
    case .new: add("state", .string("new"))
    case .done: add("state", .string("done"))
    case .started(let done, let count):
      add("state", .string("started"))
      add("done", .integer(done))
      add("parts", .integer(count))
    }
  }

  init(_ progress: ProgressReport) {
    self = [
      "kind": .string("progress"),
      "lessons": .array(
        progress.lessons.map { lesson in
          [
            "name": .string(lesson.name),
            "done": .integer(lesson.partsDone),
            "parts": .integer(lesson.parts),
            "right": lesson.isSecret ? .null : .integer(lesson.right),
            "asked": .integer(lesson.asked),
            "atOnce": lesson.isSecret ? .null : .integer(lesson.atOnce),
            "helped": .integer(lesson.helped),
            "skipped": .integer(lesson.skipped),
          ]
        }),
      "practice": .array(
        progress.practice.map { entry in
          [
            "subject": .string(entry.subject), "mastered": .integer(entry.mastered),
            "lines": .integer(entry.lines), "open": .array(entry.open.map { .string($0) }),
          ]
        }),
      "predictions": [
        "right": .integer(progress.predictionsRight), "asked": .integer(progress.predictions),
      ],
    ]
  }

  init(_ note: NoteReport) {
    let tone =
      switch note.tone {
      case .plain: "plain"
      case .good: "good"
      case .warning: "warning"
      }
    self = ["kind": .string("note"), "tone": .string(tone)]
    addText("text", note.content)
  }

  init(_ file: FileReport) {
    self = ["kind": .string("file"), "path": .string(file.path)]
    addText("content", file.content)
    add("replaced", .bool(file.replacedAnother))
  }

  init(_ error: ErrorReport) {
    let place = error.location
    self = [
      "kind": .string("error"),
      "line": .integer(place.line),
      "column": .integer(place.column),
      "message": .string(error.diagnostic.message),
    ]
    add("hint", error.diagnostic.hint.map { .string($0) })
    add("severity", .string(error.diagnostic.severity.rawValue))
    add("file", error.source.name.isEmpty ? nil : .string(error.source.name))
    guard let end = error.end else { return }
    add(
      "range",
      [
        "start": ["line": .integer(place.line), "column": .integer(place.column)],
        "end": ["line": .integer(end.line), "column": .integer(end.column)],
      ])
  }
}
