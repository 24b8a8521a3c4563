import Testing

@testable import Tutor

/// Where functions change their signs.
struct SignChangeTests {
  /// The root of a function between two numbers, and how often its value was asked for.
  private func root(
    _ function: @escaping (Double) -> Double, _ low: Double, _ high: Double,
    within width: Double = 1e-12
  ) -> (Double, Int)? {
    guard let change = SignChange(from: (low, function(low)), to: (high, function(high))) else {
      return nil
    }
    var asked = 0
    let roots = SignChange.roots(of: [change], within: width) { points in
      asked += points.count
      return points.map { function($0.place) }
    }
    return (roots[0], asked)
  }

  @Test func smoothFunctionsTakeFewValues() throws {
    let (found, asked) = try #require(root({ $0 * $0 - 2 }, 1, 2))
    #expect(abs(found - 2.0.squareRoot()) <= 1e-12)
    #expect(asked <= 12)
  }

  /// A steep end, a jump, and what has no value beyond the root take as many as halving does, or less.
  @Test func othersComeToAnEnd() throws {
    let steep = try #require(root({ $0 < 1e-6 ? $0 - 1e-7 : 1e9 * $0 }, 0, 1))
    #expect(abs(steep.0 - 1e-7) <= 1e-12)
    let jump = try #require(root({ $0 < 0.3 ? -1 : 1 }, 0, 1))
    #expect(abs(jump.0 - 0.3) <= 1e-15)
    let none = try #require(
      root({ place in place < 0.3 ? -1 : place > 0.9 ? 1 : .nan }, 0, 1))
    #expect(abs(none.0 - 0.3) <= 1e-15)
    let infinite = try #require(root({ $0 < 0.3 ? -1 : .infinity }, 0, 1))
    #expect(abs(infinite.0 - 0.3) <= 1e-15)
    for asked in [steep.1, jump.1, none.1, infinite.1] { #expect(asked <= 80) }
  }

  /// A root at the lower end is found, one at the upper end belongs to the interval that begins there.
  @Test func aRootAtAnEndIsFoundOnce() {
    #expect(root({ $0 - 1 }, 1, 2)?.0 == 1)
    #expect(root({ $0 - 1 }, 0, 1) == nil)
    #expect(root({ $0 * $0 }, -1, 1) == nil)
    #expect(root({ _ in .nan }, 0, 1) == nil)
  }

  @Test func manyAreClosedInOnTogether() {
    let wanted = (1...40).map { Double($0) / 41 }
    let changes = wanted.compactMap { SignChange(from: (0, -$0), to: (1, 1 - $0)) }
    var rounds = 0
    let roots = SignChange.roots(of: changes, within: 1e-12) { points in
      rounds += 1
      return points.map { $0.place - wanted[$0.index] }
    }
    #expect(zip(roots, wanted).allSatisfy { abs($0 - $1) <= 1e-12 })
    #expect(rounds <= 3)
  }
}
