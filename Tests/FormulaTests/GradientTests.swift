import Formula
import Testing

struct GradientTests {
  /// The derivative of a formula by one of its names, as it is printed.
  private func slope(_ text: String, by name: String = "x") throws -> String? {
    let names = ["x", "y", "a", "b", "w"].map(Name.init)
    var graph = Graph()
    var scope = Scope(parameters: [Name("x"), Name("y")])
    for name in names { scope.bindings[name] = graph.input(name) }
    scope.bindings[.theta] = graph.pack(
      [Name("x"), Name("y")].compactMap { scope.bindings[$0] }, axis: .parameters)
    scope.bindings[Name("v")] = graph.input(Name("v"), shape: .vector(.elements, count: 4))
    let f = try graph.lower(try Parser.expression(text), in: scope)
    let variable = try #require(scope.bindings[Name(name)])
    let node = try #require(graph.gradient(of: f, by: [variable]).first)
    return graph.expression(node).map { Notation(numbers: .short).text($0) }
  }

  @Test(
    arguments: [
      ("x^2 + 10y^2", "2·x"),
      ("3", "0"),
      ("y", "0"),
      ("x", "1"),
      ("-x", "−1"),
      ("5x", "5"),
      ("x*5", "5"),
      ("x/4", "0.25"),
      ("x/3", "0.333333"),
      ("x^2/6", "0.333333·x"),
      ("x^3", "3·x²"),
      ("x^4 - 2x^3 + x", "4·x³ − 6·x² + 1"),
      ("x*x*x", "3·x²"),
      ("x*y", "y"),
      ("1/x", "−1 / x²"),
      ("x^-1", "−1 / x²"),
      ("a/(b*x)", "−a / (b·x²)"),
      ("x/(1+x^2)", "1 / (1 + x²) − 2·x² / (1 + x²)²"),
      ("sqrt(x)", "1 / (2·√x)"),
      ("sqrt(6x)", "3 / √(6·x)"),
      ("6/(4x)", "−3 / (2·x²)"),
      ("sqrt(x^2 + y^2)", "x / √(x² + y²)"),
      ("x^0.5", "0.5·x^(−0.5)"),
      ("2^x", "0.693147·2^x"),
      ("log(x)", "1 / x"),
      ("log(x^2)", "2 / x"),
      ("log1p(x)", "1 / (1 + x)"),
      ("exp(x)", "exp(x)"),
      ("exp(-x^2)", "−2·x·exp(−x²)"),
      ("sin(2x)", "2·cos(2·x)"),
      ("cos(x)", "−sin(x)"),
      ("tan(x)", "1 + tan(x)²"),
      ("tanh(x)", "1 − tanh(x)²"),
      ("sigmoid(x)", "sigmoid(x)·(1 − sigmoid(x))"),
      ("1/(1+exp(-x))", "sigmoid(x)·(1 − sigmoid(x))"),
      ("e^x", "e^x"),
      ("e^(-x^2)", "−2·x·e^(−x²)"),
      ("softplus(x)", "sigmoid(x)"),
      ("relu(x)", "if(x > 0, 1, 0)"),
      ("abs(x)", "sign(x)"),
      ("floor(x) + sign(x)", "0"),
      ("max(x, 2)", "if(x > 2, 1, 0)"),
      ("max(x, 100x - 396)", "if(x ≥ 100·x − 396, 1, 100)"),
      ("max(100x - 396, x)", "if(100·x − 396 > x, 100, 1)"),
      ("max(x, -x)", "if(x > −x, 1, if(x < −x, −1, 0))"),
      ("min(x, 2x)", "if(x ≤ 2·x, 1, 2)"),
      ("if(x > 0, x^2, -x)", "if(x > 0, 2·x, −1)"),
      ("fma(x, y, x)", "1 + y"),
      ("(1-x)^2", "−2·(1 − x)"),
      ("(x-3)^2", "2·(x − 3)"),
      ("(1-x)^2 + 100(y-x^2)^2", "−2·(1 − x) − 400·x·(y − x²)"),
      ("sum(θ^2)", "2·x"),
      ("norm(θ)", "x / √(sum([x, y]²))"),
      ("x*sum(v)", "sum(v)"),
      ("sum(x*v)", "sum(v)"),
      ("mean((w*v + x)^2)", "sum(0.5·(w·v + x))"),
    ])
  func derivativesReadAsOnPaper(text: String, derivative: String) throws {
    let written = try slope(text)
    #expect(written == derivative)
  }

  @Test(
    arguments: [
      ("x^2 + 10y^2", "y", "20·y"), ("(1-x)^2 + 100(y-x^2)^2", "y", "200·(y − x²)"),
      ("x/y", "y", "−x / y²"), ("x*y/(a + b)", "b", "−x·y / (a + b)²"), ("x^y", "y", "x^y·log(x)"),
      ("a*x^2 + b*x", "a", "x²"),
      (
        "mean((w*[1,2,3,4] + b - [3,5,7,9])^2)", "b", "sum(0.5·(w·[1, 2, 3, 4] + b − [3, 5, 7, 9]))"
      ),
    ])
  func derivativesByOtherNamesDoToo(text: String, name: String, derivative: String) throws {
    let written = try slope(text, by: name)
    #expect(written == derivative)
  }

  @Test func aDerivativeTooLongToReadIsNotWritten() throws {
    #expect(try slope((1...40).map { "sin(\($0)x)" }.joined(separator: "*")) == nil)
  }

  /// Doubled over and over, a product has more factors than there are atoms to write them with.
  @Test(.timeLimit(.minutes(1))) func aDerivativeOfExponentialLengthIsNotEvenTried() throws {
    let tower = String(repeating: "(", count: 40) + "x+y" + String(repeating: ")^2", count: 40)
    #expect(try slope(tower) == nil)
  }

  @Test func equalElementsShareTheDerivativeOfTheirMaximum() throws {
    var graph = Graph()
    let x = graph.input(Name("x"))
    let scope = Scope([Name("x"): x])
    let f = try graph.lower(try Parser.expression("max([x, x, 0]) + min([x, x, 9])"), in: scope)
    let node = try #require(graph.gradient(of: f, by: [x]).first)
    #expect(graph.value(of: node, inputs: [x: Slot(0)], row: [2]) == .scalar(2))
  }

  @Test func derivativesByAVectorAreVectors() throws {
    var bench = ProgramTests.Bench(scalars: [Name("x")], vectors: [Name("v")])
    bench.values = [Name("x"): [2], Name("v"): [1, 2, 3]]
    let f = try bench.lower("x·sum(v) + x²")
    let slopes = bench.graph.gradient(
      of: f, by: bench.order.compactMap { bench.scope.bindings[$0] })
    let values = slopes.map { bench.graph.value(of: $0, inputs: bench.inputs, row: bench.row) }
    #expect(values == [.scalar(10), .vector([2, 2, 2], axis: .parameters)])
  }

  @Test func allDerivativesCostASmallMultipleOfTheFunction() throws {
    let names = (1...50).map { Name("x_\($0)") }
    var bench = ProgramTests.Bench(scalars: names)
    let product = names.map(\.text).joined(separator: "*")
    let f = try bench.lower("exp(sin(\(product)))")
    let slopes = bench.graph.gradient(of: f, by: names.compactMap { bench.scope.bindings[$0] })
    // One after the other, 50 derivatives of a product of 50 would take 2500 operations.
    let cost = bench.graph.reachable(from: [f]).count
    #expect(bench.graph.reachable(from: slopes + [f]).count < 5 * cost)
  }
}

struct GradientAgainstDifferencesTests {
  /// Exact derivatives of random formulas against central differences.
  ///
  /// D(h) = (f(x+h) − f(x−h))/2h is off by c·h² + O(h⁴) and, because each f is rounded, by about
  /// ε·|f|/h. Richardson's (4·D(h/2) − D(h))/3 leaves O(h⁴), so that h = ε^(1/5)·max(1, |x|), about
  /// 7e-4, balances both at ε^(4/5), about 3e-13, times the size of f and its fifth derivative.
  /// So the tolerance is 1e-9 of the largest value near by. Where f bends sharply, its fifth
  /// derivative is what counts instead: D(h) and D(h/2) then lie c·h² apart, of which O(h²) is
  /// left after extrapolation; a hundredth of it leaves room for a fifth derivative that is
  /// 10,000 times the third.
  /// Points where the one-sided slopes disagree lie at a kink of abs, relu, min or max, where there
  /// is no derivative, and are skipped; they must be few.
  @Test(arguments: [UInt64(6), 7, 8, 9])
  func randomFormulas(seed: UInt64) throws {
    var formulas = RandomFormula(seed: seed)
    formulas.isSmooth = true
    formulas.scalars = ["x", "y"].map(Name.init)
    formulas.vectors = ["v", "w"].map(Name.init)
    var (checked, kinks) = (0, 0)
    for _ in 0..<400 {
      let depth = Int.random(in: 1...4, using: &formulas.random)
      let formula = formulas.scalar(depth)
      let row = (0..<8).map { _ in Double.random(in: -2...2, using: &formulas.random) }
      let point = try Point(formula, scalars: formulas.scalars, vectors: formulas.vectors, row)
      for index in row.indices {
        switch point.check(index) {
        case .holds: checked += 1
        case .kink: kinks += 1
        case .differs(let text): Issue.record("\(Notation().text(formula)) at \(row): \(text)")
        }
      }
    }
    #expect(checked > 2500)
    #expect(kinks < checked / 20)
  }

  /// A formula with its gradient at a point, compiled.
  struct Point {
    enum Outcome {
      case holds, kink
      case differs(String)
    }

    private let row: [Double]
    private let program: Program
    private let frame: [Double]
    private let gradient: [Double]

    init(_ formula: Expression, scalars: [Name], vectors: [Name], _ row: [Double]) throws {
      var bench = ProgramTests.Bench(scalars: scalars, vectors: vectors)
      let f = try bench.graph.lower(formula, in: bench.scope)
      let variables = bench.order.compactMap { bench.scope.bindings[$0] }
      let slopes = bench.graph.gradient(of: f, by: variables)
      self.row = row
      gradient = slopes.flatMap { slope in
        bench.graph.value(of: slope, inputs: bench.inputs, row: row).numbers
      }
      var compiler = Compiler(bench.graph, inputs: bench.inputs, reserved: row.count + 1)
      var program = Program()
      compiler.emit([(f, Slot(row.count))], to: &program)
      self.program = program
      frame = compiler.frame
    }

    private func value(_ index: Int, _ offset: Double) -> Double {
      var frame = row + frame[row.count...]
      frame[index] += offset
      var span = frame.mutableSpan
      program.run(on: &span)
      return frame[row.count]
    }

    func check(_ index: Int) -> Outcome {
      let h = 7e-4 * max(1, abs(row[index]))
      let values = [-h, -h / 2, h / 2, h].map { value(index, $0) }
      let middle = value(index, 0)
      let scale = max(1, values.map(abs).max() ?? 0, abs(gradient[index]))
      let (wide, narrow) = ((values[3] - values[0]) / (2 * h), (values[2] - values[1]) / h)
      let estimate = (4 * narrow - wide) / 3
      let tolerance = 1e-9 * scale + abs(narrow - wide) / 100
      if abs(estimate - gradient[index]) <= tolerance { return .holds }
      // On either side of a kink the slopes differ by much more than f bends in so short a way.
      let (left, right) = ((middle - values[1]) / (h / 2), (values[2] - middle) / (h / 2))
      let (outerLeft, outerRight) = (
        (values[1] - values[0]) / (h / 2), (values[3] - values[2]) / (h / 2)
      )
      let bends = [left - outerLeft, right - left, outerRight - right].map(abs)
      if (bends.max() ?? 0) > 3 * (bends.min() ?? 0) { return .kink }
      return .differs("element \(index) is \(gradient[index]), not \(estimate) ± \(tolerance)")
    }
  }
}
