import Formula
import TestSupport
import Testing

@testable import Optimizers

/// What the lines of a recipe compute, against the same arithmetic in plain Swift.
struct SteppingTests {
  /// One step of a recipe from x and g fed by hand, for many numbers; gives θ after it.
  private func step(
    _ lines: String, _ check: (_ theta: Double, _ x: Double, _ g: Double) -> Void
  ) throws {
    let recipe = try Recipe(lines: lines)
    let machine = try Machine(
      recipe: recipe, objective: nil, parameters: ["x", "y"].map(Name.init))
    var random = SplitMix64(seed: 1)
    for _ in 0..<200 {
      let start = [Double.random(in: -4...4, using: &random), .random(in: -4...4, using: &random)]
      let fed = [Double.random(in: -4...4, using: &random), .random(in: -4...4, using: &random)]
      var walk = try Walk(machine, from: start, hypers: recipe.standardValues)
      walk.step(feeding: fed)
      check(try #require(walk.current[.theta])[0], start[0], fed[0])
    }
  }

  /// How `lr·g/d` can be written, and what each comes to.
  private static let orders: [(formula: String, value: @Sendable (Double, Double) -> Double)] = [
    ("θ + (-lr*g)/3", { $0 + (-0.1 * $1) / 3 }),
    ("θ - lr*g/3", { $0 - 0.1 * $1 / 3 }),
    ("θ - lr/3*g", { $0 - 0.1 / 3 * $1 }),
    ("θ - lr*(g/3)", { $0 - 0.1 * ($1 / 3) }),
    ("θ - g/(3/lr)", { $0 - $1 / (3 / 0.1) }),
  ]

  @Test(arguments: 0..<5)
  func theWrittenOrderIsKept(_ index: Int) throws {
    let (formula, value) = Self.orders[index]
    try step("θ = \(formula)") { theta, x, g in #expect(theta == value(x, g)) }
  }

  @Test func anotherOrderGivesOtherBits() throws {
    var results = [[UInt64]](repeating: [], count: 5)
    for (index, order) in Self.orders.enumerated() {
      try step("θ = \(order.formula)") { theta, _, _ in
        results[index].append(theta.bitPattern)
      }
    }
    // (−lr·g)/3 added and lr·g/3 subtracted are the same to the last bit; no others are.
    #expect(results[0] == results[1])
    #expect(Set(results[1...]).count == 4)
  }

  @Test func productsAreRoundedBeforeTheyAreAdded() throws {
    try step("θ = lr*g + θ") { theta, x, g in #expect(theta == 0.1 * g + x) }
  }

  @Test func onlyFmaRoundsOnce() throws {
    var differences = 0
    try step("θ = fma(lr, g, θ)") { theta, x, g in
      #expect(theta == x.addingProduct(0.1, g))
      if theta != 0.1 * g + x { differences += 1 }
    }
    #expect(differences > 0)
  }

  @Test func constantsAreFoldedAsTheyWouldRun() throws {
    try step("θ = θ - (1 - 0.9)*g*0.1*3") { theta, x, g in
      #expect(theta == x - (1 - 0.9) * g * 0.1 * 3)
    }
  }

  @Test func theNumberOfTheStepCountsFrom1() throws {
    var walk = try Walk(
      try Recipe(lines: "rate = lr/t\nθ = θ - rate*g"), minimizing: nil, from: ["x"], [0])
    for step in 1...5 {
      walk.step(feeding: [1])
      #expect(walk.current[Name("rate")] == [0.1 / Double(step)])
    }
  }

  @Test func aReducedQuantityIsOneNumber() throws {
    var walk = try Walk(
      try Recipe(lines: "scale = min(1, 1/norm(g))\nθ = θ - scale*g"), minimizing: nil,
      from: ["x", "y"], [0, 0])
    walk.step(feeding: [3, 4])
    #expect(walk.current[Name("scale")] == [0.2])
    #expect(walk.current[.theta] == [-0.2 * 3, -0.2 * 4])
  }

  @Test func aConditionIsAskedForEachParameter() throws {
    var walk = try Walk(
      try Recipe(lines: "θ = θ - if(g > 0, lr, -lr)"), minimizing: nil, from: ["x", "y", "z"],
      [0, 0, 0])
    walk.step(feeding: [2, -3, 0])
    #expect(walk.current[.theta] == [-0.1, 0.1, 0.1])
  }
}

// MARK: - States

extension SteppingTests {
  private func states(_ lines: String) throws -> Row {
    var walk = try Walk(
      try Recipe(lines: "state E = 5\n" + lines), minimizing: nil, from: ["x", "y"], [10, 20])
    walk.step(feeding: [1, 2])
    return walk.current
  }

  @Test func aStateThatWasCopiedCanBeReadAfterItChanged() throws {
    let row = try states("old = E\nE = E + g\nz = old\nθ = θ - z")
    #expect(row[Name("old")] == [5, 5])
    #expect(row[Name("E")] == [6, 7])
    #expect(row[Name("z")] == [5, 5])
    #expect(row[.theta] == [5, 15])
  }

  @Test(arguments: ["-(-m)", "-m*-1", "if(1, m, 0)", "m*1", "m - 0", "m^1"])
  func whatWasMadeOfAStateStaysAsItWas(_ formula: String) throws {
    let row = try states("m = -E\nE = E + g\nz = \(formula)\nθ = θ - z")
    #expect(row[Name("z")] == [-5, -5])
  }

  @Test func minusOfMinusAStateIsTheStateOfBefore() throws {
    let row = try states("m = -E\nE = E + g\nz = -m\nθ = θ - z")
    #expect(row[Name("z")] == [5, 5])
  }

  @Test func aStateReadAfterItsLineIsTheNewOne() throws {
    let row = try states("a = 2*E\nE = E + g\nb = 2*E\nθ = θ - b")
    #expect(row[Name("a")] == [10, 10])
    #expect(row[Name("b")] == [12, 14])
  }

  @Test func statesCanChangePlaces() throws {
    var walk = try Walk(
      try Recipe(lines: "state a = 1\nstate b = 2\nold = a\na = b\nb = old\nθ = θ - a"),
      minimizing: nil, from: ["x"], [0])
    for step in 1...3 {
      walk.step(feeding: [0])
      #expect(walk.current[Name("a")] == [step.isMultiple(of: 2) ? 1 : 2])
      #expect(walk.current[Name("b")] == [step.isMultiple(of: 2) ? 2 : 1])
    }
  }

  @Test func twoStatesMayTakeTheSameValue() throws {
    var walk = try Walk(
      try Recipe(lines: "state a = 0\nstate b = 0\na = g\nb = g\nθ = θ - a - b"), minimizing: nil,
      from: ["x", "y"], [0, 0])
    walk.step(feeding: [1, 2])
    #expect(walk.current[Name("a")] == [1, 2])
    #expect(walk.current[Name("b")] == [1, 2])
  }

  @Test func aStateHasTheShapeOfItsLine() throws {
    let row = try states("E = norm(g)^2\nθ = θ - E")
    let root = (5 as Double).squareRoot()
    #expect(row[Name("E")] == [root * root])
    let each = try states("E = E + g\nθ = θ - E")
    #expect(each[Name("E")]?.count == 2)
  }

  @Test func thetaMayMoveBeforeOtherLinesReadIt() throws {
    let row = try states("θ = θ - g\nE = θ")
    #expect(row[Name("E")] == [9, 18])
  }

  @Test func aPowerReadsTheQuantityOfItsName() throws {
    let row = try states("g² = 3*g\nE = g^2\nθ = θ - E")
    #expect(row[Name("E")] == [3, 6])
  }
}

// MARK: - Parameters

extension SteppingTests {
  @Test(arguments: [1, 2, 7])
  func rmspropTreatsEachParameterByItself(_ count: Int) throws {
    let names = (1...count).map { "x\($0)" }
    let formula = (1...count).map { "\($0)*x\($0)^2" }.joined(separator: " + ")
    var walk = try Walk(
      "rmsprop", minimizing: formula, from: names, (1...count).map { Double($0) - 3.5 })
    var (theta, memory) = (
      (1...count).map { Double($0) - 3.5 }, [Double](repeating: 0, count: count)
    )
    for _ in 1...20 {
      walk.step()
      for index in 0..<count {
        let g = 2 * Double(index + 1) * theta[index]
        memory[index] = 0.9 * memory[index] + (1 - 0.9) * (g * g)
        theta[index] -= 0.01 / (memory[index] + 1e-8).squareRoot() * g
      }
      #expect(walk.current[Name("E[g²]")] == memory)
      #expect(walk.current[.theta] == theta)
    }
  }

  @Test(arguments: ["lr", "denominator", "g", "θ", "f", "t", "G", "g²"])
  func aParameterCannotBeCalledAsAQuantity(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard["adagrad"])
    let error = #expect(throws: Diagnostic.self) {
      try Machine(recipe: recipe, objective: nil, parameters: [Name(name)])
    }
    let owner = ["g", "θ", "f", "t"].contains(name) ? "every step" : "adagrad"
    #expect(error?.message == "\(name) can't be a parameter: it is a quantity of \(owner)")
  }

  @Test func beforeTheFirstStepLinesHaveNoValueAndStatesDo() throws {
    let walk = try Walk("rmsprop", minimizing: "x^2", from: ["x"], [4])
    #expect(walk.current[Name("step")] == nil)
    #expect(walk.current[Name("g²")] == nil)
    #expect(walk.current.objectiveBefore == nil)
    #expect(walk.current[Name("E[g²]")] == [0])
    #expect(walk.current[.gradient] == [8])
    #expect(walk.current[.objective] == [16])
  }

  @Test func withoutAnObjectiveThereIsNoF() throws {
    var walk = try Walk("gd", minimizing: nil, from: ["x"], [4])
    #expect(walk.current[.gradient] == nil)
    walk.step(feeding: [1])
    #expect(walk.current[.objective] == nil)
    #expect(walk.current[.gradient] == [1])
    #expect(walk.gradientHere == nil)
  }
}
