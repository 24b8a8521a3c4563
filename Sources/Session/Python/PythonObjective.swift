import Formula
import Optimizers

/// An objective and its gradient as functions of Python.
struct PythonObjective {
  private let objective: Objective
  private let derived: Objective.Derived
  private let notation: PythonNotation
  /// What the formula needs of the definitions, each behind those it reads.
  private let definitions: [(name: Name, formula: Expression)]

  /// Works out the gradient and gives every name its word.
  ///
  /// - Throws: a ``Diagnostic`` where the objective has a name that isn't known.
  init(_ objective: Objective, names: inout PythonNames) throws(Diagnostic) {
    self.objective = objective
    derived = try objective.derived()
    var needed: Set<Name> = []
    var open = objective.formula.names
    while let name = open.popFirst() {
      guard !objective.parameters.contains(name), let formula = objective.definitions[name],
        needed.insert(name).inserted
      else { continue }
      open.formUnion(formula.names)
    }
    let inOrder = objective.definitions.inOrder.filter(needed.contains)
    let bound = objective.parameters + inOrder
    definitions = inOrder.compactMap { name in
      objective.definitions[name].map { (name, $0.resolvingSquares(bound)) }
    }
    for name in [.theta] + bound { _ = names.word(for: name) }
    notation = PythonNotation(names: names, parameters: objective.parameters)
  }

  /// A derivative with more characters is easier to read line by line.
  private static let longestFormula = 80

  /// The functions the script has to have for these, by name.
  var functions: [String] {
    let formulas = [objective.formula] + definitions.map(\.formula)
    return PythonHelpers.used(in: formulas)
      + PythonHelpers.used(in: derived.gradientFormulas.compactMap { $0 })
  }

  /// `def f(theta): …` and `def gradient(theta): …`.
  var lines: [String] {
    let text = Notation(alphabet: .ascii).text(objective.formula)
    return ["def f(theta):", "    \"\"\"\(text)\"\"\""] + value + ["", ""]
      + ["def gradient(theta):", "    \"\"\"The exact derivatives of f.\"\"\""] + gradient
  }

  /// `x, y = theta`.
  private var unpacking: String {
    let words = objective.parameters.compactMap { notation.names[$0] }
    return "    " + (words.count == 1 ? "(\(words[0]),)" : words.joined(separator: ", "))
      + " = theta"
  }

  private var value: [String] {
    if joinsMatrices(under: [derived.value]) { return byNodes([derived.value]) { $0[0] } }
    let parts = definitions.map { name, formula in
      "    \(notation.names[name] ?? "") = \(notation.text(formula))"
    }
    return [unpacking] + parts + ["    return \(notation.text(objective.formula))"]
  }

  private var gradient: [String] {
    let formulas = derived.gradientFormulas.compactMap { $0 }
    let texts = formulas.map(notation.text)
    guard formulas.count == derived.gradient.count, !hasMatrix(under: derived.gradient),
      texts.allSatisfy({ $0.count <= PythonObjective.longestFormula })
    else { return byNodes(derived.gradient) { "np.array([\($0.joined(separator: ", "))])" } }
    let isShort = texts.reduce(0) { $0 + $1.count } < 60
    let list =
      isShort
      ? ["    return np.array([\(texts.joined(separator: ", "))], dtype=float)"]
      : ["    return np.array(", "        ["] + texts.map { "            \($0)," }
        + ["        ],", "        dtype=float,", "    )"]
    return [unpacking] + list
  }

  /// What is too long for a formula, or has matrices, line by line.
  private func byNodes(_ roots: [Graph.ID], _ result: ([String]) -> String) -> [String] {
    var code = PythonGraph(derived.graph, roots, names: notation.names)
    var words: [String] = []
    for root in roots { words.append(code.word(root)) }
    return [unpacking] + code.lines.map { "    " + $0 } + ["    return " + result(words)]
  }

  /// Whether vectors go with matrices element by element, which NumPy does by the last side alone.
  private func joinsMatrices(under roots: [Graph.ID]) -> Bool {
    derived.graph.reachable(from: roots).contains {
      [.repeatColumn, .repeatRow].contains(derived.graph[$0].operation)
    }
  }

  private func hasMatrix(under roots: [Graph.ID]) -> Bool {
    derived.graph.reachable(from: roots).contains { derived.graph[$0].shape.isMatrix }
  }
}

/// Functions that NumPy doesn't have, each computed as Downhill does.
enum PythonHelpers {
  private static let texts: [(name: String, lines: [String])] = [
    (
      "sigmoid",
      [
        "def sigmoid(x):",
        "    small = np.exp(-np.abs(x))",
        "    return np.where(x < 0, small, 1) / (1 + small)",
      ]
    ),
    ("relu", ["def relu(x):", "    return np.maximum(x, 0)"]),
    (
      "softplus",
      ["def softplus(x):", "    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))"]
    ),
    (
      "near",
      [
        "def near(a, b):",
        "    scale = np.where((a == 0) | (b == 0), 1, np.maximum(np.abs(a), np.abs(b)))",
        "    return np.abs(a - b) <= 1e-9 * scale",
      ]
    ),
  ]

  /// The names of those that some formulas call.
  static func used(in formulas: [Expression]) -> [String] {
    var result: [String] = []
    for formula in formulas {
      formula.forEach { node in
        switch node.kind {
        case .call(.sigmoid, _), .call(.relu, _), .call(.softplus, _):
          if case .call(let function, _) = node.kind { result.append(function.rawValue) }
        case .near(_, _, .nineDigits): result.append("near")
        default: break
        }
      }
    }
    return result
  }

  /// The definitions of those with these names, each with two blank lines behind it.
  static func lines(for names: some Sequence<String>) -> [String] {
    let names = Set(names)
    return texts.filter { names.contains($0.name) }.flatMap { $0.lines + ["", ""] }
  }
}
