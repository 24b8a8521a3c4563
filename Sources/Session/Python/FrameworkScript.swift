import Formula
import Optimizers

/// A framework's own optimizer, fed with the gradients that NumPy computes.
struct FrameworkScript: ScriptOptimizer {
  private let walk: Walk
  private let library: PythonLibrary
  private let optimizer: FrameworkOptimizer
  private var recipe: Recipe { walk.machine.recipe }

  /// Finds the framework's optimizer.
  ///
  /// - Throws: a ``Diagnostic`` where the recipe is none of that framework's.
  init(_ walk: Walk, _ library: PythonLibrary) throws(Diagnostic) {
    let name = walk.machine.recipe.name
    guard let optimizer = FrameworkOptimizer.named(name, of: library) else {
      throw .notOfTheFramework(name, library.rawValue, library.title)
    }
    self.walk = walk
    self.library = library
    self.optimizer = optimizer
  }

  let functions: [String] = []
  let definitions: [(name: Name, lines: [String])] = []

  var imports: [String] {
    switch library {
    case .numpy: ["import numpy as np"]
    case .torch: ["import numpy as np", "import torch"]
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
      optimizer.arguments(values).map { CommentedLine("\($0.name)=\($0.value),", use($0)) }
        + optimizer.fixed.map { CommentedLine("\($0),", "") })
    let lead = library == .torch ? ["    [theta],"] : []
    let opening = keepsArguments ? "arguments = dict(" : "optimizer = \(optimizer.call)("
    return [theta + comment, opening] + lead + arguments.map { "    " + $0 } + [")"]
      + (keepsArguments ? [remaking] : [])
      + (library == .optax ? ["state = optimizer.init(theta)"] : [])
      + ["", "# What it computes in a step:"] + recipe.lines.map { "#   " + text($0) }
  }

  /// Whether arguments change on the way, for which Optax's optimizers have to be made anew.
  private var keepsArguments: Bool {
    library == .optax
      && walk.history.contains {
        if case .set(let name, _, _) = $0 { recipe.hyper(name) != nil } else { false }
      }
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
    switch library {
    case .torch:
      ["theta.grad = torch.from_numpy(g)  # as backward() of a loss would", "optimizer.step()"]
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
    let values = recipe.hypers.map { ($0.name, $0.name == name ? value : .nan) }
    guard let argument = optimizer.arguments(values).first(where: { $0.hypers.contains(name) })
    else { return [] }
    switch library {
    case .torch where argument.hypers.count > 1:
      let index = argument.hypers.firstIndex(of: name) ?? 0
      return [
        "parts = list(optimizer.param_groups[0][\"\(argument.name)\"])",
        "parts[\(index)] = \(PythonNotation.number(value))",
        "optimizer.param_groups[0][\"\(argument.name)\"] = tuple(parts)",
      ]
    case .torch: return ["optimizer.param_groups[0][\"\(argument.name)\"] = \(argument.value)"]
    case .keras: return ["optimizer.\(argument.name) = \(argument.value)"]
    default: return ["arguments[\"\(argument.name)\"] = \(argument.value)", remaking]
    }
  }
}
