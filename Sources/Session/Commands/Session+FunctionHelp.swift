import Formula
import Optimizers

// `help functions`, and `help sqrt`.

extension HelpReport {
  /// All functions by what they are for: those of the language, the formulas, and a learner's own.
  static func functions(_ definitions: [FormulaFunction]) -> HelpReport {
    var sections = Function.groups.map { title, functions in
      Section(title: title, entries: functions.map(HelpReport.entry))
    }
    sections.append(
      Section(
        title: "formulas",
        entries: FunctionLibrary.standard.functions.map(HelpReport.entry)))
    if !definitions.isEmpty {
      sections.append(Section(title: "yours", entries: definitions.map(HelpReport.entry)))
    }
    return .overview(sections)
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
    return Entry(
      name: function.name.text, summary: function.meaning, brief: "", forms: [function.form],
      details: "It is the formula \(notation.text(function.formula))." + (slope ?? ""),
      examples: [], related: ["let"])
  }
}

extension Session {
  /// Help on a function, in whatever spelling; nil where there is none of that name.
  func functionHelp(_ word: String) -> HelpReport? {
    if word == "functions" {
      return .functions(definitions.functionNames.compactMap { definitions.function($0) })
    }
    let name = Name(word)
    if let own = definitions.function(name) { return .command(HelpReport.entry(own)) }
    guard let spelling = name.functionSpelling else { return nil }
    if let function = Function(rawValue: spelling) { return .command(HelpReport.entry(function)) }
    return FunctionLibrary.standard[Name(spelling)].map { .command(HelpReport.entry($0)) }
  }
}
