import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// What a picture says of its lines.
@Suite struct FigureTests {
  private static func figure(_ lines: [String]) throws -> Figure {
    var session = Session(library: .standard, commands: .standard)
    var figure: Figure?
    for line in lines {
      _ = try session.execute(
        line, Host(emit: { if case .figure(let drawn) = $0 { figure = drawn } }))
    }
    return try #require(figure)
  }

  @Test func equalWalksShareALineOfTheLegend() throws {
    let figure = try Self.figure([
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use gd lr=0.05",
      "compare gd lr=0.05, rmsprop, gd lr=0.05 for 10", "plot f",
    ])
    let names = figure.legend.map(\.name)
    #expect(names.count == 2)
    #expect(names.contains { $0.contains("rmsprop") })
    #expect(names.contains { $0.contains("gd") && $0.contains(", ") }, "\(names)")
  }

  @Test func stepsAreCountedInWholeNumbers() throws {
    for count in [1, 2, 3, 5, 40] {
      let figure = try Self.figure([
        "minimize x^2 from x = 4", "use gd lr=0.1", "run \(count)", "plot x",
      ])
      for limit in 2...12 {
        let ticks = figure.x.ticks(atMost: limit).map(\.value)
        #expect(ticks.allSatisfy { $0 == $0.rounded() }, "\(count) steps: \(ticks)")
        #expect(Set(ticks).count == ticks.count)
      }
    }
  }

  @Test(arguments: [
    ("(x - 1)^2 + 0.5 from x = 2", 1.0, 0.5), ("x^4 - 2x^2 from x = 1.5", 1.0, -1.0),
    ("cos(x) from x = 3", Double.pi, -1.0), ("abs(x - 0.25) from x = 1", 0.25, 0.0),
  ])
  func aCurvesBottomIsMarked(_ function: String, _ place: Double, _ value: Double) throws {
    let figure = try Self.figure(["minimize \(function)", "use gd lr=0.1", "run 30", "plot path"])
    let bottom = try #require(figure.series.first { $0.name.hasPrefix("least here") })
    // The search by thirds ends where two heights are the same double, which for a bowl is at the
    // square root of the doubles' distance.
    #expect(abs(bottom.points[0].x - place) < 1e-6)
    #expect(abs(bottom.points[0].y - value) < 1e-12)
  }

  @Test func aBottomOutOfSightIsNotMarked() throws {
    let figure = try Self.figure([
      "minimize (x - 1)^2 from x = 9", "use gd lr=0.001", "run 3", "plot path",
    ])
    #expect(!figure.series.contains { $0.name.hasPrefix("least here") })
  }
}
