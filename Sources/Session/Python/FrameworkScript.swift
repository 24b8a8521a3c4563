import Formula
import Optimizers

/// A framework's own optimizer, fed with the gradients that NumPy computes.
struct FrameworkScript: ScriptOptimizer {
  private let walk: Walk
  private let library: PythonLibrary
  private let optimizer: FrameworkOptimizer
  private let recipe: Recipe
  private let schedules: PythonSchedules
  /// The learning rate whose formula a schedule of the framework is, and that schedule.
  private let own: (name: Name, formula: Expression, schedule: FrameworkSchedule)?

  /// Finds the framework's optimizer.
  ///
  /// - Throws: a ``Diagnostic`` where the recipe is none of that framework's.
  init(_ walk: Walk, _ library: PythonLibrary, _ names: PythonNames) throws(Diagnostic) {
    let name = walk.machine.recipe.name
    guard let optimizer = FrameworkOptimizer.named(name, of: library) else {
      throw .notOfTheFramework(name, library.rawValue, library.title)
    }
    self.walk = walk
    self.library = library
    self.optimizer = optimizer
    let recipe = walk.machine.recipe.unscheduled
    let schedules = PythonSchedules(walk, names)
    let states = recipe.states.map(\.name)
    for line in schedules.stretches.flatMap(\.schedules) {
      guard let state = states.first(where: line.formula.names.contains) else { continue }
      throw .scheduledByState(line.target, state, library.title)
    }
    (self.recipe, self.schedules) = (recipe, schedules)
    // What another formula reads has to have a number at hand.
    let rate = [Name.learningRate, Name("learning_rate")].first { name in
      recipe.hyper(name) != nil && !schedules.formulas.contains { $0.reads(name) }
    }
    if let rate, let formula = schedules.formulaOfStep(rate) {
      let schedule = FrameworkSchedule(
        formula, of: library, steps: walk.stepCount, function: schedules.functionWord(rate))
      own = (rate, formula, schedule)
    } else {
      own = nil
    }
  }

  let usesGradient = true

  var functions: [String] { schedules.helpers }

  var definitions: [(name: Name, lines: [String])] {
    guard let own, own.schedule.lines.contains(where: isCallingFunction) else {
      return byHand.isEmpty ? [] : schedules.definitions
    }
    return schedules.definitions
      + [
        (
          PythonSchedules.function(own.name),
          schedules.definition(of: own.name, by: own.formula)
        )
      ]
  }

  private func isCallingFunction(_ line: String) -> Bool {
    own.map { line.contains(schedules.functionWord($0.name) + "(") } ?? false
  }

  /// The stretches with what no schedule of the framework does.
  private var byHand: [WalkStretch] {
    schedules.stretches.map { stretch in
      var rest = stretch
      rest.schedules.removeAll { $0.target == own?.name }
      return rest
    }.filter { !$0.schedules.isEmpty }
  }

  var imports: [String] {
    switch library {
    case .numpy: ["import numpy as np"]
    case .torch:
      [
        "import numpy as np", "import torch", "",
        "torch.set_default_dtype(torch.float64)  # what some optimizers keep besides, too",
      ]
    case .keras:
      [
        "import os", "", "os.environ.setdefault(\"KERAS_BACKEND\", \"jax\")",
        "os.environ.setdefault(\"JAX_ENABLE_X64\", \"1\")  # doubles", "", "import keras",
        "import numpy as np", "", "keras.config.set_floatx(\"float64\")",
      ]
    case .optax:
      [
        "import jax", "import jax.numpy as jnp", "import numpy as np", "import optax", "",
        "jax.config.update(\"jax_enable_x64\", True)  # doubles",
      ]
    }
  }

  var point: String {
    switch library {
    case .numpy: "theta"
    case .torch: "theta.detach().numpy()"
    case .keras: "keras.ops.convert_to_numpy(theta)"
    case .optax: "np.asarray(theta)"
    }
  }

  var setUp: [String] {
    let start = walk.row(0)
    let list = PythonNotation.list(start[.theta] ?? [])
    let values = recipe.hypers.map { ($0.name, start[$0.name]?.first ?? .nan) }
    let theta =
      switch library {
      case .torch: "theta = torch.tensor(\(list), dtype=torch.float64, requires_grad=True)"
      case .keras: "theta = keras.Variable(\(list), dtype=\"float64\")"
      default: "theta = jnp.array(\(list))"
      }
    let comment = "  # " + walk.machine.parameters.map(\.text).joined(separator: ", ")
    let arguments = CommentedLine.aligned(
      optimizer.arguments(values).map { argument in
        let isOwn = own.map { argument.hypers == [$0.name] } ?? false
        let value = own.flatMap { isOwn ? $0.schedule.rate : nil } ?? argument.value
        return CommentedLine("\(argument.name)=\(value),", use(argument))
      }
        + optimizer.fixed.map { CommentedLine("\($0),", "") })
    let lead = library == .torch ? ["    [theta],"] : []
    let opening = keepsArguments ? "arguments = dict(" : "optimizer = \(optimizer.call)("
    let schedule = own.map { ["# \($0.name) = \(Notation().text($0.formula))"] + $0.schedule.lines }
    let numbers = read.map {
      "\(word($0)) = \(PythonNotation.number(start[$0]?.first ?? .nan))"
    }
    return [theta + comment] + numbers + (library == .torch ? [] : schedule ?? []) + [opening]
      + lead
      + arguments.map { "    " + $0 } + [")"]
      + (library == .torch ? schedule ?? [] : [])
      + (keepsArguments ? [remaking] : [])
      + (library == .optax ? ["state = optimizer.init(theta)"] : [])
      + ["", "# What it computes in a step:"] + recipe.lines.map { "#   " + text($0) }
  }

  /// Whether arguments change on the way, for which Optax's optimizers have to be made anew.
  private var keepsArguments: Bool {
    library == .optax
      && (!byHand.isEmpty
        || walk.history.contains {
          if case .set(let name, _, _) = $0 { recipe.hyper(name) != nil } else { false }
        })
  }

  private var remaking: String { "optimizer = \(optimizer.call)(**arguments)" }

  private func text(_ line: Recipe.Line) -> String { "\(line.target) = \(recipe.text(line))" }

  /// The recipe's line that reads an argument, or what such lines set where there are several.
  private func use(_ argument: FrameworkOptimizer.Argument) -> String {
    func reads(_ formula: Expression) -> Bool { !formula.names.isDisjoint(with: argument.hypers) }
    let states = recipe.states.filter { reads($0.start) }
      .map { "state \($0.name) = \(Notation().text($0.start))" }
    let lines = recipe.lines.filter { reads($0.formula) }
    if states.isEmpty, lines.count > 1 {
      return "in " + lines.map(\.target.text).joined(separator: ", ")
    }
    return (states + lines.map(text)).joined(separator: "; ")
  }

  var step: [String] {
    let scheduled = byHand.flatMap { stretch in
      stretch.guarded(
        stretch.schedules.flatMap { line -> [String] in
          let comment = "  # \(line.target) = \(Notation().text(line.formula))"
          let words = Dictionary(uniqueKeysWithValues: read.map { ($0, word($0)) })
            .merging([.theta: point]) { $1 }
          let value = "float(\(schedules.text(line.formula, calling: words)))"
          return ["\(word(line.target)) = \(value)\(comment)"]
            + set(line.target, toText: word(line.target))
        })
    }
    return schedules.beforeLines(point) + scheduled + update
  }

  /// What a hyper-parameter's value is called where a formula reads it, or sets it.
  private func word(_ name: Name) -> String { name.ascii + "_now" }

  /// The hyper-parameters that formulas read.
  private var read: [Name] {
    let formulas = byHand.flatMap { $0.schedules.map(\.formula) }
    return recipe.hypers.map(\.name).filter { name in
      formulas.contains { $0.reads(name) }
    }
  }

  private var update: [String] {
    switch library {
    case .torch:
      ["theta.grad = torch.from_numpy(g)  # as backward() of a loss would", "optimizer.step()"]
        + (own == nil ? [] : ["scheduler.step()"])
    case .keras:
      ["optimizer.apply([keras.ops.convert_to_tensor(g, dtype=\"float64\")], [theta])"]
    default:
      [
        "updates, state = optimizer.update(jnp.asarray(g), state, theta)",
        "theta = optax.apply_updates(theta, updates)",
      ]
    }
  }

  func move(_ index: Int, to value: String) -> [String] {
    switch library {
    case .torch: ["theta.data[\(index)] = \(value)"]
    case .keras:
      ["moved = np.array(\(point))", "moved[\(index)] = \(value)", "theta.assign(moved)"]
    default: ["theta = theta.at[\(index)].set(\(value))"]
    }
  }

  func set(_ name: Name, _ index: Int?, to value: Double) -> [String] {
    let text = PythonNotation.float(value)
    return set(name, toText: text) + (read.contains(name) ? ["\(word(name)) = \(text)"] : [])
  }

  /// The lines that give an argument the value of an expression of Python.
  private func set(_ name: Name, toText text: String) -> [String] {
    let values = recipe.hypers.map { ($0.name, Double.nan) }
    guard let argument = optimizer.arguments(values).first(where: { $0.hypers.contains(name) })
    else { return [] }
    let isFlag = optimizer.flags.contains(name)
    let value = isFlag ? "\(text) > 0" : text
    switch library {
    case .torch where argument.hypers.count > 1:
      let index = argument.hypers.firstIndex(of: name) ?? 0
      return [
        "parts = list(optimizer.param_groups[0][\"\(argument.name)\"])",
        "parts[\(index)] = \(value)",
        "optimizer.param_groups[0][\"\(argument.name)\"] = tuple(parts)",
      ]
    case .torch: return ["optimizer.param_groups[0][\"\(argument.name)\"] = \(value)"]
    case .keras: return ["optimizer.\(argument.name) = \(value)"]
    default: return ["arguments[\"\(argument.name)\"] = \(value)", remaking]
    }
  }
}
