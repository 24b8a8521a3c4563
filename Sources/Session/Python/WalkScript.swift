import Formula
import Optimizers

/// A walk as a script of Python that makes the same steps and prints the same numbers.
struct WalkScript {
  let walk: Walk
  let optimizer: any ScriptOptimizer
  private let library: PythonLibrary
  private let objective: PythonObjective?
  private let names: PythonNames
  /// What a person did, by the step it comes before.
  private let changes: [(step: Int, change: HandChange)]
  private let fed: [(step: Int, gradient: [Double])]
  /// What random numbers depend on, from a step on.
  private let seeds: [(step: Int, seed: UInt64)]

  /// Prepares a script.
  ///
  /// - Parameters:
  ///   - walk: a walk of at least one step.
  ///   - library: what is to make the steps.
  /// - Throws: a ``Diagnostic`` where the library has no such optimizer, or can't do what was set
  ///   by hand.
  init(_ walk: Walk, _ library: PythonLibrary) throws(Diagnostic) {
    self.walk = walk
    self.library = library
    var names = PythonNames()
    for name in [.theta, .stepNumber, .gradient] + walk.machine.recipe.hypers.map(\.name)
      + walk.machine.recipe.lines.map(\.target)
    {
      _ = names.word(for: name)
    }
    let curvatures = walk.machine.layout.curvatures.map(\.name)
    for name in curvatures { _ = names.word(for: name) }
    if walk.machine.recipe.reads(.objective) { _ = names.word(for: .objective) }
    if walk.machine.recipe.reads(.identity) { _ = names.word(for: .identity) }
    objective = try walk.machine.objective.map { objective throws(Diagnostic) in
      try PythonObjective(objective, hasHessian: !curvatures.isEmpty, names: &names)
    }
    self.names = names
    (changes, fed, seeds) = walk.doings
    let isByHand =
      !fed.isEmpty || changes.contains { walk.machine.recipe.hyper($0.change.name) == nil }
    guard walk.machine.particles == nil || !isByHand else {
      throw .particleSetByHand(walk.machine.recipe.name)
    }
    if library == .numpy {
      optimizer = RecipeScript(walk, names)
    } else {
      optimizer = try FrameworkScript(walk, library, names)
      let states = walk.machine.recipe.states.map(\.name)
      if let state = changes.first(where: { states.contains($0.change.name) })?.change.name {
        throw .stateSetByHand(state, library.title)
      }
    }
  }

  /// The whole text.
  var text: String {
    let parts = [
      head, imports, functions, objective?.batches(walk.stepCount) ?? [], fedGradients,
      optimizer.setUp, [""], loop,
    ]
    return parts.flatMap { $0 }.joined(separator: "\n") + "\n"
  }
}

// MARK: - Above the loop

extension WalkScript {
  private var head: [String] {
    let machine = walk.machine
    let steps = walk.stepCount == 1 ? "One step" : "\(walk.stepCount) steps"
    let function =
      machine.objective.map { " on " + Notation(alphabet: .ascii).text($0.formula) } ?? ""
    return [
      "\"\"\"\(steps) of \(machine.recipe.name)\(function), made again with \(library.title).",
      "",
      "It prints a line a step: its number, where it led\(machine.objective == nil ? "" : ", and f").",
      "\"\"\"",
      "",
    ]
  }

  private var imports: [String] {
    let isWild = walk.firstNonFinite != nil || usesChoice
    let calm = "np.seterr(all=\"ignore\")  # what overflows goes on as inf or nan"
    return optimizer.imports + [""] + (isWild ? [calm, ""] : [])
  }

  /// Whether both sides of a choice are computed, of which one may be undefined.
  private var usesChoice: Bool {
    var result = false
    let formulas = walk.recipes.flatMap { $0.recipe.lines.map(\.formula.withSchedulesWrittenOut) }
    for formula in formulas + [walk.machine.objective?.formula].compactMap({ $0 }) {
      formula.forEach { if case .call(.if, _) = $0.kind { result = true } }
    }
    return result
  }

  private var functions: [String] {
    let helpers = PythonHelpers.lines(for: (objective?.functions ?? []) + optimizer.functions)
    let known = Set(objective?.ownFunctions.independent.map(\.name) ?? [])
    let definitions = optimizer.definitions.filter { !known.contains($0.name) }
    return [""] + helpers + definitions.flatMap { $0.lines + ["", ""] }
      + (objective.map { $0.lines + ["", ""] } ?? [])
  }

  private var fedGradients: [String] {
    guard !fed.isEmpty else { return [] }
    let rows = fed.map { "    \($0.step): \(PythonNotation.array($0.gradient))," }
    return ["# Gradients fed by hand, by the step.", "fed = {"] + rows + ["}", ""]
  }
}

// MARK: - The loop

extension WalkScript {
  private var loop: [String] {
    // fits: there is a particle at least
    let names: [Int?] = walk.machine.particles.map { Array(1...$0) } ?? [nil]
    func each(_ name: Name) -> [String] {
      names.map { number in "\"\(number.map(name.element) ?? name)\"" }
    }
    let parts = walk.machine.parameters.map(each)
    var words = names.indices.flatMap { index in parts.map { $0[index] } }
    if objective != nil { words += each(.objective) }
    let title = "print(\"step\", \(words.joined(separator: ", ")))"
    let gradient = optimizer.usesGradient ? ["g = \(gradient)"] : []
    return [title, line(step: "0"), "for t in range(1, \(walk.stepCount + 1)):"]
      + (setByHand + gradient + readings + optimizer.step + [line(step: "t")]).map {
        "    " + $0
      }
  }

  private func line(step: String) -> String {
    let point = optimizer.point
    guard walk.machine.particles == nil else {
      let value = objective == nil ? "" : ", *f_each(\(point)).ravel()"
      return "print(\(step), *\(point).ravel()\(value))"
    }
    return "print(\(step), *\(point)\(objective == nil ? "" : ", f(\(point))"))"
  }

  /// What a recipe reads of the function besides its gradient: f where the step begins, and ∂²f.
  private var readings: [String] {
    let recipe = walk.machine.recipe
    let value = recipe.reads(.objective) ? names[.objective] : nil
    let f = walk.machine.particles == nil ? "f" : "f_each"
    return (value.map { ["\($0) = \(f)(\(optimizer.point))"] } ?? [])
      + walk.machine.layout.curvatures.compactMap { quantity in
        guard let word = names[quantity.name] else { return nil }
        let whole = "second_derivatives(\(optimizer.point))"
        return "\(word) = " + (quantity.role == .hessian ? whole : "np.diag(\(whole))")
      }
  }

  private var gradient: String {
    guard fed.count < walk.stepCount, let objective else { return "fed[t]" }
    let one = objective.call(walk.machine.particles == nil ? optimizer.point : "place")
    let own =
      walk.machine.particles == nil ? one : "np.array([\(one) for place in \(optimizer.point)])"
    return fed.isEmpty ? own : "fed[t] if t in fed else \(own)"
  }

  /// What was set by hand, before the step that it holds from.
  private var setByHand: [String] {
    var result: [String] = []
    for (step, seed) in seeds { result += ["if t == \(step):", "    seed = \(seed)"] }
    var last: Int?
    for (step, change) in changes {
      if step != last { result.append("if t == \(step):") }
      last = step
      let name = change.name
      let part = change.parameter.map { ".\($0.ascii)" } ?? ""
      let note = "  # set \(name.ascii)\(part) = \(NumberFormat.roundTrip.text(change.value))"
      let parameters = walk.machine.parameters
      var lines: [String]
      if let index = parameters.firstIndex(of: name) {
        lines = optimizer.move(index, to: PythonNotation.number(change.value))
      } else {
        let index = change.parameter.flatMap { parameters.firstIndex(of: $0) }
        lines = optimizer.set(name, index, to: change.value)
      }
      if let first = lines.first { lines[0] = first + note }
      result += lines.map { "    " + $0 }
    }
    return result
  }
}

/// What makes the steps of a script: a recipe's lines, or a framework.
protocol ScriptOptimizer {
  var imports: [String] { get }
  /// Names of functions that NumPy doesn't have.
  var functions: [String] { get }
  /// Functions that are formulas, with their lines of Python.
  var definitions: [(name: Name, lines: [String])] { get }
  var setUp: [String] { get }
  /// θ as NumPy has it.
  var point: String { get }
  /// A step with the gradient `g`.
  var step: [String] { get }
  /// Whether a step reads the gradient.
  var usesGradient: Bool { get }

  /// The lines that put a number in place of a parameter's.
  func move(_ index: Int, to value: String) -> [String]
  /// The lines that change a hyper-parameter or a state, the latter for one parameter or for all.
  func set(_ name: Name, _ index: Int?, to value: Double) -> [String]
}

/// What a person put in place of a number.
struct HandChange {
  var name: Name
  /// The parameter whose state it is, nil for all.
  var parameter: Name?
  var value: Double
}

extension PythonNotation {
  /// Numbers as an array.
  static func array(_ numbers: [Double]) -> String { "np.array(\(list(numbers)))" }

  static func list(_ numbers: [Double]) -> String {
    "[\(numbers.map(float).joined(separator: ", "))]"
  }
}

extension Walk {
  /// What was set and fed, by the step it comes before; what no step has used is left out.
  fileprivate var doings:
    (
      changes: [(step: Int, change: HandChange)],
      fed: [(step: Int, gradient: [Double])],
      seeds: [(step: Int, seed: UInt64)]
    )
  {
    var changes: [(step: Int, change: HandChange)] = []
    var fed: [(step: Int, gradient: [Double])] = []
    var seeds: [(step: Int, seed: UInt64)] = []
    var made = 0
    for action in history {
      switch action {
      case .steps(let count): made += count
      case .stepFeeding(let gradient):
        made += 1
        fed.append((made, gradient))
      case .set(let name, let parameter, let value):
        let change = HandChange(name: name, parameter: parameter, value: value)
        changes.append((made + 1, change))
      case .reseed(let seed): seeds.append((made + 1, seed))
      case .schedule: break
      }
    }
    return (changes.filter { $0.step <= stepCount }, fed, seeds.filter { $0.step <= stepCount })
  }
}
