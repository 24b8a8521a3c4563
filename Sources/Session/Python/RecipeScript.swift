import Formula
import Optimizers

/// A recipe's lines in NumPy, each with what it is called in the recipe.
struct RecipeScript: ScriptOptimizer {
  private let walk: Walk
  private let notation: PythonNotation
  private let recipe: Recipe
  private let schedules: PythonSchedules
  private let ownFunctions: PythonFunctions

  init(_ walk: Walk, _ names: PythonNames) {
    self.walk = walk
    recipe = walk.machine.recipe.unscheduled
    var names = names
    ownFunctions = PythonFunctions(neededBy: recipe.lines.map(\.formula))
    ownFunctions.name(in: &names)
    schedules = PythonSchedules(walk, names)
    notation = PythonNotation(names: names, parameters: walk.machine.parameters)
  }

  let imports = ["import numpy as np"]
  let point = "theta"

  var functions: [String] {
    PythonHelpers.used(in: recipe.lines.map(\.formula) + ownFunctions.formulas)
      + schedules.helpers
  }

  var definitions: [(name: Name, lines: [String])] {
    let own = ownFunctions.independent.map { ($0.name, notation.definition($0)) }
    let known = Set(own.map(\.0))
    return own + schedules.definitions.filter { !known.contains($0.name) }
  }

  private func names(_ name: Name) -> String? { notation.names[name] }

  private func word(_ name: Name) -> String { notation.names[name] ?? name.ascii }

  var setUp: [String] {
    let start = walk.row(0)
    let count = walk.machine.parameters.count
    let hypers = recipe.hypers.map { hyper in
      let isScheduled = walk.firstRecipe.schedule(of: hyper.name) != nil
      return CommentedLine(
        "\(word(hyper.name)) = \(PythonNotation.number(start[hyper.name]?.first ?? .nan))",
        hyper.meaning + (isScheduled ? ", in the first step" : ""))
    }
    let theta = CommentedLine(
      "theta = \(PythonNotation.array(start[.theta] ?? []))",
      walk.machine.parameters.map(\.text).joined(separator: ", "))
    let states = recipe.states.map { state in
      CommentedLine(
        "\(word(state.name)) = np.full(\(count), \(float(state.start)))",
        "state \(state.name) = \(Notation().text(state.start))")
    }
    let identity = names(.identity).map {
      CommentedLine("\($0) = np.eye(\(count))", "1 where row and column are one parameter")
    }
    return CommentedLine.aligned(hypers + [theta] + [identity].compactMap { $0 } + states)
  }

  private func float(_ start: Expression) -> String {
    if case .number(let value) = start.kind { return PythonNotation.float(value) }
    return "float(\(notation.text(start)))"
  }

  var step: [String] {
    let scheduled = schedules.stretches.flatMap { stretch in
      stretch.guarded(
        CommentedLine.aligned(
          stretch.schedules.map { line in
            CommentedLine(
              "\(word(line.target)) = \(schedules.text(line.formula))",
              "\(line.target) = \(Notation().text(line.formula))")
          }))
    }
    return schedules.beforeLines(point) + scheduled + lines
  }

  private var lines: [String] {
    CommentedLine.aligned(
      recipe.lines.map { line in
        var text = notation.text(line.formula)
        // A state has a number for each parameter, even where its line makes one.
        if isState(line.target), isScalar(line.formula) {
          text = "np.full(\(walk.machine.parameters.count), \(text))"
        }
        let comment = "\(line.target) = \(recipe.text(line))"
        return CommentedLine("\(word(line.target)) = \(text)", comment)
      })
  }

  private func isState(_ name: Name) -> Bool {
    name == .theta || recipe.states.contains { $0.name == name }
  }

  /// Whether a formula comes to one number.
  private func isScalar(_ formula: Expression) -> Bool {
    isScalar(formula) { walk.machine.quantity($0).map { $0.shape == .scalar } ?? true }
  }

  private func isScalar(_ formula: Expression, _ isNameScalar: (Name) -> Bool) -> Bool {
    formula.fold { node, parts in
      switch node.kind {
      case .name(let name): return isNameScalar(name)
      case .component: return true
      case .call(let function, let arguments) where function.reduces(arguments.count): return true
      case .apply(let callee, _):
        guard let function = FunctionLibrary.standard[callee.name] else { return true }
        let arguments = zip(function.arguments.map(\.name), parts)
        let known = Dictionary(arguments) { first, _ in first }
        return isScalar(function.formula) { known[$0] ?? true }
      case .vector: return false
      default: return parts.allSatisfy { $0 }
      }
    }
  }

  func move(_ index: Int, to value: String) -> [String] {
    // What else holds the old θ keeps it.
    ["theta = theta.copy()", "theta[\(index)] = \(value)"]
  }

  func set(_ name: Name, _ index: Int?, to value: Double) -> [String] {
    let text = PythonNotation.number(value)
    if let index {
      // What else holds the old state keeps it.
      return ["\(word(name)) = \(word(name)).copy()", "\(word(name))[\(index)] = \(text)"]
    }
    let isState = recipe.states.contains { $0.name == name }
    return [
      isState
        ? "\(word(name)) = np.full(\(walk.machine.parameters.count), \(PythonNotation.float(value)))"
        : "\(word(name)) = \(text)"
    ]
  }
}

/// A line of code and what is said beside it.
struct CommentedLine {
  var code: String
  var comment: String

  init(_ code: String, _ comment: String) {
    (self.code, self.comment) = (code, comment)
  }

  /// The column that comments keep to.
  private static let widest = 44

  /// Lines with their comments below each other, but for lines that are very long.
  static func aligned(_ lines: [CommentedLine]) -> [String] {
    let widths = lines.map(\.code.count).filter { $0 <= widest }
    let column = widths.max() ?? 0
    return lines.map { line in
      guard !line.comment.isEmpty else { return line.code }
      let gap = max(column - line.code.count, 0) + 2
      return line.code + String(repeating: " ", count: gap) + "# " + line.comment
    }
  }
}
