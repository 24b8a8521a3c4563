import Formula

/// Formulas as Python with NumPy has them.
///
///     beta*E[g²] + (1 − beta)*g²      beta * E_g2 + (1 - beta) * g2
///     √(E[g²] + eps)                  np.sqrt(E_g2 + eps)
struct PythonNotation {
  /// What the names are called; a name that is not among them is a constant.
  var names: PythonNames
  /// The parameters in order, for parts such as `g.x`.
  var parameters: [Name]
  /// What is written in place of some names.
  var words: [Name: String] = [:]
  /// Functions that read t, which they are given before all else.
  var functionsOfStep: Set<Name> = []
  /// The shapes of a recipe's quantities where there are several particles; see ``particleCall``.
  var shapes: [Name: Shape]?
  /// What a step draws, by the calls' places in the formula.
  var draws: [PythonDraw] = []

  func text(_ formula: Expression) -> String { folded(formula).text }

  /// The formula as a value: 1 and 0 in place of yes and no.
  func value(_ formula: Expression) -> String { folded(formula).argument }

  /// The shape of a formula's value, where there are several particles.
  func shape(_ formula: Expression) -> Shape { folded(formula).shape }

  private func folded(_ formula: Expression) -> Piece {
    var open = draws[...]
    return formula.fold { node, parts in
      if case .call(.normal, _) = node.kind { return drawn(&open) }
      if case .call(.uniform, _) = node.kind { return drawn(&open) }
      var result = piece(node, parts)
      result.shape = shape(node, parts.map(\.shape))
      return result
    }
  }

  private func drawn(_ open: inout ArraySlice<PythonDraw>) -> Piece {
    guard let draw = open.popFirst() else { return Piece(text: "np.nan", level: .atom) }
    return Piece(text: draw.text, level: .atom, shape: draw.shape)
  }

  /// How tightly a piece of Python holds together.
  enum Level: Int, Comparable {
    case comparison, sum, product, power, atom

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

    var next: Level { Level(rawValue: rawValue + 1) ?? .atom }
  }

  struct Piece {
    var text: String
    var level: Level
    /// A yes or no, which NumPy doesn't count with as 1 and 0.
    var isCondition = false
    var shape = Shape.scalar

    /// The text as an operand that needs at least a level.
    func text(_ minimum: Level) -> String {
      if isCondition { return "np.where(\(text), 1.0, 0.0)" }
      return level < minimum ? "(\(text))" : text
    }

    /// The text as an argument.
    var argument: String { text(.comparison) }
  }

  private func piece(_ node: Expression, _ parts: [Piece]) -> Piece {
    switch node.kind {
    case .number(let value):
      return Piece(text: PythonNotation.number(value), level: value < 0 ? .sum : .atom)
    case .name(let name):
      return Piece(text: word(name), level: .atom)
    case .component(let parameter, of: let name):
      let index = parameters.firstIndex(of: parameter) ?? 0
      return Piece(text: "\(word(name))[\(index)]", level: .atom)
    case .negate:
      return Piece(text: "-" + parts[0].text(.product), level: .sum)
    case .not:
      return Piece(text: "np.logical_not(\(parts[0].text))", level: .atom, isCondition: true)
    case .binary(let symbol, _, _):
      return piece(symbol, parts[0], parts[1])
    case .near(_, _, let tolerance):
      return near(parts[0], parts[1], tolerance)
    case .call(let function, _):
      return call(function, parts)
    case .apply(let callee, _):
      let step = functionsOfStep.contains(callee.name) ? [word(.stepNumber)] : []
      let arguments = (step + parts.map(\.argument)).joined(separator: ", ")
      return Piece(text: "\(word(callee.name))(\(arguments))", level: .atom)
    case .vector(let elements):
      return Piece(text: "np.array(\(list(elements, parts)))", level: .atom)
    }
  }

  private func word(_ name: Name) -> String {
    if let word = words[name] ?? names[name] { return word }
    if let (whole, indices) = name.element, let word = names[whole] {
      return "\(word)[\(indices.map { "\($0 - 1)" }.joined(separator: ", "))]"
    }
    return PythonNotation.number(Scope.constants[name] ?? .nan)
  }

  /// A function that is a formula, as one of Python's.
  func definition(_ function: FormulaFunction) -> [String] {
    let step = functionsOfStep.contains(function.name) ? [word(.stepNumber)] : []
    let arguments =
      step
      + function.arguments.map { argument in
        word(argument.name) + (argument.standard.map { "=" + text($0) } ?? "")
      }
    return [
      "def \(word(function.name))(\(arguments.joined(separator: ", "))):",
      "    return \(text(function.formula))",
    ]
  }

  /// The function of NumPy, or of the script, for an operation or a function of a name.
  static func function(_ name: String) -> String {
    if PythonHelpers.names.contains(name) { return name }
    return "np." + (numpy[name] ?? name)
  }

  private static let numpy = [
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2",
  ]

  /// A number as Python has it.
  static func number(_ value: Double) -> String {
    if value == .pi { return "np.pi" }
    if value == Scope.constants[Name("e")] { return "np.e" }
    let text = NumberFormat.roundTrip.text(value)
    return value.isFinite ? text : value < 0 ? "-np.inf" : "np.\(text)"
  }

  /// A number with a point or an exponent, since NumPy's whole numbers are of another kind.
  static func float(_ value: Double) -> String {
    let text = number(value)
    return text.allSatisfy { $0.isNumber || $0 == "-" } ? text + ".0" : text
  }

  /// Nested lists, without a call for each.
  private func list(_ elements: [Expression], _ parts: [Piece]) -> String {
    let texts = zip(elements, parts).map { element, part in
      switch element.kind {
      case .number(let value): return PythonNotation.float(value)
      case .vector: return String(part.text.dropFirst("np.array(".count).dropLast())
      default: return part.argument
      }
    }
    return "[\(texts.joined(separator: ", "))]"
  }
}

// MARK: - Operators and functions

extension PythonNotation {
  private func piece(_ symbol: BinaryOperator, _ left: Piece, _ right: Piece) -> Piece {
    switch symbol {
    case .and, .or:
      return Piece(
        text: "np.logical_\(symbol.rawValue)(\(left.text), \(right.text))", level: .atom,
        isCondition: true)
    case .power:
      return Piece(text: left.text(.atom) + "**" + right.text(.power), level: .power)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      return Piece(
        text: "\(left.text(.sum)) \(symbol.rawValue) \(right.text(.sum))", level: .comparison,
        isCondition: true)
    case .add, .subtract:
      return Piece(
        text: "\(left.text(.sum)) \(symbol.rawValue) \(right.text(.product))", level: .sum)
    case .multiply, .divide, .matrixTimes:
      return Piece(
        text: "\(left.text(.product)) \(symbol.rawValue) \(right.text(.power))", level: .product)
    }
  }

  private func near(_ left: Piece, _ right: Piece, _ tolerance: Tolerance) -> Piece {
    let (a, b) = (left.argument, right.argument)
    let difference = "np.abs(\(left.text(.sum)) - \(right.text(.product)))"
    let text =
      switch tolerance {
      case .nineDigits: "near(\(a), \(b))"
      case .relative(let fraction):
        "\(difference) <= \(PythonNotation.number(fraction)) * np.abs(\(b))"
      case .absolute(let amount): "\(difference) <= \(PythonNotation.number(amount))"
      }
    return Piece(text: text, level: .comparison, isCondition: true)
  }

  private func call(_ function: Function, _ parts: [Piece]) -> Piece {
    let arguments = parts.map(\.argument)
    let all = arguments.joined(separator: ", ")
    if let piece = particleCall(function, parts) { return piece }
    let text: String
    switch function {
    case .argmin, .argmax: return Piece(text: "np.\(function.rawValue)(\(all)) + 1", level: .sum)
    case .across: return parts[0]
    case .f: text = "f(\(all))"
    case .min, .max:
      let words = function == .min ? ("np.min", "np.minimum") : ("np.max", "np.maximum")
      text =
        arguments.count == 1
        ? "\(words.0)(\(all))"
        : arguments.dropFirst().reduce(arguments[0]) { "\(words.1)(\($0), \($1))" }
    case .clamp:
      text = "np.minimum(np.maximum(\(arguments[0]), \(arguments[1])), \(arguments[2]))"
    case .dot: text = "np.sum(\(parts[0].text(.product)) * \(parts[1].text(.power)))"
    case .norm: text = "np.linalg.norm(\(all))"
    case .if: text = "np.where(\(parts[0].text), \(arguments[1]), \(arguments[2]))"
    case .fma:
      // NumPy rounds twice.
      return Piece(
        text: "\(parts[0].text(.product)) * \(parts[1].text(.power)) + \(parts[2].text(.product))",
        level: .sum)
    default: text = "\(PythonNotation.function(function.rawValue))(\(all))"
    }
    return Piece(text: text, level: .atom)
  }
}
