import Formula
import Optimizers
import Testing

/// The recipes `torch.…`, `keras.…` and `optax.…` against what the frameworks themselves do.
struct FrameworkTests {
  @Test func allTracesAreThere() {
    let counts = Dictionary(grouping: FrameworkTrace.all, by: \.framework).mapValues(\.count)
    #expect(counts == ["torch": 130, "torch-plain": 130, "keras": 130, "optax": 150])
  }

  /// The walk with its own gradients, as far as the trace can be compared.
  ///
  /// The frameworks' gradients differ from ours by a few ulps, since they sum in another order, and
  /// the walk amplifies that. With gradients perturbed at random by up to 4 ulps all traces stay
  /// within 1e-9, and not all within 1e-12.
  @Test(arguments: FrameworkTrace.all)
  func everySafeStepAgrees(_ trace: FrameworkTrace) throws {
    #expect(try trace.deviation(isFed: false).largest <= 1e-9)
  }

  /// The update rule alone, fed with the recorded gradients.
  ///
  /// - Keras on JAX computes every line as the recipe has it: no bit may differ.
  /// - PyTorch does too, but for its square root, of which the last bit differs in some near ties
  ///   (in 31 of 8050 recorded numbers, where the root lies within 0.02 ulp of a tie; probably the
  ///   rounding of a vector library), and
  /// - optax multiplies by a reciprocal root, which XLA doesn't round correctly either.
  ///
  /// An ulp in a step is 1.1e-16 of it and adds up over 50 steps at most, far below 1e-12. What a
  /// wrong convention does, such as ε on the other side of the root, is larger.
  @Test(arguments: FrameworkTrace.all.filter { $0.grad != nil })
  func theUpdateRuleAgrees(_ trace: FrameworkTrace) throws {
    let (largest, isExact) = try trace.deviation(isFed: true)
    if trace.framework == "keras" { #expect(isExact) }
    #expect(largest <= 1e-12)
  }

  /// How many traces agree to the last bit: what a change to a recipe must not make worse.
  @Test func theExactTracesAreCounted() throws {
    var lines: [String] = []
    for (framework, fed, unfed) in [
      ("torch", nil, 55), ("torch-plain", 114, 91), ("keras", 130, 104), ("optax", 97, 81),
    ] as [(String, Int?, Int)] {
      let traces = FrameworkTrace.all.filter { $0.framework == framework }
      let walks = try traces.map { try $0.deviation(isFed: false) }
      let rules = try fed.map { _ in try traces.map { try $0.deviation(isFed: true) } }
      lines.append("\(framework): \(traces.count) traces")
      for (words, deviations, expected) in [("fed", rules, fed), ("unfed", walks, unfed)] {
        guard let deviations, let expected else { continue }
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
