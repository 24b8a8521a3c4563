import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Tutor

/// How often the numbers of a recipe with one slip in it are put down to that slip.
///
/// A seed chooses a recipe of the course's own, one of its usual slips, a function and a rate; what is
/// given is eight steps in six digits. By default there are few of them, 500 where DOWNHILL_LONG is set.
struct WhoseSlipTests {
  private static let steps = 8
  private static let functions = [
    "minimize x^2 + 10y^2 from x = 4, y = 1", "minimize x^4 + 3y^2 - x*y from x = 1.5, y = -2",
    "minimize (1-x)^2 + 5(y-x^2)^2 from x = -1.5, y = 2", "minimize exp(0.3x) + x^2 from x = 3",
  ]

  /// Numbers of a walk with a slip, and what made them.
  private struct Case {
    var session: Session
    var recipe: String
    var slip: String
    var columns: [Observations.Column]

    /// - Returns: nil where a slip doesn't show, or the walk leads nowhere.
    init?(_ random: inout SplitMix64) throws {
      let session = try Session.after(random.element(WhoseSlipTests.functions))
      let names = session.library.generalNames.filter { !$0.hasPrefix("course.") }
      let recipe = random.element(names)
      guard let right = session.library[recipe], right.population == nil, !right.isRandom,
        let objective = session.objective
      else { return nil }
      let slipped = right.slipped(upTo: 1, SlipContext(of: right))
      guard !slipped.isEmpty else { return nil }
      let wrong = random.element(slipped)
      var hypers = right.standardValues
      if let rate = right.rateName { hypers[rate] = random.element([0.1, 0.05, 0.02, 0.3, 0.015]) }
      func points(_ recipe: Recipe) -> [[Double]]? {
        guard
          let machine = try? Machine(
            recipe: recipe, objective: objective, blocks: session.blocks),
          var walk = try? Walk(machine, from: session.start, hypers: hypers)
        else { return nil }
        return [walk.current.point]
          + (0..<WhoseSlipTests.steps).map { _ in
            walk.step()
            return walk.current.point
          }
      }
      guard let own = points(wrong.recipe), let others = points(right),
        own.joined().allSatisfy({ abs($0) < 1e6 })
      else { return nil }
      let columns = own[0].indices.map { part in
        Observations.Column(
          .parameter(part), [own[0][part]] + own.dropFirst().map { $0[part].rounded(toDigits: 6) })
      }
      // A slip that changes less than the digits show is none, and so is one that stands still.
      let given = Observations(columns, start: session.start, value: nil, gradientShift: 0)
      let shows = columns.indices.contains { part in
        (1...WhoseSlipTests.steps).contains { !given.agrees(others[$0][part], part, at: $0) }
      }
      guard shows, given.evidence >= Observations.safeEvidence else { return nil }
      (self.session, self.recipe, slip, self.columns) = (session, recipe, wrong.text, columns)
    }
  }

  @Test func theSlipIsNamed() throws {
    var random = SplitMix64(seed: 11)
    let count = LongRun.count(3, long: 500)
    var (made, named, own) = (0, 0, 0)
    var slowest = Duration.zero
    var missed: [String] = []
    while made < count {
      guard let some = try Case(&random) else { continue }
      made += 1
      var found: Identification?
      let time = try ContinuousClock().measure {
        found = try some.session.identification(some.columns, isInterrupted: { false }).0
      }
      slowest = max(slowest, time)
      let fits = found?.fits ?? []
      if fits.isEmpty {
        missed.append("\(some.recipe): \(some.slip)")
      } else {
        named += 1
      }
      if fits.contains(where: { $0.recipe.name == some.recipe && $0.slip == some.slip }) {
        own += 1
      }
    }
    print("slips: \(made), named \(named), by their own words \(own); the slowest took \(slowest)")
    for miss in missed { print("missed: \(miss)") }
    #expect(Double(named) >= 0.95 * Double(made))
  }
}
