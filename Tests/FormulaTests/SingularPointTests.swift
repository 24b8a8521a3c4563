import TestSupport
import Testing

@testable import Formula

/// Points at which a formula, computed as it is written, would go wrong on the way.
struct SingularPointTests {
  struct Derived {
    var value: Double
    var slopes: [Double]
    var formulas: [Expression?]
    var inspection: Graph.Inspection?

    init(_ text: String, _ names: [String], _ point: [Double]) throws {
      var bench = ProgramTests.Bench(scalars: names.map { Name($0) })
      let f = try bench.lower(text)
      let (inputs, variables) = (bench.inputs, bench.order.compactMap { bench.scope.bindings[$0] })
      var graph = bench.graph
      let nodes = graph.gradient(of: f, by: variables)
      func number(_ node: Graph.ID) -> Double {
        graph.value(of: node, inputs: inputs, row: point).numbers[0]
      }
      value = number(f)
      slopes = nodes.map(number)
      formulas = nodes.map { graph.expression($0) }
      inspection = graph.inspect(
        f, derivatives: nodes, by: variables, inputs: inputs, row: point)
    }
  }

  @Test(
    arguments: [
      ("log(sigmoid(x))", -745, -745, 1), ("log(sigmoid(x))", 800, 0, 0),
      ("log(1 - sigmoid(x))", 745, -745, -1), ("log(1/(1 + exp(-x)))", -800, -800, 1),
      ("logsigmoid(x)", -745, -745, 1), ("log(exp(x))", 800, 800, 1),
      ("log(exp(x))", -800, -800, 1),
      ("log(1 + exp(x))", 800, 800, 1), ("log(exp(x) + 1)", 800, 800, 1),
      ("log1p(exp(x))", 800, 800, 1), ("1/(1 + exp(-x))", -800, 0, 0),
      ("1/(1 + exp(-x))", 800, 1, 0), ("exp(x)/(1 + exp(x))", 800, 1, 0),
      ("log(exp(x) + exp(2x))", 800, 1600, 2), ("log(sum(exp([x, 2x, 3])))", 800, 1600, 2),
      ("logsumexp([x, -x])", -1000, 1000, -1), ("log(mean(exp([x, x])))", 900, 900, 1),
      ("sum(softmax([x, 0])*[1, 0])", 1000, 1, 0), ("log(exp(x)/sum(exp([x, 0])))", -900, -900, 1),
      ("sqrt(x)^2", 0, 0, 1), ("sqrt(x)^4", 0, 0, 0), ("1/(1/x)", 0, 0, 1), ("cbrt(x)^3", 0, 0, 1),
      ("(x^0.5)^2", 0, 0, 1), ("norm([x, 2x])^2", 0, 0, 0), ("norm([x])^3", 0, 0, 0),
      ("x*sin(sqrt(abs(x)))", 0, 0, 0), ("x*sqrt(abs(x))", 0, 0, 0), ("abs(x)*x", 0, 0, 0),
      ("x*sqrt(x)", 0, 0, 0), ("cos(norm([x, x]))", 0, 1, 0), ("exp(-1/x^2)", 0, 0, 0),
      ("sqrt(x^2)", 0, 0, 0), ("(x^2)^0.5", 0, 0, 0), ("norm([x, x])", 0, 0, 0),
      ("hypot(x, x)", 0, 0, 0), ("abs(x)", 0, 0, 0), ("max(x, -x)", 0, 0, 0),
      ("max(x, 0)", 0, 0, 0),
      ("max(0, x)", 0, 0, 0), ("min(x, 0)", 0, 0, 0), ("relu(x)", 0, 0, 0), ("max(x, 3x)", 0, 0, 1),
      ("max(3x, x)", 0, 0, 1), ("min(3x, x)", 0, 0, 1), ("max(x^2, 2x)", 2, 4, 2),
      ("clamp(x, 0, 1)", 0, 0, 0), ("-20exp(-0.2sqrt(x^2/2))", 0, -20, 0),
      ("if(x > 0, sqrt(x), 0)", -1, 0, 0), ("if(x > 0, log(x), x)", 0, 0, 1),
      ("if(x > 0, x, exp(-x))", 800, 800, 1), ("elu(x)", 800, 800, 1),
      ("if(x < 1, x, 1/x)", 0, 0, 1),
      ("max(x, exp(x) - 2)", -900, -2, 0), ("sqrt(mean(([x, 2x] - [1, 2])^2))", 1, 0, 0),
      ("exp(-exp(-x))", -800, 0, 0), ("sqrt(x)", 0, 0, .infinity),
      ("1/x", 0, .infinity, -.infinity),
      ("swish(x)", -1000, 0, 0), ("x^1.5", 0, 0, 0), ("heaviside(x)", 2, 1, 0),
    ] as [(String, Double, Double, Double)])
  func valueAndSlopeAreRight(_ text: String, _ x: Double, _ value: Double, _ slope: Double) throws {
    let derived = try Derived(text, ["x"], [x])
    #expect(derived.value == value || abs(derived.value - value) < 1e-12 * abs(value))
    #expect(derived.slopes == [slope] || abs(derived.slopes[0] - slope) < 1e-12)
  }

  @Test func equalOnesShare() throws {
    #expect(try Derived("max(x, y)", ["x", "y"], [1, 1]).slopes == [0.5, 0.5])
    #expect(try Derived("min(x, y)", ["x", "y"], [1, 1]).slopes == [0.5, 0.5])
    #expect(try Derived("max(x, y)", ["x", "y"], [2, 1]).slopes == [1, 0])
    #expect(try Derived("norm([x, y])", ["x", "y"], [0, 0]).slopes == [0, 0])
  }

  @Test(
    arguments: [
      ("abs(x)", 0, ["abs(x)"]), ("max(x, 2)", 2, ["max(x, 2)"]), ("relu(x)", 0, ["relu(x)"]),
      ("-20exp(-0.2sqrt(x^2/2))", 0, ["√(x² / 2)"]), ("abs(x) + abs(x - 1)", 1, ["abs(x − 1)"]),
      ("abs(x)", 1, []), ("x*sin(sqrt(abs(x)))", 0, []), ("norm([x, x])^2", 0, []),
      ("x*abs(x)", 0, []), ("sqrt(x)", 0, []), ("cos(norm([x, x]))", 0, []),
      ("max([x, 2x])", 0, ["max([x, 2·x])"]),
    ] as [(String, Double, [String])])
  func cornersAreNamed(_ text: String, _ x: Double, _ corners: [String]) throws {
    let inspection = try Derived(text, ["x"], [x]).inspection
    #expect((inspection?.corners ?? []).map { Notation().text($0) } == corners)
    #expect(inspection?.undefined == nil)
  }

  @Test(
    arguments: [
      ("log(x)", -1.43775, "log(−1.43775)"), ("sqrt(x) + 1", -4, "√(−4)"),
      ("asin(2x)", 1, "asin(2)"),
      ("x/x", 0, "0 / 0"), ("1/x - 1/x", 0, "inf − inf"), ("x*log(x)", 0, "0·(−inf)"),
      ("x^0.5", -2, "(−2)^0.5"), ("sum(log([1, x]))", -3, "log(−3)"), ("x", 1, nil),
      ("1/x", 0, nil),
    ] as [(String, Double, String?)])
  func theReasonOfNoNumberIsNamed(_ text: String, _ x: Double, _ reason: String?) throws {
    let undefined = try Derived(text, ["x"], [x]).inspection?.undefined
    #expect(undefined.map { Notation(numbers: .short).text($0) } == reason)
  }

  /// What is printed is computed: at ordinary points to the last digits, and at singular ones both
  /// are a number or neither is.
  @Test(arguments: [UInt64(21), 22, 23])
  func whatIsPrintedIsWhatIsComputed(seed: UInt64) throws {
    var formulas = RandomFormula(seed: seed)
    formulas.scalars = ["x", "y"].map { Name($0) }
    var compared = 0
    for _ in 0..<600 {
      let formula = formulas.scalar(Int.random(in: 1...4, using: &formulas.random))
      let edges: [Double] = [0, 1, -1, 2, 800, -800, 0.5, -0.25]
      let point = [formulas.random.element(edges), formulas.random.element(edges)]
      let derived = try Derived(Notation().text(formula), ["x", "y"], point)
      for (slope, printed) in zip(derived.slopes, derived.formulas) {
        guard let printed, derived.value.isFinite else { continue }
        var bench = ProgramTests.Bench(scalars: formulas.scalars)
        let node = try bench.graph.lower(printed, in: bench.scope)
        let read = bench.graph.value(of: node, inputs: bench.inputs, row: point).numbers[0]
        compared += 1
        // What is printed has no sign for the product in which 0 wins.
        if !read.isFinite, slope.isFinite { continue }
        let isSame = read.isSame(as: slope) || abs(read - slope) <= 1e-9 * max(1, abs(slope))
        #expect(isSame, "\(Notation().text(formula)) at \(point): \(read), not \(slope)")
      }
    }
    #expect(compared > 600)
  }
}
