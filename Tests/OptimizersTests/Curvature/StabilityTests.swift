import Formula
import RealModule
import TestSupport
import Testing

@testable import Optimizers

struct StabilityTests {
  private func stability(
    _ optimizer: String, _ hypers: [String: Double], _ formula: String = "x^2 + 10y^2",
    from start: [Double] = [4, 1]
  ) throws -> Stability {
    let names = Dictionary(uniqueKeysWithValues: hypers.map { (Name($0.key), $0.value) })
    let walk = try Walk(optimizer, minimizing: formula, from: ["x", "y"], start, hypers: names)
    let objective = try #require(walk.machine.objective)
    return try Stability(of: walk, objective, near: start)
  }

  /// Gradient descent multiplies each direction by 1 − lr·λ.
  @Test(arguments: [0.01, 0.05, 0.09, 0.1, 0.11, 0.3])
  func gradientDescentHasItsFactors(rate: Double) throws {
    let stability = try stability("gd", ["lr": rate])
    let radius = max(abs(1 - 2 * rate), abs(1 - 20 * rate))
    let found = try #require(stability.radius)
    #expect(abs(found - radius) <= 1e-14)
    #expect(stability.matrix.count == 4)
    let border = try #require(stability.border)
    #expect(abs(border - 0.1) <= 1e-12)
    #expect(
      stability.verdict == (rate < 0.0999 ? .settles : rate > 0.1001 ? .grows : .neither))
    #expect(stability.isQuadratic)
  }

  /// The heavy ball's eigenvalues are the roots of z² − (1 + β − lr·λ)·z + β for each λ (Polyak
  /// 1964), and it settles below lr = 2(1 + β)/λmax.
  @Test(arguments: [0.01, 0.05, 0.15, 0.19, 0.25], [0.0, 0.5, 0.9])
  func theHeavyBallHasItsRoots(rate: Double, beta: Double) throws {
    let stability = try stability("momentum", ["lr": rate, "beta": beta])
    var radius = 0.0
    for value in [2.0, 20] {
      let middle = (1 + beta - rate * value) / 2
      let square = middle * middle - beta
      radius = max(
        radius, square >= 0 ? abs(middle) + square.squareRoot() : beta.squareRoot())
    }
    // Where two roots are nearly one, they are found to the root of a double's precision.
    let found = try #require(stability.radius)
    #expect(abs(found - radius) <= 1e-7)
    let border = try #require(stability.border)
    let wanted: Double = 2 * (1 + beta) / 20
    #expect(abs(border - wanted) <= 1e-7 * wanted)
    #expect(stability.side == 4)
  }

  /// The matrix is what differences of the step itself say, for every recipe that has one: the step
  /// is made from places a little beside the point of rest, h = 1e-6 of it, so that they are off by
  /// h² and 1e-16/h.
  @Test(arguments: [
    "gd", "gd.clipped", "momentum", "nesterov", "rmsprop", "adam", "adadelta", "nadam",
    "newton", "newton.diagonal", "gd.decay", "torch.sgd.nesterov", "keras.sgd.momentum",
  ])
  func matricesAgreeWithDifferences(optimizer: String) throws {
    let formula = "2x^2 + 3y^2 + x*y - x"
    let walk = try Walk(optimizer, minimizing: formula, from: ["x", "y"], [1, 2])
    let machine = walk.machine
    let objective = try #require(machine.objective)
    let hessian = [4.0, 1, 1, 6]
    let jacobian = try StepJacobian(machine)
    // Anywhere, with states of everyday size: the chain rule doesn't need a point of rest.
    var frame = try machine.startFrame([0.5, -0.2], hypers: walk.current.hypers, seed: 0)
    for _ in 0..<3 { machine.step(&frame) }
    let before = machine.row(of: frame)
    func end(_ numbers: [Double]) -> Row {
      var frame = machine.frame(from: numbers)
      machine.step(&frame)
      return machine.row(of: frame)
    }
    let after = end(before.numbers)
    let matrix = jacobian.matrix(from: before, to: after, hessian: hessian)
    #expect(objective.parameters.count == 2)
    let places = jacobian.kept.flatMap { Array($0.indices) }
    // Newton's step has no derivative by a Hessian that doesn't change.
    for (column, place) in places.enumerated() {
      let h = 1e-6 * max(abs(before.numbers[place]), 1e-3)
      let ends = [-h, h].map { step in
        var numbers = before.numbers
        numbers[place] += step
        return end(numbers).numbers
      }
      for (row, target) in places.enumerated() {
        let difference = (ends[1][target] - ends[0][target]) / (2 * h)
        let exact = matrix[row * places.count + column]
        #expect(
          abs(difference - exact) <= 2e-5 * max(1, abs(exact), abs(difference)),
          "\(optimizer): row \(row), column \(column): \(exact), not \(difference)")
      }
    }
  }

  /// RMSprop's states rest only where its steps are 1/√ε too long: it leaves the point, and circles
  /// it by steps of about lr.
  @Test func rmspropNeverRests() throws {
    let stability = try stability("rmsprop", ["lr": 0.1])
    #expect(stability.verdict == .grows)
    let radius = try #require(stability.radius)
    #expect(abs(radius - 19_999) <= 0.02)
    #expect(stability.trial.lengths.greatest > 0.05)
    #expect(stability.trial.lengths.greatest < 0.5)
    #expect(stability.trial.distances.greatest < 1)
  }

  @Test func statesThatGoOnChangingAreNamed() throws {
    let stability = try stability("newton.damped", [:])
    #expect(stability.restless?.name == Name("damping"))
  }

  /// What the matrix says of a walk is what the walk does.
  @Test(arguments: ["gd", "momentum", "nesterov"], [0.02, 0.08, 0.12, 0.3])
  func walksDoWhatTheMatrixSays(optimizer: String, rate: Double) throws {
    let stability = try stability(optimizer, ["lr": rate])
    let radius = try #require(stability.radius)
    var walk = try Walk(
      optimizer, minimizing: "x^2 + 10y^2", from: ["x", "y"], [4, 1], hypers: [Name("lr"): rate])
    // What grows would overflow.
    let (before, counted) = radius > 1 ? (60, 60) : (400, 200)
    for _ in 0..<before { walk.step() }
    let first = walk.current.point.map(abs).max() ?? 0
    for _ in 0..<counted { walk.step() }
    let second = walk.current.point.map(abs).max() ?? 0
    guard first > 0, second > 0, second.isFinite else { return }
    // Turning eigenvalues make single distances uneven, by far less than this in 200 steps.
    let factor = Double.exp(Double.log(second / first) / Double(counted))
    #expect(abs(factor - radius) <= 0.03 * radius)
  }

  @Test func pointsOfRestAreFoundElsewhere() throws {
    let stability = try stability(
      "gd", ["lr": 0.001], "(1-x)^2 + 100(y-x^2)^2", from: [-1.5, 2])
    #expect(abs(stability.point[0] - 1) <= 1e-9)
    #expect(!stability.isQuadratic)
    let border = try #require(stability.border)
    #expect(abs(border - 0.0019968) <= 1e-6)
  }

  /// Whatever a recipe calls its learning rate.
  @Test func theBorderIsFoundUnderAnotherName() throws {
    let stability = try stability("keras.sgd", ["learning_rate": 0.05])
    let border = try #require(stability.border)
    #expect(abs(border - 0.1) <= 1e-12)
  }

  @Test(arguments: ["swarm", "anneal"])
  func chanceHasNoMatrix(optimizer: String) throws {
    #expect(throws: Diagnostic.self) { _ = try stability(optimizer, [:]) }
  }

  @Test func aSlopeWithoutEndHasNoRest() throws {
    let error = #expect(throws: Diagnostic.self) { _ = try stability("gd", [:], "2x + y") }
    #expect(error?.hint?.contains("stability at") == true)
  }
}
