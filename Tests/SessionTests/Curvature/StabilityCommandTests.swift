import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

struct StabilityCommandTests {
  private func report(_ lines: String...) throws -> StabilityReport {
    var session = Session(library: .standard, commands: .standard)
    guard case .stability(let report)? = try session.run(lines).last else {
      throw Diagnostic("no stability")
    }
    return report
  }

  @Test func itNamesWhatIsHandedOn() throws {
    let report = try report(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use momentum lr = 0.05", "step 3", "stability")
    #expect(report.names.count == 4)
    #expect(report.names[0] == "x")
    #expect(report.names[2].hasSuffix(".x"))
    #expect(report.stability.point == [0, 0])
    #expect(report.rate == 0.05)
    #expect(report.stability.verdict == .settles)
  }

  @Test func itCallsTheLearningRateAsTheRecipeDoes() throws {
    let report = try report(
      "minimize x^2 from x = 4", "use keras.sgd learning_rate = 0.05", "stability")
    #expect(report.rateName == Name("learning_rate"))
    #expect(report.rate == 0.05)
    #expect(report.stability.border != nil)
  }

  /// From either side of a saddle's ridge another well is found; a place may be named.
  @Test func onesLooksWhereTheWalkIsOrWhereOneSays() throws {
    let setUp = ["minimize (x^2 - 1)^2 from x = 0.9", "use gd lr = 0.1"]
    var session = Session(library: .standard, commands: .standard)
    try session.run(setUp)
    for (line, place) in [
      ("stability", 1.0), ("stability at x = -1.2", -1), ("stability at x = 0.1", 0),
    ] {
      guard case .stability(let report)? = try session.run(line).last else {
        Issue.record("no stability")
        return
      }
      #expect(abs(report.stability.point[0] - place) <= 1e-9)
      // f″ is 8 in the wells, −4 between them.
      #expect(report.stability.verdict == (place == 0 ? .grows : .settles))
    }
  }

  @Test(
    arguments: [
      ("stability at z = 1", "z is no parameter"), ("stability here", ""),
      ("stability at", "a name and = should stand here"),
    ])
  func whatIsWrongChangesNothing(line: String, message: String) throws {
    var session = try Session("minimize x^2 from x = 4", "use gd", "step 3")
    let before = Snapshot(session)
    let error = #expect(throws: Diagnostic.self) { try session.run(line) }
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    #expect(Snapshot(session) == before)
  }

  @Test func withoutAnOptimizerThereIsNothingToSettle() throws {
    var session = try Session("minimize x^2 from x = 4")
    #expect(throws: Diagnostic.self) { try session.run("stability") }
  }
}

/// `plot path model`: the quadratic that fits f at a step, over the ground.
struct ModelPlotTests {
  private func figure(_ lines: String...) throws -> Figure {
    var session = Session(library: .standard, commands: .standard)
    guard case .figure(let figure)? = try session.run(lines).last else {
      throw Diagnostic("no figure")
    }
    return figure
  }

  /// Of a quadratic the model is the function: its line through the place is f's own.
  @Test func theModelOfAQuadraticIsTheFunction() throws {
    let figure = try figure(
      "minimize x^2 + 10y^2 + x*y from x = 4, y = 1", "use gd lr = 0.02", "step 5",
      "plot path model at 2")
    let model = try #require(figure.series.first { $0.name == "quadratic model at step 2" })
    let session = try Session(
      "minimize x^2 + 10y^2 + x*y from x = 4, y = 1", "use gd lr = 0.02", "step 2")
    let here = try session.number("f")
    let points = model.points.filter(\.isFinite)
    #expect(points.count > 50)
    // Either level; crossings are found along edges of the grid, where f bends a little.
    let highest = try points.map { try session.number("f(\($0.x), \($0.y))") }.max() ?? 0
    #expect(abs(highest - here) <= 0.01 * here)
    let bottom = try #require(figure.series.first { $0.name == "its bottom" })
    #expect(abs(bottom.points[0].x) <= 1e-12 && abs(bottom.points[0].y) <= 1e-12)
  }

  @Test func overOneParameterItIsAParabola() throws {
    let figure = try figure(
      "minimize (x^2 - 1)^2 from x = 1.5", "use gd lr = 0.01", "step 2", "plot path model at 0")
    let model = try #require(figure.series.first { $0.name == "quadratic model at the start" })
    // f = 1.5625, f′ = 7.5, f″ = 23 at 1.5.
    for point in model.points where point.isFinite {
      let way = point.x - 1.5
      #expect(abs(point.y - (1.5625 + 7.5 * way + 11.5 * way * way)) <= 1e-9)
    }
  }

  @Test(arguments: ["plot path model at 9", "plot path model at -1", "plot path model at"])
  func onlyRecordedStepsHaveOne(line: String) throws {
    var session = try Session("minimize x^2 + y^2 from x = 4, y = 1", "use gd", "step 3")
    let error = #expect(throws: Diagnostic.self) { try session.run(line) }
    #expect(error?.hint == "from 0 to 3")
  }
}
