import Formula
import TestSupport
import Testing

struct ProgramTests {
  /// Everything the language has, on scalars and vectors, against an evaluator that is too plain
  /// to be wrong.
  ///
  /// Functions that are computed in a safer way here, such as sigmoid, differ in the last bits,
  /// and what they go into magnifies that; so results are held to 1e-6 and the odd case in which
  /// a comparison or a floor tips over is counted, not hidden.
  @Test func randomFormulasComeToWhatANaiveEvaluatorSays() throws {
    var formulas = RandomFormula(seed: 5)
    formulas.scalars = ["x", "y", "lr"].map(Name.init)
    formulas.vectors = ["v", "w"].map(Name.init)
    var (exact, close) = (0, 0)
    let total = 4000
    for index in 0..<total {
      let depth = Int.random(in: 1...5, using: &formulas.random)
      let formula = index.isMultiple(of: 2) ? formulas.vector(depth) : formulas.scalar(depth)
      var bench = Bench(scalars: formulas.scalars, vectors: formulas.vectors)
      for name in formulas.scalars { bench.values[name] = [formulas.random.number()] }
      for name in formulas.vectors {
        bench.values[name] = (0..<3).map { _ in formulas.random.number() }
      }
      let expected = Naive(values: bench.values).value(formula)
      let result = try bench.value(formula)
      try #require(result.count == expected.count, "\(Notation().text(formula))")
      if zip(result, expected).allSatisfy({ $0.isSame(as: $1) }) {
        exact += 1
      } else if zip(result, expected).allSatisfy({ $0.isClose(to: $1, 1e-6) }) {
        close += 1
      } else if !Self.isTouchy(formula) {
        Issue.record("\(Notation().text(formula)) with \(bench.values): \(result), not \(expected)")
      }
    }
    #expect(exact > total * 9 / 10)
    #expect(exact + close > total * 98 / 100)
  }

  private static func isTouchy(_ formula: Expression) -> Bool {
    var isTouchy = false
    formula.forEach {
      if case .call(let function, _) = $0.kind, [.sigmoid, .softplus, .exp].contains(function) {
        isTouchy = true
      }
    }
    return isTouchy
  }

  @Test(
    arguments: [
      ("sqrt(16)", 4), ("abs(-2)", 2), ("exp(0)", 1), ("log(1)", 0), ("log1p(0)", 0),
      ("sin(0)", 0), ("cos(0)", 1), ("tan(0)", 0), ("tanh(0)", 0), ("sigmoid(0)", 0.5),
      ("sigmoid(-1000)", 0), ("sigmoid(1000)", 1), ("relu(-3)", 0), ("relu(3)", 3),
      ("softplus(0)", 0.6931471805599453), ("softplus(1000)", 1000), ("softplus(-1000)", 0),
      ("sign(-3)", -1), ("sign(0)", 0), ("floor(-1.5)", -2), ("min(3, 1, 2)", 1),
      ("max([3, 1, 2])", 3), ("clamp(5, 0, 1)", 1), ("clamp(-5, 0, 1)", 0),
      ("sum([1, 2, 3])", 6), ("mean([1, 2, 6])", 3), ("dot([1, 2], [3, 4])", 11),
      ("norm([3, 4])", 5), ("if(2 > 1, 10, 20)", 10), ("if(2 < 1, 10, 20)", 20),
      ("fma(2, 3, 4)", 10), ("2^3^2", 512), ("-2^2", -4), ("(-2)^3", -8), ("2^-1", 0.5),
      ("0^0", 1), ("1/2*4", 2), ("7 ~= 7.000000001", 1), ("7 ~= 7.00000001", 0),
      ("0 ~= 1e-10", 1), ("(1-0.9)*64 ~= 6.4", 1), ("(1-0.9)*64 == 6.4", 0),
      ("101 ~= 100 within 1%", 1), ("102 ~= 100 within 1%", 0), ("1.1 ~= 1 within 0.2", 1),
      ("inf ~= inf", 1), ("1 < 2 and 2 < 3", 1), ("not 1 or 0", 0), ("min(2, inf)", 2),
    ] as [(String, Double)])
  func functionsComeToWhatTheyShould(text: String, value: Double) throws {
    #expect(try Parser.expression(text).value() == .scalar(value))
  }

  @Test(
    arguments: [
      "0/0", "log(-1)", "sqrt(-1)", "(-8)^0.5", "inf - inf", "min(1, 0/0)", "max(0/0, 1)",
      "relu(0/0)", "sign(0/0)", "max([1, 0/0, 2])",
    ])
  func whatIsNoNumberStaysNone(text: String) throws {
    #expect(try Parser.expression(text).value().numbers[0].isNaN)
  }

  /// Where values stand in a row of numbers, for running a formula.
  struct Bench {
    var graph = Graph()
    var scope = Scope()
    var inputs: [Graph.ID: Slot] = [:]
    var values: [Name: [Double]] = [:]
    var order: [Name] = []

    init(scalars: [Name] = [], vectors: [Name] = [], count: Int = 3) {
      var size = 0
      for name in scalars + vectors {
        let isVector = vectors.contains(name)
        let shape = isVector ? Shape.vector(.parameters, count: count) : .scalar
        let id = graph.input(name, shape: shape)
        scope.bindings[name] = id
        inputs[id] = Slot(size)
        size += shape.count
        order.append(name)
      }
    }

    var row: [Double] { order.flatMap { values[$0] ?? [] } }

    mutating func lower(_ text: String) throws -> Graph.ID {
      try graph.lower(try Parser.expression(text), in: scope)
    }

    mutating func value(_ formula: Expression) throws -> [Double] {
      let node = try graph.lower(formula, in: scope)
      return graph.value(of: node, inputs: inputs, row: row).numbers
    }
  }
}

struct CompilerTests {
  /// Runs outputs over the inputs x, y, z in slots 0, 1, 2, and v, w in 3…5 and 6…8.
  private func run(
    _ outputs: [(formula: String, target: Int)], together: Bool = true, times: Int = 1
  ) throws -> [Double] {
    var bench = ProgramTests.Bench(
      scalars: ["x", "y", "z"].map(Name.init), vectors: ["v", "w"].map(Name.init))
    let lowered = try outputs.map { (node: try bench.lower($0.formula), target: Slot($0.target)) }
    var compiler = Compiler(bench.graph, inputs: bench.inputs, reserved: 12)
    var program = Program()
    if together {
      let ends = compiler.emit(lowered, to: &program)
      #expect(ends.last == program.count)
    } else {
      for output in lowered { compiler.emit([output], to: &program) }
    }
    var frame = [1, 2, 3, 10, 20, 30, 100, 200, 300, 0, 0, 0] + compiler.frame[12...]
    var span = frame.mutableSpan
    for _ in 0..<times { program.run(on: &span) }
    return Array(frame[..<12])
  }

  private let start: [Double] = [1, 2, 3, 10, 20, 30, 100, 200, 300, 0, 0, 0]

  private func expected(_ changes: [Int: Double]) -> [Double] {
    start.enumerated().map { changes[$0.offset] ?? $0.element }
  }

  @Test func aResultStandsAtItsTarget() throws {
    #expect(try run([("x + y·z", 9)]) == expected([9: 7]))
    #expect(try run([("v·w + x", 9)]) == expected([9: 1001, 10: 4001, 11: 9001]))
  }

  @Test func aTargetCanBeAnInputsOwnSlot() throws {
    #expect(try run([("x + y", 0)]) == expected([0: 3]))
    #expect(try run([("x + y", 0)], times: 3) == expected([0: 7]))
    #expect(try run([("v − x·w", 3)]) == expected([3: -90, 4: -180, 5: -270]))
  }

  @Test func laterOutputsReadTheOldValueOfAnOverwrittenInput() throws {
    #expect(try run([("y", 0), ("x", 1)]) == expected([0: 2, 1: 1]))
    #expect(try run([("x + 1", 0), ("x + 2", 1), ("x", 2)]) == expected([0: 2, 1: 3, 2: 1]))
    #expect(
      try run([("w", 3), ("v + 1", 6)]) == expected([3: 100, 4: 200, 5: 300, 6: 11, 7: 21, 8: 31]))
  }

  @Test func theSameResultCanHaveTwoTargets() throws {
    #expect(try run([("x + y", 9), ("x + y", 10)]) == expected([9: 3, 10: 3]))
    #expect(try run([("x + y", 9), ("x + y", 10)], together: false) == expected([9: 3, 10: 3]))
    #expect(try run([("x + y", 0), ("x + y", 10), ("z", 0)]) == expected([0: 3, 10: 3]))
  }

  @Test func aResultWhoseTargetIsOverwrittenIsStillKnown() throws {
    #expect(try run([("x + y", 9), ("z", 9), ("(x + y)·z", 10)]) == expected([9: 3, 10: 9]))
  }

  @Test func constantsAndInputsCanBeResults() throws {
    #expect(try run([("7", 9), ("x", 10), ("7", 11)]) == expected([9: 7, 10: 1, 11: 7]))
  }

  @Test func vectorsAreFilledInPlace() throws {
    #expect(try run([("[z, y, x]", 0)]) == expected([0: 3, 1: 2, 2: 1]))
    #expect(try run([("x·[x, y, z]", 0)]) == expected([0: 1, 1: 2, 2: 3]))
    // One number stands where the result goes, and is needed for every element.
    #expect(try run([("z·[x, y, z]", 2)]) == expected([2: 3, 3: 6, 4: 9]))
  }

  @Test func endsSayHowFarEachOutputGoes() throws {
    var bench = ProgramTests.Bench(scalars: ["x", "y"].map(Name.init))
    bench.values = [Name("x"): [2], Name("y"): [3]]
    let outputs = [
      (node: try bench.lower("x·y"), target: Slot(2)),
      (node: try bench.lower("x·y + 1"), target: Slot(3)),
    ]
    var compiler = Compiler(bench.graph, inputs: bench.inputs, reserved: 4)
    var program = Program()
    let ends = compiler.emit(outputs, to: &program)
    #expect(ends == [1, 2])
    var frame = bench.row + [0, 0] + compiler.frame[4...]
    var span = frame.mutableSpan
    program.run(0..<ends[0], on: &span)
    #expect(Array(frame[..<4]) == [2, 3, 6, 0])
    span = frame.mutableSpan
    program.run(ends[0]..<ends[1], on: &span)
    #expect(Array(frame[..<4]) == [2, 3, 6, 7])
  }

  @Test func programsOfOneCompilerShareWhatIsComputed() throws {
    var bench = ProgramTests.Bench(scalars: ["x", "y"].map(Name.init))
    let (f, g) = (try bench.lower("exp(x)·y"), try bench.lower("exp(x)·y + exp(x)"))
    var compiler = Compiler(bench.graph, inputs: bench.inputs, reserved: 4)
    var (first, second, third) = (Program(), Program(), Program())
    compiler.emit([(f, Slot(2))], to: &first)
    compiler.emit([(g, Slot(3))], to: &second)
    compiler.forgetComputed()
    compiler.emit([(g, Slot(3))], to: &third)
    #expect([first.count, second.count, third.count] == [2, 1, 3])
    var frame = [0, 5, 0, 0] + compiler.frame[4...]
    var span = frame.mutableSpan
    first.run(on: &span)
    second.run(on: &span)
    #expect(Array(frame[..<4]) == [0, 5, 5, 6])
    frame[1] = 7
    span = frame.mutableSpan
    third.run(on: &span)
    #expect(Array(frame[..<4]) == [0, 7, 5, 8])
  }
}
