import Formula
import TestSupport
import Testing

struct GraphTests {
  /// A graph with inputs x and y, and the vector v of three.
  struct Setting {
    var graph = Graph()
    var scope = Scope(parameters: [Name("a"), Name("b"), Name("c")])
    let (x, y, v): (Graph.ID, Graph.ID, Graph.ID)

    init() {
      x = graph.input(Name("x"))
      y = graph.input(Name("y"))
      v = graph.input(Name("v"), shape: .vector(.parameters, count: 3))
      scope.bindings = [Name("x"): x, Name("y"): y, Name("v"): v]
    }

    mutating func lower(_ text: String) throws -> Graph.ID {
      try graph.lower(try Parser.expression(text), in: scope)
    }
  }

  @Test(
    arguments: [
      ("x*y + 1", "y*x + 1"), ("x+y", "y+x"), ("x^2", "x*x"), ("x and y", "y and x"),
      ("sqrt(x) + sqrt(x)*0 - sqrt(x)*0", "sqrt(x) + sqrt(x)*0 - 0*sqrt(x)"),
    ])
  func equalTermsAreOneNode(first: String, second: String) throws {
    var setting = Setting()
    let node = try setting.lower(first)
    let count = setting.graph.nodes.count
    #expect(try setting.lower(second) == node)
    #expect(setting.graph.nodes.count == count)
  }

  @Test func zeroAndMinusZeroAreTwoConstants() {
    var graph = Graph()
    #expect(graph.constant(0) != graph.constant(-0.0))
    #expect(graph.constant(.nan) == graph.constant(.nan))
  }

  @Test func twoInputsOfOneNameAreTwoNodes() {
    var graph = Graph()
    #expect(graph.input(Name("x")) != graph.input(Name("x")))
  }

  @Test(
    arguments: [
      ("x*1", "x"), ("1*x", "x"), ("x/1", "x"), ("x^1", "x"), ("x - 0", "x"), ("--x", "x"),
      ("if(1, x, y)", "x"), ("if(0, x, y)", "y"), ("sum(x)", "x"), ("mean(y)", "y"),
    ])
  func whatChangesNoBitIsLeftOut(text: String, same: String) throws {
    var setting = Setting()
    #expect(try setting.lower(text) == setting.lower(same))
  }

  /// x + 0 turns −0 into 0, 0·x is not 0 for an infinity, x − x not for a NaN.
  @Test(arguments: ["x + 0", "0*x", "x - x", "x/x", "x - -0", "1/(1/x)", "sqrt(x)^2"])
  func whatMayChangeABitStays(text: String) throws {
    var setting = Setting()
    let node = try setting.lower(text)
    #expect(setting.graph[node].constant == nil)
    #expect(node != setting.x)
  }

  @Test(arguments: [("(x+y)+0.1", "x+(y+0.1)"), ("(x*y)*0.1", "x*(y*0.1)"), ("2*x/3", "2/3*x")])
  func nothingIsReassociated(first: String, second: String) throws {
    var setting = Setting()
    #expect(try setting.lower(first) != setting.lower(second))
  }

  @Test func sumsKeepTheirOrderToTheLastBit() throws {
    let numbers = [Name("a"): 0.1, Name("b"): 0.2, Name("c"): 0.3]
    func value(_ text: String) throws -> [Double] {
      try Parser.expression(text).value(numbers).numbers
    }
    #expect(try value("(a+b)+c") == [(0.1 + 0.2) + 0.3])
    #expect(try value("a+(b+c)") == [0.1 + (0.2 + 0.3)])
    #expect(try value("(a+b)+c") != value("a+(b+c)"))
  }

  /// Folded constants and run instructions come to the same bits as the sum in Swift.
  @Test func foldingKeepsEveryBit() throws {
    var random = SplitMix64(seed: 3)
    let operations: [(String, (Double, Double) -> Double)] = [
      ("a + b", { $0 + $1 }), ("a - b", { $0 - $1 }), ("a * b", { $0 * $1 }),
      ("a / b", { $0 / $1 }), ("a ^ 2", { a, _ in a * a }), ("-a", { a, _ in -a }),
      ("sqrt(a)", { a, _ in a.squareRoot() }), ("a < b", { $0 < $1 ? 1 : 0 }),
      ("a == b", { $0 == $1 ? 1 : 0 }), ("a - 0", { a, _ in a }), ("a*1", { a, _ in a }),
      ("abs(a)", { a, _ in a.magnitude }), ("fma(a, b, a)", { $0.addingProduct($0, $1) }),
      ("floor(a)", { a, _ in a.rounded(.down) }),
    ]
    for _ in 0..<500 {
      let (a, b) = (random.number(), random.number())
      for (text, direct) in operations {
        let formula = try Parser.expression(text)
        let folded = try formula.value([Name("a"): a, Name("b"): b]).numbers[0]
        #expect(folded.isSame(as: direct(a, b)), "\(text) with a = \(a), b = \(b)")
        let run = try Self.run(formula, [Name("a"): a, Name("b"): b])
        #expect(run.isSame(as: direct(a, b)), "\(text) with a = \(a), b = \(b)")
      }
    }
  }

  private static func run(_ formula: Expression, _ values: [Name: Double]) throws -> Double {
    var graph = Graph()
    var scope = Scope()
    var inputs: [Graph.ID: Slot] = [:]
    var row: [Double] = []
    for (name, value) in values {
      let id = graph.input(name)
      scope.bindings[name] = id
      inputs[id] = Slot(row.count)
      row.append(value)
    }
    let node = try graph.lower(formula, in: scope)
    return graph.value(of: node, inputs: inputs, row: row).numbers[0]
  }

  @Test func aSquareIsTheProductHoweverItsExponentCameAbout() throws {
    var random = SplitMix64(seed: 4)
    let formula = try Parser.expression("a ^ p")
    for _ in 0..<1000 {
      let a = Double.random(in: -10...10, using: &random)
      #expect(try Self.run(formula, [Name("a"): a, Name("p"): 2]) == a * a)
    }
  }

  @Test func namesThatAreNumbersEverywhereGiveWay() throws {
    #expect(try Parser.expression("π").value() == .scalar(.pi))
    #expect(try Parser.expression("2e").value() == .scalar(2 * 2.718281828459045))
    #expect(try Parser.expression("-inf").value() == .scalar(-.infinity))
    #expect(try Parser.expression("e").value([Name("e"): 7]) == .scalar(7))
  }
}

struct LoweringTests {
  @Test(
    arguments: [
      ("1 + ⟦stepp⟧", "there is nothing called stepp here", "did you mean step?"),
      ("⟦xy⟧", "there is nothing called xy here", "xy is one name; a product needs *: x*y"),
      ("10⟦xyx⟧", "there is nothing called xyx here", "xyx is one name; a product needs *: x*y*x"),
      ("⟦x2⟧ + 1", "there is nothing called x2 here", "x2 is one name; a power needs ^: x^2"),
      ("⟦sinx⟧", "there is nothing called sinx here", "sinx is one name; a call needs ( ): sin(x)"),
      ("2·⟦sqrt⟧", "there is nothing called sqrt here", "sqrt(x)"),
      ("⟦q⟧", "there is nothing called q here", "known here: g, n, step, w, x, y"),
      ("⟦stepp.x⟧", "there is nothing called stepp here", "did you mean step?"),
      ("⟦g.z⟧", "there is no parameter z", "g.x?"),
      ("⟦x.y⟧", "x is one number for all parameters", "write x alone"),
      ("⟦w.x⟧", "w is a list of 3, not one number a parameter", "write w alone"),
      ("1 + ⟦(g + w)⟧", "+ can't join one number a parameter (2) and a list of 3", nil),
      ("⟦max(g, w)⟧", "max can't join one number a parameter (2) and a list of 3", nil),
      ("⟦dot(g, [1, 2, 3])⟧", "dot can't join one number a parameter (2) and a list of 3", nil),
      (
        "[1, ⟦g⟧]",
        "a list is of one kind: its first is a single number, and this is one number a parameter (2)",
        nil
      ),
    ])
  func whatIsWrongHasAPlace(marked: String, message: String, hint: String?) throws {
    let marked = Marked(marked)
    var graph = Graph()
    var scope = Scope(parameters: [Name("x"), Name("y")])
    for name in ["x", "y", "n", "step"] { scope.bindings[Name(name)] = graph.input(Name(name)) }
    scope.bindings[Name("g")] = graph.input(Name("g"), shape: .vector(.parameters, count: 2))
    scope.bindings[Name("w")] = graph.input(Name("w"), shape: .vector(.elements, count: 3))
    let formula = try Parser.expression(marked.source)
    let error = #expect(throws: Diagnostic.self) { try graph.lower(formula, in: scope) }
    #expect(error?.message == message)
    #expect(error?.hint == hint)
    #expect(Marked.text(marked.source, error?.range) == marked.description)
  }

  @Test(
    arguments: [
      ("x + g", Shape.vector(.parameters, count: 2)),
      ("g + [1, 2]", .vector(.parameters, count: 2)),
      ("[1, 2, 3]", .vector(.elements, count: 3)), ("sum(g)", .scalar), ("g.x", .scalar),
      ("if(x, g, 1)", .vector(.parameters, count: 2)), ("norm(g)", .scalar),
    ])
  func shapesJoin(text: String, shape: Shape) throws {
    var graph = Graph()
    var scope = Scope(parameters: [Name("x"), Name("y")])
    scope.bindings[Name("x")] = graph.input(Name("x"))
    scope.bindings[Name("g")] = graph.input(Name("g"), shape: .vector(.parameters, count: 2))
    let node = try graph.lower(try Parser.expression(text), in: scope)
    #expect(graph[node].shape == shape)
  }
}
