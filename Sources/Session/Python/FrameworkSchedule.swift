import Formula
import Optimizers

/// A framework's own schedule of a learning rate, where it is the same as a formula of t.
///
/// The frameworks count steps from 0, t counts them from 1.
struct FrameworkSchedule {
  /// What the optimizer is made with.
  var rate: String
  /// How the schedule is made: of PyTorch one that changes the optimizer, else one that it is given.
  var lines: [String]

  /// Finds the schedule of a framework.
  ///
  /// - Parameters:
  ///   - formula: the formula, which reads nothing but t.
  ///   - library: the framework.
  ///   - steps: how many steps it has to be the same for.
  ///   - function: the name of a function of t, which is the formula.
  init(_ formula: Expression, of library: PythonLibrary, steps: Int, function: String) {
    let known = Shape(formula).flatMap { shape -> FrameworkSchedule? in
      switch library {
      case .torch: FrameworkSchedule(torch: shape, steps: steps)
      case .keras: FrameworkSchedule(keras: shape)
      case .optax: FrameworkSchedule(optax: shape)
      case .numpy: nil
      }
    }
    self = known ?? FrameworkSchedule(of: library, calling: function)
  }

  private init(_ rate: String, _ lines: [String]) { (self.rate, self.lines) = (rate, lines) }

  /// Any formula of t.
  private init(of library: PythonLibrary, calling function: String) {
    switch library {
    case .torch:
      self.init(
        "1.0",
        [
          "scheduler = torch.optim.lr_scheduler.LambdaLR(",
          "    optimizer, lambda epoch: float(\(function)(epoch + 1))  # times 1.0",
          ")",
        ])
    case .keras:
      self.init(
        "schedule",
        [
          "class Schedule(keras.optimizers.schedules.LearningRateSchedule):",
          "    def __call__(self, step):",
          "        return keras.ops.convert_to_tensor(",
          "            float(\(function)(float(step) + 1)), dtype=\"float64\"", "        )", "", "",
          "schedule = Schedule()",
        ])
    default:
      self.init(
        "schedule",
        [
          "def schedule(count):", "    return jnp.asarray(\(function)(float(count) + 1))", "", "",
        ])
    }
  }
}

// MARK: - What a formula is

extension FrameworkSchedule {
  /// A call of one of the library's schedules, with numbers alone.
  private enum Shape {
    case stepDecay(start: Double, factor: Double, every: Int)
    case exponential(start: Double, factor: Double)
    case inverseTime(start: Double, rate: Double)
    case warmUp(top: Double, steps: Int)
    case cosine(high: Double, steps: Int, low: Double)
    case restarts(high: Double, steps: Int, low: Double)
    case cosineWarmUp(high: Double, warmup: Int, steps: Int, low: Double)
    case polynomial(start: Double, steps: Int, power: Double, end: Double)
    case oneCycle(top: Double, steps: Int, warm: Double, div: Double, final: Double)
    case piecewise(values: [Double], ends: [Int])

    init?(_ formula: Expression) {
      guard case .apply(let callee, let given) = formula.kind,
        let function = FunctionLibrary.standard[callee.name], function.isSchedule,
        function.arity.contains(given.count)
      else { return nil }
      let formulas = given + function.arguments.dropFirst(given.count).compactMap(\.standard)
      let lists = formulas.compactMap { try? $0.value().numbers }
      guard lists.count == function.arguments.count else { return nil }
      let numbers = lists.map { $0.count == 1 ? $0[0] : .nan }
      func count(_ index: Int) -> Int? {
        Int(exactly: numbers[index]).flatMap { $0 > 0 ? $0 : nil }
      }
      switch callee.name.text {
      case "step_decay":
        guard let every = count(2) else { return nil }
        self = .stepDecay(start: numbers[0], factor: numbers[1], every: every)
      case "exponential_decay": self = .exponential(start: numbers[0], factor: numbers[1])
      case "inverse_time": self = .inverseTime(start: numbers[0], rate: numbers[1])
      case "warm_up":
        guard let steps = count(1), steps > 1 else { return nil }
        self = .warmUp(top: numbers[0], steps: steps)
      case "cosine":
        guard let steps = count(1) else { return nil }
        self = .cosine(high: numbers[0], steps: steps, low: numbers[2])
      case "cosine_restarts":
        guard let steps = count(1) else { return nil }
        self = .restarts(high: numbers[0], steps: steps, low: numbers[2])
      case "cosine_warm_up":
        guard let warmup = count(1), let steps = count(2), warmup > 1, steps > warmup else {
          return nil
        }
        self = .cosineWarmUp(high: numbers[0], warmup: warmup, steps: steps, low: numbers[3])
      case "polynomial":
        guard let steps = count(1) else { return nil }
        self = .polynomial(start: numbers[0], steps: steps, power: numbers[2], end: numbers[3])
      case "one_cycle":
        guard let steps = count(1) else { return nil }
        self = .oneCycle(
          top: numbers[0], steps: steps, warm: numbers[2], div: numbers[3], final: numbers[4])
      case "piecewise":
        let ends = lists[1].compactMap { Int(exactly: $0) }
        guard ends.count == lists[1].count, lists[0].count == ends.count + 1,
          zip(ends, ends.dropFirst()).allSatisfy(<), ends[0] > 0
        else { return nil }
        self = .piecewise(values: lists[0], ends: ends)
      default: return nil
      }
    }
  }

  private static func text(_ value: Double) -> String { PythonNotation.number(value) }
}

// MARK: - The frameworks

extension FrameworkSchedule {
  private init?(torch shape: Shape, steps made: Int) {
    func with(_ start: Double, _ call: String) -> FrameworkSchedule {
      FrameworkSchedule(Self.text(start), ["scheduler = torch.optim.lr_scheduler.\(call)"])
    }
    let text = Self.text
    switch shape {
    case .stepDecay(let start, let factor, let every):
      self = with(start, "StepLR(optimizer, step_size=\(every), gamma=\(text(factor)))")
    case .exponential(let start, let factor):
      self = with(start, "ExponentialLR(optimizer, gamma=\(text(factor)))")
    case .warmUp(let top, let steps):
      self = with(
        top,
        "LinearLR(optimizer, start_factor=1 / \(steps), end_factor=1.0, total_iters=\(steps - 1))")
    // PyTorch's goes up again behind its end.
    case .cosine(let high, let steps, let low) where made <= steps:
      self = with(high, "CosineAnnealingLR(optimizer, T_max=\(steps), eta_min=\(text(low)))")
    case .restarts(let high, let steps, let low):
      self = with(
        high, "CosineAnnealingWarmRestarts(optimizer, T_0=\(steps), eta_min=\(text(low)))")
    case .cosineWarmUp(let high, let warmup, let steps, let low) where made <= steps:
      self.init(
        text(high),
        [
          "scheduler = torch.optim.lr_scheduler.SequentialLR(", "    optimizer,", "    [",
          "        torch.optim.lr_scheduler.LinearLR(",
          "            optimizer, start_factor=1 / \(warmup), total_iters=\(warmup - 1)",
          "        ),",
          "        torch.optim.lr_scheduler.CosineAnnealingLR(",
          "            optimizer, T_max=\(steps - warmup), eta_min=\(text(low))",
          "        ),", "    ],", "    milestones=[\(warmup - 1)],", ")",
        ])
    case .polynomial(let start, let steps, let power, let end) where end == 0:
      self = with(start, "PolynomialLR(optimizer, total_iters=\(steps), power=\(text(power)))")
    case .oneCycle(let top, let steps, let warm, let div, let final) where made <= steps:
      self.init(
        text(top / div),
        [
          "scheduler = torch.optim.lr_scheduler.OneCycleLR(", "    optimizer,",
          "    max_lr=\(text(top)),", "    total_steps=\(steps),",
          "    pct_start=\(text(warm)),", "    div_factor=\(text(div)),",
          "    final_div_factor=\(text(final)),", "    cycle_momentum=False,", ")",
        ])
    default: return nil
    }
  }

  private init?(keras shape: Shape) {
    func with(_ call: String) -> FrameworkSchedule {
      FrameworkSchedule("schedule", ["schedule = keras.optimizers.schedules.\(call)"])
    }
    let text = Self.text
    switch shape {
    case .stepDecay(let start, let factor, let every):
      self = with("ExponentialDecay(\(text(start)), \(every), \(text(factor)), staircase=True)")
    case .exponential(let start, let factor):
      self = with("ExponentialDecay(\(text(start)), 1, \(text(factor)))")
    case .inverseTime(let start, let rate):
      self = with("InverseTimeDecay(\(text(start)), 1, \(text(rate)))")
    // Its cosines are of a π of 32 bits.
    case .cosine, .cosineWarmUp, .restarts: return nil
    case .polynomial(let start, let steps, let power, let end):
      self = with(
        "PolynomialDecay(\n    \(text(start)), \(steps), end_learning_rate=\(text(end)), "
          + "power=\(text(power)),\n)")
    case .piecewise(let values, let ends):
      let list = values.map(text).joined(separator: ", ")
      let last = ends.map { "\($0 - 1)" }.joined(separator: ", ")
      self = with("PiecewiseConstantDecay([\(last)], [\(list)])")
    default: return nil
    }
  }

  private init?(optax shape: Shape) {
    func with(_ call: String) -> FrameworkSchedule {
      // Of whole numbers of 32 bits some make floats of 32.
      FrameworkSchedule(
        "lambda count: schedule(jnp.asarray(count, dtype=float))", ["schedule = optax.\(call)"])
    }
    let text = Self.text
    switch shape {
    case .stepDecay(let start, let factor, let every):
      self = with("exponential_decay(\(text(start)), \(every), \(text(factor)), staircase=True)")
    case .exponential(let start, let factor):
      self = with("exponential_decay(\(text(start)), 1, \(text(factor)))")
    case .warmUp(let top, let steps):
      self = with("linear_schedule(\(text(top)) / \(steps), \(text(top)), \(steps - 1))")
    case .cosine(let high, let steps, let low) where high != 0:
      self = with("cosine_decay_schedule(\(text(high)), \(steps), alpha=\(text(low / high)))")
    case .cosineWarmUp(let high, let warmup, let steps, let low):
      self = with(
        "warmup_cosine_decay_schedule(\n    \(text(high)) / \(warmup), \(text(high)), "
          + "\(warmup - 1), \(steps - 1), end_value=\(text(low)),\n)")
    case .polynomial(let start, let steps, let power, let end):
      self = with(
        "polynomial_schedule(\(text(start)), \(text(end)), \(text(power)), \(steps))")
    case .piecewise(let values, let ends) where !values.contains(0):
      let ratios = zip(ends, zip(values.dropFirst(), values)).map { end, pair in
        "\(end): \(text(pair.0)) / \(text(pair.1))"
      }
      self = with(
        "piecewise_constant_schedule(\(text(values[0])), {\(ratios.joined(separator: ", "))})")
    default: return nil
    }
  }
}
