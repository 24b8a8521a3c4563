import Formula
import Foundation
import TestSupport
import Testing

@testable import Optimizers

/// Recipes that read second derivatives, or search along a line.
struct SecondOrderTests {
  private static let rules = [
    "newton", "newton.damped", "newton.diagonal", "gd.exact", "gd.parabola", "gd.backtracking",
  ]

  /// Each walks as `Scripts/curvature` says with NumPy.
  ///
  /// Both round each operation once, but in other orders,
  /// and Newton's method and searches square the error that is left rather than keep it: 1e-9 of the
  /// numbers' size. Where f can't be told from its neighbours any more, whether a step is good is a
  /// matter of the last bit, so that walks are compared as long as a step is longer than 1e-6.
  @Test(arguments: rules)
  func everyRuleWalksAsNumPySays(rule: String) throws {
    let lines = HexTable.lines("newton").filter { $0[0] == rule }
    #expect(lines.count == 2)
    for words in lines {
      let wanted = HexTable.numbers(words.dropFirst(2))
      let isQuadratic = words[1] == "quadratic"
      var walk = try Walk(
        rule,
        minimizing: isQuadratic ? "x^2 + 10y^2 + x*y" : "(1-x)^2 + 100(y-x^2)^2",
        from: ["x", "y"], isQuadratic ? [4, 1] : [-1.5, 2])
      var compared = 0
      for step in 0..<12 {
        let before = walk.current.point
        walk.step()
        let point = walk.current.point
        let moved = zip(before, point).map { abs($0 - $1) }.max() ?? 0
        guard moved > 1e-6 || moved == 0 else { break }
        for index in 0..<2 {
          let number = wanted[2 * step + index]
          #expect(
            abs(point[index] - number) <= 1e-9 * max(1, abs(number)),
            "\(rule) on \(words[1]), step \(step + 1)")
        }
        compared += 1
      }
      #expect(compared >= (rule == "newton" && isQuadratic ? 1 : 3))
    }
  }

  /// On a quadratic Newton's method is there after one step, and both searches find the same point.
  @Test(arguments: UInt64(1)...10)
  func onAQuadraticOneStepIsEnough(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let (a, c) = (
      Double.random(in: 1...5, using: &random), Double.random(in: 1...5, using: &random)
    )
    let b = Double.random(in: -1...1, using: &random)
    let formula = "\(a)*(x - 1)^2 + 2*(\(b))*(x - 1)*(y + 2) + \(c)*(y + 2)^2"
    var newton = try Walk("newton", minimizing: formula, from: ["x", "y"], [4, 1])
    newton.step()
    #expect(abs(newton.current.point[0] - 1) <= 1e-14 * 4)
    #expect(abs(newton.current.point[1] + 2) <= 1e-14 * 4)
    var exact = try Walk("gd.exact", minimizing: formula, from: ["x", "y"], [4, 1])
    var parabola = try Walk("gd.parabola", minimizing: formula, from: ["x", "y"], [4, 1])
    exact.step()
    parabola.step()
    for (p, q) in zip(exact.current.point, parabola.current.point) { #expect(abs(p - q) < 1e-11) }
    // At the least point of a line the slope is at right angles to it.
    let (before, after) = (exact.row(0), exact.gradientHere ?? [])
    let product = zip(before[.gradient] ?? [], after).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(product) <= 1e-10)
  }

  /// A step reads the second derivatives of the place where it begins, as it does g.
  @Test func rowsHoldWhatTheStepUsed() throws {
    var walk = try Walk("newton", minimizing: "x^4 + x*y + y^2", from: ["x", "y"], [1, 2])
    let hessian = try #require(walk.machine.quantity(.hessian))
    #expect(walk.current[hessian] == [12, 1, 1, 2])
    walk.step()
    #expect(walk.current[hessian] == [12, 1, 1, 2])
    let x = walk.current.point[0]
    walk.step()
    #expect(abs(walk.current[hessian][0] - 12 * x * x) <= 1e-13)
    // And they come again, bit for bit.
    #expect(walk.row(1)[hessian] == [12, 1, 1, 2])
  }

  @Test func lettersAreCountedBesideFAndItsGradient() throws {
    var walk = try Walk("newton.damped", minimizing: "x^4 + y^2", from: ["x", "y"], [1, 2])
    for _ in 0..<5 { walk.step() }
    #expect(walk.evaluations.values == 10)
    #expect(walk.evaluations.gradients == 5)
    #expect(walk.evaluations.hessians == 5)
    #expect(walk.evaluations.all == 10 + 5 + 2 * 5)
    #expect(walk.machine.steps(within: 250) == 50)
  }

  /// With batches they are over the rows that the step sees, as g is.
  @Test func batchesHaveTheirOwn() throws {
    var data = DataTable()
    try data.set(DataTable.Column(Name("u"), [1, 2, 3, 4]))
    let objective = Objective(
      formula: try Parser.expression("mean((w*u)^2)"), blocks: [ParameterBlock(Name("w"))],
      data: data, batch: BatchPlan(size: 2, isShuffled: false, seed: 0))
    let recipe = try #require(RecipeLibrary.standard["newton"])
    let machine = try Machine(recipe: recipe, objective: objective, blocks: objective.blocks)
    var walk = try Walk(machine, from: [1], hypers: [Name("lr"): 0.5])
    #expect(walk.current[.hessian] == [5])
    walk.step()
    walk.step()
    #expect(walk.current[.hessian] == [25])
    #expect(walk.current.point == [0.25])
  }

  @Test(
    arguments: [
      ("step = hessian @ g\nθ = θ - step", nil),
      ("A = hessian + 0.1*identity\nstep = solve(A, g)\nθ = θ - step", nil),
      ("state B = identity\nB = 0.5*B + 0.5*hessian\nθ = θ - B @ g", nil),
      ("θ = θ - hessian", "can't join"),
      ("θ = θ - g * hessian", "can't join"), ("θ = θ - solve(g, hessian)", "solve needs"),
      ("θ = θ - solve(hessian, 1)", "solve needs"),
      ("population n = 3\nθ = θ - solve(hessian, g)", "is of one point"),
      ("state B = hessian\nB = hessian\nθ = θ - g", "there is nothing called hessian"),
    ])
  func shapesAreSeenTo(lines: String, message: String?) throws {
    let text = SourceText("optimizer mine\n\(lines)\n")
    guard let message else {
      let recipe = try Recipe(parsing: text)
      let objective = Objective(
        formula: try Parser.expression("x^2 + 10y^2"), parameters: ["x", "y"].map(Name.init))
      let machine = try Machine(recipe: recipe, objective: objective, parameters: [])
      var walk = try Walk(machine, from: [0.4, 0.1], hypers: [:])
      walk.step()
      #expect(walk.current.point.allSatisfy { $0.isFinite })
      return
    }
    let error = #expect(throws: Diagnostic.self) { _ = try Recipe(parsing: text) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.range != nil)
    #expect(error?.hint != nil || message == "can't join")
  }

  /// A matrix may be kept from step to step: half of it is new each time.
  @Test func statesMayBeMatrices() throws {
    let recipe = try Recipe(
      parsing: SourceText(
        "optimizer mine\nstate B = identity\nB = 0.5*B + 0.5*hessian\nθ = θ - 0*(B @ g)\n"))
    let objective = Objective(
      formula: try Parser.expression("x^2 + 10y^2"), parameters: ["x", "y"].map(Name.init))
    let machine = try Machine(recipe: recipe, objective: objective, parameters: [])
    var walk = try Walk(machine, from: [4, 1], hypers: [:])
    #expect(walk.current[Name("B")] == [1, 0, 0, 1])
    walk.step()
    walk.step()
    #expect(walk.current[Name("B")] == [1.75, 0, 0, 15.25])
  }

  @Test func withoutAFunctionThereAreNone() throws {
    let recipe = try #require(RecipeLibrary.standard["newton"])
    let name = Name("x")
    #expect(throws: Diagnostic.self) {
      _ = try Machine(recipe: recipe, objective: nil, parameters: [name])
    }
    let crowd = Objective(
      formula: try Parser.expression("sum(w^2)"),
      blocks: [ParameterBlock(Name("w"), shape: .vector(.elements, count: 500))])
    #expect(throws: Diagnostic.self) {
      _ = try Machine(recipe: recipe, objective: crowd, parameters: [])
    }
  }

  /// In formulas about any walk the second derivatives are those where it is.
  @Test func formulasHaveThemWhateverTheRecipe() throws {
    var walk = try Walk("gd", minimizing: "x^4 + x*y + y^2", from: ["x", "y"], [1, 2])
    let cases: [(String, [Double])] = [
      ("hessian[1,2]", [1.0]), ("hessian[1].x", [12]), ("hdiag", [12, 2]), ("hdiag.y", [2]),
      ("sum(identity)", [2]), ("hessian @ g", [12 * 6 + 5, 6 + 10]),
      ("solve(hessian, hessian @ [1, 1])", [1, 1]),
    ]
    for (formula, wanted) in cases {
      let value = try walk.current.value(of: try Parser.expression(formula))
      for (a, b) in zip(value.numbers, wanted) { #expect(abs(a - b) <= 1e-13, "\(formula)") }
    }
    walk.step()
    let x = walk.current.point[0]
    let value = try walk.current.value(of: try Parser.expression("hessian[1,1]"))
    #expect(value.numbers == [12 * (x * x)])
    let before = try walk.current.value(
      of: try Parser.expression("prev(hessian[1,1])"), previous: walk.previous)
    #expect(before.numbers == [12])
  }
}
