import Formula
import Optimizers
import Testing

/// Several particles in one walk: shapes, reductions, draws, f at many points.
@Suite struct PopulationTests {
  private static let bowl = ("x^2 + 10y^2", ["x", "y"], [4.0, 1])

  private func walk(_ recipe: String, hypers: [Name: Double] = [:], steps: Int = 1) throws -> Walk {
    var walk = try Walk(
      try Recipe("optimizer flock\n" + recipe), minimizing: Self.bowl.0, from: Self.bowl.1,
      Self.bowl.2, hypers: hypers)
    for _ in 0..<steps { walk.step() }
    return walk
  }

  private func value(_ formula: String, _ walk: Walk) throws -> Value {
    try walk.current.value(of: Parser.expression(formula))
  }

  /// One rule, as many walkers: each makes the steps that it would make alone, to the bit.
  @Test func particlesOfAPlainRuleWalkAsOneDoes() throws {
    let lines = "hyper lr = 0.01\nstate m = 0\nm = 0.9*m + clamp(g, -5, 5)/norm(g)\nθ = θ - lr*m"
    let one = try walk(lines, steps: 20)
    let many = try walk("population 3\n" + lines, steps: 20)
    let alone = try #require(one.current[.theta])
    #expect(many.current[.theta] == alone + alone + alone)
    #expect(many.current[.objective] == Array(repeating: one.current.objective, count: 3))
  }

  @Test(arguments: [
    ("θ[2].x", [2.0]), ("θ[2]", [2.0, 20]), ("θ.y", [10.0, 20, 30]), ("x", [1.0, 2, 3]),
    ("y[3]", [30.0]),
    ("sum(θ)", [11.0, 22, 33]), ("mean(across(θ))", [2.0, 20]), ("max(across(θ))", [3.0, 30]),
    ("f", [1001.0, 4004, 9009]), ("min(f)", [1001.0]), ("argmin(f)", [1.0]), ("argmax(f)", [3.0]),
    ("pick(θ, argmax(f))", [3.0, 30]), ("f(θ)", [1001.0, 4004, 9009]), ("f(θ[1])", [1001.0]),
    ("f(θ - θ)", [0.0, 0, 0]), ("f([1, 1])", [11.0]), ("norm(θ[1] - θ[1])", [0.0]), ("one", [6.0]),
    ("each", [1.0, 2, 3]), ("g[2].y", [400.0]),
    ("particles.x", [1.0, 2, 3]),
  ])
  func numbersAreReadByParticleByParameterAndAcross(_ formula: String, _ expected: [Double]) throws
  {
    let walk = try walk(
      """
      population 3
      state θ = particle * if(parameter == 1, 1, 10)
      state one = 0
      state each = 0
      one = sum(particle)
      each = particle
      particles = θ
      θ = θ
      """)
    #expect(try value(formula, walk).numbers == expected)
  }

  @Test func drawsAreEachParticlesOwnAndTheSameForOneSeed() throws {
    let lines = "population n = 4\nu = uniform()\nv = uniform(1)\nw = normal()\nθ = θ + u + v + w"
    let first = try walk(lines)
    let numbers = try #require(first.current[Name("u")])
    #expect(Set(numbers).count == 8)
    #expect(first.current[Name("v")]?.count == 4)
    #expect(try walk(lines).current.bits == first.current.bits)
  }

  @Test func howManyThereAreIsAHyperParameterLikeAnother() throws {
    let lines = "population n = 4 in [2, 9] \"how many\"\nθ = θ - n/1000*g"
    #expect(try walk(lines).machine.particles == 4)
    #expect(try walk("population parameters + 1\nθ = θ - 0.1*g").machine.particles == 3)
    let recipe = try Recipe("optimizer flock\n" + lines)
    let machine = try Machine(
      recipe: recipe, objective: nil, parameters: [Name("x")], hypers: [Name("n"): 7])
    #expect(machine.particles == 7)
    #expect(recipe.hyper(Name("n"))?.accepts(2.5) == false)
    #expect(recipe.hyper(Name("n"))?.accepts(10) == false)
  }

  @Test(arguments: [
    ("population n = 0", "a population has a whole number of particles, from 1 to 10000"),
    ("population 2.5", "a population has a whole number of particles, from 1 to 10000"),
    ("population 1e9", "a population has a whole number of particles, from 1 to 10000"),
    ("population 3\npopulation 4", "a recipe has one population"),
  ])
  func aCountThatIsNoneIsAnError(_ line: String, _ message: String) throws {
    let error = try #require(throws: Diagnostic.self) {
      try Recipe("optimizer flock\n\(line)\nθ = θ - g")
    }
    #expect(error.message == message)
  }

  @Test func tooManyNumbersTogetherAreAnErrorAndNoTrap() throws {
    let recipe = try Recipe("optimizer flock\npopulation 10000\nθ = θ - g")
    let error = try #require(throws: Diagnostic.self) {
      try Machine(
        recipe: recipe, objective: nil, parameters: (1...1000).map { Name("x\($0)") })
    }
    #expect(error.message == "10000 particles of 1000 parameters are too many numbers")
  }

  /// A walk goes back and on to the same bits, whatever was drawn.
  @Test(arguments: ["swarm", "anneal", "es", "random", "nelder-mead"])
  func goingBackAndOnGivesTheSameBits(_ name: String) throws {
    var walk = try Walk(name, minimizing: Self.bowl.0, from: Self.bowl.1, Self.bowl.2)
    for _ in 0..<60 { walk.step() }
    let end = walk.current.bits
    walk.back(to: 7)
    for _ in 7..<60 { walk.step() }
    #expect(walk.current.bits == end)
  }

  /// What a recipe asks for is counted: f at each particle, the gradient where it is read.
  @Test(
    arguments: zip(
      ["gd", "anneal", "es", "random", "swarm", "nelder-mead"],
      [(0, 10), (12, 0), (11, 0), (11, 0), (55, 0), (73, 0)]))
  func evaluationsAreCounted(_ name: String, _ expected: (values: Int, gradients: Int)) throws {
    var walk = try Walk(name, minimizing: Self.bowl.0, from: Self.bowl.1, Self.bowl.2)
    for _ in 0..<10 { walk.step() }
    #expect(walk.evaluations.values == expected.values)
    #expect(walk.evaluations.gradients == expected.gradients)
  }

  /// f at the best place stands beside the walk, before and after each step.
  @Test(arguments: ["swarm", "anneal"])
  func theAnswerIsTheBestPlaceSoFar(_ name: String) throws {
    var walk = try Walk(name, minimizing: Self.bowl.0, from: Self.bowl.1, Self.bowl.2)
    var last = Double.infinity
    for _ in 0..<40 {
      walk.step()
      let answer = walk.current.answer
      #expect(answer.value == (try value("f(best)", walk)).numbers[0])
      #expect(answer.point == walk.current[.best])
      #expect(try #require(answer.value) <= last)
      last = try #require(answer.value)
    }
  }
}
