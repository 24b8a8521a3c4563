import Formula

/// What can redo a walk in Python.
enum PythonLibrary: String, CaseIterable {
  case numpy, torch, keras, optax

  /// How it is called in prose.
  var title: String {
    switch self {
    case .numpy: "NumPy"
    case .torch: "PyTorch"
    case .keras: "Keras"
    case .optax: "Optax"
    }
  }
}

/// A framework's own optimizer: what a recipe named after it is in that framework.
///
/// The hyper-parameters of such a recipe have the names of the arguments.
struct FrameworkOptimizer {
  /// The class or function: `torch.optim.RMSprop`.
  var call: String
  /// Arguments that make it this kind: `centered=True`.
  var fixed: [String] = []
  /// Hyper-parameters that are parts of one argument.
  var tuples: [(argument: String, hypers: [Name])] = []
  /// Hyper-parameters that are a yes or no.
  var flags: Set<Name> = []
  /// Arguments whose own names a recipe can't have, since functions have parameters called so.
  var renamed: [Name: String] = [:]

  /// The optimizer of a recipe's name, nil where it is none of the library's.
  static func named(_ recipe: String, of library: PythonLibrary) -> FrameworkOptimizer? {
    guard recipe.hasPrefix(library.rawValue + ".") else { return nil }
    // What says fma is the same optimizer as it rounds on most computers.
    return table[recipe] ?? table[recipe.hasSuffix(".fma") ? String(recipe.dropLast(4)) : recipe]
  }

  private static let table: [String: FrameworkOptimizer] = [
    "torch.sgd": FrameworkOptimizer(call: "torch.optim.SGD"),
    "torch.sgd.momentum": FrameworkOptimizer(call: "torch.optim.SGD"),
    "torch.sgd.nesterov": FrameworkOptimizer(call: "torch.optim.SGD", fixed: ["nesterov=True"]),
    "torch.adagrad": FrameworkOptimizer(call: "torch.optim.Adagrad"),
    "torch.adadelta": FrameworkOptimizer(call: "torch.optim.Adadelta"),
    "torch.rmsprop": FrameworkOptimizer(call: "torch.optim.RMSprop"),
    "torch.rmsprop.momentum": FrameworkOptimizer(call: "torch.optim.RMSprop"),
    "torch.rmsprop.centered": FrameworkOptimizer(
      call: "torch.optim.RMSprop", fixed: ["centered=True"]),
    "torch.adam": FrameworkOptimizer(call: "torch.optim.Adam", tuples: betas),
    "torch.sgd.weight_decay": FrameworkOptimizer(call: "torch.optim.SGD"),
    "torch.rmsprop.weight_decay": FrameworkOptimizer(call: "torch.optim.RMSprop"),
    "torch.adagrad.lr_decay": FrameworkOptimizer(call: "torch.optim.Adagrad"),
    "torch.adam.weight_decay": FrameworkOptimizer(call: "torch.optim.Adam", tuples: betas),
    "torch.adam.amsgrad": FrameworkOptimizer(
      call: "torch.optim.Adam", fixed: ["amsgrad=True"], tuples: betas),
    "torch.adamw": FrameworkOptimizer(call: "torch.optim.AdamW", tuples: betas),
    "torch.nadam": FrameworkOptimizer(call: "torch.optim.NAdam", tuples: betas),
    "torch.adamax": FrameworkOptimizer(call: "torch.optim.Adamax", tuples: betas),
    "torch.radam": FrameworkOptimizer(call: "torch.optim.RAdam", tuples: betas),
    "torch.asgd": FrameworkOptimizer(call: "torch.optim.ASGD"),
    "torch.rprop": FrameworkOptimizer(
      call: "torch.optim.Rprop",
      tuples: [
        ("etas", [Name("eta1"), Name("eta2")]),
        ("step_sizes", [Name("step_size1"), Name("step_size2")]),
      ]),
    "torch.adafactor": FrameworkOptimizer(
      call: "torch.optim.Adafactor", tuples: [("eps", [Name("eps1"), Name("eps2")])],
      renamed: [Name("threshold"): "d"]),

    "keras.sgd": FrameworkOptimizer(call: "keras.optimizers.SGD"),
    "keras.sgd.momentum": FrameworkOptimizer(call: "keras.optimizers.SGD"),
    "keras.sgd.nesterov": FrameworkOptimizer(
      call: "keras.optimizers.SGD", fixed: ["nesterov=True"]),
    "keras.adagrad": FrameworkOptimizer(call: "keras.optimizers.Adagrad"),
    "keras.adadelta": FrameworkOptimizer(call: "keras.optimizers.Adadelta"),
    "keras.rmsprop": FrameworkOptimizer(call: "keras.optimizers.RMSprop"),
    "keras.rmsprop.momentum": FrameworkOptimizer(call: "keras.optimizers.RMSprop"),
    "keras.rmsprop.centered": FrameworkOptimizer(
      call: "keras.optimizers.RMSprop", fixed: ["centered=True"]),
    "keras.adam": FrameworkOptimizer(call: "keras.optimizers.Adam"),
    "keras.adam.amsgrad": FrameworkOptimizer(
      call: "keras.optimizers.Adam", fixed: ["amsgrad=True"]),
    "keras.sgd.weight_decay": FrameworkOptimizer(call: "keras.optimizers.SGD"),
    "keras.adamw": FrameworkOptimizer(call: "keras.optimizers.AdamW"),
    "keras.nadam": FrameworkOptimizer(call: "keras.optimizers.Nadam"),
    "keras.adamax": FrameworkOptimizer(call: "keras.optimizers.Adamax"),
    "keras.ftrl": FrameworkOptimizer(call: "keras.optimizers.Ftrl"),
    "keras.lion": FrameworkOptimizer(call: "keras.optimizers.Lion"),
    "keras.adafactor": FrameworkOptimizer(call: "keras.optimizers.Adafactor"),
    "keras.lamb": FrameworkOptimizer(call: "keras.optimizers.Lamb"),

    "optax.sgd": FrameworkOptimizer(call: "optax.sgd"),
    "optax.sgd.momentum": FrameworkOptimizer(call: "optax.sgd"),
    "optax.sgd.nesterov": FrameworkOptimizer(call: "optax.sgd", fixed: ["nesterov=True"]),
    "optax.adagrad": FrameworkOptimizer(call: "optax.adagrad"),
    "optax.adadelta": FrameworkOptimizer(call: "optax.adadelta"),
    "optax.rmsprop": FrameworkOptimizer(call: "optax.rmsprop", flags: scaleFlags),
    "optax.rmsprop.momentum": FrameworkOptimizer(call: "optax.rmsprop", flags: scaleFlags),
    "optax.rmsprop.centered": FrameworkOptimizer(
      call: "optax.rmsprop", fixed: ["centered=True"], flags: scaleFlags),
    "optax.adam": FrameworkOptimizer(call: "optax.adam"),
  ].merging(
    // These have no kinds and no arguments but the recipe's.
    [
      "adabelief", "adafactor", "adamax", "adamaxw", "adamw", "amsgrad", "lamb", "lion", "nadam",
      "nadamw", "novograd", "radam", "rprop", "sign_sgd", "yogi",
    ].map { ("optax.\($0)", FrameworkOptimizer(call: "optax.\($0)")) }
  ) { $1 }

  private static let betas: [(argument: String, hypers: [Name])] = [
    ("betas", [Name("beta1"), Name("beta2")])
  ]
  private static let scaleFlags: Set<Name> = [Name("eps_in_sqrt"), Name("bias_correction")]
}

// MARK: - Arguments

extension FrameworkOptimizer {
  /// What is written before the sign of assignment, and behind it.
  struct Argument {
    var name: String
    var value: String
    /// The hyper-parameters that it stands for.
    var hypers: [Name]
  }

  /// The arguments for some hyper-parameters in the recipe's order.
  func arguments(_ hypers: [(name: Name, value: Double)]) -> [Argument] {
    var result: [Argument] = []
    for (name, value) in hypers {
      guard let tuple = tuples.first(where: { $0.hypers.contains(name) }) else {
        let flag = value > 0 ? "True" : "False"
        let text = flags.contains(name) ? flag : PythonNotation.float(value)
        result.append(Argument(name: renamed[name] ?? name.ascii, value: text, hypers: [name]))
        continue
      }
      // The whole stands where its first part would.
      guard tuple.hypers.first == name else { continue }
      let values = tuple.hypers.map { part in
        hypers.first { $0.name == part }.map { PythonNotation.float($0.value) } ?? "None"
      }
      result.append(
        Argument(
          name: tuple.argument, value: "(\(values.joined(separator: ", ")))", hypers: tuple.hypers))
    }
    return result
  }
}
