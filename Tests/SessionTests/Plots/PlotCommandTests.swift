import Formula
import TestSupport
import Testing

@testable import Session

struct PlotCommandTests {
  @Test(arguments: [1e-300, 1e-10, 1, 19.5, 1e10, 1e300], [0, 1, 20, 1_000_000])
  func anAnimationHasAPaceAtAnySpeed(_ speed: Double, _ count: Int) throws {
    var session = try Session.course("step 5")
    let plot = try #require(try session.run("plot f log").figures.first)
    let animation = Animation(figure: plot, stepCount: count, speed: speed)
    let (steps, seconds) = animation.pace(atMost: 20)
    #expect((1...max(count, 1)).contains(steps))
    #expect(seconds >= 0)
  }

  // MARK: - Lines

  @Test func aQuantityIsDrawnByStep() throws {
    var session = try Session.course("step 5")
    let plot = try #require(try session.run("plot f log").figures.first)
    #expect(plot.title == "f by step")
    #expect(plot.y.scale == .logarithmic)
    let points = try #require(plot.series.first?.points)
    #expect(points.map(\.x) == [0, 1, 2, 3, 4, 5])
    #expect(points[0].y == 26)
    #expect(points[5].y == (try session.number("f")))
  }

  @Test func whatHasOneNumberAParameterGetsALineForEach() throws {
    var session = try Session.course("step 5")
    let plot = try #require(try session.run("plot E[g²]").figures.first)
    #expect(plot.series.map(\.name) == ["E[g²].x", "E[g²].y"])
    let chosen = try #require(try session.run("plot E[g^2].y, step.x").figures.first)
    #expect(chosen.series.map(\.name) == ["E[g²].y", "step.x"])
    #expect(chosen.series[0].points == plot.series[1].points)
  }

  @Test(arguments: [("f log", "f"), ("f / prev(f)", "f / prev(f)"), ("path", "y")])
  func aVeryLongWalkIsDrawnFromTheRowsThatAreKept(_ kind: String, _ last: String) throws {
    var session = try Session.course("run 300000")
    let plot = try #require(try session.run("plot \(kind)").figures.first)
    let remark = try #require(plot.remarks.first).text(.short)
    #expect(remark.hasPrefix("rmsprop is drawn from "))
    #expect(remark.hasSuffix(" of 300000 steps"))
    let points = try #require(plot.series.last?.points).filter(\.isFinite)
    #expect(500...Thinning.limit ~= points.count)
    #expect(points.last?.y == (try session.number(last)))
  }

  @Test func aCloseUpOfAVeryLongWalkHasEveryStep() throws {
    var session = try Session.course("run 3")
    let expected = try #require(try session.run("plot path").figures.first?.series.last?.points)
    _ = try session.run("run 300000")
    let plot = try #require(
      try session.run("plot path zoom x = 3..4.5, y = 0..1.5").figures.first)
    #expect(plot.series.last?.points.prefix(4) == expected.prefix(4))
    #expect(plot.remarks.contains { $0.text(.short).hasSuffix("all looked at") })
  }

  @Test func anyFormulaCanBeDrawn() throws {
    var session = try Session.course("step 5", "let ratio = step.x / lr")
    let plot = try #require(try session.run("plot norm(g), ratio").figures.first)
    #expect(plot.series.map(\.name) == ["norm(g)", "ratio"])
    #expect(plot.series[0].points.last?.y == (try session.number("norm(g)")))
    #expect(plot.series[1].points.last?.y == (try session.number("ratio")))
  }

  @Test func theStepBeforeCanBeSpokenOf() throws {
    var session = try Session.course("step 3")
    let plot = try #require(try session.run("plot f - prev(f)").figures.first)
    let points = plot.series[0].points
    #expect(!points[0].isFinite)
    #expect(points[3].y == (try session.number("f - prev(f)")))
  }

  @Test func beforeTheFirstStepALineHasNoValueWhichIsNoFault() throws {
    var session = try Session.course("step 3")
    let plot = try #require(try session.run("plot step.x").figures.first)
    #expect(!plot.series[0].points[0].isFinite)
    #expect(plot.remarks.isEmpty)
    #expect(plot.pieces(of: plot.series[0]).map(\.count) == [3])
  }

  @Test func oneQuantityAgainstAnother() throws {
    var session = try Session.course("step 5")
    let plot = try #require(try session.run("plot y vs x").figures.first)
    #expect(plot.title == "y against x")
    #expect(plot.series[0].points.first == PlotPoint(4, 1))
    let bySteps = try #require(try session.run("plot f vs steps").figures.first)
    #expect(bySteps.x.label == "step")
  }

  @Test func whatIsNotFiniteOrNotPositiveIsSaid() throws {
    var session = try Session("minimize x^2 from x = 1", "use gd lr = 1e200", "run 5")
    let plot = try #require(try session.run("plot f, x log").figures.first)
    #expect(plot.remarks.contains { $0.text(.short).hasPrefix("f is not finite at") })
    #expect(plot.remarks.contains { $0.text(.short).hasPrefix("x is not positive at 1 step") })
  }

  @Test func aMillionStepsAreThinned() throws {
    var session = try Session(
      "minimize x^2 from x = 1", "use gd lr = 1e-6", "run 1000000")
    let plot = try #require(try session.run("plot f").figures.first)
    #expect(plot.series[0].points.count <= Thinning.limit)
    #expect(plot.series[0].points.first == PlotPoint(0, 1))
    #expect(plot.series[0].points.last?.x == 1_000_000)
    #expect(plot.remarks.count == 1)
  }

  // MARK: - Landscapes

  @Test func thePathLiesOnItsGround() throws {
    var session = try Session.course("step 5")
    let plot = try #require(try session.run("plot path").figures.first)
    #expect(plot.series.map(\.name) == ["rmsprop"])
    #expect(plot.series[0].points.count == 6)
    #expect(plot.series[0].points[0] == PlotPoint(4, 1))
    let heights = try #require(plot.heights)
    #expect(heights.values.count == heights.columns * heights.rows)
    for (column, row) in [(0, 0), (17, 44), (heights.columns - 1, heights.rows - 1)] {
      let part = heights.part(Double(column), Double(row))
      let (x, y) = (plot.x.value(at: part.x), plot.y.value(at: part.y))
      #expect(heights[column, row] == x * x + 10 * y * y)
    }
    for point in plot.series[0].points {
      #expect(plot.x.fraction(point.x).map { 0...1 ~= $0 } == true)
      #expect(plot.y.fraction(point.y).map { 0...1 ~= $0 } == true)
    }
  }

  @Test func theViewCanBeChosen() throws {
    var session = try Session.course("step 5")
    let plot = try #require(
      try session.run("plot path zoom x = -1..5, y = -2 .. 2").figures.first)
    #expect(plot.x.lower == -1 && plot.x.upper == 5)
    #expect(plot.y.lower == -2 && plot.y.upper == 2)
    let whole = try #require(try session.run("plot path").figures.first)
    let near = try #require(try session.run("plot path zoom 4").figures.first)
    let (wide, narrow) = (whole.x.upper - whole.x.lower, near.x.upper - near.x.lower)
    #expect(abs(narrow * 4 - wide) < 1e-12)
    let x = try session.number("x")
    #expect(abs((near.x.lower + near.x.upper) / 2 - x) < 1e-12)
  }

  @Test func oneParameterGivesTheCurveWithTheWalkOnIt() throws {
    var session = try Session("minimize (x^2 - 1)^2 from x = 2", "use gd lr = 0.01", "run 20")
    let plot = try #require(try session.run("plot path").figures.first)
    #expect(plot.series.map(\.look) == [.line, .points, .walk])
    for point in plot.series[1].points {
      let square = point.x * point.x - 1
      #expect(abs(point.y - square * square) < 1e-12)
    }
  }

  @Test func ofMoreParametersTwoArePicked() throws {
    var session = try Session(
      "minimize x^2 + y^2 + (z - 1)^2 from x = 1, y = 2, z = 3", "use gd lr = 0.1", "run 3")
    let error = #expect(throws: Diagnostic.self) { try session.run("plot path") }
    #expect(error?.hint?.contains("plot path of x, y") == true)
    let plot = try #require(try session.run("plot path of z, x").figures.first)
    #expect(plot.x.label == "z" && plot.y.label == "x")
    #expect(
      plot.remarks.contains { $0.text(.short).hasPrefix("held where they are now: y = 1.024") })
  }

  @Test func aWalkThatClimbsAwayLeavesThePicture() throws {
    var session = try Session(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use gd lr = 0.2", "run 40")
    let plot = try #require(try session.run("plot path").figures.first)
    #expect(plot.y.upper < 100)
    #expect(plot.remarks.contains { $0.text(.short).contains("rose too far") })
  }

  // MARK: - Several walks

  @Test func comparedWalksAreDrawnTogether() throws {
    var session = try Session.course("step 5")
    try session.run("compare gd lr=0.05, adagrad lr=0.5 for 20 steps")
    let plot = try #require(try session.run("plot f log").figures.first)
    #expect(plot.series.map(\.name) == ["gd", "adagrad", "rmsprop, at hand"])
    let path = try #require(try session.run("plot path").figures.first)
    #expect(path.series.count == 3)
    let alone = try #require(try session.run("plot f log alone").figures.first)
    #expect(alone.series.map(\.name) == ["f"])
    let some = try #require(try session.run("plot E[g²].x").figures.first)
    #expect(some.series.map(\.name) == ["rmsprop, at hand"])
    #expect(some.remarks.count == 2)
  }

  // MARK: - Files

  @Test(arguments: [
    ("plot f to a.svg", "a.svg", PictureFile.Format.svg, false),
    ("plot f log to \"my folder/a b.PNG\" force", "my folder/a b.PNG", .png, true),
    ("plot path zoom 2 to /x/y.pdf", "/x/y.pdf", .pdf, false),
  ])
  func aFileIsLeftToTheProgram(
    _ line: String, _ path: String, _ format: PictureFile.Format, _ isForced: Bool
  ) throws {
    var session = try Session.course("step 5")
    guard case .request(.picture(_, let file)) = try session.execute(line, Host(emit: { _ in }))
    else {
      Issue.record("no picture")
      return
    }
    #expect(file.path == path)
    #expect(file.format == format)
    #expect(file.isForced == isForced)
  }

  @Test(arguments: [
    "plot⟦⟧", "plot path of ⟦q⟧", "plot path of x, ⟦x⟧", "plot f to ⟦a.txt⟧", "plot f to⟦⟧",
    "plot f ⟦lag⟧", "plot ⟦nonsense⟧", "plot path zoom ⟦-1⟧", "plot path zoom x = ⟦2..1⟧",
    "plot f vs ⟦g⟧",
  ])
  func whatIsWrongIsPointedAt(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.course("step 5")
    let error = #expect(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == marked.description)
  }

  // MARK: - Animations

  @Test func anAnimationGrows() throws {
    var session = try Session.course("step 8")
    guard
      case .request(.animation(let animation)) = try session.execute(
        "animate 4", Host(emit: { _ in }))
    else {
      Issue.record("no animation")
      return
    }
    #expect(animation.stepCount == 8)
    #expect(animation.pace(atMost: 20).steps == 1)
    #expect(animation.pace(atMost: 20).seconds == 0.25)
    #expect(animation.pace(atMost: 1).steps == 4)
    let counts = (0...8).map { step in
      guard case .figure(let plot) = animation.frame(after: step) else { return 0 }
      return plot.series[0].points.count
    }
    #expect(counts == Array(1...9))
  }

  @Test func aLongRunSaysHowFarItHasCome() throws {
    var session = try Session("minimize x^2 from x = 1", "use gd lr = 0.01")
    var heard: [Progress?] = []
    _ = try session.execute("run 20000", Host(emit: { _ in }, progress: { heard.append($0) }))
    #expect(heard.compactMap { $0?.made } == [4096, 8192, 12288, 16384])
    #expect(heard.last == .some(nil))
  }

  // MARK: - Walks that diverge or have come to rest

  @Test(arguments: [
    (["use gd lr=0.5", "run 50"], "plot path"),
    (["use gd lr=0.3", "run 240"], "plot f log"),
    (["use gd lr=0.11", "run 2000"], "plot f"),
    (["use gd lr=0.05", "run 5000"], "plot f log"),
    (["use gd lr=0.05", "run 20"], "plot path zoom 2^64"),
    (["use gd lr=0.05", "run 20"], "plot path zoom 1e-300"),
    (["use gd lr=0.05", "run 20"], "plot path zoom x = 1e-320..2e-320"),
    (["compare gd lr=0.05, adagrad lr=0.5, rmsprop lr=0.1 for 3500 steps"], "plot f log"),
  ])
  func everyWalkCanBeDrawn(_ lines: [String], _ plot: String) throws {
    var session = try Session.course()
    for line in lines { _ = try session.run(line) }
    let reports = try session.run(plot)
    for axis in reports.figures.flatMap({ [$0.x, $0.y] }) {
      #expect(axis.low < axis.high)
      #expect(!axis.ticks(atMost: 5).isEmpty)
    }
    #expect(reports.figures.count == 1)
  }
}

extension [Report] {
  fileprivate var figures: [Figure] {
    compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
  }
}
