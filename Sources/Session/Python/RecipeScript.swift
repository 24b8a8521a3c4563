import Formula
import Optimizers

/// A recipe's lines in NumPy, each with what it is called in the recipe.
struct RecipeScript: ScriptOptimizer {
  private let walk: Walk
  private let notation: PythonNotation
  private let recipe: Recipe
  private let schedules: PythonSchedules
  private let ownFunctions: PythonFunctions
  /// What the starts draw, and what each step does, formula by formula.
  private let draws: (starts: [[PythonDraw]], lines: [[PythonDraw]])

  init(_ walk: Walk, _ names: PythonNames) {
    self.walk = walk
    var names = names
    let recipe = walk.machine.recipe.unscheduled
    self.recipe = recipe
    for name in recipe.namesGiven { _ = names.word(for: name) }
    ownFunctions = PythonFunctions(neededBy: recipe.lines.map(\.formula))
    ownFunctions.name(in: &names)
    schedules = PythonSchedules(walk, names)
    notation = PythonNotation(
      names: names, parameters: walk.machine.parameters, shapes: walk.machine.shapesInPython)
    draws = (
      walk.machine.draws(of: recipe.starts, step: "0"),
      walk.machine.draws(of: recipe.lines.map(\.formula), step: "t")
    )
  }

  let imports = ["import numpy as np"]

  var point: String { "theta" }

  var functions: [String] {
    let formulas = recipe.starts + recipe.lines.map(\.formula) + ownFunctions.formulas
    return PythonHelpers.used(in: formulas) + (walk.machine.particles == nil ? [] : ["f_each"])
      + schedules.helpers
  }

  var definitions: [(name: Name, lines: [String])] {
    let own = ownFunctions.independent.map { ($0.name, notation.definition($0)) }
    let known = Set(own.map(\.0))
    return own + schedules.definitions.filter { !known.contains($0.name) }
  }

  private func names(_ name: Name) -> String? { notation.names[name] }

  private func word(_ name: Name) -> String { notation.names[name] ?? name.ascii }

  /// The notation of a formula that draws these.
  private func notation(drawing draws: [PythonDraw]) -> PythonNotation {
    var result = notation
    result.draws = draws
    return result
  }

  // MARK: The start

  var setUp: [String] {
    let start = walk.row(0)
    let hypers = recipe.hypers.map { hyper in
      let isScheduled = walk.firstRecipe.schedule(of: hyper.name) != nil
      return CommentedLine(
        "\(word(hyper.name)) = \(PythonNotation.number(start[hyper.name]?.first ?? .nan))",
        hyper.meaning + (isScheduled ? ", in the first step" : ""))
    }
    let identity = names(.identity).map {
      CommentedLine(
        "\($0) = np.eye(\(walk.machine.parameters.count))",
        "1 where row and column are one parameter")
    }
    let whole = seed + hypers + given + theta + [identity].compactMap { $0 } + states
    return CommentedLine.aligned(whole)
  }

  private var seed: [CommentedLine] {
    walk.startSeed.map { [CommentedLine("seed = \($0)", "what is drawn depends on it")] } ?? []
  }

  /// What a recipe reads without having set it.
  private var given: [CommentedLine] {
    let (particles, count) = (walk.machine.particles, walk.machine.parameters.count)
    let start = walk.row(0)
    return recipe.namesGiven.compactMap { name in
      let text: String
      switch name {
      case .low, .high: text = PythonNotation.array(start[name] ?? [])
      case .particle:
        // fits: there is a particle at least
        text = particles.map { "np.arange(1, \($0 + 1))[:, np.newaxis]" } ?? "1"
      case .parameter: text = "np.arange(1, \(count + 1))"
      default: return nil
      }
      return CommentedLine("\(word(name)) = \(text)", name.text)
    }
  }

  /// θ: the point where the walk was asked to begin, and where the recipe begins instead.
  private var theta: [CommentedLine] {
    let names = walk.machine.parameters.map(\.text).joined(separator: ", ")
    let point = CommentedLine("theta = \(PythonNotation.array(walk.start))", names)
    guard let formula = recipe.thetaStart else {
      guard let particles = walk.machine.particles else { return [point] }
      return [
        point, CommentedLine("theta = np.tile(theta, (\(particles), 1))", "a row a particle"),
      ]
    }
    let notation = notation(drawing: draws.starts[0])
    let own = filled(notation.value(formula), notation.shape(formula), .theta)
    return [
      point, CommentedLine("theta = \(own)", "state θ = \(Notation().text(formula))"),
    ]
  }

  private var states: [CommentedLine] {
    let skipped = recipe.thetaStart == nil ? 0 : 1
    return zip(recipe.states, draws.starts.dropFirst(skipped)).map { state, draws in
      let comment = "state \(state.name) = \(Notation().text(state.start))"
      let notation = notation(drawing: draws)
      if case .number(let value) = state.start.kind {
        return CommentedLine(
          "\(word(state.name)) = \(filled(PythonNotation.float(value), .scalar, state.name))",
          comment)
      }
      let text = filled(notation.value(state.start), notation.shape(state.start), state.name)
      return CommentedLine("\(word(state.name)) = \(text)", comment)
    }
  }

  /// A value with the shape that a state or θ has.
  private func filled(_ text: String, _ own: Shape, _ name: Name) -> String {
    let shape = walk.machine.quantity(name)?.shape ?? .scalar
    if walk.machine.particles != nil {
      return own == shape ? text : "np.full(\(shape.python), \(text))"
    }
    // Every state of one walker has a number for each parameter, as it is set by one of them.
    guard name != .theta else { return "np.full(\(shape.count), \(text))" }
    return "np.full(\(walk.machine.parameters.count), \(text))"
  }

  // MARK: A step

  /// Whether a step needs the gradient.
  var usesGradient: Bool {
    walk.machine.particles == nil || recipe.lines.contains { $0.formula.reads(.gradient) }
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
      zip(recipe.lines, draws.lines).map { line, draws in
        let notation = notation(drawing: draws)
        var text = notation.value(line.formula)
        if isState(line.target) {
          let own = walk.machine.particles == nil ? .scalar : notation.shape(line.formula)
          let isShort =
            walk.machine.particles == nil
            ? isScalar(line.formula) : own != walk.machine.quantity(line.target)?.shape
          if isShort { text = filled(text, own, line.target) }
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
      case .call(.normal, let arguments), .call(.uniform, let arguments):
        return !arguments.isEmpty
      case .call(let function, let arguments) where function.reduces(arguments.count): return true
      case .call(.f, _): return true
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
