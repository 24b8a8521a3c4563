import Formula
import Optimizers

/// What frameworks call optimizers and their arguments: data, to be added to.
enum FrameworkNames {
  /// Where a framework keeps its optimizers, in small letters, and what stands before the dot here.
  static let modules: [String: String] = [
    "torch": "torch", "torch.optim": "torch", "optim": "torch",
    "keras": "keras", "keras.optimizers": "keras", "tf.keras.optimizers": "keras",
    "tensorflow.keras.optimizers": "keras", "tf.optimizers": "keras", "optimizers": "keras",
    "keras.optimizers.legacy": "keras", "tf.keras.optimizers.legacy": "keras",
    "optax": "optax",
  ]

  /// Arguments that change no number of a step.
  static let withoutEffect: Set<String> = [
    "foreach", "capturable", "differentiable", "fused", "name", "jit_compile", "mu_dtype",
    "accumulator_dtype", "decoupled_weight_decay", "params", "relative_step", "dtype_momentum",
    "min_dim_size_to_factor", "factored",
  ]

  /// Arguments that change nothing where they are zero.
  static let neutralAtZero: Set<String> = [
    "weight_decay", "momentum", "dampening", "lr_decay", "initial_accumulator_value",
  ]

  /// Arguments of frameworks that no recipe here has, with what to do.
  static let missing: [String: String] = [
    "weight_decay": "no recipe here decays weights so; optimizer mine begins one that does",
    "d": "torch.adafactor calls it threshold",
    "amsgrad": "torch.adam.amsgrad, keras.adam.amsgrad and optax.amsgrad have it",
    "nesterov": "torch.sgd.nesterov, keras.sgd.nesterov and optax.sgd.nesterov have it",
    "centered": "torch.rmsprop.centered and its kin have it",
    "lr_decay": "torch.adagrad.lr_decay has it",
    "maximize": "walks go down here; minimize -(…) has its bottom at the top",
    "clipnorm": "gd.clipped clips the gradient's length",
    "global_clipnorm": "gd.clipped clips the gradient's length",
    "clipvalue": "gd.clipped clips the gradient's length",
    "use_ema": "averages of θ are taken by no recipe yet; optimizer mine begins one",
    "ema_momentum": "averages of θ are taken by no recipe yet; optimizer mine begins one",
    "ema_overwrite_frequency":
      "averages of θ are taken by no recipe yet; optimizer mine begins one",
    "loss_scale_factor": "multiply the function in minimize instead",
    "gradient_accumulation_steps": "batch chooses how many rows a step sees",
  ]
}

extension RecipeLibrary {
  /// The recipe that a word means: its name, or a framework's path such as `torch.optim.RMSprop`.
  package func name(meaning word: some StringProtocol) -> String? {
    let word = String(word)
    if isBuiltIn(word) || self[word] != nil { return word }
    let parts = word.lowercased().split(separator: ".")
    guard parts.count > 1, let last = parts.last,
      let framework = FrameworkNames.modules[parts.dropLast().joined(separator: ".")]
    else { return nil }
    let name = "\(framework).\(last)"
    return isBuiltIn(name) ? name : nil
  }

  /// An optimizer of few lines that has a hyper-parameter, for an example.
  func simplest(with hyper: Name) -> String? {
    generalNames.compactMap { self[$0] }.filter { $0.hyper(hyper) != nil }
      .min { ($0.lines.count, $0.name) < ($1.lines.count, $1.name) }?.name
  }
}
