extension ForeignNotation {
  /// What a name that is called means.
  enum Callee {
    case function(Function)
    /// One of the library of formulas.
    case formula(Name)
    /// An operation, as a formula over a, b, c.
    case template(Expression)
  }

  /// The function a name means in whatever spelling; nil where there is none.
  static func callee(_ name: Name) -> Callee? {
    if let exact = known(name.text) { return exact }
    let lower = name.text.lowercased()
    guard lower != name.text, !["f", "prev", "normal", "uniform"].contains(lower) else {
      return nil
    }
    return known(lower)
  }

  private static func known(_ text: String) -> Callee? {
    if let function = Function(rawValue: text) { return .function(function) }
    if FunctionLibrary.names.contains(Name(text)) { return .formula(Name(text)) }
    if let synonym = synonyms[text] {
      if let function = Function(rawValue: synonym) { return .function(function) }
      return .formula(Name(synonym))
    }
    return templates[text].flatMap { try? Parser.expression($0) }.map { .template($0) }
  }

  /// How a function is called here that other notations call by a name; nil where there is none.
  ///
  ///     spelling("ArcTan")   // "atan"
  static func spelling(_ word: String) -> String? {
    switch callee(Name(word)) {
    case .function(let function): function.rawValue
    case .formula(let name): name.text
    case .template, nil: nil
    }
  }

  /// A formula over a, b, c with the arguments of a call put in, nil where their number is another.
  static func filled(_ template: Expression, _ arguments: [Expression]) -> Expression? {
    let names = ["a", "b", "c"].map(Name.init)
    let used = template.names.intersection(names)
    guard used.count == arguments.count else { return nil }
    return template.rewritten { node in
      guard case .name(let name) = node.kind, let index = names.firstIndex(of: name) else {
        return node
      }
      return arguments[index]
    }
  }
}

extension Name {
  /// How a function of this name, in whatever spelling, is called here; nil where there is none.
  package var functionSpelling: String? { ForeignNotation.spelling(text) }

  /// Whether the language has a meaning for it in some spelling, so that nothing else can have it:
  /// a function, a word of the grammar, a constant of other languages.
  package var isReserved: Bool {
    functionSpelling != nil || ForeignNotation.words[text] != nil || Name.grammar.contains(text)
  }

  /// Whether a call of it means something here, so that no function can be made of this name.
  package var isCallable: Bool { ForeignNotation.callee(self) != nil }

  /// Whether a parameter can be called so: it is neither reserved nor an element of something.
  package var canBeParameter: Bool { !isReserved && !text.contains("[") }

  private static let grammar: Set<String> = ["and", "or", "not", "within", "from"]
}
