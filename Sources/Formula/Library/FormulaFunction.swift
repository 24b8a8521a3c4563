/// A function that is a formula over its arguments.
///
///     huber(r, d = 1) = if(abs(r) <= d, r^2/2, d*(abs(r) - d/2))
package struct FormulaFunction: Hashable, Sendable {
  package struct Argument: Hashable, Sendable {
    package var name: Name
    /// What stands for it where it is left out.
    package var standard: Expression?

    package init(_ name: Name, standard: Expression? = nil) {
      (self.name, self.standard) = (name, standard)
    }
  }

  package var name: Name
  package var arguments: [Argument]
  package var formula: Expression
  /// What it is, in a sentence; empty for a learner's own.
  package var meaning: String

  package init(name: Name, arguments: [Argument], formula: Expression, meaning: String = "") {
    (self.name, self.arguments) = (name, arguments)
    (self.formula, self.meaning) = (formula, meaning)
  }

  /// What it reads besides its arguments: other functions, and whatever has a name around it.
  package var names: Set<Name> {
    arguments.reduce(into: formula.names.subtracting(arguments.map(\.name))) {
      $0.formUnion($1.standard?.names ?? [])
    }
  }

  /// What it reads besides its arguments, with how many steps before.
  package var readings: [Reading] {
    let own = Set(arguments.map(\.name))
    let standards = arguments.compactMap(\.standard).flatMap(\.readings)
    return formula.readings.filter { !own.contains($0.name) } + standards
  }

  /// Whether its value changes from step to step, since it reads t.
  package var isSchedule: Bool { names.contains(.stepNumber) }

  /// How many arguments it takes.
  package var arity: ClosedRange<Int> {
    arguments.count { $0.standard == nil }...max(arguments.count, 0)
  }

  /// How it is called: `huber(r, d = 1)`.
  package var form: String { form(Notation()) }

  package func form(_ notation: Notation) -> String {
    let list = arguments.map { argument in
      let standard = argument.standard.map { " = " + notation.text($0) } ?? ""
      return notation.text(argument.name) + standard
    }
    return "\(notation.text(name))(\(list.joined(separator: ", ")))"
  }

  /// Whether it may make one number of many, so that it has to be given all of them.
  package var reduces: Bool {
    var result = false
    formula.forEach { node in
      switch node.kind {
      case .call(let function, let arguments): result = result || function.reduces(arguments.count)
      case .apply(let callee, _):
        result = result || FunctionLibrary.standard[callee.name]?.reduces == true
      default: break
      }
    }
    return result
  }
}

// MARK: - Writing it out

extension FormulaFunction {
  /// Its formula with a call's arguments in it.
  ///
  ///     huber(r, d = 1)   of 2·x:   if(abs(2·x) <= 1, (2·x)^2/2, 1·(abs(2·x) − 1/2))
  ///
  /// - Parameters:
  ///   - given: the arguments, as many as ``arity`` allows.
  ///   - range: where the call stands.
  /// - Returns: the formula; what it has of its own stands where the call does.
  package func formula(of given: [Expression], at range: SourceRange) -> Expression {
    var values: [Name: Expression] = [:]
    for (index, argument) in arguments.enumerated() {
      values[argument.name] = index < given.count ? given[index] : argument.standard
    }
    return formula.rewritten { node in
      guard case .name(let name) = node.kind else { return Expression(node.kind, at: range) }
      if let value = values[name] { return value }
      guard let (whole, indices) = name.element, indices.count == 1, let value = values[whole]
      else { return Expression(node.kind, at: range) }
      return Expression(.call(.pick, [value, .number(Double(indices[0]))]), at: range)
    }
  }
}

extension Expression {
  /// The formula with the library's functions of t written out.
  package var withSchedulesWrittenOut: Expression {
    rewritten { node in
      guard case .apply(let callee, let arguments) = node.kind,
        let function = FunctionLibrary.standard[callee.name], function.isSchedule,
        function.arity.contains(arguments.count)
      else { return node }
      return function.formula(of: arguments, at: node.range)
    }
  }

  /// Every name read, by the library's functions too.
  package var namesThroughLibrary: Set<Name> {
    var (reached, open) = (names, names)
    while let name = open.popFirst() {
      guard let function = FunctionLibrary.standard[name] else { continue }
      let inner = function.names.subtracting(reached)
      reached.formUnion(inner)
      open.formUnion(inner)
    }
    return reached
  }
}

extension Function {
  /// Whether it makes one number of many.
  package func reduces(_ argumentCount: Int) -> Bool {
    switch self {
    case .sum, .prod, .mean, .var, .std, .norm, .dot, .argmin, .argmax, .pick: true
    case .min, .max: argumentCount == 1
    default: false
    }
  }
}

// MARK: - Reading

extension Parser {
  /// Reads `name(argument, argument = number) =` where both come next: the beginning of a definition.
  ///
  /// - Returns: nil, with nothing read, where something else comes next.
  /// - Throws: a ``Diagnostic`` for an argument that is named twice, or that has a name taken.
  package mutating func functionHead() throws(Diagnostic) -> (
    function: FormulaFunction, range: SourceRange
  )? {
    var ahead = self
    guard let (name, range) = ahead.name(), ahead.accept(.leftParenthesis) != nil else {
      return nil
    }
    var arguments: [FormulaFunction.Argument] = []
    var places: [SourceRange] = []
    repeat {
      guard let (argument, place) = ahead.name() else { return nil }
      var standard: Expression?
      if ahead.accept(.assign) != nil { standard = try ahead.expression() }
      arguments.append(FormulaFunction.Argument(argument, standard: standard))
      places.append(place)
    } while ahead.comma()
    guard ahead.accept(.rightParenthesis) != nil, ahead.accept(.assign) != nil else { return nil }
    for (index, place) in places.enumerated() {
      let argument = arguments[index].name
      if arguments[..<index].contains(where: { $0.name == argument }) {
        throw .argumentTwice(argument, at: place)
      }
      if argument.isReserved || argument == name || argument.element != nil {
        throw .argumentTaken(argument, at: place)
      }
      if index > 0, arguments[index].standard == nil, arguments[index - 1].standard != nil {
        throw .argumentWithoutStandard(argument, at: place)
      }
    }
    self = ahead
    let nothing = Expression(.number(0))
    return (FormulaFunction(name: name, arguments: arguments, formula: nothing), range)
  }
}
