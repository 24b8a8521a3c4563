import Formula
import Optimizers

// `let`: a formula's name.

extension CommandTable {
  static let define = Command(
    "let", .setUp, "give a formula a name", brief: "a formula",
    takes: .definition,
    details: """
      The formula is worked out anew wherever the name is used. With arguments it is a function; \
      one with = has that value where it is left out.
      """,
    examples: ["let u = 2^10", "let ratio = 1/3", "let cubic(a, b = 1) = a^3 + b"],
    related: ["print", "minimize"]
  ) { session, definition, host throws(Diagnostic) in try session.define(definition, host) }
}

extension Session {
  mutating func define(_ definition: Definition, _ host: Host) throws(Diagnostic) -> Outcome {
    switch definition {
    case .formula(let assignment): try define(assignment, host)
    case .function(let function, let range): try define(function, at: range, host)
    }
    return .done
  }

  /// Whether a name stands for something that is no definition.
  func isTaken(_ name: Name) -> Bool {
    row?.machine.quantity(name) != nil || parameters.contains(name)
      || Recipe.reserved.contains(name) || Scope.constants[name] != nil
  }

  /// Whether a function can have a name: none of the language's own, but of its library.
  func canName(function name: Name) -> Bool {
    let isOfLanguage = name.isReserved || name.isCallable
    return !isTaken(name) && name.element == nil
      && (!isOfLanguage || FunctionLibrary.standard[name] != nil)
  }

  private mutating func define(_ definition: Assignment, _ host: Host) throws(Diagnostic) {
    let (name, range, formula) = (definition.name, definition.nameRange, definition.formula)
    guard !isTaken(name), !name.isReserved else { throw .nameTaken(name, at: range) }
    try setup.definitions.define(name, as: formula)
    // A formula over what doesn't exist yet is fine: it has a value when it is used.
    if let value = try? value(of: formula) {
      host.emit(.value(ValueReport(formula, value, parameters, name: name)))
    } else {
      host.emit(.note(NoteReport("\(name) is \(formula: formula, "formula")")))
    }
  }
}

extension Session {
  /// `let huber(r, d) = …`: a function that is a formula, which may read more than its arguments.
  private mutating func define(
    _ function: FormulaFunction, at range: SourceRange, _ host: Host
  ) throws(Diagnostic) {
    guard canName(function: function.name) else { throw .nameTaken(function.name, at: range) }
    try setup.definitions.define(function)
    host.emit(
      .note(NoteReport("\(function.form) is \(formula: function.formula, "formula")")))
  }
}

extension Session {
  /// Sees that every function that a formula calls is there.
  ///
  /// - Throws: a ``Diagnostic`` for the first that isn't, with the formula rewritten where the name
  ///   is that of another notation, or of no function at all.
  func checkCalls(of written: WrittenFormula, known: [Name] = []) throws(Diagnostic) {
    let own = definitions.functionNames
    guard let (callee, arguments) = written.formula.unknownCall(own: own) else { return }
    let isQuantity = (known + names).contains(callee.name)
    throw Diagnostic.unknownFunction(callee, arguments, own: own, isQuantity: isQuantity)
      .rewriting(written.text, unknown: isQuantity ? [callee.name.text] : [])
  }

  /// Sees that every function that a new one calls is there, and isn't the new one itself.
  func checkCalls(of function: FormulaFunction, text: Substring) throws(Diagnostic) {
    let formula = function.formula
    guard !formula.reads(function.name) else {
      throw .definedByItself(function.name, at: formula.range)
    }
    try checkCalls(
      of: WrittenFormula(formula: formula, text: text), known: function.arguments.map(\.name))
  }
}
