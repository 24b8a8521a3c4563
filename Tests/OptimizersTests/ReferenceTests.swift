import Formula
import Optimizers
import Testing

/// RMSprop and AdaGrad against walks that other programs computed.
struct ReferenceTests {
  @Test func allTracesAreThere() {
    #expect(Trace.course.count == 28)
    #expect(Trace.course.allSatisfy { $0.f.count == 51 && $0.rows.g.count == 50 })
  }

  @Test(arguments: Trace.course)
  func everyQuantityOfEverySafeStepAgrees(_ trace: Trace) throws {
    var walk = try trace.walk()
    #expect(walk.current[.objective] == [trace.f[0]])
    for index in 0..<trace.safeSteps {
      walk.step()
      let rows = trace.rows
      let expected: [(Name, [Double])] = [
        (.gradient, rows.g[index]), (Name("g²"), rows.g2[index]),
        (trace.accumulator, rows.acc[index]), (Name("denominator"), rows.denom[index]),
        (Name("step"), rows.step[index]), (.theta, rows.thetaAfter[index]),
        (.objectiveBefore, [trace.f[index]]), (.objective, [trace.f[index + 1]]),
      ]
      for (name, numbers) in expected {
        try expect(walk.current, name, numbers) { 1e-9 * max(1, abs($0)) }
      }
    }
  }

  /// Three steps of plain doubles stay well below a relative 1e-14.
  ///
  /// One rounding is 1.1e-16 and a step makes about ten, none of which cancels where f is a sum of
  /// squares of what is far from zero. What a wrong convention does (ε outside the root) is often
  /// smaller than 1e-9, yet not smaller than this.
  @Test(arguments: Trace.course.filter { $0.objective != "rosenbrock" })
  func theFirstThreeStepsAgreeTo14Digits(_ trace: Trace) throws {
    try compare(trace, steps: [1, 2, 3]) { 1e-14 * abs($0) }
  }

  /// With the exact gradient fed, what is left is the update rule.
  ///
  /// It cancels only in θ − step, whose digits are counted from the larger of the two.
  @Test(arguments: Trace.course)
  func theUpdateRuleAgreesTo14Digits(_ trace: Trace) throws {
    var walk = try trace.walk()
    for step in 1...3 {
      let exact = try #require(trace.exact["\(step)"])
      walk.step(feeding: try exact.g.map { try #require(Double($0)) })
      let expected: [(Name, [String])] = [
        (Name("g²"), exact.g2), (trace.accumulator, exact.acc), (Name("denominator"), exact.denom),
        (Name("step"), exact.step),
      ]
      for (name, decimals) in expected {
        try expect(walk.current, name, decimals) { 1e-14 * abs($0) }
      }
      let longest = try #require(walk.current[Name("step")]).map(abs).max() ?? 0
      try expect(walk.current, .theta, exact.thetaAfter) { 1e-14 * max(abs($0), longest) }
    }
  }

  /// The 14 digits are counted from the largest terms of the gradient and of f.
  ///
  /// In y − x² numbers cancel that are up to thousands of times larger than what is left.
  @Test(arguments: Trace.course.filter { $0.objective == "rosenbrock" })
  func theGradientAgreesTo14DigitsOfItsTerms(_ trace: Trace) throws {
    var walk = try trace.walk()
    for step in 1...3 {
      let exact = try #require(trace.exact["\(step)"])
      let point = try #require(walk.current[.theta])
      let (x, y) = (abs(point[0]), abs(point[1]))
      walk.step()
      let terms = [2 * (1 + x) + 400 * x * (y + x * x), 200 * (y + x * x)]
      for (index, size) in terms.enumerated() {
        let found = try #require(walk.current[.gradient])[index]
        #expect(abs(found - (try #require(Double(exact.g[index])))) <= 1e-14 * size)
      }
      let size = (1 + x) * (1 + x) + 100 * (y + x * x) * (y + x * x)
      try expect(walk.current, .objectiveBefore, [exact.f]) { _ in 1e-14 * size }
    }
  }

  @Test(arguments: Trace.course)
  func step10And50AgreeWithHighPrecision(_ trace: Trace) throws {
    let steps = [10, 50].filter { $0 <= trace.safeSteps }
    try compare(trace, steps: steps) { 1e-9 * max(1, abs($0)) }
  }

  private func compare(
    _ trace: Trace, steps: [Int], tolerance: (Double) -> Double
  ) throws {
    var walk = try trace.walk()
    for step in 1...(steps.max() ?? 1) {
      walk.step()
      guard steps.contains(step) else { continue }
      let exact = try #require(trace.exact["\(step)"])
      let expected: [(Name, [String])] = [
        (.gradient, exact.g), (Name("g²"), exact.g2), (trace.accumulator, exact.acc),
        (Name("denominator"), exact.denom), (Name("step"), exact.step),
        (.theta, exact.thetaAfter), (.objectiveBefore, [exact.f]), (.objective, [exact.fAfter]),
      ]
      for (name, decimals) in expected {
        try expect(walk.current, name, decimals, tolerance)
      }
    }
  }

  private func expect(
    _ row: Row, _ name: Name, _ decimals: [String], _ tolerance: (Double) -> Double
  ) throws {
    try expect(row, name, try decimals.map { try #require(Double($0)) }, tolerance)
  }

  private func expect(
    _ row: Row, _ name: Name, _ numbers: [Double], _ tolerance: (Double) -> Double
  ) throws {
    let found = try #require(row.numbers(name))
    #expect(found.count == numbers.count)
    for (found, number) in zip(found, numbers) {
      #expect(
        abs(found - number) <= tolerance(number),
        "\(name) of step \(row.step): \(found), \(number)")
    }
  }
}
