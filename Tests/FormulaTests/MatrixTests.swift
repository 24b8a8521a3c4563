import Formula
import TestSupport
import Testing

/// Matrices: their products, how vectors go with them, and derivatives through them.
struct MatrixTests {
  /// Inputs with numbers of their own, in one row.
  private struct Setting {
    var graph = Graph()
    var scope = Scope()
    var inputs: [Graph.ID: Slot] = [:]
    var row: [Double] = []

    mutating func add(_ name: String, _ shape: Shape, _ numbers: [Double]) {
      let id = graph.input(Name(name), shape: shape)
      inputs[id] = Slot(row.count)
      scope.bindings[Name(name)] = id
      row += numbers
    }

    mutating func value(_ text: String) throws -> Value {
      let node = try graph.lower(try Parser.expression(text), in: scope)
      return graph.value(of: node, inputs: inputs, row: row)
    }
  }

  private func side(_ count: Int, _ axis: Shape.Axis = .elements) -> Shape.Dimension {
    Shape.Dimension(axis, count: count)
  }

  /// A is 2 by 3, X is 3 by 4 rows of data, b has two numbers, y one a row.
  private func setting(seed: UInt64 = 1) -> Setting {
    var random = SplitMix64(seed: seed)
    func numbers(_ count: Int) -> [Double] {
      (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
    }
    var setting = Setting()
    setting.add("A", .matrix(side(2), side(3)), numbers(6))
    setting.add("X", .matrix(side(3), side(4, .rows)), numbers(12))
    setting.add("b", .vector(.elements, count: 2), numbers(2))
    setting.add("c", .vector(.elements, count: 3), numbers(3))
    setting.add("y", .vector(.rows, count: 4), numbers(4))
    return setting
  }

  @Test(arguments: [
    ("[[1, 2], [3, 4]] @ [5, 6]", Value.vector([17, 39], axis: .elements)),
    ("[5, 6] @ [[1, 2], [3, 4]]", .vector([23, 34], axis: .elements)),
    ("[1, 2] @ [3, 4]", .scalar(11)),
    ("[[1, 2], [3, 4]] @ [[0, 1], [1, 0]]", .matrix([2, 1, 4, 3], columns: 2)),
    ("[[1, 2, 3]] @ [[1], [10], [100]]", .matrix([321], columns: 1)),
    ("2 * [[1, 2], [3, 4]]", .matrix([2, 4, 6, 8], columns: 2)),
    ("[[1, 2, 3], [4, 5, 6]] + [10, 20]", .matrix([11, 12, 13, 24, 25, 26], columns: 3)),
    ("[[1, 2, 3], [4, 5, 6]] + [10, 20, 30]", .matrix([11, 22, 33, 14, 25, 36], columns: 3)),
    ("sum([[1, 2], [3, 4]])", .scalar(10)),
    ("mean([[1, 2], [3, 4]])", .scalar(2.5)),
  ])
  func value(text: String, expected: Value) throws {
    var setting = Setting()
    #expect(try setting.value(text) == expected)
  }

  @Test(arguments: ["u @ v", "(u @ v) @ u", "1 + sum(u @ v)", "w @ w"])
  func whatWouldTakeTheWholeMemoryIsRefused(_ text: String) throws {
    var setting = setting()
    setting.add("u", .matrix(side(50_000), side(1)), [])
    setting.add("v", .matrix(side(1), side(50_000)), [])
    setting.add("w", .matrix(side(1 << 62), side(1 << 62)), [])
    let error = #expect(throws: Diagnostic.self) { try setting.value(text) }
    #expect(error?.message.contains("more numbers than there is room for") == true)
  }

  @Test func aVectorOverRowsGoesAlongTheRows() throws {
    var setting = setting()
    guard case .matrix(let numbers, columns: 4) = try setting.value("A @ X + b - y") else {
      Issue.record("not a matrix of four columns")
      return
    }
    let (a, x) = (Array(setting.row[0..<6]), Array(setting.row[6..<18]))
    let (b, y) = (Array(setting.row[18..<20]), Array(setting.row[23..<27]))
    for row in 0..<2 {
      for column in 0..<4 {
        var sum = a[row * 3] * x[column]
        for k in 1..<3 { sum += a[row * 3 + k] * x[k * 4 + column] }
        #expect(numbers[row * 4 + column] == sum + b[row] - y[column])
      }
    }
  }

  @Test(arguments: [
    ("A @ c", "@ can't join"), ("A + X", "+ can't join"), ("3 @ A", "@ multiplies matrices"),
    ("[[1, 2], [3]]", "a list is of one kind"), ("X + b", "+ can't join"),
  ])
  func shapesThatDoNotFit(text: String, message: String) throws {
    var setting = setting()
    if text == "A @ c" {
      setting.add("c", .vector(.elements, count: 4), [1, 2, 3, 4])
    }
    let error = #expect(throws: Diagnostic.self) { try setting.value(text) }
    #expect(error?.message.hasPrefix(message) == true)
  }

  /// Derivatives against central differences.
  ///
  /// The functions are smooth with derivatives of order one. A difference with h = 1e-5 is off by
  /// about h²·f‴/6 ≈ 2e-11 and by rounding of about 1e-16/h = 1e-11, so 1e-8 is ample.
  @Test(arguments: [
    "mean((c @ tanh([[0.3, 0.1, 0.5], [1, 2, 0.2], [0.7, 0.4, 0.6]] @ X) - y)^2)",
    "sum(tanh(A @ X + b))", "mean((b @ (A @ X) - y)^2)", "sum((A @ c + b)^2)",
    "sum(sigmoid(b @ tanh(A @ X + b) - y))", "sum(A)^2 + norm(c)", "sum(A * A) + dot(b, A @ c)",
    "sum(X * y) + sum(exp(X + c))", "max(A @ c)", "sum([b @ A, c] @ c)",
  ])
  func gradient(text: String) throws {
    var setting = setting(seed: 7)
    let names = ["A", "X", "b", "c", "y"].map(Name.init)
    let result = try setting.graph.lower(try Parser.expression(text), in: setting.scope)
    let variables = names.compactMap { setting.scope.bindings[$0] }
    let gradients = setting.graph.gradient(of: result, by: variables)
    func value(_ row: [Double]) -> Double {
      setting.graph.value(of: result, inputs: setting.inputs, row: row).numbers[0]
    }
    for (variable, gradient) in zip(variables, gradients) {
      let slot = try #require(setting.inputs[variable])
      let exact = setting.graph.value(of: gradient, inputs: setting.inputs, row: setting.row)
      #expect(exact.numbers.count == setting.graph[variable].shape.count)
      for (offset, slope) in exact.numbers.enumerated() {
        var (left, right) = (setting.row, setting.row)
        left[Int(slot.index) + offset] -= 1e-5
        right[Int(slot.index) + offset] += 1e-5
        let difference = (value(right) - value(left)) / 2e-5
        #expect(abs(slope - difference) <= 1e-8 * max(1, abs(slope)))
      }
    }
  }

  // MARK: Linear equations

  @Test(arguments: [
    ("solve([[2, 1], [1, 3]], [3, 5])", [0.8, 1.4]), ("solve([[0, 2], [3, 0]], [4, 9])", [3, 2]),
    ("solve([[4]], [2])", [0.5]),
    ("solve([[1, 2, 3], [4, 5, 6], [7, 8, 10]], [6, 15, 25])", [1, 1, 1]),
    ("[[2, 1], [1, 3]] @ solve([[2, 1], [1, 3]], [3, 5])", [3, 5]),
  ])
  func equationsAreSolved(_ text: String, _ wanted: [Double]) throws {
    var setting = setting()
    let numbers = try setting.value(text).numbers
    #expect(numbers.count == wanted.count)
    for (a, b) in zip(numbers, wanted) { #expect(abs(a - b) <= 4e-15 * max(1, abs(b))) }
  }

  /// A·x = b holds to a few roundings of the numbers' size for random matrices.
  @Test(arguments: UInt64(1)...20)
  func randomEquationsHold(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 1...9, using: &random)
    let a = (0..<count * count).map { _ in Double.random(in: -1...1, using: &random) }
    let b = (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
    var setting = Setting()
    setting.add("A", .matrix(side(count), side(count)), a)
    setting.add("b", .vector(.elements, count: count), b)
    let x = try setting.value("solve(A, b)").numbers
    let size = max(1, x.map(\.magnitude).max() ?? 1)
    for row in 0..<count {
      let left = (0..<count).reduce(0) { $0 + a[row * count + $1] * x[$1] }
      #expect(abs(left - b[row]) <= 1e-14 * size)
    }
  }

  /// A singular matrix has no answer, and IEEE's numbers say so.
  @Test(arguments: ["[[1, 2], [2, 4]]", "[[0, 0], [0, 0]]", "[[1, 0], [0, 0]]"])
  func singularMatricesGiveNoFiniteNumbers(_ matrix: String) throws {
    var setting = setting()
    let numbers = try setting.value("solve(\(matrix), [1, 1])").numbers
    #expect(numbers.contains { !$0.isFinite })
    let wild = try setting.value("solve([[1, 2], [3, 0/0]], [1, 1])").numbers
    #expect(wild.allSatisfy { $0.isNaN })
  }

  /// Against central differences, which are off by h²·f‴/6 and 1e-16·f/h: 1e-8 for these.
  @Test(arguments: UInt64(1)...10)
  func derivativesGoThroughSolutions(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var row = (0..<6).map { _ in Double.random(in: -0.5...0.5, using: &random) }
    row[0] += 2
    row[3] += 2
    var setting = Setting()
    setting.add("A", .matrix(side(2), side(2)), Array(row[..<4]))
    setting.add("b", .vector(.elements, count: 2), Array(row[4...]))
    let formula = "sum(solve(A, b)^3) + norm(solve(A + 0.1*A^2, A @ b))"
    let f = try setting.graph.lower(try Parser.expression(formula), in: setting.scope)
    let variables = ["A", "b"].compactMap { setting.scope.bindings[Name($0)] }
    let slopes = setting.graph.gradient(of: f, by: variables).flatMap {
      setting.graph.value(of: $0, inputs: setting.inputs, row: row).numbers
    }
    for index in row.indices {
      let values = [-1e-5, 1e-5].map { step in
        var moved = row
        moved[index] += step
        return setting.graph.value(of: f, inputs: setting.inputs, row: moved).numbers[0]
      }
      #expect(abs((values[1] - values[0]) / 2e-5 - slopes[index]) <= 1e-8)
    }
  }

  @Test(arguments: [
    "solve([1, 2], [1, 2])", "solve([[1, 2], [3, 4]], 5)", "solve([[1, 2, 3], [4, 5, 6]], [1, 2])",
    "solve([[1, 2], [3, 4]], [1, 2, 3])", "solve(2, 3)",
  ])
  func shapesOfEquationsAreSeenTo(_ text: String) throws {
    var setting = setting()
    let error = #expect(throws: Diagnostic.self) { try setting.value(text) }
    #expect(error?.message.hasPrefix("solve needs") == true)
    #expect(error?.range != nil)
  }
}
