import Formula
import Testing

@testable import Optimizers

/// Gradient descent against the same walk in twice the precision, with gradients worked out by hand.
struct GradientDescentTests {
  /// A function, its gradient and a learning rate at which gradient descent settles.
  struct Descent: Sendable, CustomTestStringConvertible {
    var name: String
    var rate: Double
    /// f and ∂f at a point.
    var function: @Sendable ([DoubleDouble]) -> (value: DoubleDouble, gradient: [DoubleDouble])
    /// The largest |terms| that f and ∂f are summed from on the way.
    var size: Double

    var testDescription: String { name }
  }

  static let descents = [
    Descent(
      name: "square", rate: 0.1,
      function: { (value: $0[0] * $0[0], gradient: [2.0 * $0[0]]) }, size: 16),
    Descent(
      name: "elongated", rate: 0.04,
      function: { point in
        let (x, y) = (point[0], point[1])
        return (value: x * x + 10.0 * y * y, gradient: [2.0 * x, 20.0 * y])
      }, size: 26),
    Descent(
      name: "rosenbrock", rate: 0.001,
      function: { point in
        let (x, y) = (point[0], point[1])
        let (a, b) = (1.0 - x, y - x * x)
        return (
          value: a * a + 100.0 * b * b, gradient: [-(2.0 * a) - 400.0 * x * b, 200.0 * b]
        )
      }, size: 2555),
    Descent(
      name: "linreg", rate: 0.05,
      function: { point in
        let pairs: [(x: DoubleDouble, y: DoubleDouble)] = [(1, 3), (2, 5), (3, 7), (4, 9)]
        var (value, w, b): (DoubleDouble, DoubleDouble, DoubleDouble) = (0, 0, 0)
        for (x, y) in pairs {
          let residual = point[0] * x + point[1] - y
          value = value + residual * residual
          w = w + residual * x
          b = b + residual
        }
        return (value: 0.25 * value, gradient: [0.5 * w, 0.5 * b])
      }, size: 70),
  ]

  /// The walk settles, so what earlier steps rounded dies away, and what is left is the rounding of
  /// about one step: ten times a relative 1.1e-16 of a term no larger than `size`.
  @Test(arguments: descents)
  func fiftyStepsAgreeWithTwiceThePrecision(_ descent: Descent) throws {
    let known = try #require(Walk.objectives[descent.name])
    let rate = DoubleDouble(descent.rate)
    var walk = try Walk(
      "gd", minimizing: known.formula, from: known.names, known.start,
      hypers: [.learningRate: descent.rate])
    var point = known.start.map { DoubleDouble($0) }
    for _ in 1...50 {
      walk.step()
      let before = descent.function(point)
      let step = before.gradient.map { rate * $0 }
      point = zip(point, step).map { $0 - $1 }
      let expected: [(Name, [DoubleDouble])] = [
        (.gradient, before.gradient), (Name("step"), step), (.theta, point),
        (.objectiveBefore, [before.value]), (.objective, [descent.function(point).value]),
      ]
      for (name, numbers) in expected {
        let found = try #require(walk.current.numbers(name))
        for (found, number) in zip(found, numbers) {
          let distance = abs((DoubleDouble(found) - number).high)
          #expect(distance <= 1.1e-15 * descent.size, "\(name) of step \(walk.stepCount)")
        }
      }
    }
  }
}

struct DoubleDoubleTests {
  @Test func aProductHasAllItsBits() {
    // (2⁵³ − 1)² = 2¹⁰⁶ − 2⁵⁴ + 1
    let number = DoubleDouble(0x1p53 - 1)
    #expect(number * number == DoubleDouble(0x1p106 - 0x1p54, 1))
  }

  @Test func aProductOfSumsKeepsTheCrossTerms() {
    let product = DoubleDouble(1, 0x1p-60) * DoubleDouble(1, -0x1p-58)
    #expect(product == DoubleDouble(1, 0x1p-60 - 0x1p-58))
  }

  @Test func aSmallTermOutlivesALargeOne() {
    #expect((DoubleDouble(1) + DoubleDouble(0x1p-100)) - DoubleDouble(1) == DoubleDouble(0x1p-100))
  }

  @Test func lowPartsCarryOver() {
    // Two halves of the last place of 1 make a whole one.
    let half = DoubleDouble(0x1p-53)
    #expect(DoubleDouble(1, 0x1p-53) + half == DoubleDouble(1 + 0x1p-52))
  }
}
