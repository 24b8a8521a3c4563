package import Formula

// What hyper-parameters are for, whatever each recipe calls them.

extension Recipe {
  /// What a hyper-parameter is for, as its line declares it: `hyper alpha = 0.9 as decay`.
  ///
  /// Recipes have many words for one thing, and one word for several: `alpha` is PyTorch's decay and
  /// a textbook's learning rate. Those of one purpose can be given one value.
  package enum Purpose: String, CaseIterable, Sendable {
    /// The first step is a multiple of it.
    case rate
    /// How much is kept of a memory of squares or sizes, which gradients of either sign leave alike.
    case decay
    /// How much is kept of a memory of gradients or steps, which turns with the gradient's sign.
    case momentum
    /// A small number that is added where something is divided.
    case epsilon
    /// What a memory begins with.
    case start
    /// How much of θ a step takes away, or adds to the gradient.
    case weightDecay = "weight_decay"

    /// What it is in prose.
    package var title: String {
      switch self {
      case .rate: "the learning rate"
      case .decay: "the decay of squares"
      case .momentum: "the momentum"
      case .epsilon: "ε"
      case .start: "the start of a memory"
      case .weightDecay: "the weight decay"
      }
    }
  }

  /// The hyper-parameter of a purpose, nil where none declares it.
  package func hyper(for purpose: Purpose) -> Hyper? { hypers.first { $0.purpose == purpose } }

  /// The hyper-parameter of a purpose; where none declares it, the one that is usually called so.
  package func hyper(for purpose: Purpose, or name: Name) -> Hyper? {
    hyper(for: purpose) ?? hyper(name).flatMap { $0.purpose == nil ? $0 : nil }
  }

  /// The learning rate, whatever the recipe calls it; nil where it has none.
  package var learningRate: Hyper? { hyper(for: .rate, or: .learningRate) }

  /// What the step's length is a multiple of, if a hyper-parameter is that.
  package var learningRateName: Name? { learningRate?.name }
}

extension RecipeLibrary {
  /// What the recipes of this library mean by a name, in the order in which purposes are listed.
  package func purposes(of name: Name) -> [Recipe.Purpose] {
    if let purpose = Recipe.Purpose(rawValue: name.ascii) { return [purpose] }
    let found = Set(names.compactMap { self[$0]?.hyper(name)?.purpose })
    return Recipe.Purpose.allCases.filter(found.contains)
  }
}
