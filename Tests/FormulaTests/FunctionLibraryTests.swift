import TestSupport
import Testing

@testable import Formula

struct FunctionLibraryTests {
  @Test func theFilesAreRead() throws {
    var functions: [FormulaFunction] = []
    for file in ["functions", "schedules"] {
      let text = try #require(EmbeddedFiles.texts["\(file).formulas"])
      let library = try FunctionLibrary(parsing: text)
      // What reads t is a schedule, and nothing else is.
      #expect(library.functions.allSatisfy { $0.isSchedule == (file == "schedules") })
      functions += library.functions
    }
    let library = FunctionLibrary.standard
    #expect(library.functions == functions)
    #expect(Set(functions.map(\.name)) == FunctionLibrary.names)
    #expect(functions.allSatisfy { !$0.meaning.isEmpty })
    for name in [
      "softmax", "logsumexp", "logsigmoid", "huber", "elu", "gelu", "leaky_relu", "swish",
      "heaviside",
    ] {
      let function = try #require(library[Name(name)])
      #expect(!function.meaning.isEmpty)
    }
  }

  @Test(arguments: FunctionLibrary.standard.functions)
  func whatIsWrittenReadsBack(_ function: FormulaFunction) throws {
    for notation in [Notation(), Notation(alphabet: .ascii)] {
      var parser = try Parser("\(function.form(notation)) = \(notation.text(function.formula))")
      var (read, _) = try #require(try parser.functionHead())
      read.formula = try parser.expression()
      read.meaning = function.meaning
      #expect(read == function)
    }
  }

  @Test(
    arguments: [
      ("huber(2, 1)", 1.5), ("huber(0.5)", 0.125), ("huber(-3, 2)", 4), ("elu(2)", 2),
      ("elu(-1)", -0.6321205588285577), ("elu(-1, 2)", -1.2642411176571153),
      ("gelu(2)", 1.9544997361036416), ("leaky_relu(-2)", -0.02), ("leaky_relu(-2, 0.2)", -0.4),
      ("swish(2)", 1.7615941559557646), ("heaviside(2)", 1), ("heaviside(0)", 0.5),
      ("heaviside(0, 1)", 1), ("heaviside(-1)", 0), ("logsumexp([2, 3])", 3.313261687518223),
      ("logsigmoid(2)", -0.1269280110429725), ("sum(softmax([2, 3]))", 1),
      ("softmax([1000, 0]) @ [1, 2]", 1), ("prod([2, 3, 4])", 24), ("var([2, 3])", 0.25),
      ("std([2, 4])", 1), ("round(2.5)", 2), ("round(3.5)", 4), ("mod(-1, 3)", 2),
      ("mod(1, -3)", -2), ("mod(5.5, 2)", 1.5), ("ceil(2.1)", 3), ("cbrt(-8)", -2),
      ("hypot(3, 4)", 5), ("atan2(1, -1)", 2.356194490192345), ("log2(8)", 3), ("log10(1000)", 3),
    ] as [(String, Double)])
  func functionsAreKnown(_ text: String, _ value: Double) throws {
    let computed = try Parser.expression(text).value().numbers[0]
    #expect(abs(computed - value) <= 1e-15 * max(1, abs(value)))
  }

  @Test(
    arguments: [
      ("⟦huber()⟧", "huber takes 1 to 2 arguments, not 0", "huber(r, d = 1)"),
      ("⟦softmax(1, 2)⟧", "softmax takes 1 argument, not 2", "softmax(v)"),
      ("1 + ⟦foo⟧(x)", "there is no function foo", "to make one: let foo(x) = …"),
      ("⟦x⟧(2)", "there is no function x", "a product needs *: x*(…)"),
      ("⟦x[1]⟧", "x is a single number and has no elements", "write x"),
      ("⟦v[4]⟧", "v has no element 4", "elements count from 1: v[1] to v[3]"),
      ("⟦v[0]⟧", "v has no element 0", "elements count from 1: v[1] to v[3]"),
      ("⟦v[1, 1]⟧", "v is one number a parameter (3), which takes one index", "as in v[1]"),
      (
        "⟦v[99999999999999999999]⟧", "v has no element 9223372036854775807",
        "elements count from 1: v[1] to v[3]"
      ),
    ] as [(String, String, String)])
  func callsAndElementsAreChecked(_ marked: String, _ message: String, _ hint: String) throws {
    let marked = Marked(marked)
    var bench = ProgramTests.Bench(scalars: [Name("x")], vectors: [Name("v")])
    let error = #expect(throws: Diagnostic.self) { _ = try bench.lower(marked.source) }
    #expect(error?.message == message)
    #expect(error?.hint == hint)
    #expect(Marked.text(marked.source, error?.range) == marked.description)
  }

  @Test func functionsThatDoubleEachTimeHaveALimit() throws {
    var scope = Scope()
    for index in 1...40 {
      var parser = try Parser(
        "f\(index)(x) = \(index == 1 ? "x + 1" : "f\(index - 1)(f\(index - 1)(x))")")
      var (function, _) = try #require(try parser.functionHead())
      function.formula = try parser.expression()
      scope.functions[function.name] = function
    }
    var graph = Graph()
    let formula = try Parser.expression("f40(1)")
    let error = #expect(throws: Diagnostic.self) { _ = try graph.lower(formula, in: scope) }
    #expect(error?.message.contains("too large") == true)
  }
}

struct ElementTests {
  @Test func elementsHaveExactDerivatives() throws {
    var bench = ProgramTests.Bench(vectors: [Name("v")])
    bench.values = [Name("v"): [2, 3, 5]]
    let f = try bench.lower("v[1]^2*v[3] + sum(v) + v[1]")
    let slope = bench.graph.gradient(
      of: f, by: bench.order.compactMap { bench.scope.bindings[$0] })[0]
    let numbers = bench.graph.value(of: slope, inputs: bench.inputs, row: bench.row).numbers
    #expect(numbers == [22, 1, 5])
  }

  @Test func elementsOfMatricesDoToo() throws {
    var graph = Graph()
    let side = Shape.Dimension(.elements, count: 2)
    let w = graph.input(Name("W"), shape: .matrix(side, side))
    let scope = Scope([Name("W"): w])
    let f = try graph.lower(try Parser.expression("W[1,2]^2*W[2,1] + sum(W)"), in: scope)
    let slope = graph.gradient(of: f, by: [w])[0]
    let value = graph.value(of: slope, inputs: [w: Slot(0)], row: [1, 2, 3, 4])
    #expect(value == .matrix([1, 13, 5, 1], columns: 2))
    let formula = graph.expression(f).map { Notation().text($0) }
    #expect(formula == "W[1,2]²·W[2,1] + sum(W)")
  }

  @Test func manyElementsCostNoSquareOfThem() throws {
    var bench = ProgramTests.Bench(vectors: [Name("v")], count: 400)
    let text = (1...399).map { "v[\($0)]*v[\($0 + 1)]" }
    let formula = "sum([\(text.joined(separator: ", "))])"
    let f = try bench.lower(formula)
    let slopes = bench.graph.gradient(
      of: f, by: bench.order.compactMap { bench.scope.bindings[$0] })
    let wide = bench.graph.reachable(from: slopes).count { bench.graph[$0].shape.count > 100 }
    #expect(wide < 10)
  }

  @Test(
    arguments: [
      ("x[2]", "x", [2]), ("W[1, 3]", "W", [1, 3]), ("W[1,3]", "W", [1, 3]), ("θ[2]", "θ", [2]),
    ] as [(String, String, [Int])])
  func aNameSaysWhichElementItIs(_ name: String, _ whole: String, _ indices: [Int]) {
    #expect(Name(name).element?.whole == Name(whole))
    #expect(Name(name).element?.indices == indices)
  }

  @Test(arguments: ["x", "E[g²]", "E[g]", "x[i]", "x[]"])
  func otherNamesAreNone(_ name: String) { #expect(Name(name).element == nil) }

  @Test func productsOfListsHaveDerivativesWhereElementsAreZero() throws {
    for (row, expected) in [
      ([2.0, 3, 5], [15.0, 10, 6]), ([0, 3, 5], [15, 0, 0]), ([0, 0, 5], [0, 0, 0]),
    ] {
      var bench = ProgramTests.Bench(vectors: [Name("v")])
      let f = try bench.lower("prod(v)")
      let slope = bench.graph.gradient(
        of: f, by: bench.order.compactMap { bench.scope.bindings[$0] })[0]
      #expect(bench.graph.value(of: slope, inputs: bench.inputs, row: row).numbers == expected)
    }
  }
}
