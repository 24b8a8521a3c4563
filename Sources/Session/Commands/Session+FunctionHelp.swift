import Formula
import Optimizers

// `help functions`, `help schedules`, and `help sqrt`.

extension HelpReport {
  /// All functions by what they are for: those of the language, the formulas, and a learner's own.
  static func functions(_ definitions: [FormulaFunction]) -> HelpReport {
    var sections = Function.groups.map { title, functions in
      Section(title: title, entries: functions.map(HelpReport.entry))
    }
    let library = FunctionLibrary.standard.functions
    sections.append(
      Section(
        title: "formulas", entries: library.filter { !$0.isSchedule }.map(HelpReport.entry)))
    sections.append(
      Section(
        title: "schedules", entries: library.filter(\.isSchedule).map(HelpReport.entry)))
    if !definitions.isEmpty {
      sections.append(Section(title: "yours", entries: definitions.map(HelpReport.entry)))
    }
    return .overview(sections)
  }

  /// All functions of t: those of the library, and a learner's own.
  static func schedules(_ definitions: [FormulaFunction]) -> HelpReport {
    let own = definitions.filter(\.isSchedule)
    let library = FunctionLibrary.standard.functions.filter(\.isSchedule)
    return .overview(
      [Section(title: "schedules", entries: library.map(HelpReport.entry))]
        + (own.isEmpty ? [] : [Section(title: "yours", entries: own.map(HelpReport.entry))]))
  }

  /// What there is to say about one function.
  static func entry(_ function: Function) -> Entry {
    let remark =
      function.derivative.map { "Its derivative is \(Notation(numbers: .short).text($0))." } ?? ""
    let neighbours = Function.groups.first { $0.functions.contains(function) }?.functions ?? []
    return Entry(
      name: function.rawValue, summary: function.meaning, brief: "", forms: [function.form],
      details: remark, examples: [],
      related: neighbours.filter { $0 != function }.prefix(5).map(\.rawValue))
  }

  static func entry(_ function: FormulaFunction) -> Entry {
    let notation = Notation(numbers: .short)
    let slope = function.derivative.flatMap { derivative in
      function.arguments.first.map {
        " Its derivative by \($0.name) is \(notation.text(derivative))."
      }
    }
    let remark =
      function.isSchedule
      ? " t is the number of the step, 1 for the first. set lr = \(function.name)(…) makes it a line "
        + "of every step."
      : ""
    return Entry(
      name: function.name.text, summary: function.meaning, brief: "", forms: [function.form],
      details: "It is the formula \(notation.text(function.formula))." + (slope ?? "") + remark,
      examples: [], related: function.isSchedule ? ["set", "use", "let"] : ["let"])
  }
}

extension Session {
  /// Help on a function, in whatever spelling; nil where there is none of that name.
  func functionHelp(_ word: String) -> HelpReport? {
    let own = definitions.functionNames.compactMap { definitions.function($0) }
    if word == "functions" { return .functions(own) }
    if ["schedules", "schedule"].contains(word) { return .schedules(own) }
    let name = Name(word)
    if let own = definitions.function(name) { return .command(HelpReport.entry(own)) }
    guard let spelling = name.functionSpelling else { return nil }
    if let function = Function(rawValue: spelling) { return .command(HelpReport.entry(function)) }
    return FunctionLibrary.standard[Name(spelling)].map { .command(HelpReport.entry($0)) }
  }
}
