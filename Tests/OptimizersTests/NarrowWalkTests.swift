import Formula
import TestSupport
import Testing

@testable import Optimizers

/// A walk in a narrower format that follows the one in doubles wherever it goes.
struct NarrowWalkTests {
  private let lr = Name("lr")

  /// Does one thing that can be done in a walk.
  private func change(_ walk: inout Walk, _ random: inout SplitMix64) throws {
    let number = Double.random(in: -3...3, using: &random)
    switch random.element(["step", "step", "run", "feed", "set", "hyper", "schedule", "back"]) {
    case "run": for _ in 0..<random.element([3, 20, 40]) { walk.step() }
    case "feed": walk.step(feeding: [number, 1 - number])
    case "set": walk.set(walk.machine.layout.theta, parameter: random.element([0, 1]), to: number)
    case "hyper": walk.set(try walk.quantity("lr"), to: abs(number) / 20)
    case "schedule": try walk.schedule(lr, by: Parser.expression("0.1/sqrt(t)"))
    case "back": walk.back(to: walk.stepCount - random.element([1, 2, 17]))
    default: walk.step()
    }
  }

  /// However it came there, it is where one that is made from the start is, and has lost as much.
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func followingIsBeginningAnew(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let format = random.element([Precision.float32, .bfloat16])
    var walk = try Walk("adam", minimizing: "x^2 + 10y^2", from: ["x", "y"], [4, 1])
    var narrow = try NarrowWalk(of: walk, format)
    for _ in 0..<30 {
      for _ in 0..<random.element([0, 1, 2]) { try change(&walk, &random) }
      #expect(try narrow.follow(walk))
      var other = try NarrowWalk(of: walk, format)
      #expect(try other.follow(walk))
      #expect(narrow.walk == other.walk)
      #expect(narrow.walk.current.bits == other.walk.current.bits)
      #expect(narrow.losses == other.losses)
    }
  }

  /// Stopped on the way, it goes on from there.
  @Test func itGoesOnWhereItWasStopped() throws {
    var walk = try Walk("rmsprop", minimizing: "x^2 + 10y^2", from: ["x", "y"], [4, 1])
    var narrow = try NarrowWalk(of: walk, .float32)
    for _ in 1...2000 { walk.step() }
    #expect(try !narrow.follow(walk, isInterrupted: { true }))
    let first = narrow.walk.stepCount
    #expect((1..<2000).contains(first))
    #expect(try !narrow.follow(walk, isInterrupted: { true }))
    #expect(narrow.walk.stepCount > first)
    #expect(try narrow.follow(walk))
    #expect(narrow.walk.stepCount == 2000)
  }

  /// Following costs the new steps, not all of them: those before were asked about and made already.
  @Test func onlyWhatIsNewIsMade() throws {
    var walk = try Walk("rmsprop", minimizing: "x^2 + 10y^2", from: ["x", "y"], [4, 1])
    for _ in 1...5000 { walk.step() }
    var narrow = try NarrowWalk(of: walk, .float32)
    #expect(try narrow.follow(walk))
    for _ in 1...100 {
      walk.step()
      // From the start on, the first question would end it.
      #expect(try narrow.follow(walk, isInterrupted: { true }))
    }
  }
}
