import Formula
import Optimizers
import Testing

/// The recipes `torch.…`, `keras.…` and `optax.…` against what the frameworks themselves do.
struct FrameworkTests {
  @Test func allTracesAreThere() {
    let counts = Dictionary(grouping: FrameworkTrace.given, by: \.framework).mapValues(\.count)
    #expect(counts == ["torch": 130, "torch-plain": 130, "keras": 130, "optax": 150])
  }

  /// Every recipe in a framework's convention is held to what the framework does, on all functions,
  /// with its defaults and with other values.
  @Test(
    arguments: RecipeLibrary.standard.names.filter { name in
      ["torch.", "keras.", "optax."].contains { name.hasPrefix($0) }
    })
  func everyRecipeOfAFrameworkHasTraces(_ name: String) {
    let traces = FrameworkTrace.all.filter { $0.recipe == name }
    for hasDefaults in [true, false] {
      let functions = traces.filter { $0.hasDefaults == hasDefaults }.map(\.function)
      #expect(Set(functions) == Set(Walk.objectives.keys))
    }
  }

  /// The walk with its own gradients, as far as the trace can be compared.
  ///
  /// The frameworks' gradients differ from ours by a few ulps, since they sum in another order, and
  /// the walk amplifies that. With gradients perturbed at random by up to 4 ulps all traces stay
  /// within 1e-9, and not all within 1e-12. What a framework works out in float32 is 1e-8 off, which
  /// Rosenbrock's function makes 2e-5.
  @Test(arguments: FrameworkTrace.all)
  func everySafeStepAgrees(_ trace: FrameworkTrace) throws {
    #expect(try trace.deviation(isFed: false).largest <= (trace.isSingle ? 1e-4 : 1e-9))
  }

  /// The update rule alone, fed with the recorded gradients.
  ///
  /// - Keras on JAX computes every line as most recipes have it: no bit may differ. Where it can't be
  ///   so is said at ``FrameworkTrace/isExact``.
  /// - PyTorch's fused kernels round as the recipes do that say `fma`: no bit may differ.
  /// - PyTorch's plain kernels do too, but for the square root, of which the last bit differs in some near ties
  ///   (in 31 of 8050 recorded numbers, where the root lies within 0.02 ulp of a tie; probably the
  ///   rounding of a vector library), and
  /// - optax multiplies by a reciprocal root, which XLA doesn't round correctly either.
  ///
  /// An ulp in a step is 1.1e-16 of it and adds up over 50 steps at most, far below 1e-12. What a
  /// wrong convention does, such as ε on the other side of the root, is larger.
  @Test(arguments: FrameworkTrace.all.filter { $0.grad != nil })
  func theUpdateRuleAgrees(_ trace: FrameworkTrace) throws {
    let (largest, isExact) = try trace.deviation(isFed: true)
    if trace.isExact { #expect(isExact) }
    #expect(largest <= (trace.isSingle ? 1e-7 : 1e-12))
  }

  /// How many traces agree to the last bit: what a change to a recipe must not make worse.
  @Test func theExactTracesAreCounted() throws {
    var lines: [String] = []
    for (framework, fed, unfed) in [
      ("torch", 64, 176), ("torch-plain", 200, 174), ("keras", 186, 157), ("optax", 173, 157),
    ] as [(String, Int, Int)] {
      let traces = FrameworkTrace.all.filter { $0.framework == framework }
      let walks = try traces.map { try $0.deviation(isFed: false) }
      let rules = try traces.filter { $0.grad != nil }.map { try $0.deviation(isFed: true) }
      lines.append("\(framework): \(traces.count) traces")
      for (words, deviations, expected) in [("fed", rules, fed), ("unfed", walks, unfed)] {
        let exact = deviations.count(where: \.isExact)
        let largest = deviations.map(\.largest).max() ?? 0
        lines.append("  \(words): \(exact) exact, the others within \(largest)")
        #expect(exact >= expected, "\(framework) \(words)")
      }
    }
    print(lines.joined(separator: "\n"))
  }

  /// Where a trace was made with the framework's defaults, the recipe has the same.
  @Test(arguments: FrameworkTrace.all.filter(\.hasDefaults))
  func theDefaultsAreTheFrameworks(_ trace: FrameworkTrace) throws {
    let recipe = try #require(RecipeLibrary.standard[trace.recipe])
    for (name, value) in trace.hypers { #expect(recipe.hyper(name)?.standard == value) }
  }
}
