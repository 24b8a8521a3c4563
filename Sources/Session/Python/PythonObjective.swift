import Formula
import Optimizers

/// An objective and its gradient as functions of Python.
struct PythonObjective {
  let objective: Objective
  private let notation: PythonNotation
  private let value: Objective.Derived
  /// f and ∂f on so many rows, for each number of rows that a step sees; nil stands for all.
  private let gradients: [(rows: Int?, derived: Objective.Derived)]
  /// ∂²f, where the script needs it.
  private let hessian: (graph: Graph, rows: [[Graph.ID]])?
  /// What the formula needs of the definitions, each behind those it reads.
  private let definitions: [(name: Name, formula: Expression)]
  /// The functions that are formulas, each behind those it calls: those that read nothing but their
  /// arguments, and those that read parameters or definitions besides.
  let ownFunctions: PythonFunctions

  /// A derivative with more characters is easier to read line by line.
  private static let longestFormula = 80

  /// Works out the derivatives and gives every name its word.
  ///
  /// - Parameters:
  ///   - objective: the objective.
  ///   - hasHessian: whether the script needs second derivatives.
  ///   - names: the words so far.
  /// - Throws: a ``Diagnostic`` where the objective has a name that isn't known, and where it has no
  ///   script with second derivatives.
  init(_ objective: Objective, hasHessian: Bool, names: inout PythonNames) throws(Diagnostic) {
    self.objective = objective
    value = try objective.derived()
    var gradients: [(rows: Int?, derived: Objective.Derived)] = []
    for rows in objective.batchSizes { gradients.append((rows, try objective.derived(rows: rows))) }
    self.gradients = gradients.isEmpty ? [(nil, value)] : gradients
    if hasHessian {
      guard gradients.isEmpty, let hessian = try objective.hessianNodes() else {
        throw .scriptWithoutHessian()
      }
      self.hessian = hessian
    } else {
      hessian = nil
    }
    let given = objective.blocks.map(\.name) + objective.data.columns.map(\.name)
    let needed = objective.definitions.allNames(from: objective.formula.names)
      .subtracting(given)
    ownFunctions = PythonFunctions(neededBy: [objective.formula], objective.definitions)
    let inOrder = objective.definitions.inOrder.filter(needed.contains)
    let bound = given + inOrder
    definitions = inOrder.compactMap { name in
      objective.definitions[name].map { (name, $0.resolvingSquares(bound)) }
    }
    for name in [.theta] + bound { _ = names.word(for: name) }
    ownFunctions.name(in: &names)
    notation = PythonNotation(names: names, parameters: objective.parameters)
  }

  /// The functions the script has to have for these, by name.
  var functions: [String] {
    let formulas = [objective.formula] + definitions.map(\.formula) + ownFunctions.formulas
    return PythonHelpers.used(in: formulas)
      + gradients.flatMap { PythonHelpers.used(in: $0.derived.graph, under: $0.derived.gradient) }
      + (hessian.map { PythonHelpers.used(in: $0.graph, under: $0.rows.flatMap { $0 }) } ?? [])
  }
}

// MARK: - Functions

extension PythonObjective {
  /// The data, `def f(theta): …` and `def gradient(theta): …`.
  var lines: [String] {
    let text = Notation(alphabet: .ascii).text(objective.formula)
    return ownFunctions.independent.flatMap { notation.definition($0) + ["", ""] } + data
      + ["def f(theta):", "    \"\"\"\(text)\"\"\""] + valueLines
      + gradients.flatMap { rows, derived in
        let remark = rows.map { " on \($0) of the rows" } ?? ""
        return ["", "", "def \(name(rows))(\(arguments(rows))):"]
          + ["    \"\"\"The exact derivatives of f\(remark).\"\"\""] + lines(derived)
      } + hessianLines
  }

  private var hessianLines: [String] {
    guard let hessian else { return [] }
    var code = PythonGraph(hessian.graph, hessian.rows.flatMap { $0 }, names: notation.names)
    let rows = hessian.rows.map { row in
      "[" + row.map { code.word($0) }.joined(separator: ", ") + "]"
    }
    return [
      "", "", "def second_derivatives(theta):", "    \"\"\"The exact Hessian of f.\"\"\"",
    ] + unpacking + code.lines.map { "    " + $0 }
      + ["    return np.array([\(rows.joined(separator: ", "))], dtype=float)"]
  }

  /// Which rows each step sees, from 0; empty where it sees all.
  func batches(_ steps: Int) -> [String] {
    guard let batch = objective.batch, !objective.data.isEmpty else { return [] }
    let functions = gradients.compactMap { rows, _ in rows.map { "\($0): \(name($0))" } }
    return ["# The rows that each step sees, from 0.", "batches = {"]
      // fits: there are steps
      + (1...steps).map { step in
        let rows = batch.rows(for: step, of: objective.data.rowCount).map { "\($0)" }
        return "    \(step): [\(rows.joined(separator: ", "))],"
      } + ["}", "gradients = {\(functions.joined(separator: ", "))}", ""]
  }

  /// The gradient that step `t` uses, at a point.
  func call(_ point: String) -> String {
    guard gradients[0].rows != nil else { return "gradient(\(point))" }
    let columns = objective.data.columns.compactMap { notation.names[$0.name] }
    return "gradients[len(batches[t])](\(point), "
      + columns.map { "\($0)[batches[t]]" }.joined(separator: ", ") + ")"
  }

  private func name(_ rows: Int?) -> String { rows.map { "gradient_of_\($0)" } ?? "gradient" }

  private func arguments(_ rows: Int?) -> String {
    let columns = objective.data.columns.compactMap { notation.names[$0.name] }
    return (["theta"] + (rows == nil ? [] : columns)).joined(separator: ", ")
  }

  private var data: [String] {
    guard !objective.data.isEmpty else { return [] }
    return objective.data.columns.compactMap { column in
      notation.names[column.name].map { "\($0) = \(PythonNotation.array(column.values))" }
    } + ["", ""]
  }

  /// `x, y = theta`, or where each part of θ stands.
  private var unpacking: [String] {
    let blocks = zip(objective.blocks, objective.blocks.offsets).map { block, offset in
      (word: notation.names[block.name] ?? "", block: block, offset: offset)
    }
    guard objective.blocks.contains(where: { $0.shape != .scalar }) else {
      let words = blocks.map(\.word)
      return [
        "    " + (words.count == 1 ? "(\(words[0]),)" : words.joined(separator: ", ")) + " = theta"
      ]
    }
    return blocks.map { word, block, offset in
      let counts = block.shape.dimensions.map { "\($0.count)" }
      guard !counts.isEmpty else { return "    \(word) = theta[\(offset)]" }
      let part = "theta[\(offset):\(offset + block.shape.count)]"
      let shape = counts.count == 2 ? ".reshape(\(counts.joined(separator: ", ")))" : ""
      return "    \(word) = \(part)\(shape)"
    }
  }

  private var valueLines: [String] {
    // Vectors and matrices meet by other rules in NumPy, which goes by the last side alone.
    // Some formulas are computed in another form, which overflows nowhere.
    let called = Set(
      PythonHelpers.used(
        in: [objective.formula] + definitions.map(\.formula) + ownFunctions.formulas))
    let isSpelledOut = value.graph.reachable(from: [value.value]).contains {
      let operation = value.graph[$0].operation
      return [.repeatColumn, .repeatRow, .logSumExp].contains(operation)
        || [.softplus, .sigmoid].contains(operation) && !called.contains("\(operation)")
    }
    if isSpelledOut {
      var code = PythonGraph(value.graph, [value.value], names: notation.names)
      let result = code.word(value.value)
      return unpacking + code.lines.map { "    " + $0 } + ["    return \(result)"]
    }
    let parts = objective.definitions.inOrder.flatMap { name -> [String] in
      if let function = ownFunctions.dependent.first(where: { $0.name == name }) {
        return notation.definition(function).map { "    " + $0 }
      }
      guard let formula = definitions.first(where: { $0.name == name })?.formula else { return [] }
      return ["    \(notation.names[name] ?? "") = \(notation.text(formula))"]
    }
    return unpacking + parts + ["    return \(notation.text(objective.formula))"]
  }

  private func lines(_ derived: Objective.Derived) -> [String] {
    let formulas = derived.gradientFormulas.compactMap { $0 }
    let texts = formulas.map(notation.text)
    guard formulas.count == objective.parameters.count, !isForNodes(derived),
      texts.allSatisfy({ $0.count <= PythonObjective.longestFormula })
    else { return linesByNodes(derived) }
    let isShort = texts.reduce(0) { $0 + $1.count } < 60
    let list =
      isShort
      ? ["    return np.array([\(texts.joined(separator: ", "))], dtype=float)"]
      : ["    return np.array(", "        ["] + texts.map { "            \($0)," }
        + ["        ],", "        dtype=float,", "    )"]
    return unpacking + list
  }

  /// What is too long for a formula, or has lists and matrices, line by line.
  private func linesByNodes(_ derived: Objective.Derived) -> [String] {
    var code = PythonGraph(derived.graph, derived.gradient, names: notation.names)
    var words: [String] = []
    for root in derived.gradient { words.append(code.word(root)) }
    let isFlat = objective.blocks.allSatisfy { $0.shape == .scalar }
    let result =
      isFlat
      ? "np.array([\(words.joined(separator: ", "))], dtype=float)"
      : "np.concatenate([" + words.map { "np.ravel(\($0))" }.joined(separator: ", ") + "])"
    return unpacking + code.lines.map { "    " + $0 } + ["    return \(result)"]
  }

  /// Whether something in a gradient is not written in formulas as it is computed.
  private func isForNodes(_ derived: Objective.Derived) -> Bool {
    derived.graph.reachable(from: derived.gradient).contains {
      let node = derived.graph[$0]
      return node.shape.isMatrix || [.chain, .logSumExp, .others].contains(node.operation)
    }
  }
}

extension Objective {
  /// The numbers of rows that steps see, none where every step sees all.
  fileprivate var batchSizes: [Int] {
    guard let size = batch?.size, !data.isEmpty else { return [] }
    let count = data.rowCount
    // fits: a batch has a row at least
    return count % size == 0 || count < size ? [min(size, count)] : [size, count % size]
  }
}
