import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// How often the least value is found: a smaller `Benchmarks/global-minima.md`.
///
/// The bounds are what that page has for 100 seeds. Of twenty walks so many are asked for that a
/// searcher as good as there fails one time in a thousand by chance, and one of half its share fails
/// nine times in ten; the walks are the same in every run.
struct GlobalMinimaTests {
  private static let seeds = 20
  private static let near = 1e-3

  /// Which of several optimizers end near 0 with so many evaluations, one count each.
  private func found(_ function: String, _ optimizers: [String], _ evaluations: Int) throws
    -> [Int]
  {
    var counts = [Int](repeating: 0, count: optimizers.count)
    for seed in 0..<Self.seeds {
      var session = Session(library: .standard, commands: .standard)
      try session.run("seed \(seed)")
      try session.run("objective \(function)")
      let line =
        "compare \(optimizers.joined(separator: ", ")) for \(evaluations) evaluations"
      guard case .comparison(let report)? = try session.run(line).first else {
        throw Diagnostic("no comparison")
      }
      for (index, run) in report.runs.enumerated() where run.value < Self.near {
        counts[index] += 1
      }
      #expect(report.runs.allSatisfy { $0.evaluations.all <= evaluations })
    }
    return counts
  }

  @Test func searchersLeaveTheFirstHoleOfRastrigin() throws {
    let slow = "anneal heat=2 cool=0.9985 reach=5"
    let counts = try found("rastrigin", ["swarm n=20", "anneal", slow], 8000)
    #expect(counts[0] >= 18)
    #expect(counts[1] >= 8)
    #expect(counts[2] >= 17)
  }

  @Test func whatFollowsTheGradientStaysInTheFirstHole() throws {
    let optimizers = ["gd lr=0.001", "momentum lr=0.001", "rmsprop", "adam lr=0.01"]
    #expect(try found("rastrigin", optimizers, 500) == [0, 0, 0, 0])
  }

  @Test func bothWellsAreFound() throws {
    let counts = try found("double-well", ["swarm n=20", "anneal", "es", "gd lr=0.01"], 2000)
    #expect(counts[0] == Self.seeds)
    #expect(counts[1] >= 18)
    #expect(counts[3] == Self.seeds)
  }
}
